// Package today is the first page after unlocking: what may be written around
// the last or the next session, what was left unfinished, the intention, and
// the last few entries.
//
// What is promised, each held by a test:
//
//   - One moment at most is offered, never as late: a day after its time has
//     passed another one is offered, or none.
//   - What was written already is not asked for again, and "Not today" puts a
//     question away for the day.
//   - Days are counted by the calendar of the place one is in.
package today

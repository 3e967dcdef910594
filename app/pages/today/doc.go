// Package today is the first page after unlocking: what may be written around
// the last or the next session, a check-in, the intention, what was noticed and
// comes back, what is being tried, and what was left unfinished.
//
// What is promised, each held by a test:
//
//   - Nothing is a duty: every card can be passed over, nothing is ever late or
//     counted, and no measure is offered on the day of a session.
//   - What was written already is not asked for again. "Not today" puts a question
//     away for the day, "Skip" for good.
//   - A few cards are shown; the rest is folded under "More".
//   - Days are counted by the calendar of the place one is in.
//   - A word typed here is saved when the page is left, and at lock. Where no disk
//     takes it the person is asked before the page is left, and the lock keeps it
//     sealed.
package today

// Package course answers what a page asks of a course of treatment: what is
// there today, and the story of one session. It reads a journal and gives plain
// values; it writes nothing and keeps nothing.
//
// # Contract
//
//   - Nothing is ever late: what is due is offered for a while and then it is
//     simply not offered any more. All of it can be skipped.
//   - On the day of a session no measure is offered (domain.md §3.6).
//   - Nothing is counted: no streaks, no days missed.
//   - Days are those of the clock on the wall where things were entered.
package course

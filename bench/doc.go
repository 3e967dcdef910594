// Package bench measures what a person waits for, with 10,000 entries of about
// 250 words, and for a therapist with 200 clients of 20 files each. Where there is
// one, a floor stands beside it: the least this machine needs for the same bytes,
// taken in the same run. "make bench" prints them; docs/bench.md says what they were
// and what falls short. Nothing here is asserted.
//
// Reported are goal, floor and ratio (ours divided by the floor) beside ns/op.
package bench

// Package checkin is the check-in: half a minute about how it is just now, by six
// numbers with words at their ends and one line.
//
// What is promised:
//
//   - Everything can be left out, and nothing at all is fine: then nothing is kept.
//   - There may be several a day. There is no total, no count and no row of days.
//   - What was given is kept when the page is left in any way but Cancel; what no
//     disk takes at locking waits sealed.
package checkin

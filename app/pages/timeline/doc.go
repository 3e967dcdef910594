// Package timeline is where a person finds what was written: the Journal page,
// by month and session, with a search as one types and filters; and the Trash.
//
// What is promised, each held by a test:
//
//   - Every entry that passes search and filters is in the list once, newest
//     first within its group; groups follow one another by month, newest first.
//   - The list draws only the rows in sight, and the text around what was found
//     is read only for those, so that ten thousand entries open at once.
//   - Of several searches only the newest is shown.
//   - Arrow keys move, Enter opens, Delete moves to the trash with a way back.
//   - Emptying the trash asks first and says that it cannot be undone.
package timeline

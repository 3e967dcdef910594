// Package opening is the first page: keep a journal, unlock one, restore a
// backup, or open a file that someone shared.
//
// What is promised:
//
//   - One thing is asked at a time, and Support is one press away from each.
//   - Keys are derived as work of the Runner; meanwhile the page says what it
//     waits for and takes no second press.
//   - A wrong passphrase leaves the field selected, ready to be typed over.
//     Wrong passphrase, damage, in use, newer and absurd work are different
//     sentences.
//   - The recovery code is on the screen once; see package keeping.
//   - A new journal asks once for the country whose numbers Support shows, and to
//     check them; it can be skipped.
//   - A journal that the recovery code opened is entered with a new passphrase,
//     or with the old one if the person says so.
//   - An older copy is entered only when the person says so; until then nothing
//     is written to it, and closing it again does not make it the newest known.
//   - A backup is restored into a new or empty folder only. What it could not
//     give is said by day. Nothing on this page can destroy anything.
//   - Wipe empties every field and forgets the code.
package opening

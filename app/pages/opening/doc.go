// Package opening is the first page: keep a journal, unlock one, or open a file
// that someone shared.
//
// What is promised:
//
//   - One thing is asked at a time, and Support is one press away from each.
//   - Keys are derived as work of the Runner; meanwhile the page says what it
//     waits for and takes no second press.
//   - A wrong passphrase leaves the field selected, ready to be typed over.
//     Wrong passphrase, damage, in use, newer and absurd work are different
//     sentences.
//   - The recovery code is on the screen once. It reaches the disk only where
//     the person says so, in a file of mode 0600.
//   - Wipe empties every field and forgets the code.
package opening

// Package keeping is what set-up and Settings share about the recovery code:
// showing it, the ways to keep it, and typing it back.
//
// What is promised:
//
//   - A code is given to Show once and is gone after Wipe. It reaches the disk
//     only where the person says so, in a file of mode 0600; it is never copied
//     to the clipboard.
//   - While it is typed back it is not on the screen: that would prove nothing.
//     One press, or Escape, goes back to it.
//   - Escape never takes the code away, and typing it back can always wait.
package keeping

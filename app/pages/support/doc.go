// Package support is the Support page: crisis lines for a country chosen by
// hand, a few small steps, and the way on, which is always there.
//
// What is promised:
//
//   - It needs no passphrase, shows nothing of a journal, and stores nothing
//     by itself: the country is the shell's to keep.
//   - Every number stands with where it is from and when it was last looked at.
//   - Nothing is asked, counted or labelled; Continue and Escape lead back to
//     where one was.
package support

// Package clients is the therapist's side in the window: everyone whose files are
// kept, what each of them shared as one story, and the notes beside it.
//
// What is promised:
//
//   - Notes are saved while they are written, and are in no file and no copy.
//   - What is filed or printed leaves the encryption; that is said before, and it is
//     written only where the person says.
//   - Deleting says what goes, asks once, and leaves a line for the record.
//   - Texts are foreign: they are shown by package received and its blocks.
//   - Wipe drops every text, note and picture.
//
// The argument of its route is a client's id, and after colons the part of their
// page and what is shown in it; ToSearch is the search over all.
package clients

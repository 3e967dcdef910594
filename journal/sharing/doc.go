// Package sharing is the one way from a journal to a sealed file, for the
// window and the command line alike: choose, look, seal, remember.
//
// Compose turns what was ticked into a bundle.Content. That is the preview, and
// it is the very value SealToFile then seals: nothing is read from the journal
// in between. Suggest says what could be ticked; it never ticks for anyone.
//
// The contract:
//
//   - Naming an entry is ticking it, whatever its mark. What is in the trash
//     cannot be shared: journal.ErrNotFound.
//   - Nothing that was not ticked is in the Content: an entry loses the id of
//     its session unless that session was ticked too. That an entry was written
//     within a day of its session stays, being a fact about the entry.
//   - SealToFile leaves either a whole file under its name and a line in the
//     log of shares, or the file that was there before. What it writes on the
//     way is sealed already, has mode 0600, stands beside the target, and is
//     removed on any error and on cancel.
//   - The line in the log is written before the file takes its name, so that no
//     file exists that the log does not know. Should taking the name fail after
//     that, the line stays with an empty FileName: sealed, but never put there.
//   - SealAgain seals what an earlier file held, and nothing else, for the key its
//     reader has now: as it was then, whatever has become of it in the journal. The
//     new file says which it replaces. All that holds of SealToFile holds of it.
//   - Whether a file was handed over only the person knows. Sequence and
//     Previous count the files they marked so, for the same key.
package sharing

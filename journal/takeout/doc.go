// Package takeout writes everything a journal holds into a folder that anyone
// can read: plain Markdown and JSON, so that nobody has to stay for their words'
// sake.
//
// # Contract
//
//   - All or nothing: the folder is written under another name beside its place
//     and takes its name when all of it is on the disk. On an error and when the
//     context ends nothing is left.
//   - It never writes over anything: the folder is new, or empty.
//   - Folders are 0700, files 0600. The copy itself is not sealed; whoever asks
//     for it is told so before (the caller's part).
//   - Every text is there to the letter. entries*.jsonl bring every entry back
//     that is not in the trash, by `afterglow import jsonl`.
//   - What was in a sealed file, sent or received, is there as data and to be read,
//     whatever became of the things it was made from.
//   - What is damaged is left out and named in the Report; the rest is written.
//   - Keys are not written: neither the journal's nor the one its owner signs with.
//   - The journal is not changed.
//
// What the files are is said in README.txt beside them, and in FORMAT.md.
package takeout

// Package transfer reads writing that was kept elsewhere.
//
// # Contract
//
//   - Reading is strict: what is not exactly the format is an error that names
//     the line and gives nothing, so an import is all or nothing. An error never
//     holds a word of the text.
//   - Every text is taken to the letter. What JSON could only approximate
//     (invalid UTF-8, half of a surrogate pair) is refused.
//   - Nothing is written: saving the entries, in one step, is the caller's.
//   - A hostile file costs no more memory than the limits named here.
//
// The one format so far is JSON lines, a line an entry:
//
//	{"date": "1660-01-13" or RFC 3339, "title"?, "text", "tags"?, "kind"?}
//
// Line makes such a line of an entry, which JSONL reads as the same again.
//
// A byte order mark at the start and lines without anything are passed over.
package transfer

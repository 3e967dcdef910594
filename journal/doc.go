// Package journal is the domain: what a person in ketamine-assisted
// psychotherapy writes and records, and the one Journal that keeps it.
//
// # Contract
//
//   - Saving is durable: when SaveEntry (or any Save) returns nil, the words are
//     on disk. When it returns an error, nothing of it is.
//   - An entry is saved against the revision it was read at. A save based on an
//     older one is ErrStale and changes nothing.
//   - Text is kept to the letter: what Entry returns is byte for byte what was
//     saved. Moments are kept as they were entered (When).
//   - Deleting moves to the trash; Untrash brings it back with its history. Only
//     EmptyTrash destroys, and what it destroyed cannot be read from the folder
//     again, with the passphrase either.
//   - History keeps the last revision of every sitting at the writing page.
//   - Search looks at title, tags and text, in memory only; no index is written.
//   - Lists (Summaries, Sessions, …) are values: changing them changes nothing.
//   - A Journal is safe for use by several goroutines. After Close every method
//     that can fail answers vault.ErrClosed, and lists are empty.
//
// Durability, damage, locking and forgetting are promised by package vault.
// What goes into a sealed file is package bundle; choosing it, package sharing.
package journal

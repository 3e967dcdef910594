// Package clients is the therapist's side: whose file this is, what several files of
// one client say together, and what a therapist notes beside them. It works on a
// therapist's vault (package journal keeps the records) and on files that passed
// every check (package bundle).
//
// # Contract
//
//   - Opening a file stores nothing. Receive does, and only what it is given; all of
//     it is on the disk when it returns nil, and nothing of it otherwise.
//   - A client's key is trusted when it is first seen. A file under another key that
//     goes by a known client's name is ErrKeyChanged, until the caller says which it
//     is: somebody else, or a new key the client spoke of in person. Nothing is
//     guessed, and nothing is stored meanwhile.
//   - A file by a client who is in the trash is ErrInTrash until they are chosen,
//     which brings them back; it does not make a second client of them.
//   - A key belongs to one client. The same file twice is kept once.
//   - A file that says it takes the place of an earlier one by the same client marks
//     that as replaced; it can be read as before. A file that is missing in the
//     sequence is named (Gaps), and no reason is.
//   - Story is all that a client shared, each thing once: as it stands in the newest
//     version, with every version and the files it came in. What a later file does
//     not have any more is in it as everything else is. In whatever order files
//     came, and however the same things were spread over them, the story is the same.
//   - Search looks at titles, tags and texts of every version, and at the notes, in
//     memory only; no index is written. It is made at the first Search, or by Warm.
//   - Notes stay here: a Story's Content, from which pages and reports are made, has
//     no place for them, and neither has package sharing.
//   - Delete destroys one file with what came only in it, from memory and from the
//     disk, and leaves a line that has no word of it.
//   - After the journal was closed every method answers vault.ErrClosed; Close lets go
//     of what is in memory here, and is called before it.
//   - In a journal of one's own Of answers journal.ErrNotTherapist.
package clients

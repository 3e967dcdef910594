// Package vault keeps sealed records in one folder, durably, and notices any
// change to them that it did not make. It knows nothing of diaries.
//
//	vault.json, vault.json.bak   the header: key slots, generation, epoch
//	log/GENERATION.log           the truth: steps, each chained to the one before
//	mirror/GENERATION.log        the log once more, written behind it
//	kept/                        damaged copies of the log that were replaced
//	blobs/ID                     attachments, each under a key that its record holds
//	db/                          a Badger store of the newest revisions, rebuilt from the log at will
//	lock                         held by the one writer
//
// # Contract
//
//   - Apply returns only after its changes are on disk (append and fsync of the
//     log). All changes of one Apply are one step: after any crash either all of
//     them are there or none.
//   - A step that was not acknowledged may be there or not, never half.
//   - Open verifies the whole log before it returns: every step's place in the
//     chain and every step's authenticity. Steps that fail are named by Problems;
//     the rest stays readable.
//   - One damaged, missing or older file of header, log, mirror and store loses
//     nothing: Open reads the other copy, tells by a notice, and as the writer
//     makes the damaged one anew. A damaged copy of the log is kept aside, and
//     deleted only by a new epoch, which leaves no key that opens it.
//   - What both copies of the log lost is read from the store if that has it.
//     What is lost everywhere is named by Problems, by when it was saved.
//   - A power cut or a kill at any moment is never called damage.
//   - Wrong passphrase (ErrWrongPassphrase) and damage (ErrDamaged) are never
//     mistaken for one another while one of the two headers is whole.
//   - One writer at a time (ErrInUse); any number of readers, also beside the
//     writer. A reader sees the steps that were complete when it opened.
//   - The store is never trusted: it is opened only when its files are byte for
//     byte what was closed, its values are authenticated again on each reading,
//     and whatever it cannot give is read from the log. Losing it loses nothing.
//   - A full disk is ErrDiskFull; nothing half-written remains in the log, and
//     the store is left alone below MinFree bytes of free space.
//   - PutBlob returns only after an attachment and its record are on disk; of one that
//     was not acknowledged nothing is left after the next opening. OpenBlob gives all
//     of it as it was saved, or nothing. Open reads none; Check reads all, and names
//     those that are not what was saved: the rest stays readable.
//   - An attachment is forgotten with its record: no key opens its file then, and the
//     next Rewrite takes the file away. Nothing is taken away while the log is damaged
//     or an older copy.
//   - A backup holds the attachments of the records in it. Of what is forgotten while
//     it is made, this vault keeps the files until it is made; what another program
//     took away meanwhile is named when the backup is checked or restored.
//   - A Vault is safe for use by several goroutines. After Close every method
//     answers ErrClosed and the keys are wiped.
//
// What the folder as a whole cannot know is that all of it was replaced by an
// older copy; see Options.KnownFile.
//
// FORMAT.md describes every byte.
package vault

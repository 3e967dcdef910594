// Package crypto is everything Afterglow knows about secrets: passphrases and
// how they are stretched, the slots that unlock a journal, the sealing of
// records, the recovery code, a person's identity, signatures, and the age
// files that carry entries to a therapist. It knows nothing of journals.
//
// # What to use
//
//   - A passphrase becomes bytes with [NormalizePassphrase], is judged with
//     [EstimateStrength], and unlocks a [Slot], which holds a wrapped 32-byte
//     master key ([NewKey]). A recovery code ([NewRecoveryCode],
//     [ParseRecoveryCode]) is the secret of a second slot.
//   - From the master key come keys for one purpose each ([Subkey]). Records
//     are padded ([Pad]) and sealed ([Seal]) under a [Context] that says what
//     and where they are, so that a record moved elsewhere does not open.
//   - An [Identity] is one person's keys: one to receive sealed files, one to
//     sign. [SealFile] and [SealFileWithPassphrase] write age files which the
//     stock age tool opens, [OpenFile] reads them. [Identity.Sign] makes a
//     signature that ssh-keygen -Y verify accepts.
//
// # What is promised
//
// Formats written by this package stay readable by its later versions; every
// one of them is described in FORMAT.md. Input is taken to be hostile: any
// function that parses checks lengths before it works, never panics on data,
// and refuses parameters that would cost absurd amounts of time or memory
// before spending any. Errors say what happened through five sentinels
// ([ErrWrongKey], [ErrDamaged], [ErrAbsurdWork], [ErrTooWeak],
// [ErrRecoveryTypo]) and two for recipients ([ErrBadRecipient],
// [ErrMixedRecipients]); use errors.Is. No error text, and no String method,
// holds a secret or quotes foreign input.
//
// Passing a key of the wrong length to [Seal], [Subkey] or [NewSlot] is a
// mistake of the program and not of its data: those panic.
//
// # What is not promised
//
// Secrets that are byte slices are cleared by this package when it made them
// and they are done with, and [Wipe] clears the caller's. That does not reach
// everything: Go may copy a stack when it grows; the ciphers keep expanded
// keys in objects that are freed but not cleared; the age library holds
// passphrases and secret keys in strings, which cannot be cleared; and what
// was swapped out or hibernated is out of reach. After the memory-hungry
// stretching of a passphrase the working memory is given back to the system.
// The sure way to forget is to replace the process.
//
// Sealing hides the words and, within a step of [Pad], their length. It does
// not hide that something was written, nor when, nor how often. The cipher
// does not commit to its key: an opened record proves that its author knew
// this key, not that no other key opens it.
//
// Nobody authenticates the sender of an age file: anyone who knows a recipient
// can seal to it. Check a signature inside before believing who wrote it.
package crypto

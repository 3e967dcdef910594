// Package bundle is the sealed file NAME.afterglow and the contact card
// NAME.afterglow-card: what is in them to the byte, and who may believe it.
// FORMAT.md says the same for writers of other programs.
//
// A sealed file is an age file. Inside is one uncompressed tar of regular
// files, signed through its manifest. [Content] is all a reader gets to see of
// it; [Seal] writes exactly that and [Open] gives exactly that back.
//
// The contract:
//
//   - Nothing reaches the file but the Content and the readers' copies (HTML,
//     PDF, Markdown) handed to Seal. Word counts are taken from the shared
//     text, whatever the Content claims.
//   - What Seal makes, Open reads: Seal holds the same limits, and [MaxInside].
//   - Pictures are PNG or JPEG, listed, of an entry in the file, and within their
//     limits by their first bytes; none is decoded here but a person's own, which
//     [NewAttachment] draws anew.
//   - Open looks at nothing before the whole file is decrypted to its end. It
//     then checks, in this order, names, manifest, signature, addressee, every
//     size and hash, and the JSON, and gives all of it or an error, never a part.
//   - A file is believed to be meant for its reader only when the manifest, which
//     is signed, says so: a file sealed for someone else and sealed again for
//     this reader is [ErrNotForYou].
//   - Data of a newer minor version is read as far as it is known, and the rest
//     is named in Content.Unknown. A newer major version is [ErrNewerFormat].
//   - Plaintext is never written anywhere. In memory are the data, at most
//     [MaxData], and of the rest a small piece at a time: what is read later is
//     decrypted again, and its hash compared again.
//   - Whoever made the file is not known by it: the signature says that the
//     holder of Maker.SigningKey made it, the name beside it is only a claim.
//     Trusting a key is the caller's work.
//   - The texts in a Content are as foreign as the file: they may hold control
//     characters and any Markdown. The copies in [Opened.Read] are the maker's
//     own bytes; a summary.html of a hostile maker may hold a script, so show
//     and save pages made anew from the Content instead.
//
// No error text holds a word of what was shared.
package bundle

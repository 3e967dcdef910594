package bundle

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"

	"afterglow/crypto"
	"afterglow/journal"
)

// To says for whom a file is sealed: for the holders of keys (age recipients,
// age1pq1… or age1…) or for whoever knows a passphrase (NFC, see
// crypto.NormalizePassphrase). Exactly one is set. The caller keeps and wipes
// the passphrase.
type To struct {
	Recipients []string
	Passphrase []byte
}

// Check refuses both, neither, and recipients that are not age keys.
func (t To) Check() error {
	if (len(t.Recipients) > 0) == (len(t.Passphrase) > 0) {
		return ErrAddressee
	}
	for _, r := range t.Recipients {
		if err := crypto.CheckRecipient(r); err != nil {
			return err
		}
	}
	return nil
}

// Fingerprints of the recipients' keys, in their order; none for a passphrase.
func (t To) Fingerprints() ([]string, error) {
	var out []string
	for _, r := range t.Recipients {
		f, err := crypto.RecipientFingerprint(r)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// Sealed is what the log of shares keeps of a sealed file.
type Sealed struct {
	BundleID string
	// Items is what went in. SHA256 is of the element's bytes as they stand in
	// its data file: its line, without the comma that parts it from the next.
	Items []journal.ShareItem
}

// NewID is a random bundle id.
func NewID() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails (crypto/rand since Go 1.24)
	return hex.EncodeToString(b)
}

// Seal writes the content to w as a sealed file, signed by signer.
//
// Taken from the caller's hands and set here: Maker.SigningKey, Recipients,
// every entry's Words, and, where the content has none, BundleID. For a
// passphrase Sequence and Previous are left out. The copies are the readers'
// HTML, PDF and Markdown, and the pictures of c.Attachments, in any order; their
// names must be NameHTML, NamePDF, NameMarkdown(i), or an Attachment's path.
//
// When Seal fails, what was written to w is not a sealed file.
func Seal(w io.Writer, c Content, copies []File, signer *crypto.Identity, to To) (Sealed, error) {
	if err := to.Check(); err != nil {
		return Sealed{}, err
	}
	files, sealed, err := assemble(c, copies, signer, to)
	if err != nil {
		return Sealed{}, err
	}
	var out io.WriteCloser
	if len(to.Passphrase) > 0 {
		out, err = crypto.SealFileWithPassphrase(w, to.Passphrase)
	} else {
		out, err = crypto.SealFile(w, to.Recipients)
	}
	if err != nil {
		return Sealed{}, fmt.Errorf("sealing: %w", err)
	}
	if err := writeTar(out, files, c.MadeAt.Time()); err != nil {
		return Sealed{}, fmt.Errorf("sealing: %w", err)
	}
	if err := out.Close(); err != nil {
		return Sealed{}, fmt.Errorf("sealing: %w", err)
	}
	return sealed, nil
}

// assemble makes all files of the archive, manifest and signature first.
func assemble(c Content, copies []File, signer *crypto.Identity, to To) ([]File, Sealed, error) {
	var err error
	if c.Recipients, err = to.Fingerprints(); err != nil {
		return nil, Sealed{}, err
	}
	if len(c.Recipients) == 0 {
		c.Sequence, c.Previous = 0, ""
	}
	if c.BundleID == "" {
		c.BundleID = NewID()
	}
	c.Maker.SigningKey = signer.SigningKey()
	if err := c.check(); err != nil {
		return nil, Sealed{}, err
	}
	files, items, err := encodeData(c)
	if err != nil {
		return nil, Sealed{}, err
	}
	listed, err := encodeAttachments(c.Attachments)
	if err != nil {
		return nil, Sealed{}, err
	}
	files = append(files, listed...)
	data := int64(0)
	for _, f := range files {
		data += int64(len(f.Data))
	}
	ordered, err := orderCopies(copies)
	if err != nil {
		return nil, Sealed{}, err
	}
	pictures := map[string]*io.SectionReader{}
	for _, f := range ordered {
		if isPicture(f.Path) {
			pictures[f.Path] = io.NewSectionReader(bytes.NewReader(f.Data), 0, int64(len(f.Data)))
		}
	}
	if err := c.checkPictures(pictures); err != nil {
		return nil, Sealed{}, err
	}
	files = append(files, ordered...)
	m, err := newManifest(c, files)
	if err != nil {
		return nil, Sealed{}, err
	}
	sig, err := signer.Sign(signNamespace, m)
	if err != nil {
		return nil, Sealed{}, fmt.Errorf("signing: %w", err)
	}
	files = append([]File{{nameManifest, m}, {nameSignature, sig}}, files...)
	if data > MaxData || len(files) > MaxFiles || len(m) > maxManifest || tarSize(files) > MaxInside {
		return nil, Sealed{}, fmt.Errorf("choose fewer entries, or make two files of them: %w", ErrTooLarge)
	}
	return files, Sealed{BundleID: c.BundleID, Items: items}, nil
}

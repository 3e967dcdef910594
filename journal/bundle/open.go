package bundle

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/strict"
)

// Opened is a sealed file that passed every check.
type Opened struct {
	Content
	// FingerprintWords are the eight words of Maker.SigningKey, to be compared
	// in person.
	FingerprintWords []string
	// Names are the names of everything inside that this version knows,
	// manifest.json and manifest.json.sig first, all safe to write under an
	// empty folder. The bytes, which Read gives, are the maker's: see the
	// package comment.
	Names []string

	archive archive
	members map[string]member
}

// Read gives the bytes of one of Names, if they are still those that were
// checked. It reads the sealed file that Open was given, which must still be
// open, and refuses more than MaxData.
func (o *Opened) Read(ctx context.Context, name string) ([]byte, error) {
	m, ok := o.members[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return o.archive.read(ctx, m)
}

// Open reads a sealed file of size bytes to its end, checks all of it, and only
// then gives what is in it. It keeps the data in memory and leaves the rest, the
// pictures above all, where it is, for [Opened.Read].
//
// me are the age recipients the key belongs to; the signed manifest must name
// one of them. With a passphrase me is nil, and the manifest must name nobody.
//
// Errors: crypto.ErrWrongKey, crypto.ErrAbsurdWork, ErrDamaged, ErrNewerFormat,
// ErrTooLarge, ErrNotForYou, the context's, or the reader's own. A file that is
// ErrTooLarge is ErrDamaged as well: no Afterglow made it.
func Open(ctx context.Context, r io.ReaderAt, size int64, key crypto.FileKey, me []string) (*Opened, error) {
	o, err := openSealed(ctx, r, size, key, me)
	if errors.Is(err, ErrTooLarge) {
		err = pastLimits{err}
	}
	return o, err
}

// pastLimits is a foreign file past one of the limits.
type pastLimits struct{ error }

func (e pastLimits) Unwrap() []error { return []error{e.error, ErrDamaged} }

func openSealed(ctx context.Context, r io.ReaderAt, size int64, key crypto.FileKey, me []string) (*Opened, error) {
	if size < 0 || size > MaxFile {
		return nil, fmt.Errorf("a sealed file is at most 2 GB: %w", ErrTooLarge)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	plain, n, err := crypto.OpenFile(r, size, key)
	if err != nil {
		return nil, err
	}
	a := archive{plain, n}
	if err := a.readThrough(ctx); err != nil {
		return nil, err
	}
	return openInside(ctx, a, me, crypto.VerifySignature)
}

// verifier is crypto.VerifySignature.
type verifier func(namespace string, armored, message []byte) (signingKey string, err error)

// openInside checks and reads the decrypted archive.
func openInside(ctx context.Context, a archive, me []string, verify verifier) (*Opened, error) {
	p, err := unpack(ctx, a)
	if err != nil {
		return nil, err
	}
	var m manifest
	unknown, err := strict.Decode(p.manifest, &m, p.newer)
	if err != nil {
		return nil, inside(nameManifest, err)
	}
	signedBy, err := verify(signNamespace, p.signature, p.manifest)
	if err != nil || signedBy != m.Maker.SigningKey {
		return nil, damaged("its signature does not fit")
	}
	if err := m.isFor(me); err != nil {
		return nil, err
	}
	if err := m.vouchesFor(ctx, a, p.members[2:]); err != nil {
		return nil, err
	}
	o := &Opened{Content: m.content(), archive: a, members: map[string]member{}}
	for _, u := range unknown {
		o.Unknown = append(o.Unknown, nameManifest+": "+u)
	}
	for _, f := range p.members {
		if !known(f.name) {
			o.Unknown = append(o.Unknown, f.name)
			continue
		}
		o.Names = append(o.Names, f.name)
		o.members[f.name] = f
		if !dataName.MatchString(f.name) {
			continue
		}
		data, err := a.read(ctx, f)
		if err != nil {
			return nil, err
		}
		if err := decodeData(&o.Content, File{f.name, data}, p.newer); err != nil {
			return nil, err
		}
	}
	if err := o.Content.check(); err != nil {
		return nil, inside("what it holds", err)
	}
	w, pictures := a.window(ctx), map[string]*io.SectionReader{}
	for _, f := range p.members {
		if isPicture(f.name) && known(f.name) {
			pictures[f.name] = io.NewSectionReader(w, f.start, f.size)
		}
	}
	if err := o.checkPictures(pictures); w.err != nil {
		return nil, w.err
	} else if err != nil {
		return nil, inside("what it holds", err)
	}
	for i := range o.Entries {
		o.Entries[i].Words = journal.CountWords(o.Entries[i].Sections)
	}
	if o.FingerprintWords, err = crypto.SigningKeyWords(o.Maker.SigningKey); err != nil {
		return nil, damaged("its signing key cannot be read")
	}
	return o, nil
}

// unpacked is an archive taken apart by names alone.
type unpacked struct {
	manifest, signature []byte
	newer               bool     // a minor version whose names may be others
	members             []member // manifest and signature first
}

// unpack takes the archive apart: manifest and signature first, every other
// name allowed and there once, and nothing larger than its kind may be.
func unpack(ctx context.Context, a archive) (unpacked, error) {
	var p unpacked
	seen, data := map[string]bool{}, int64(0)
	err := a.walk(ctx, func(i int, m member) error {
		switch {
		case i == 0 && m.name != nameManifest, i == 1 && m.name != nameSignature:
			return damaged("it does not begin with its manifest and signature")
		case i == 0 && m.size > maxManifest, i == 1 && m.size > maxSignature:
			return fmt.Errorf("its manifest: %w", ErrTooLarge)
		case i < 2:
			seen[m.name] = true
			return p.beginning(ctx, a, m)
		case seen[m.name]:
			return damaged("a file is there twice")
		case !known(m.name) && !(p.newer && laterName.MatchString(m.name)):
			return damaged("it holds a file with a name that has no place there")
		}
		if dataName.MatchString(m.name) {
			if data += m.size; data > MaxData {
				return fmt.Errorf("the data in it: %w", ErrTooLarge)
			}
		}
		seen[m.name] = true
		p.members = append(p.members, m)
		return nil
	})
	if err == nil && len(p.members) < 2 {
		err = damaged("it is empty")
	}
	return p, err
}

// beginning takes in the manifest, and then its signature. Nobody vouches for
// their bytes but themselves, so their hashes are what they are now.
func (p *unpacked) beginning(ctx context.Context, a archive, m member) error {
	b := make([]byte, m.size)
	if _, err := a.window(ctx).ReadAt(b, m.start); err != nil {
		return err
	}
	m.sum = hexSum(b)
	p.members = append(p.members, m)
	if m.name == nameSignature {
		p.signature = b
		return nil
	}
	p.manifest = b
	f, err := readFormat(b, bundleFormat, bundleMajor)
	p.newer = f.Minor > bundleMinor
	return err
}

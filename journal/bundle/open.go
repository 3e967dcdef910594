package bundle

import (
	"context"
	"errors"
	"fmt"
	"io"

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
	// Files is everything inside that this version knows, manifest.json and
	// manifest.json.sig first, by names that are safe to write under an empty
	// folder. The bytes are the maker's: see the package comment.
	Files []File
}

// Open reads a sealed file of size bytes to its end, checks all of it, and only
// then gives what is in it.
//
// me are the age recipients the key belongs to; the signed manifest must name
// one of them. With a passphrase me is nil, and the manifest must name nobody.
//
// Errors: crypto.ErrWrongKey, crypto.ErrAbsurdWork, ErrDamaged, ErrNewerFormat,
// ErrTooLarge, ErrNotForYou, the context's, or the reader's own.
func Open(ctx context.Context, r io.Reader, size int64, key crypto.FileKey, me []string) (*Opened, error) {
	if size < 0 || size > MaxFile {
		return nil, fmt.Errorf("a sealed file is at most 2 GB: %w", ErrTooLarge)
	}
	src := &source{ctx: ctx, r: r}
	plain, err := crypto.OpenFile(src, key)
	if err != nil {
		return nil, src.blame(err)
	}
	inside, err := readAll(plain, min(size, MaxInside))
	if err != nil {
		return nil, src.blame(err)
	}
	return openInside(ctx, inside, me, crypto.VerifySignature)
}

// source keeps apart what the disk, or a cancel, says from what age says.
type source struct {
	ctx context.Context
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// blame turns the error of a layer above into the one to tell.
func (s *source) blame(err error) error {
	if s.err != nil {
		return fmt.Errorf("reading the sealed file: %w", s.err)
	}
	for _, known := range []error{crypto.ErrWrongKey, crypto.ErrAbsurdWork, ErrDamaged, ErrTooLarge} {
		if errors.Is(err, known) {
			return err
		}
	}
	return damaged("it cannot be unsealed to its end")
}

// readAll reads to the end, into one buffer that never outgrows what a file of
// that size can hold.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	buf := make([]byte, 0, min(limit, 1<<20))
	for {
		if len(buf) == cap(buf) {
			if int64(len(buf)) >= limit {
				return buf, atEnd(r)
			}
			grown := make([]byte, len(buf), min(limit, 2*int64(cap(buf))+block))
			copy(grown, buf)
			buf = grown
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// atEnd is an error unless r is at its end.
func atEnd(r io.Reader) error {
	switch n, err := io.ReadFull(r, make([]byte, 1)); {
	case n > 0:
		return fmt.Errorf("there is more in the file than this version can hold: %w", ErrTooLarge)
	case err == io.EOF:
		return nil
	default:
		return err
	}
}

// verifier is crypto.VerifySignature.
type verifier func(namespace string, armored, message []byte) (signingKey string, err error)

// openInside checks and reads the decrypted archive.
func openInside(ctx context.Context, b []byte, me []string, verify verifier) (*Opened, error) {
	files, newer, err := unpack(b)
	if err != nil {
		return nil, err
	}
	var m manifest
	unknown, err := strict.Decode(files[0].Data, &m, newer)
	if err != nil {
		return nil, inside(nameManifest, err)
	}
	signedBy, err := verify(signNamespace, files[1].Data, files[0].Data)
	if err != nil || signedBy != m.Maker.SigningKey {
		return nil, damaged("its signature does not fit")
	}
	if err := m.isFor(me); err != nil {
		return nil, err
	}
	if err := m.vouchesFor(files[2:]); err != nil {
		return nil, err
	}
	c := m.content()
	for _, u := range unknown {
		c.Unknown = append(c.Unknown, nameManifest+": "+u)
	}
	o := &Opened{Files: files[:2:2]}
	for _, f := range files[2:] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !known(f.Path) {
			c.Unknown = append(c.Unknown, f.Path)
			continue
		}
		if err := decodeData(&c, f, newer); err != nil {
			return nil, err
		}
		o.Files = append(o.Files, f)
	}
	if err := c.check(); err != nil {
		return nil, inside("what it holds", err)
	}
	for i := range c.Entries {
		c.Entries[i].Words = journal.CountWords(c.Entries[i].Sections)
	}
	o.Content = c
	if o.FingerprintWords, err = crypto.SigningKeyWords(c.Maker.SigningKey); err != nil {
		return nil, damaged("its signing key cannot be read")
	}
	return o, nil
}

// unpack takes the archive apart by names alone: manifest and signature first,
// every other name allowed and there once. newer says that the manifest claims
// a newer minor version, whose names may be others.
func unpack(b []byte) (files []File, newer bool, err error) {
	seen := map[string]bool{}
	err = walkTar(b, func(i int, name string, data []byte) error {
		switch {
		case i == 0 && name != nameManifest, i == 1 && name != nameSignature:
			return damaged("it does not begin with its manifest and signature")
		case i == 0 && len(data) > maxManifest, i == 1 && len(data) > maxSignature:
			return fmt.Errorf("its manifest: %w", ErrTooLarge)
		case i == 0:
			f, err := readFormat(data, bundleFormat, bundleMajor)
			if err != nil {
				return err
			}
			newer = f.Minor > bundleMinor
		case seen[name]:
			return damaged("a file is there twice")
		case !known(name) && !(newer && laterName.MatchString(name)):
			return damaged("it holds a file with a name that has no place there")
		}
		seen[name] = true
		files = append(files, File{name, data})
		return nil
	})
	if err == nil && len(files) < 2 {
		err = damaged("it is empty")
	}
	return files, newer, err
}

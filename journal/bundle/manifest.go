package bundle

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/strict"
)

// The format this version writes. A minor version adds keys and files; a major
// version may change anything but the first key of the manifest.
const (
	bundleFormat  = "afterglow-bundle"
	bundleMajor   = 1
	bundleMinor   = 1
	signNamespace = "afterglow-bundle-v1"
)

// format names a format and its version: {"name", "major", "minor"}.
type format struct {
	Name  string `json:"name"`
	Major int    `json:"major"`
	Minor int    `json:"minor"`
}

// manifest is manifest.json. What is signed is its bytes as they stand.
type manifest struct {
	Format     format       `json:"format"`
	BundleID   string       `json:"bundle_id"`
	MadeAt     journal.When `json:"made_at"`
	Maker      Maker        `json:"maker"`
	Recipients []string     `json:"recipients"`
	Sequence   int          `json:"sequence,omitempty"`
	Previous   string       `json:"previous,omitempty"`
	Purpose    string       `json:"purpose,omitempty"`
	Period     Period       `json:"period,omitzero"`
	Supersedes string       `json:"supersedes,omitempty"`
	Files      []fileLine   `json:"files"`
}

// fileLine is one file the manifest vouches for.
type fileLine struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// newManifest describes the files for the content.
func newManifest(c Content, files []File) ([]byte, error) {
	m := manifest{
		Format:     format{bundleFormat, bundleMajor, bundleMinor},
		BundleID:   c.BundleID,
		MadeAt:     c.MadeAt,
		Maker:      c.Maker,
		Recipients: append([]string{}, c.Recipients...),
		Sequence:   c.Sequence,
		Previous:   c.Previous,
		Purpose:    c.Purpose,
		Period:     c.Period,
		Supersedes: c.Supersedes,
		Files:      []fileLine{},
	}
	for _, f := range files {
		m.Files = append(m.Files, fileLine{f.Path, int64(len(f.Data)), hexSum(f.Data)})
	}
	compact, err := encodeJSON(m)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", " "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// readFormat reads only the version, so that a newer major version is told
// from damage before anything else of it is looked at.
func readFormat(b []byte, name string, major int) (format, error) {
	var head struct {
		Format format `json:"format"`
	}
	if _, err := strict.Decode(b, &head, true); err != nil {
		if errors.Is(err, ErrTooLarge) {
			return format{}, err
		}
		return format{}, damaged("its first page cannot be read: " + err.Error())
	}
	f := head.Format
	switch {
	case f.Name != name || f.Major < 1 || f.Minor < 0:
		return format{}, damaged("it is not what its name says")
	case f.Major > major:
		return format{}, ErrNewerFormat
	}
	return f, nil
}

// content is what the manifest alone says of the Content.
func (m manifest) content() Content {
	c := Content{
		BundleID: m.BundleID, MadeAt: m.MadeAt, Maker: m.Maker, Sequence: m.Sequence, Previous: m.Previous,
		Purpose: m.Purpose, Period: m.Period, Supersedes: m.Supersedes,
	}
	if len(m.Recipients) > 0 {
		c.Recipients = m.Recipients
	}
	return c
}

// vouchesFor checks that the manifest lists exactly these files, and gives each
// its hash, which holds.
func (m manifest) vouchesFor(ctx context.Context, a archive, files []member) error {
	if len(m.Files) != len(files) {
		return damaged("files are missing or were added")
	}
	listed := make(map[string]fileLine, len(m.Files))
	for _, l := range m.Files {
		if _, twice := listed[l.Path]; twice {
			return damaged("a file is listed twice")
		}
		listed[l.Path] = l
	}
	w := a.window(ctx)
	for i, f := range files {
		l, ok := listed[f.name]
		if !ok {
			return damaged("files are missing or were added")
		}
		hash := sha256.New()
		if _, err := io.Copy(hash, io.NewSectionReader(w, f.start, f.size)); err != nil {
			return err
		}
		if l.Size != f.size || l.SHA256 != hex.EncodeToString(hash.Sum(nil)) {
			return damaged(f.name + " was changed")
		}
		files[i].sum = l.SHA256
	}
	return nil
}

// isFor checks that the manifest was made for the reader: for one of these
// recipients, or, where there are none, for holders of a passphrase.
func (m manifest) isFor(me []string) error {
	if len(me) == 0 {
		if len(m.Recipients) > 0 {
			return ErrNotForYou
		}
		return nil
	}
	for _, r := range me {
		fingerprint, err := crypto.RecipientFingerprint(r)
		if err != nil {
			return err
		}
		if slices.Contains(m.Recipients, fingerprint) {
			return nil
		}
	}
	return ErrNotForYou
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
	"afterglow/journal"
)

// What is sealed is what is opened, field by field.
func TestOpenGivesWhatWasSealed(t *testing.T) {
	signer, reader := newIdentity(t), newIdentity(t)
	to := To{Recipients: []string{reader.Recipient()}}
	prints, err := to.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := anyContent().Draw(rt, "content")
		c.Sequence = rapid.IntRange(0, 99).Draw(rt, "sequence")
		if c.Sequence > 1 {
			c.Previous = string(anyID().Draw(rt, "previous"))
		}
		got, err := open(sealed(t, c, nil, signer, to), reader.FileKey(), to.Recipients)
		if err != nil {
			rt.Fatal(err)
		}
		c.Maker.SigningKey, c.Recipients = signer.SigningKey(), prints
		if !reflect.DeepEqual(got.Content, c) {
			rt.Fatalf("sealed\n%#v\nopened\n%#v", c, got.Content)
		}
	})
}

func TestPassphraseFile(t *testing.T) {
	signer := newIdentity(t)
	c := sample(t)
	c.Sequence, c.Previous = 3, idB // must not travel with a passphrase
	copies := []File{{NameMarkdown(0), []byte("# After\n")}, {NamePDF, []byte("%PDF")}, {NameHTML, []byte("<p>")}}
	b := sealed(t, c, copies, signer, To{Passphrase: []byte("six words")})
	got, err := open(b, crypto.PassphraseKey([]byte("six words")), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := c
	want.Sequence, want.Previous, want.Maker.SigningKey = 0, "", signer.SigningKey()
	if !reflect.DeepEqual(got.Content, want) {
		t.Errorf("opened %#v\nwant %#v", got.Content, want)
	}
	words, err := crypto.SigningKeyWords(signer.SigningKey())
	if err != nil || !reflect.DeepEqual(got.FingerprintWords, words) {
		t.Errorf("fingerprint words %v, want %v (%v)", got.FingerprintWords, words, err)
	}
	order := "manifest.json manifest.json.sig data/cover.json data/entries.json data/sessions.json data/questions.json data/responses.json " +
		"data/side-effects.json data/practices.json data/instruments.json summary.html summary.pdf entries/00001.md"
	if strings.Join(got.Names, " ") != order {
		t.Errorf("the files stand as %v", got.Names)
	}
	if _, err := open(b, crypto.PassphraseKey([]byte("other words")), nil); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

// The archive tells nothing of the machine it was made on.
func TestArchiveIsPlain(t *testing.T) {
	files := []File{{nameManifest, []byte("{}")}, {NameHTML, bytes.Repeat([]byte("x"), 513)}}
	var b bytes.Buffer
	if err := writeTar(&b, files, madeAt.Time()); err != nil {
		t.Fatal(err)
	}
	if int64(b.Len()) != tarSize(files) {
		t.Errorf("the archive has %d bytes, tarSize says %d", b.Len(), tarSize(files))
	}
	r := tar.NewReader(&b)
	for {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Format != tar.FormatUSTAR || h.Mode != 0o600 || h.Uid+h.Gid != 0 || h.Uname+h.Gname != "" || !h.ModTime.Equal(madeAt.Time()) {
			t.Errorf("%s: %+v", h.Name, h)
		}
	}
}

func TestItemsAreHashesOfTheirLines(t *testing.T) {
	signer := newIdentity(t)
	files, got, err := assemble(sample(t), nil, signer, To{Passphrase: []byte("p")})
	if err != nil {
		t.Fatal(err)
	}
	types := []string{ItemEntry, ItemSession, ItemQuestion, ItemResponse, ItemSideEffect, ItemPractice}
	if len(got.Items) != len(types) || got.BundleID != idA {
		t.Fatalf("sealed %+v", got)
	}
	i := 0
	for _, f := range files {
		if !strings.HasPrefix(f.Path, "data/") || f.Path == nameCover || f.Path == nameInstruments {
			continue
		}
		line := bytes.TrimSuffix(bytes.Split(f.Data, []byte("\n"))[1], []byte(","))
		if hexSum(line) != got.Items[i].SHA256 || got.Items[i].Type != types[i] {
			t.Errorf("%s: the log says %+v", f.Path, got.Items[i])
		}
		i++
	}
	if got.Items[0] != (journal.ShareItem{Type: ItemEntry, ID: idA, Revision: 7, SHA256: got.Items[0].SHA256}) {
		t.Errorf("items %+v", got.Items)
	}
}

func TestWordsAreCountedFromWhatIsShared(t *testing.T) {
	signer := newIdentity(t)
	c := sample(t)
	c.Entries = []Entry{c.Entries[0]}
	c.Entries[0].Words = 7070707
	files, _, err := assemble(c, nil, signer, To{Passphrase: []byte("p")})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if bytes.Contains(f.Data, []byte("7070707")) {
			t.Errorf("%s holds the count that was claimed", f.Path)
		}
	}
	lying := File{nameEntries, []byte(`[{"id":"` + idA + `","revision":1,"kind":"free","title":"","occurred_at":"","written_at":"","sections":[{"key":"","text":"one two"}],"words":99}]`)}
	o, err := openTar(crafted{signer: signer, files: []File{lying}}.tar(t))
	if err != nil {
		t.Fatal(err)
	}
	if o.Entries[0].Words != 2 {
		t.Errorf("words %d", o.Entries[0].Words)
	}
}

func TestSealRefuses(t *testing.T) {
	signer, reader := newIdentity(t), newIdentity(t)
	pass := To{Passphrase: []byte("p")}
	tests := []struct {
		name   string
		to     To
		copies []File
		change func(*Content)
		want   error
	}{
		{"nobody", To{}, nil, nil, ErrAddressee},
		{"both", To{Recipients: []string{reader.Recipient()}, Passphrase: []byte("p")}, nil, nil, ErrAddressee},
		{"no age key", To{Recipients: []string{"ssh-ed25519 AAAA"}}, nil, nil, crypto.ErrBadRecipient},
		{"a name with no place", pass, []File{{"../evil", nil}}, nil, nil},
		{"manifest as a copy", pass, []File{{nameManifest, nil}}, nil, nil},
		{"a copy twice", pass, []File{{NameHTML, nil}, {NameHTML, nil}}, nil, nil},
		{"text not UTF-8", pass, nil, func(c *Content) { c.Entries[0].Sections[0].Text = "\xff" }, journal.ErrNotUTF8},
		{"a session that is not in it", pass, nil, func(c *Content) { c.Sessions = nil }, nil},
		{"an entry twice", pass, nil, func(c *Content) { c.Entries = append(c.Entries, c.Entries[0]) }, nil},
		{"an entry too large", pass, nil, func(c *Content) {
			c.Entries[0].Sections = []journal.Section{{Text: strings.Repeat("x", MaxEntry+MaxLine+1)}}
		}, ErrTooLarge},
		{"a line too long", pass, nil, func(c *Content) { c.Cover.Line = strings.Repeat("x", MaxLine+1) }, ErrTooLarge},
		{"too many files", pass, manyCopies(MaxFiles), nil, ErrTooLarge},
		{"too many bytes", pass, []File{{NameHTML, make([]byte, MaxInside)}}, nil, ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := sample(t)
			if tt.change != nil {
				tt.change(&c)
			}
			_, err := Seal(io.Discard, c, tt.copies, signer, tt.to)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func manyCopies(n int) []File {
	var out []File
	for i := range n {
		out = append(out, File{NameMarkdown(i), nil})
	}
	return out
}

func TestLargestEntryTravels(t *testing.T) {
	signer, reader := newIdentity(t), newIdentity(t)
	c := sample(t)
	c.Entries[0].Sections = []journal.Section{{Text: strings.Repeat("sea ", MaxEntry/4-8)}}
	c.Entries[0].Words = MaxEntry/4 - 8
	got, err := open(sealed(t, c, nil, signer, To{Recipients: []string{reader.Recipient()}}), reader.FileKey(), []string{reader.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Entries, c.Entries) {
		t.Error("a 16 MB entry came back changed")
	}
}

// failing gives the beginning of a file and then an error, as a disk does.
type failing struct {
	b   []byte
	err error
}

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > int64(len(f.b)) {
		return 0, f.err
	}
	return copy(p, f.b[off:]), nil
}

func TestOpenTellsTheDiskFromDamage(t *testing.T) {
	signer, reader := newIdentity(t), newIdentity(t)
	b := sealed(t, sample(t), nil, signer, To{Recipients: []string{reader.Recipient()}})
	disk := errors.New("input/output error")
	for _, at := range []int{10, len(b) - 10} {
		_, err := Open(context.Background(), failing{b[:at], disk}, int64(len(b)), reader.FileKey(), []string{reader.Recipient()})
		if !errors.Is(err, disk) || errors.Is(err, ErrDamaged) {
			t.Errorf("a disk that fails at byte %d: %v", at, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, bytes.NewReader(b), int64(len(b)), reader.FileKey(), []string{reader.Recipient()}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

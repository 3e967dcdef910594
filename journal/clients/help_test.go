package clients

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

var (
	ctx  = context.Background()
	pass = []byte("correct horse battery staple")
	day0 = time.Date(2026, 9, 1, 10, 0, 0, 0, time.FixedZone("", 3600))
)

// reader is whom every file is sealed for.
var reader = func() *crypto.Identity {
	i, err := crypto.NewIdentity()
	if err != nil {
		panic(err)
	}
	return i
}()

// vaultOf is a new vault, a therapist's or a person's own.
func vaultOf(t testing.TB, therapist bool) (*journal.Journal, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "v")
	j, _, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: pass, KDF: crypto.CheapestKDF(), Therapist: therapist})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j, dir
}

func trial(t testing.TB) (*Clients, *journal.Journal, string) {
	t.Helper()
	j, dir := vaultOf(t, true)
	return of(t, j), j, dir
}

func of(t testing.TB, j *journal.Journal) *Clients {
	t.Helper()
	c, err := Of(j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func reopened(t testing.TB, dir string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(ctx, dir, pass, journal.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// patient makes sealed files.
type patient struct {
	t     testing.TB
	alias string
	keys  *crypto.Identity
	made  int
}

func newPatient(t testing.TB, alias string) *patient {
	t.Helper()
	keys, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return &patient{t: t, alias: alias, keys: keys}
}

func id(n int) journal.ID { return journal.ID(fmt.Sprintf("%032x", n)) }

func when(t testing.TB, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// entry n, written on the n-th day.
func entry(n int, revision uint64, text string) bundle.Entry {
	at := journal.At(day0.AddDate(0, 0, n))
	sections := []journal.Section{{Key: "text", Text: text}}
	return bundle.Entry{ID: id(n), Revision: revision, Kind: journal.KindFree, Title: fmt.Sprint("Day ", n), OccurredAt: at, WrittenAt: at,
		Sections: sections, Words: journal.CountWords(sections)}
}

// seal makes and opens a file of the content, one day after the last.
func (p *patient) seal(c bundle.Content, copies ...bundle.File) (*bundle.Opened, string) {
	p.t.Helper()
	p.made++
	c.MadeAt, c.Maker.Alias = journal.At(day0.AddDate(0, 0, 100+p.made)), p.alias
	var b bytes.Buffer
	if _, err := bundle.Seal(&b, c, copies, p.keys, bundle.To{Recipients: []string{reader.Recipient()}}); err != nil {
		p.t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	o, err := bundle.Open(ctx, bytes.NewReader(b.Bytes()), int64(b.Len()), reader.FileKey(), []string{reader.Recipient()})
	if err != nil {
		p.t.Fatal(err)
	}
	return o, hex.EncodeToString(sum[:])
}

// picture is one of an entry, to be listed and to be sealed.
func picture(t *testing.T, of journal.ID, caption string) (bundle.Attachment, bundle.File) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	a, f, err := bundle.NewAttachment(ctx, of, b.Bytes(), caption)
	if err != nil {
		t.Fatal(err)
	}
	return a, f
}

// holding is a content of entries.
func holding(entries ...bundle.Entry) bundle.Content { return bundle.Content{Entries: entries} }

// give seals a content and keeps it.
func (p *patient) give(c *Clients, content bundle.Content, choice Choice) Received {
	p.t.Helper()
	o, sum := p.seal(content)
	r, err := c.Receive(ctx, o, sum, choice)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func story(t testing.TB, c *Clients, client journal.ID) Story {
	t.Helper()
	s, err := c.Story(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func find(t testing.TB, c *Clients, query string, client journal.ID) []Hit {
	t.Helper()
	hits, err := c.Search(ctx, query, client)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

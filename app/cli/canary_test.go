package cli_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"afterglow/crypto"
	"afterglow/journal"
)

type version struct{ Major, Minor int }

func (v version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// meet writes the holder of a signing key into a vault's contacts.
func meet(t *testing.T, dir, key string, compared bool) {
	t.Helper()
	ctx := context.Background()
	j, err := journal.Open(ctx, dir, crypto.NormalizePassphrase(passphrase), journal.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	c := journal.Contact{Name: "R.", SigningKey: key}
	if known := j.Contacts(); len(known) > 0 {
		c = known[0]
	}
	if compared {
		c.ComparedAt = journal.At(time.Now())
	}
	if _, err := j.SaveContact(ctx, c); err != nil {
		t.Fatal(err)
	}
}

// Nothing that a person writes at the command line, and no passphrase, stands
// readable in any file under the home and temporary folders afterwards.
func TestTheCommandLineLeavesNothingReadable(t *testing.T) {
	const (
		text  = "kanarienvogel am fenster"
		title = "gelber morgen"
		tag   = "zitronenzeisig"
		note  = "distelfink im garten"
		pass  = "stieglitz singt leise"
		six   = "zaunkönig im winter"
	)
	p := newPerson(t)
	unlock := "--passphrase-file=" + p.file("pass", pass+"\n")
	p.does("init", unlock, "--recovery-out", filepath.Join(p.in, "code"))
	session := strings.TrimSpace(p.does("add", "--type", "dosing-session", "--field", "date=2026-11-20", "--field", "note="+note, unlock))
	id := strings.TrimSpace(p.does("add", p.file("text", text), "--title", title, "--tag", tag, "--session", session, unlock))
	p.does("import", "jsonl", p.file("lines", `{"date": "2026-11-21", "text": "`+text+`", "title": "`+title+`", "tags": ["`+tag+`"]}`), unlock)
	if said := p.does("list", unlock); !strings.Contains(said, title) {
		t.Errorf("list said %q", said)
	}
	p.does("show", id, unlock)
	if said := p.does("search", text, unlock); strings.Count(said, "\n") != 2 {
		t.Errorf("search said %q", said)
	}
	p.does("check", unlock)
	card, secret := filepath.Join(p.home, "me.afterglow-card"), p.file("six", six)
	p.does("card", unlock, "-o", card)
	sealed := filepath.Join(p.home, "x.afterglow")
	p.does("share", "--entry", id, "--session", session, "--secret-file", secret, "-o", sealed, unlock)
	p.does("open", sealed, "--secret-file", secret)
	p.does("share", "--entry", id, "--to", card, "-o", sealed, unlock)
	p.does("open", sealed, unlock)

	secrets := []string{text, title, tag, note, pass, six}
	seen := 0
	for _, found := range search(t, p.home, secrets, &seen) {
		t.Error(found)
	}
	if seen < 6 {
		t.Errorf("only %d files were looked at", seen)
	}

	// The search finds what is there, in every encoding and in a name.
	plant := filepath.Join(p.home, "data", "afterglow", "journal", "db", "000009.log")
	for name, b := range map[string][]byte{
		"UTF-8": []byte("\x00\x01" + six), "UTF-16LE": wide(binary.LittleEndian, six), "UTF-16BE": wide(binary.BigEndian, "x"+six),
	} {
		if err := os.WriteFile(plant, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if found := search(t, p.home, secrets, &seen); len(found) != 1 {
			t.Errorf("planted in %s, found %q", name, found)
		}
	}
	if err := os.Rename(plant, filepath.Join(p.home, tag)); err != nil {
		t.Fatal(err)
	}
	if found := search(t, p.home, []string{tag}, &seen); len(found) != 1 {
		t.Errorf("planted as a name, found %q", found)
	}
}

// search looks for secrets in every file under dir, and in its name.
func search(t *testing.T, dir string, secrets []string, seen *int) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var b []byte
		if d.Type().IsRegular() {
			*seen++
			if b, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		for _, s := range secrets {
			if strings.Contains(d.Name(), s) || bytes.Contains(b, []byte(s)) ||
				bytes.Contains(b, wide(binary.LittleEndian, s)) || bytes.Contains(b, wide(binary.BigEndian, s)) {
				found = append(found, path+" gives away "+s)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// wide is a text in UTF-16.
func wide(order binary.AppendByteOrder, text string) (b []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

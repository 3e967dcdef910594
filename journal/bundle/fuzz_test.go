package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"unicode/utf8"

	"afterglow/journal/strict"
)

// anySignature stands for a maker who signs whatever is in the file.
func anySignature(_ string, _, message []byte) (string, error) {
	var m struct{ Maker Maker }
	err := json.Unmarshal(message, &m)
	return m.Maker.SigningKey, err
}

// FuzzOpen reads any decrypted archive: an error of ours, or a content that
// holds what its package promises.
func FuzzOpen(f *testing.F) {
	id := newIdentity(f)
	c := sample(f)
	copies := []File{{NameHTML, []byte("<p>")}}
	for _, original := range [][]byte{asPNG(f, fourCorners(3, 2)), asJPEG(f, fourCorners(8, 8))} {
		a, picture := attach(f, original)
		c.Attachments, copies = append(c.Attachments, a), append(copies, picture)
	}
	files, _, err := assemble(c, copies, id, To{Passphrase: []byte("p")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(rawTar(f, files))
	f.Add(crafted{signer: id, files: entriesFile("[" + goodEntry + "]")}.tar(f))
	f.Add(crafted{signer: id, files: []File{{nameAttachments, []byte(`[{"entry_id":"` + idA + `"}]`)}}}.tar(f))
	f.Add(crafted{signer: id, files: []File{{"data/new.json", nil}}, manifest: map[string]any{"format": format{bundleFormat, 1, 5}}}.tar(f))
	f.Add(crafted{signer: id}.tar(f, &tar.Header{Typeflag: tar.TypeSymlink, Name: "x", Linkname: "/etc"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		checkOpened(t, b)
	})
}

// FuzzData puts any data into an archive that is otherwise right.
func FuzzData(f *testing.F) {
	id := newIdentity(f)
	f.Add([]byte("["+goodEntry+"]"), []byte(`{"line":"x"}`), []byte(`[{"id":"`+idB+`","date":"2026-11-21"}]`), 0)
	f.Add([]byte(`[{"mood":1}]`), []byte(`{"a":{"a":[{}]}}`), []byte(`[]`), 3)
	f.Fuzz(func(t *testing.T, entries, cover, sessions []byte, minor int) {
		checkOpened(t, crafted{
			signer: id, files: []File{{nameCover, cover}, {nameEntries, entries}, {nameSessions, sessions}},
			manifest: map[string]any{"format": format{bundleFormat, 1, minor}},
		}.tar(t))
	})
}

func checkOpened(t *testing.T, b []byte) {
	o, err := openInside(context.Background(), inMemory(b), nil, anySignature)
	if err != nil {
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrNewerFormat) && !errors.Is(err, ErrNotForYou) {
			t.Fatalf("an error nobody can act on: %v", err)
		}
		return
	}
	for _, name := range o.Names {
		if !known(name) {
			t.Fatalf("a file named %q", name)
		}
		if _, err := o.Read(context.Background(), name); err != nil {
			t.Fatalf("%s cannot be read: %v", name, err)
		}
	}
	if err := o.Content.check(); err != nil {
		t.Fatalf("a content that cannot be sealed: %v", err)
	}
	for _, e := range o.Entries {
		if !utf8.ValidString(e.Text()) {
			t.Fatal("text that is not UTF-8")
		}
	}
}

// FuzzReadCard reads any card.
func FuzzReadCard(f *testing.F) {
	good, err := MakeCard("Dr. Lind", "therapist", newIdentity(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"card":{"format":{"name":"afterglow-card","major":2,"minor":0}},"signature":""}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ReadCard(b)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrNewerFormat) {
				t.Fatalf("an error nobody can act on: %v", err)
			}
			return
		}
		if c.Name == "" || len(c.Recipients) == 0 {
			t.Fatalf("a card without what a card is for: %+v", c)
		}
	})
}

// FuzzStrictJSON: what is accepted means one thing: written out and read again
// it is the same, and any lenient reader finds the same.
func FuzzStrictJSON(f *testing.F) {
	for _, s := range []string{"[" + goodEntry + "]", `[{"id":"\ud83c\udf0a","tags":["a"]}]`, `[{"title":"a","TITLE":"b"}]`, `[{"x":"\ud800"}]`, ` [ ] `, `[{"tags":null}]`, `[-1.5e9]`, "[{\"sections\":[{\"text\":\"\u2028\"}]}]"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, b []byte, tolerant bool) {
		var got []Entry
		unknown, err := strict.Decode(b, &got, tolerant)
		if err != nil {
			return
		}
		if !tolerant {
			d := json.NewDecoder(bytes.NewReader(b))
			d.DisallowUnknownFields()
			var again []Entry
			if err := d.Decode(&again); err != nil || len(unknown) > 0 {
				t.Fatalf("strictly read what has unknown keys: %v %v", err, unknown)
			}
		}
		out, err := encodeJSON(got)
		if err != nil {
			t.Fatal(err)
		}
		var again []Entry
		if err := json.Unmarshal(out, &again); err != nil {
			t.Fatal(err)
		}
		out2, err := encodeJSON(again)
		if err != nil || !reflect.DeepEqual(out, out2) {
			t.Fatalf("not the same the second time: %s %s", out, out2)
		}
	})
}

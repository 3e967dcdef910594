package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"afterglow/crypto"
	"afterglow/journal/strict"
)

const goodEntry = `{"id":"` + idA + `","revision":1,"kind":"free","title":"T","occurred_at":"2026-11-21","written_at":"2026-11-21","sections":[{"key":"","text":"one"}],"words":1}`

func entriesFile(json string) []File { return []File{{nameEntries, []byte(json)}} }

// Everything here is signed by its maker, who is the attacker.
func TestHostileArchives(t *testing.T) {
	me := newIdentity(t)
	good := crafted{signer: me, files: entriesFile("[" + goodEntry + "]")}
	if _, err := openTar(good.tar(t)); err != nil {
		t.Fatalf("the file all cases start from: %v", err)
	}
	named := func(names ...string) []byte {
		c := good
		for _, n := range names {
			c.files = append(c.files[:len(c.files):len(c.files)], File{n, []byte("x")})
		}
		return c.tar(t)
	}
	header := func(h tar.Header) []byte {
		if h.Name == "" {
			h.Name = NameHTML
		}
		return good.tar(t, &h)
	}
	plain := good.tar(t)
	flipped := func(marker string) []byte {
		b := bytes.Clone(plain)
		b[bytes.Index(b, []byte(marker))] ^= 1
		return b
	}
	cases := map[string][]byte{
		"empty":                    {},
		"not a tar":                []byte("Dear diary"),
		"only zeros":               make([]byte, 4096),
		"parent folder":            named("../evil.md"),
		"parent folder within":     named("entries/../evil.md"),
		"absolute":                 named("/etc/evil"),
		"drive":                    named(`C:\evil.md`),
		"backslash":                named(`entries\00001.md`),
		"device name":              named("con.txt"),
		"device name in a folder":  named("entries/NUL.txt"),
		"device name as a page":    named("entries/AUX.md"),
		"drive alone":              named("C:"),
		"drive of an entry":        named("C:entries/00001.md"),
		"stream of a file":         named("summary.html:hidden"),
		"another machine":          named(`\\host\share\00001.md`, "//host/share/00001.md"),
		"home folder":              named("~/.profile"),
		"a dot at the end":         named("summary.html."),
		"a space at the end":       named("summary.html "),
		"a line in a name":         named("entries/00001.md\nevil"),
		"an escape in a name":      named("entries/\x1b[2J.md"),
		"letters that look alike":  named("ѕummary.html"),
		"a capital ending":         named("entries/00001.MD"),
		"a very long name":         named("entries/" + strings.Repeat("0", 5000) + ".md"),
		"no name":                  named(""),
		"html as a picture":        named("attachments/" + idA + ".html"),
		"reversed name":            named("entries/\u202edm.00001"),
		"unknown data":             named("data/responses.json"),
		"dot slash":                named("./summary.html"),
		"twice":                    named(NameHTML, NameHTML),
		"twice but for case":       named(NameHTML, "Summary.html"),
		"manifest twice":           named(nameManifest),
		"svg":                      named("attachments/" + idA + ".svg"),
		"symbolic link":            header(tar.Header{Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}),
		"hard link":                header(tar.Header{Typeflag: tar.TypeLink, Linkname: nameManifest}),
		"folder":                   header(tar.Header{Typeflag: tar.TypeDir, Name: "data/"}),
		"character device":         header(tar.Header{Typeflag: tar.TypeChar}),
		"block device":             header(tar.Header{Typeflag: tar.TypeBlock}),
		"pipe":                     header(tar.Header{Typeflag: tar.TypeFifo}),
		"extended attributes":      header(tar.Header{Typeflag: tar.TypeReg, PAXRecords: map[string]string{"SCHILY.xattr.user.x": "y"}, Format: tar.FormatPAX}),
		"signature first":          rawTar(t, []File{{nameSignature, nil}, {nameManifest, nil}}),
		"no signature":             rawTar(t, []File{{nameManifest, []byte(`{"format":{"name":"afterglow-bundle","major":1,"minor":0}}`)}}),
		"cut in a file":            plain[:len(plain)-3*block],
		"cut before the end":       plain[:len(plain)-2*block],
		"cut in the end":           plain[:len(plain)-1],
		"something after":          append(bytes.Clone(plain), "hidden"...),
		"a second archive":         append(bytes.Clone(plain), plain...),
		"text changed":             flipped(`"text":"one"`),
		"manifest changed":         flipped(`"bundle_id"`),
		"signature changed":        flipped("-----BEGIN SSH"),
		"huge manifest":            rawTar(t, []File{{nameManifest, bytes.Repeat([]byte(" "), maxManifest+1)}}),
		"files not listed":         crafted{signer: me, files: good.files, listed: []File{}}.tar(t),
		"files listed not there":   crafted{signer: me, files: []File{}, listed: good.files}.tar(t),
		"another file's hash":      crafted{signer: me, files: good.files, listed: entriesFile("[" + strings.Replace(goodEntry, "one", "two", 1) + "]")}.tar(t),
		"listed twice":             crafted{signer: me, files: []File{good.files[0], {NameHTML, []byte("x")}}, listed: []File{good.files[0], good.files[0]}}.tar(t),
		"another size than listed": crafted{signer: me, files: good.files, manifest: map[string]any{"files": []fileLine{{nameEntries, 7, hexSum(good.files[0].Data)}}}}.tar(t),
		"a hash in capitals":       crafted{signer: me, files: good.files, manifest: map[string]any{"files": []fileLine{{nameEntries, int64(len(good.files[0].Data)), strings.ToUpper(hexSum(good.files[0].Data))}}}}.tar(t),
		"sparse in words":          sparse(plain),
		"signature of another":     crafted{signer: me, files: good.files, manifest: map[string]any{"maker": Maker{"R.", newIdentity(t).SigningKey()}}}.tar(t),
		"signed for other ends":    crafted{signer: me, files: good.files, namspace: cardNamespace}.tar(t),
		"no signature in it":       crafted{signer: me, files: good.files, sig: []byte{}}.tar(t),
		"another format":           crafted{signer: me, files: good.files, manifest: map[string]any{"format": format{"other", 1, 0}}}.tar(t),
		"version nought":           crafted{signer: me, files: good.files, manifest: map[string]any{"format": format{bundleFormat, 0, 9}}}.tar(t),
		"negative minor":           crafted{signer: me, files: good.files, manifest: map[string]any{"format": format{bundleFormat, 1, -1}}}.tar(t),
		"unknown manifest key":     crafted{signer: me, files: good.files, manifest: map[string]any{"expires": "2027-01-01"}}.tar(t),
		"id with a path":           crafted{signer: me, files: good.files, manifest: map[string]any{"bundle_id": "../../../../../../../../etc/pass"}}.tar(t),
		"no time":                  crafted{signer: me, files: good.files, manifest: map[string]any{"made_at": ""}}.tar(t),
		"a sequence for nobody":    crafted{signer: me, files: good.files, manifest: map[string]any{"sequence": 3}}.tar(t),
	}
	for name, b := range cases {
		t.Run(name, func(t *testing.T) {
			o, err := openTar(b)
			if err != nil && (strings.ContainsAny(err.Error(), "\n\x1b\u202e") || len(err.Error()) > 200) {
				t.Errorf("not one plain line: %q", err)
			}
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) || o != nil {
				t.Errorf("opened %v, error %v", o != nil, err)
			}
		})
	}
}

// sparse is an archive whose second file says, in an extended header, that it
// is a gigabyte with holes.
func sparse(plain []byte) []byte {
	at := bytes.Index(plain, []byte(nameSignature))
	var body string
	for _, record := range [][2]string{{"GNU.sparse.major", "1"}, {"GNU.sparse.minor", "0"}, {"GNU.sparse.name", nameSignature}, {"GNU.sparse.realsize", "1073741824"}} {
		line := " " + record[0] + "=" + record[1] + "\n"
		body += fmt.Sprint(len(line)+2) + line
	}
	h := bytes.Clone(plain[at : at+block])
	h[156] = 'x'
	copy(h[124:136], fmt.Sprintf("%011o\x00", len(body)))
	sumHeader(h)
	padding := make([]byte, padded(int64(len(body)))-int64(len(body)))
	return slices.Concat(plain[:at], h, []byte(body), padding, plain[at:])
}

// sumHeader makes the checksum of a changed header right.
func sumHeader(h []byte) {
	copy(h[148:156], "        ")
	sum := 0
	for _, c := range h {
		sum += int(c)
	}
	copy(h[148:156], fmt.Sprintf("%06o\x00 ", sum))
}

func TestHostileHeaders(t *testing.T) {
	me := newIdentity(t)
	plain := crafted{signer: me, files: entriesFile("[" + goodEntry + "]")}.tar(t)
	at := bytes.Index(plain, []byte(nameEntries))
	for name, change := range map[string]func(h []byte){
		"claims more than there is":   func(h []byte) { copy(h[124:136], "77777777777\x00") },
		"claims 8 exabytes":           func(h []byte) { copy(h[124:136], "\x80\x00\x00\x00\x7f\xff\xff\xff\xff\xff\xff\xff") },
		"claims less than there is":   func(h []byte) { copy(h[124:136], "00000000001\x00") },
		"claims a negative size":      func(h []byte) { copy(h[124:136], "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff") },
		"sparse":                      func(h []byte) { h[156] = 'S' },
		"a name that is not the file": func(h []byte) { h[0] = 'D' },
	} {
		t.Run(name, func(t *testing.T) {
			b := bytes.Clone(plain)
			h := b[at : at+block]
			change(h)
			sumHeader(h)
			if _, err := openTar(b); !errors.Is(err, ErrDamaged) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestTooManyFiles(t *testing.T) {
	var files []File
	for i := range MaxFiles {
		files = append(files, File{NameMarkdown(i), nil})
	}
	b := crafted{signer: newIdentity(t), files: files}.tar(t)
	if _, err := openTar(b); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

func TestHostileJSON(t *testing.T) {
	me := newIdentity(t)
	with := func(old, new string) string { return "[" + strings.Replace(goodEntry, old, new, 1) + "]" }
	for name, json := range map[string]string{
		"not JSON":               "hello",
		"something after":        "[]x",
		"two values":             "[][]",
		"a mark before":          "\ufeff[]",
		"not UTF-8":              with("one", "\xff"),
		"nested too deep":        with(`"T"`, strings.Repeat("[", 100)+strings.Repeat("]", 100)),
		"nested far too deep":    strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000),
		"a key twice":            with(`"title":"T"`, `"title":"T","title":"U"`),
		"a key twice, escaped":   with(`"title":"T"`, `"title":"T","\u0074itle":"U"`),
		"a key in other case":    with(`"title":"T"`, `"title":"T","TITLE":"U"`),
		"a key in capitals":      with(`"title"`, `"Title"`),
		"a key with a long s":    with(`"sections"`, `"ſections"`),
		"an unknown key":         with(`"title":"T"`, `"title":"T","share":"always"`),
		"an unknown key within":  with(`"key":""`, `"key":"","x":1`),
		"half a pair, first":     with("one", `\ud800`),
		"half a pair, second":    with("one", `\udc00 x`),
		"a pair the wrong way":   with("one", `\udc00\ud800`),
		"half a pair in a key":   with(`"title":"T"`, `"title":"T","\ud800":1`),
		"null":                   with(`"T"`, `null`),
		"null for a time":        with(`"written_at":"2026-11-21"`, `"written_at":null`),
		"null for all":           "null",
		"an object for a list":   goodEntry,
		"a number for a text":    with(`"T"`, `7`),
		"a text for a number":    with(`"revision":1`, `"revision":"1"`),
		"no date":                with(`"2026-11-21"`, `"tomorrow"`),
		"an id that is a path":   with(idA, "../../../../../../../../etc/pass"),
		"an id twice":            "[" + goodEntry + "," + goodEntry + "]",
		"a session not in it":    with(`"title":"T"`, `"title":"T","session_id":"`+idB+`"`),
		"a list without an end":  "[" + strings.Repeat("{},", strict.MaxElements) + "{}]",
		"an entry without an id": "[{}]",
	} {
		t.Run(name, func(t *testing.T) {
			o, err := openTar(crafted{signer: me, files: entriesFile(json)}.tar(t))
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) || o != nil {
				t.Errorf("error %v", err)
			}
			if err != nil && (strings.Contains(err.Error(), "tomorrow") || strings.Contains(err.Error(), "always")) {
				t.Errorf("the error repeats the file: %v", err)
			}
		})
	}
	if _, err := openTar(crafted{signer: me, files: entriesFile(with("one", `\ud83c\udf0a`))}.tar(t)); err != nil {
		t.Errorf("a whole surrogate pair: %v", err)
	}
}

func TestNewerVersions(t *testing.T) {
	me := newIdentity(t)
	minor := map[string]any{"format": map[string]any{"name": bundleFormat, "major": 1, "minor": 7, "flavour": "x"}, "mood": 3}
	later := []File{
		{nameEntries, []byte("[" + strings.Replace(goodEntry, `"title"`, `"mood":{"a":[null]},"title"`, 1) + "]")},
		{"data/dreams.json", []byte(`{"not": "read"}`)},
		{"charts/mood.csv", []byte("a,b")},
	}
	o, err := openTar(crafted{signer: me, manifest: minor, files: later}.tar(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"manifest.json: format.flavour", "manifest.json: mood", "data/entries.json: mood", "data/dreams.json", "charts/mood.csv"}
	if got := strings.Join(o.Unknown, "\n"); len(o.Unknown) != len(want) || !containsAll(got, want) {
		t.Errorf("unknown: %v", o.Unknown)
	}
	if len(o.Entries) != 1 || o.Entries[0].Title != "T" || len(o.Names) != 3 {
		t.Errorf("entries %v, files %d", o.Entries, len(o.Names))
	}
	for name, c := range map[string]crafted{
		"a path":             {signer: me, manifest: minor, files: []File{{"../x.json", nil}}},
		"a key twice":        {signer: me, manifest: minor, files: entriesFile(`[{"a":1,"A":2}]`)},
		"a known key's case": {signer: me, manifest: minor, files: entriesFile("[" + strings.Replace(goodEntry, "title", "Title", 1) + "]")},
		"changed":            {signer: me, manifest: minor, files: later, listed: later[:2]},
	} {
		if _, err := openTar(c.tar(t)); !errors.Is(err, ErrDamaged) {
			t.Errorf("a newer minor version with %s: %v", name, err)
		}
	}
	major := rawTar(t, []File{{nameManifest, []byte(`{"format":{"name":"afterglow-bundle","major":2,"minor":0},"all":"else"}`)}, {"../x", nil}})
	if _, err := openTar(major); !errors.Is(err, ErrNewerFormat) || errors.Is(err, ErrDamaged) {
		t.Errorf("a newer major version: %v", err)
	}
}

func containsAll(s string, parts []string) bool {
	for _, p := range parts {
		if !strings.Contains(s, p) {
			return false
		}
	}
	return true
}

// A signed file sealed again for someone else is not theirs.
func TestForwardedFiles(t *testing.T) {
	maker, reader, third := newIdentity(t), newIdentity(t), newIdentity(t)
	forReader := To{Recipients: []string{reader.Recipient()}}
	c := sample(t)
	toKey, _, err := assemble(c, nil, maker, forReader)
	if err != nil {
		t.Fatal(err)
	}
	toPass, _, err := assemble(c, nil, maker, To{Passphrase: []byte("p")})
	if err != nil {
		t.Fatal(err)
	}
	key, pass := rawTar(t, toKey), rawTar(t, toPass)
	tests := []struct {
		name string
		tar  []byte
		me   []string
		want error
	}{
		{"mine", key, []string{reader.Recipient()}, nil},
		{"mine by one of my keys", key, []string{third.Recipient(), reader.Recipient()}, nil},
		{"another's", key, []string{third.Recipient()}, ErrNotForYou},
		{"made for a key, sealed with a passphrase", key, nil, ErrNotForYou},
		{"made with a passphrase, sealed for a key", pass, []string{reader.Recipient()}, ErrNotForYou},
		{"made with a passphrase", pass, nil, nil},
	}
	for _, tt := range tests {
		if _, err := openTar(tt.tar, tt.me...); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	resealed := sealRaw(t, key, To{Recipients: []string{third.Recipient()}})
	if _, err := open(resealed, third.FileKey(), []string{third.Recipient()}); !errors.Is(err, ErrNotForYou) {
		t.Errorf("sealed again for a third person: %v", err)
	}
}

// A file that was not brought over whole is refused, wherever it ends.
func TestACutFileIsRefused(t *testing.T) {
	maker, reader := newIdentity(t), newIdentity(t)
	me := []string{reader.Recipient()}
	c := sample(t)
	a, f := attach(t, asPNG(t, fourCorners(300, 300)))
	c.Attachments = []Attachment{a}
	b := sealed(t, c, []File{f, {NamePDF, bytes.Repeat([]byte("%PDF "), 60_000)}}, maker, To{Recipients: me})
	header := bytes.Index(b, []byte("\n--- "))
	for i := range 200 {
		at := len(b) * i / 200
		o, err := open(b[:at], reader.FileKey(), me)
		if o != nil || !errors.Is(err, ErrDamaged) && (at > header || !errors.Is(err, crypto.ErrWrongKey)) {
			t.Errorf("cut to %d of %d bytes: %v", at, len(b), err)
		}
	}
}

// Damage further back is damage, whatever the beginning says.
func TestNothingIsLookedAtBeforeTheEndIsReached(t *testing.T) {
	reader := newIdentity(t)
	me := []string{reader.Recipient()}
	b := sealRaw(t, rawTar(t, []File{
		{nameManifest, []byte(`{"format":{"name":"afterglow-bundle","major":2,"minor":0}}`)}, {NamePDF, make([]byte, 5*piece)},
	}), To{Recipients: me})
	if _, err := open(b, reader.FileKey(), me); !errors.Is(err, ErrNewerFormat) {
		t.Fatalf("a whole file of a newer format: %v", err)
	}
	b[len(b)-2*piece] ^= 1
	if _, err := open(b, reader.FileKey(), me); !errors.Is(err, ErrDamaged) || errors.Is(err, ErrNewerFormat) {
		t.Errorf("a damaged file of a newer format: %v", err)
	}
}

// Any one changed or missing byte is noticed; behind the header always as damage.
func TestEveryByteOfTheSealedFileCounts(t *testing.T) {
	maker, reader := newIdentity(t), newIdentity(t)
	me := []string{reader.Recipient()}
	b := sealed(t, sample(t), nil, maker, To{Recipients: me})
	body := bytes.Index(b, []byte("\n--- ")) + 1
	body += bytes.IndexByte(b[body:], '\n') + 1
	for i := 0; i < len(b); i += 97 {
		changed := bytes.Clone(b)
		changed[i] ^= 0x20
		o, err := open(changed, reader.FileKey(), me)
		if o != nil || i >= body && !errors.Is(err, ErrDamaged) || !errors.Is(err, ErrDamaged) && !errors.Is(err, crypto.ErrWrongKey) {
			t.Fatalf("byte %d of %d changed: %v", i, len(b), err)
		}
		o, err = open(b[:i], reader.FileKey(), me)
		if o != nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, crypto.ErrWrongKey) || i >= body && !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d of %d bytes: %v", i, len(b), err)
		}
	}
	if _, err := open(append(bytes.Clone(b), 'x'), reader.FileKey(), me); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
	if _, err := open(b, newIdentity(t).FileKey(), me); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("another's key: %v", err)
	}
}

func TestSizeIsRefusedBeforeAnyWork(t *testing.T) {
	for _, size := range []int64{-1, MaxFile + 1} {
		r := failing{err: io.ErrUnexpectedEOF}
		_, err := Open(context.Background(), r, size, crypto.PassphraseKey([]byte("p")), nil)
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

// Each file is opened in a process of its own: see openAlone.
func TestMemoryIsBoundedBySize(t *testing.T) {
	dir, maker := t.TempDir(), newIdentity(t)
	reader, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to := To{Recipients: []string{reader.Recipient().String()}}
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte(reader.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	prints, err := to.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	forMe := map[string]any{"recipients": prints}
	newer := map[string]any{"recipients": prints, "format": format{bundleFormat, bundleMajor, bundleMinor + 1}}
	holding := func(files ...File) []byte {
		return crafted{signer: maker, manifest: forMe, files: files}.tar(t)
	}
	withEntries := func(entries ...string) []byte {
		return holding(File{nameEntries, []byte("[" + strings.Join(entries, ",") + "]")})
	}
	entry := func(i int, old, new string) string {
		return strings.Replace(strings.Replace(goodEntry, idA, fmt.Sprintf("%032x", i), 1), old, new, 1)
	}
	repeated := func(n int, f func(int) string) (all []string) {
		for i := range n {
			all = append(all, f(i))
		}
		return all
	}
	picture := claiming(asPNG(t, fourCorners(10, 10)), 10_000, 10_000)
	path := "attachments/" + idA + ".png"

	cases := []struct {
		name string
		tar  func() []byte
		want string // a kind of error, or "" where it may open
	}{
		{"100,000 files", func() []byte {
			return crafted{signer: maker, manifest: forMe, files: manyCopies(99_998), listed: []File{}}.tar(t)
		}, "too large"},
		{"a book of owners before each file", func() []byte { return manyOwners(t, 40) }, "damaged"},
		{"one large copy", func() []byte { return holding(File{NamePDF, make([]byte, 100<<20)}) }, ""},
		{"as much text as may be", func() []byte {
			return withEntries(repeated(4, func(i int) string { return entry(i, "one", strings.Repeat("sea ", MaxEntry/4-100)) })...)
		}, ""},
		{"more text than may be", func() []byte {
			return withEntries(repeated(5, func(i int) string { return entry(i, "one", strings.Repeat("sea ", MaxEntry/4)) })...)
		}, "too large"},
		{"as many values as may be", func() []byte {
			return withEntries(repeated(69, func(i int) string {
				return entry(i, `{"key":"","text":"one"}`, "{}"+strings.Repeat(",{}", 19_999))
			})...)
		}, ""},
		{"lists that become too much", func() []byte {
			return withEntries(repeated(73, func(i int) string {
				return entry(i, `{"key":"","text":"one"}`, "{}"+strings.Repeat(",{}", 19_999))
			})...)
		}, "too large"},
		{"more values than may be", func() []byte {
			return withEntries(repeated(160, func(i int) string {
				return entry(i, `"sections":[`, `"tags":[""`+strings.Repeat(`,""`, 9_999)+`],"sections":[`)
			})...)
		}, "too large"},
		{"an entry in an entry, and so on", func() []byte {
			return withEntries(entry(1, `"T"`, strings.Repeat(`{"title":`, 10_000)+`""`+strings.Repeat("}", 10_000)))
		}, "damaged"},
		{"10,000 levels where a newer version may have anything", func() []byte {
			deep := strings.Repeat("[", 9_990) + strings.Repeat("]", 9_990)
			return crafted{signer: maker, manifest: newer, files: entriesFile("[" + entry(1, `"title"`, `"mood":`+deep+`,"title"`) + "]")}.tar(t)
		}, "damaged"},
		{"as many keys of a newer version as may be", func() []byte {
			object := strings.Join(repeated(20_000, func(i int) string { return fmt.Sprintf(`"%d":0`, i) }), ",")
			all := strings.Join(repeated(73, func(i int) string { return fmt.Sprintf(`"a%d":{%s}`, i, object) }), ",")
			return crafted{signer: maker, manifest: newer, files: entriesFile("[" + entry(1, `"title"`, all+`,"title"`) + "]")}.tar(t)
		}, ""},
		{"100 megapixels", func() []byte {
			list := fmt.Sprintf(`[{"entry_id":"%s","path":"%s","mime":"image/png","width":2000,"height":2000,"size":%d}]`, idA, path, len(picture))
			return holding(File{nameEntries, []byte("[" + goodEntry + "]")}, File{nameAttachments, []byte(list)}, File{path, picture})
		}, "damaged"},
		{"a manifest of lines", func() []byte {
			line := fmt.Sprintf(`{"path":"%s","size":0,"sha256":"%064d"}`, NameHTML, 0)
			return crafted{signer: maker, manifest: map[string]any{"files": json.RawMessage("[" + strings.Repeat(line+",", 19_999) + line + "]")}}.tar(t)
		}, "not for you"},
		{"passphrase, and made for a key", func() []byte { return holding() }, "not for you"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file, target := filepath.Join(dir, c.name), to
			if strings.HasPrefix(c.name, "passphrase") {
				target = To{Passphrase: []byte("p")}
			}
			if err := os.WriteFile(file, sealRaw(t, c.tar(), target), 0o600); err != nil {
				t.Fatal(err)
			}
			judgeAlone(t, file, c.want)
		})
	}
	// Files that are large on the disk only by what they leave out.
	head := sealRaw(t, nil, to)
	for name, c := range map[string]struct {
		size int64
		want string
	}{"two gigabytes of nothing": {MaxFile, "damaged"}, "more than two gigabytes": {MaxFile + 1, "too large"}} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, name)
			if err := os.WriteFile(file, head, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(file, c.size); err != nil {
				t.Fatal(err)
			}
			judgeAlone(t, file, c.want)
		})
	}
}

func TestAbsurdScryptIsRefused(t *testing.T) {
	r, err := age.NewScryptRecipient("p")
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(10)
	var b bytes.Buffer
	w, err := age.Encrypt(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	costly := bytes.Replace(b.Bytes(), []byte(" 10\n"), []byte(" 22\n"), 1)
	if bytes.Equal(costly, b.Bytes()) {
		t.Fatal("no work factor to raise")
	}
	if _, err := open(costly, crypto.PassphraseKey([]byte("p")), nil); !errors.Is(err, crypto.ErrAbsurdWork) {
		t.Errorf("error %v", err)
	}
}

// A stock key file opens what was sealed for its public half.
func TestReadKeyFile(t *testing.T) {
	maker := newIdentity(t)
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	text := "# created: 2026-11-21\n# public key: x\n" + classic.String() + "\r\n\n" + hybrid.String() + "\n"
	key, me, err := ReadKeyFile(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{classic.Recipient().String(), hybrid.Recipient().String()}; !reflect.DeepEqual(me, want) {
		t.Errorf("recipients %v", me)
	}
	for _, r := range me {
		if _, err := open(sealed(t, sample(t), nil, maker, To{Recipients: []string{r}}), key, me); err != nil {
			t.Errorf("sealed for %.12s…: %v", r, err)
		}
	}
	if _, _, err := ReadKeyFile(strings.NewReader("AGE-PLUGIN-X-1\n")); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("a plugin's key: %v", err)
	}
}

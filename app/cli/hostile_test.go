package cli_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"afterglow/app/cli"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

const (
	entryID   = "0123456789abcdef0123456789abcdef"
	pictureID = "fedcba9876543210fedcba9876543210"
)

// foreign makes sealed files by FORMAT.md alone: what a hostile maker controls.
type foreign struct {
	t      *testing.T
	maker  *crypto.Identity
	reader *age.X25519Identity
}

func newForeign(t *testing.T) foreign {
	maker, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return foreign{t, maker, reader}
}

// seal puts the files behind a manifest that vouches for them, with the changes.
func (f foreign) seal(changes map[string]any, files ...bundle.File) []byte {
	f.t.Helper()
	print, err := crypto.RecipientFingerprint(f.reader.Recipient().String())
	if err != nil {
		f.t.Fatal(err)
	}
	lines := []map[string]any{}
	for _, file := range files {
		sum := sha256.Sum256(file.Data)
		lines = append(lines, map[string]any{"path": file.Path, "size": len(file.Data), "sha256": hex.EncodeToString(sum[:])})
	}
	m := map[string]any{
		"format": map[string]any{"name": "afterglow-bundle", "major": 1, "minor": 0}, "bundle_id": entryID,
		"made_at": "2026-11-21T16:42:00+01:00", "maker": map[string]any{"alias": "R.", "signing_key": f.maker.SigningKey()},
		"recipients": []string{print}, "files": lines,
	}
	maps.Copy(m, changes)
	manifest, err := json.Marshal(m)
	if err != nil {
		f.t.Fatal(err)
	}
	sig, err := f.maker.Sign("afterglow-bundle-v1", manifest)
	if err != nil {
		f.t.Fatal(err)
	}
	return f.sealTar(append([]bundle.File{{Path: "manifest.json", Data: manifest}, {Path: "manifest.json.sig", Data: sig}}, files...))
}

// sealTar seals any files, and any headers behind them.
func (f foreign) sealTar(files []bundle.File, after ...tar.Header) []byte {
	f.t.Helper()
	var out bytes.Buffer
	sealed, err := crypto.SealFile(&out, []string{f.reader.Recipient().String()})
	if err != nil {
		f.t.Fatal(err)
	}
	w := tar.NewWriter(sealed)
	for _, file := range files {
		h := tar.Header{Typeflag: tar.TypeReg, Name: file.Path, Size: int64(len(file.Data)), Mode: 0o600}
		if err := w.WriteHeader(&h); err != nil {
			f.t.Fatal(err)
		}
		if _, err := w.Write(file.Data); err != nil {
			f.t.Fatal(err)
		}
	}
	for _, h := range after {
		if err := w.WriteHeader(&h); err != nil {
			f.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.t.Fatal(err)
	}
	if err := sealed.Close(); err != nil {
		f.t.Fatal(err)
	}
	return out.Bytes()
}

func entryFile(text string) bundle.File {
	e := map[string]any{"id": entryID, "revision": 1, "kind": "free", "title": "T", "occurred_at": "2026-11-21",
		"written_at": "2026-11-21", "sections": []map[string]any{{"key": "", "text": text}}, "words": 1}
	b, err := json.Marshal([]any{e})
	if err != nil {
		panic(err)
	}
	return bundle.File{Path: "data/entries.json", Data: b}
}

// open runs the command in a folder that holds only the file and the key, and
// says what it wrote there.
func (f foreign) open(file []byte, args ...string) (code int, stdout, stderr string, made []string) {
	f.t.Helper()
	dir := f.t.TempDir()
	path, key := filepath.Join(dir, "x.afterglow"), filepath.Join(dir, "key")
	for name, b := range map[string][]byte{path: file, key: []byte(f.reader.String() + "\n")} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			f.t.Fatal(err)
		}
	}
	for i, a := range args {
		args[i] = strings.Replace(a, "DIR", dir, 1)
	}
	var out, complaints bytes.Buffer
	code = cli.Run(context.Background(), append([]string{"open", path, "--identity", key}, args...),
		cli.Config{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &complaints})
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if p != dir && p != path && p != key {
			made = append(made, strings.TrimPrefix(p, dir+"/"))
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return code, out.String(), complaints.String(), made
}

func TestHostileFilesAreRefusedInOneLineWithNothingWritten(t *testing.T) {
	f, stranger := newForeign(t), newForeign(t)
	good := entryFile("one")
	if code, _, complaints, made := f.open(f.seal(nil, good), "--extract", "DIR/out"); code != 0 || len(made) == 0 {
		t.Fatalf("the file all cases start from: exit %d, %s", code, complaints)
	}
	var many []bundle.File
	for i := range 100_000 {
		many = append(many, bundle.File{Path: fmt.Sprintf("entries/%05d.md", i)})
	}
	svg := bundle.File{Path: "attachments/" + pictureID + ".png", Data: []byte(`<svg><script>alert(1)</script></svg>`)}
	list := bundle.File{Path: "data/attachments.json", Data: fmt.Appendf(nil,
		`[{"entry_id":"%s","path":"%s","mime":"image/png","width":1,"height":1,"size":%d}]`, entryID, svg.Path, len(svg.Data))}
	deep := bundle.File{Path: "data/entries.json", Data: []byte(strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000))}
	whole := f.seal(nil, good)
	for name, file := range map[string][]byte{
		"100,000 files":        f.seal(map[string]any{"files": []any{}}, many...),
		"a newer major format": f.seal(map[string]any{"format": map[string]any{"name": "afterglow-bundle", "major": 2, "minor": 0}}, good),
		"another's signature":  f.seal(map[string]any{"maker": map[string]any{"alias": "R.", "signing_key": stranger.maker.SigningKey()}}, good),
		"another's file":       f.seal(map[string]any{"recipients": []string{"SHA256:AAAA"}}, good),
		"a file twice":         f.seal(nil, good, good),
		"a path out of it":     f.seal(nil, good, bundle.File{Path: "entries/../../evil.md"}),
		"a device":             f.seal(nil, good, bundle.File{Path: "NUL.txt"}),
		"a name with a line":   f.seal(nil, good, bundle.File{Path: "entries/a\nb\x1b[2J\u202e.md"}),
		"a link":               f.sealTar(nil, tar.Header{Typeflag: tar.TypeSymlink, Name: "manifest.json", Linkname: "/etc/passwd"}),
		"a hash that is wrong": f.seal(map[string]any{"files": []any{map[string]any{"path": good.Path, "size": len(good.Data), "sha256": strings.Repeat("0", 64)}}}, good),
		"a drawing as picture": f.seal(nil, good, list, svg),
		"10,000 levels":        f.seal(nil, deep),
		"cut short":            whole[:len(whole)-1],
		"nothing inside":       f.sealTar(nil),
	} {
		for _, way := range [][]string{{"--extract", "DIR/out"}, {"--json"}, nil} {
			code, out, complaints, made := f.open(file, way...)
			if code != 4 || out != "" || len(made) > 0 {
				t.Errorf("%s, %v: exit %d, wrote %q and %v", name, way, code, out, made)
			}
			if strings.Count(complaints, "\n") != 1 || strings.ContainsAny(complaints, "\x1b\u202e") || len(complaints) > 250 {
				t.Errorf("%s: not one plain line: %q", name, complaints)
			}
		}
	}
}

// What a maker writes is text, however it would draw elsewhere, and a maker's
// own pages are left where they are.
func TestHostileTextIsOnlyText(t *testing.T) {
	f := newForeign(t)
	script := []byte(`<!doctype html><script src="https://example.org/x.js"></script><img src="https://example.org/y.png">`)
	for name, text := range map[string]string{
		"a page":              string(script),
		"references":          "![x](https://example.org/x.png) [y](javascript:alert(1)) <https://example.org> [z]: https://example.org\n\n[z]",
		"quotes in quotes":    strings.Repeat("> ", 20_000) + "x",
		"lists in lists":      strings.Repeat("- ", 5_000) + "x",
		"brackets":            strings.Repeat("[", 50_000) + strings.Repeat("![", 50_000),
		"stars":               strings.Repeat("*a **b ", 20_000),
		"fences":              strings.Repeat("```\n~~~\n", 10_000),
		"backticks":           strings.Repeat("`", 30_001) + "x" + strings.Repeat("`", 30_000),
		"a table of nothing":  "|" + strings.Repeat("|", 20_000) + "\n|" + strings.Repeat("-|", 20_000) + "\n",
		"a very large number": "99999999999999999999999999. x\n-1. y\n",
		"only what is unseen": "\u202e\u2066\u200b\ufeff\x01\x02\x07\x1b[31m\u2028\r\r",
		"entities":            strings.Repeat("&#x110000;&#0;&lt;script&gt;", 5_000),
	} {
		file := f.seal(nil, entryFile(text), bundle.File{Path: "summary.html", Data: script})
		code, out, complaints, _ := f.open(file)
		if code != 0 || strings.ContainsAny(out, "\x1b\x07\u202e\u2066") {
			t.Errorf("%s: exit %d, %s, or it moves the cursor", name, code, complaints)
		}
		dir := t.TempDir()
		if code, _, complaints, _ := f.open(file, "--extract", filepath.Join(dir, "out")); code != 0 {
			t.Errorf("%s: exit %d, %s", name, code, complaints)
			continue
		}
		page, err := os.ReadFile(filepath.Join(dir, "out", "summary.html"))
		if err != nil {
			t.Fatal(err)
		}
		low := strings.ToLower(string(page))
		for _, bad := range []string{"<script", "<img", "<svg", "<iframe", "<a ", "<link", "<object"} {
			if strings.Contains(low, bad) {
				t.Errorf("%s: the page that was made of it has %s", name, bad)
			}
		}
	}
}

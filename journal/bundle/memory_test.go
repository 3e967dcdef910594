package bundle

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"

	"afterglow/crypto"
)

// mostMemory is what opening any file may take at most, whoever made it; mostTime
// is the time for that.
const mostMemory = 300_000_000

// outcome is what came of opening a file in a process of its own.
type outcome struct {
	Err    string // "" when it opened
	Kinds  []string
	Memory uint64 // the most that was taken from the system
}

// The errors an outcome can be, by name.
var kinds = map[string]error{
	"damaged": ErrDamaged, "too large": ErrTooLarge, "newer": ErrNewerFormat, "not for you": ErrNotForYou,
	"wrong key": crypto.ErrWrongKey, "absurd": crypto.ErrAbsurdWork,
}

// TestMain lets the tests start this program again to open one file.
func TestMain(m *testing.M) {
	file := os.Getenv("AFTERGLOW_TEST_OPEN")
	if file == "" {
		os.Exit(m.Run())
	}
	var o outcome
	if err := openAlone(file); err != nil {
		o.Err = err.Error()
		for name, kind := range kinds {
			if errors.Is(err, kind) {
				o.Kinds = append(o.Kinds, name)
			}
		}
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	o.Memory = stats.Sys
	if err := json.NewEncoder(os.Stdout).Encode(o); err != nil {
		panic(err)
	}
}

func openAlone(file string) error {
	ctx, cancel := context.WithTimeout(context.Background(), mostTime)
	defer cancel()
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	key, me := crypto.PassphraseKey([]byte("p")), []string(nil)
	if keys, err := os.Open(filepath.Join(filepath.Dir(file), "key")); err == nil && !strings.HasPrefix(filepath.Base(file), "passphrase") {
		defer keys.Close()
		if key, me, err = ReadKeyFile(keys); err != nil {
			return err
		}
	}
	_, err = Open(ctx, f, info.Size(), key, me)
	return err
}

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
		{"100,000 files", func() []byte { return crafted{signer: maker, manifest: forMe, files: manyCopies(99_998), listed: []File{}}.tar(t) }, "too large"},
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

// judgeAlone opens the file in a process of its own, which nothing else has
// made large, and removes it.
func judgeAlone(t *testing.T, file, want string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "AFTERGLOW_TEST_OPEN="+file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	var o outcome
	if err := json.Unmarshal(out, &o); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("%d MB: %s", o.Memory/1e6, o.Err)
	switch {
	case want == "" && o.Err != "":
		t.Errorf("refused: %s", o.Err)
	case want != "" && !containsAll(strings.Join(o.Kinds, ","), []string{want}):
		t.Errorf("%q (%v), want %s", o.Err, o.Kinds, want)
	}
	if strings.Contains(o.Err, "\n") || len(o.Err) > 200 {
		t.Errorf("not one line: %q", o.Err)
	}
	if o.Memory > mostMemory {
		t.Errorf("it took %d MB of memory", o.Memory/1e6)
	}
}

// manyOwners is an archive with an extended header of almost a megabyte, of a
// kind that is allowed, before each of its files.
func manyOwners(t *testing.T, n int) []byte {
	t.Helper()
	var b strings.Builder
	w := tar.NewWriter(&b)
	for i := range n {
		name := []string{nameManifest, nameSignature, NameMarkdown(i)}[min(i, 2)]
		body := `{"format":{"name":"afterglow-bundle","major":1,"minor":0}}`
		h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(body)), Mode: 0o600, Format: tar.FormatPAX,
			Uname: strings.Repeat("é", 500_000)}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

package bundle

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

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

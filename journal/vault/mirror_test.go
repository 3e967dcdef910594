package vault

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// files are all files in a vault's folder, but the lock files, which hold nothing.
func files(t fataler, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && e.Name() != lockName && e.Name() != "LOCK" {
			name, _ := filepath.Rel(dir, path)
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// harms are what becomes of one file.
var harms = map[string]func(path string, old []byte) error{
	"removed": func(path string, _ []byte) error { return os.Remove(path) },
	"emptied": func(path string, _ []byte) error { return os.Truncate(path, 0) },
	"halved": func(path string, _ []byte) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, info.Size()/2)
	},
	"put back older": func(path string, old []byte) error { return os.WriteFile(path, old, fileMode) },
	"grown": func(path string, _ []byte) error {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, fileMode)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.Write([]byte("something else"))
		return err
	},
}

// noticed says that a check by a reader names something, and that everything can
// be read by the reader and by the writer after it.
func noticed(t *testing.T, dir string, ids []ID) {
	t.Helper()
	r := open(t, dir, Options{ReadOnly: true})
	rep, err := r.Check(ctx, nil)
	if err != nil {
		t.Error(err)
	}
	if rep.OK {
		t.Error("check found nothing")
	}
	everything(t, r, ids)
	r.Close()
	w := open(t, dir, Options{})
	everything(t, w, ids)
	put(t, w, NewID(), 0, "writing goes on")
	w.Close()
	r = open(t, dir, Options{ReadOnly: true})
	defer r.Close()
	if rep, err := r.Check(ctx, nil); err != nil || !rep.OK {
		t.Error("not mended:", rep.Problems, err)
	}
	everything(t, r, ids)
}

// everything asserts that all records of filled are there, with their history.
func everything(t *testing.T, v *Vault, ids []ID) {
	t.Helper()
	for i, id := range ids {
		text := fmt.Sprintf("text %d", i)
		if i == 0 {
			if r, err := v.GetRevision(ctx, id, 1); err != nil || string(r.Data) != "text 0" {
				t.Errorf("the first revision: %q, %v", r.Data, err)
			}
			text = "text 0, again"
		}
		want(t, v, id, text)
	}
}

// twice is a vault that was closed twice, and what its files held the first time.
func twice(t *testing.T) (dir string, ids []ID, before map[string][]byte) {
	t.Helper()
	dir = t.TempDir()
	ids = filled(t, dir, 6)
	before = map[string][]byte{}
	for _, name := range files(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		before[name] = b
	}
	v := open(t, dir, Options{})
	ids = append(ids, NewID())
	put(t, v, ids[6], 0, "text 6")
	v.Close()
	return dir, ids, before
}

func TestOneDamagedFileLosesNothingAndIsNoticed(t *testing.T) {
	from, ids, before := twice(t)
	for _, name := range files(t, from) {
		for what, harm := range harms {
			t.Run(filepath.ToSlash(name)+" "+what, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "v")
				copyDir(t, from, dir)
				path := filepath.Join(dir, name)
				now, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := harm(path, before[name]); err != nil {
					t.Fatal(err)
				}
				if then, err := os.ReadFile(path); err == nil && bytes.Equal(now, then) {
					return // this file did not change between the two closings, or was empty
				}
				noticed(t, dir, ids)
			})
		}
	}
	for _, name := range []string{logDir, mirrorDir, storeDir} {
		t.Run("folder "+name+" removed", func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "v")
			copyDir(t, from, dir)
			if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			noticed(t, dir, ids)
		})
	}
}

func TestAFlippedBitAnywhereLosesNothingAndIsNoticed(t *testing.T) {
	from, ids, _ := twice(t)
	names := files(t, from)
	rapid.Check(t, func(rt *rapid.T) {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		name := rapid.SampledFrom(names).Draw(rt, "file")
		path := filepath.Join(dir, name)
		b, err := os.ReadFile(path)
		if err != nil {
			rt.Fatal(err)
		}
		if len(b) == 0 {
			return
		}
		at := rapid.IntRange(0, len(b)-1).Draw(rt, "byte")
		b[at] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
		if err := os.WriteFile(path, b, fileMode); err != nil {
			rt.Fatal(err)
		}
		noticed(t, dir, ids)
		if t.Failed() {
			rt.Fatalf("%s, byte %d", name, at)
		}
	})
}

func TestADamagedLogIsKeptAsideAndTold(t *testing.T) {
	dir, ids, _ := twice(t)
	var bad []byte
	edit(t, theLog(dir), func(b []byte) []byte { b[len(b)/2] ^= 1; bad = bytes.Clone(b); return b })
	v := open(t, dir, Options{})
	if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeLogRepaired {
		t.Errorf("notices %v", n)
	}
	if err := v.Rewrite(ctx, RewriteOptions{}); err != nil {
		t.Fatal(err)
	}
	everything(t, v, ids)
	v.Close()
	kept, err := os.ReadFile(filepath.Join(dir, keptDir, logName(1)+".1"))
	if err != nil || !bytes.Equal(kept, bad) {
		t.Errorf("the damaged file was not kept: %v", err)
	}
}

func TestTwoDamagedCopiesGiveTogetherWhatEachAloneLost(t *testing.T) {
	dir, ids, _ := twice(t)
	edit(t, theLog(dir), func(b []byte) []byte { b[len(b)/3] ^= 1; return b })
	edit(t, mirrorPath(dir, 1), func(b []byte) []byte { b[len(b)*2/3] ^= 1; return b })
	noticed(t, dir, ids)
}

func TestAMirrorThatIsBehindAfterACrashIsNothingStrange(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	id := NewID()
	put(t, v, id, 0, "kept")
	old, err := os.ReadFile(mirrorPath(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	put(t, v, id, 1, "saved last")
	crashed := filepath.Join(t.TempDir(), "v")
	// The store is written to all the time; without it the next start makes it anew.
	copyLogAndHeader(t, dir, crashed)
	copyDir(t, filepath.Join(dir, mirrorDir), filepath.Join(crashed, mirrorDir))
	v.Close()
	edit(t, mirrorPath(crashed, 1), func([]byte) []byte { return old })
	v = open(t, crashed, Options{})
	defer v.Close()
	want(t, v, id, "saved last")
	if n := v.Notices(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
}

func FuzzWeave(f *testing.F) {
	dir := f.TempDir()
	filled(f, dir, 3)
	file, err := os.ReadFile(theLog(dir))
	if err != nil {
		f.Fatal(err)
	}
	v := open(f, dir, Options{ReadOnly: true})
	keys := v.keys
	f.Add(file, file)
	f.Add(file[:len(file)/2], file[:headLen])
	f.Fuzz(func(t *testing.T, a, b []byte) {
		for _, woven := range [][]byte{keys.weave(1, a, file), keys.weave(1, file, a), keys.weave(1, a, b)} {
			if len(woven) > 0 && !bytes.HasPrefix(file, woven) {
				t.Fatal("a step nobody wrote")
			}
		}
		if !bytes.Equal(keys.weave(1, a, file), file) {
			t.Fatal("a whole copy did not give everything")
		}
	})
}

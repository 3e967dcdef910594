package takeout

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

const (
	entryText = "the lanterns on the pier"
	aQuestion = "Why the pier?"
	picture   = "not really a picture"
	aPath     = "attachments/00000000000000000000000000000001.png"
)

// sealedContent is what was in a file.
func sealedContent(t *testing.T, number, purpose string) ([]byte, bundle.Content) {
	t.Helper()
	c := bundle.Content{BundleID: strings.Repeat(number, 32), Purpose: purpose, MadeAt: when(t, "2026-11-21"),
		Entries: []bundle.Entry{{ID: journal.ID(strings.Repeat("e", 32)), Kind: journal.KindFree, Title: "Sea", OccurredAt: when(t, "2026-11-20"),
			Sections: []journal.Section{{Text: entryText}}}},
		Questions: []bundle.Question{{Text: aQuestion}}}
	b, err := bundle.EncodeContent(c)
	must(t, err)
	return b, c
}

// filesIn is every file below a folder, by its name from there.
func filesIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	}))
	return out
}

func written(t *testing.T, j *journal.Journal, home string, progress func(done, total int64)) (string, Report) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	rep, err := Write(t.Context(), j, dir, home, assets.English(), progress)
	must(t, err)
	return dir, rep
}

// isWhole says that a folder holds all of a content, as data and to be read.
func isWhole(t *testing.T, dir string, want bundle.Content) {
	t.Helper()
	var got bundle.Content
	must(t, json.Unmarshal([]byte(read(t, dir, "content.json")), &got))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s holds %+v", dir, got)
	}
	if text := read(t, dir, "summary.md"); !strings.Contains(text, entryText) || !strings.Contains(text, aQuestion) {
		t.Errorf("the document in %s says %q", dir, text)
	}
	if text := read(t, dir, "entries", "00001.md"); !strings.Contains(text, entryText) {
		t.Errorf("the entry in %s says %q", dir, text)
	}
}

// therapist is a vault with two clients of one name, of whom the second is in the
// trash, and what they gave and what was noted.
func therapist(t *testing.T) (*journal.Journal, string, bundle.Content, []journal.ReceivedFile) {
	t.Helper()
	home, ctx := filepath.Join(t.TempDir(), "vault"), t.Context()
	j, _, err := journal.Create(ctx, home, journal.CreateOptions{Passphrase: []byte("correct horse battery staple"), KDF: crypto.CheapestKDF(), Therapist: true})
	must(t, err)
	t.Cleanup(func() { j.Close() })
	data, content := sealedContent(t, "1", "For Thursday")
	var files []journal.ReceivedFile
	give := func(c journal.Client, number string) journal.Client {
		c, f, err := j.Receive(ctx, journal.Arrival{Client: c, Content: data, Attachments: map[string][]byte{aPath: []byte(picture)},
			File: journal.ReceivedFile{BundleID: strings.Repeat(number, 32), MadeAt: when(t, "2026-11-21"), Purpose: "For Thursday"}})
		must(t, err)
		files = append(files, f)
		return c
	}
	r := give(journal.Client{Head: journal.Head{WrittenAt: when(t, "2026-11-01T10:00:00Z")}, Alias: "R."}, "1")
	r = give(r, "2")
	n, err := j.SaveClientNote(ctx, journal.ClientNote{ClientID: r.ID, Text: "first thought"})
	must(t, err)
	n.Text = "second thought"
	_, err = j.SaveClientNote(ctx, n)
	must(t, err)
	give(r, "3")
	_, err = j.DeleteReceived(ctx, files[2].ID, nil)
	must(t, err)
	other := give(journal.Client{Alias: "r."}, "4")
	must(t, j.TrashRecord(ctx, other.ID))
	return j, home, content, files
}

// All of a therapist's vault comes out: each file as data and to be read, with its
// pictures, of clients in the trash too; notes with what they were; deletions.
func TestATherapistsVaultComesOutWhole(t *testing.T) {
	j, home, content, _ := therapist(t)
	var told []int64
	dir, rep := written(t, j, home, func(done, total int64) { told = append(told, done, total) })
	if len(rep.Damaged) > 0 || !slices.Equal(told, []int64{1, 3, 2, 3, 3, 3}) {
		t.Errorf("%+v, told %v", rep, told)
	}
	var want []string
	for _, in := range []string{"r (2)/2026-11-21 For Thursday", "R/2026-11-21 For Thursday", "R/2026-11-21 For Thursday (2)"} {
		in = "received/" + in
		isWhole(t, filepath.Join(dir, filepath.FromSlash(in)), content)
		if read(t, dir, in, aPath) != picture {
			t.Errorf("the picture in %s is another one", in)
		}
		want = append(want, in+"/"+aPath, in+"/content.json", in+"/entries/00001.md", in+"/summary.md")
	}
	slices.Sort(want)
	all := filesIn(t, dir)
	got := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return !strings.HasPrefix(name, "received/") })
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("the files are\n%v, not\n%v", got, want)
	}
	notes := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return !strings.Contains(name, "notes/") })
	if len(notes) != 2 || !strings.HasSuffix(read(t, dir, notes[1]), "---\nsecond thought") || !strings.HasSuffix(read(t, dir, notes[0]), "---\nfirst thought") ||
		!strings.HasPrefix(notes[0], "history/notes/R/") || !strings.HasPrefix(notes[1], "notes/R/") {
		t.Errorf("the notes are %v", notes)
	}
	for name, n := range map[string]int{"client": 2, "received-file": 3, "client-note": 1, "deletion": 1} {
		var list []map[string]any
		must(t, json.Unmarshal([]byte(read(t, dir, "data", name+".json")), &list))
		if len(list) != n {
			t.Errorf("%s.json has %d", name, len(list))
		}
	}
}

// What was sealed for someone is there as it was sealed, whatever became of the
// entries.
func TestWhatWasSharedComesOutAsItWasSealed(t *testing.T) {
	j, home := fresh(t)
	data, content := sealedContent(t, "5", "Before the third")
	s, err := j.SaveShareWith(t.Context(), journal.Share{BundleID: content.BundleID, CreatedAt: when(t, "2026-11-21T10:00:00Z"), FileName: "for-thursday.afterglow", Items: []journal.ShareItem{}}, data)
	must(t, err)
	dir, rep := written(t, j, home, nil)
	if len(rep.Damaged) > 0 {
		t.Errorf("%+v", rep)
	}
	isWhole(t, filepath.Join(dir, "shares", "2026-11-21 for-thursday"), content)

	// One that cannot be read is named, and the rest is written.
	must(t, os.Remove(filepath.Join(home, "blobs", string(s.Content[0]))))
	dir, rep = written(t, j, home, nil)
	if !slices.Equal(rep.Damaged, []journal.ID{s.ID}) || !strings.Contains(read(t, dir, "README.txt"), string(s.ID)) || !strings.Contains(read(t, dir, "data", "share.json"), string(s.ID)) {
		t.Errorf("%+v", rep)
	}
}

func TestAFileThatCannotBeReadIsNamedAndTheRestIsThere(t *testing.T) {
	j, home, content, files := therapist(t)
	must(t, os.Remove(filepath.Join(home, "blobs", string(files[0].Content[0]))))
	must(t, os.Remove(filepath.Join(home, "blobs", string(files[1].Attachments[0].Blob))))
	dir, rep := written(t, j, home, nil)
	if slices.Sort(rep.Damaged); !slices.Equal(rep.Damaged, slices.Sorted(slices.Values([]journal.ID{files[0].ID, files[1].ID}))) {
		t.Errorf("%+v", rep)
	}
	isWhole(t, filepath.Join(dir, "received", "R", "2026-11-21 For Thursday"), content)
}

// A copy that is stopped among the sealed files leaves nothing.
func TestATherapistsCopyIsAllOrNothing(t *testing.T) {
	j, home, _, _ := therapist(t)
	around := t.TempDir()
	for stop := int64(1); stop < 4; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Write(ctx, j, filepath.Join(around, "out"), home, assets.English(), func(done, _ int64) {
			if done == stop {
				cancel()
			}
		})
		cancel()
		if list, _ := os.ReadDir(around); !errors.Is(err, context.Canceled) || len(list) > 0 {
			t.Errorf("stopped after %d: %v, %v is left", stop, err, list)
		}
	}
}

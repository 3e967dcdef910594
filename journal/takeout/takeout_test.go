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

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/transfer"
)

type fataler interface {
	Helper()
	Fatal(args ...any)
}

func must(t fataler, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fresh is a new journal and the folder it is in.
func fresh(t *testing.T) (*journal.Journal, string) {
	t.Helper()
	home := filepath.Join(t.TempDir(), "journal")
	j, _, err := journal.Create(t.Context(), home, journal.CreateOptions{Passphrase: []byte("correct horse battery staple"), KDF: crypto.CheapestKDF()})
	must(t, err)
	t.Cleanup(func() { j.Close() })
	return j, home
}

func when(t fataler, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	must(t, err)
	return w
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path...))
	must(t, err)
	return string(b)
}

// imported is what `afterglow import jsonl` reads from a folder.
func imported(t fataler, dir string) (all []journal.Entry) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "entries*.jsonl"))
	must(t, err)
	for _, path := range files {
		f, err := os.Open(path)
		must(t, err)
		list, err := transfer.JSONL(context.Background(), f, nil)
		must(t, err)
		must(t, f.Close())
		all = append(all, list...)
	}
	return all
}

// someEntry is any entry that a person could write.
var someEntry = rapid.Custom(func(r *rapid.T) journal.Entry {
	e := journal.Entry{
		Kind:       rapid.SampledFrom(journal.Kinds).Draw(r, "kind"),
		Title:      rapid.String().Draw(r, "title"),
		Tags:       rapid.SliceOfN(rapid.StringMatching(`\pL[\pL -]{0,9}`), 0, 3).Draw(r, "tags"),
		OccurredAt: when(r, rapid.SampledFrom([]string{"0000-01-01", "1660-01-13", "2026-11-21", "2026-11-21T16:42:00+01:00", "9999-12-31T23:59:59.5Z"}).Draw(r, "when")),
	}
	for range rapid.IntRange(1, 2).Draw(r, "sections") {
		e.Sections = append(e.Sections, journal.Section{Key: "k", Heading: rapid.SampledFrom([]string{"", "Body"}).Draw(r, "heading"), Text: rapid.String().Draw(r, "text") + "x"})
	}
	return e
})

// said is what has to be the same on both sides.
func said(e journal.Entry) string {
	b, _ := json.Marshal([]any{e.OccurredAt, e.Kind, e.Title, strings.Join(e.Tags, "\x00"), e.Text()})
	return string(b)
}

// pageText is what a program reads of a page that knows only what README.txt says.
func pageText(page string) string {
	_, text, _ := strings.Cut(strings.TrimPrefix(page, "---\n"), "\n---\n")
	return text
}

// Any entry is to the letter in its page, and its line reads as what was written:
// text, title, tags, kind and date.
func TestAnyEntryComesOutToTheLetter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e := someEntry.Draw(r, "entry")
		if got := pageText(string(page(e))); got != e.Text() {
			r.Fatalf("the page says %q, not %q", got, e.Text())
		}
		line, err := transfer.Line(e)
		must(r, err)
		back, err := transfer.JSONL(context.Background(), strings.NewReader(string(line)), nil)
		must(r, err)
		if len(back) != 1 || said(back[0]) != said(e) {
			r.Fatalf("%v is not %v", back, e)
		}
	})
}

// Whatever is written comes out and goes in again.
func TestWhatComesOutGoesInAgain(t *testing.T) {
	j, home := fresh(t)
	var list []journal.Entry
	for i := range 80 {
		list = append(list, someEntry.Example(i))
	}
	list, err := j.SaveEntries(t.Context(), list)
	must(t, err)
	dir := filepath.Join(t.TempDir(), "out")
	rep, err := Write(t.Context(), j, dir, home, assets.English(), nil)
	must(t, err)
	if rep.Entries != len(list) || len(rep.NotInLines)+len(rep.Damaged) > 0 {
		t.Errorf("%+v", rep)
	}
	again, home2 := fresh(t)
	_, err = again.SaveEntries(t.Context(), imported(t, dir))
	must(t, err)
	var want, got, pages, texts []string
	for _, s := range again.Summaries(journal.Filter{}) {
		e, err := again.Entry(t.Context(), s.ID)
		must(t, err)
		got = append(got, said(e))
	}
	for _, e := range list {
		want, texts = append(want, said(e)), append(texts, e.Text())
	}
	files, err := os.ReadDir(filepath.Join(dir, "entries"))
	must(t, err)
	for _, f := range files {
		pages = append(pages, pageText(read(t, dir, "entries", f.Name())))
	}
	for _, l := range [][]string{want, got, pages, texts} {
		slices.Sort(l)
	}
	if !slices.Equal(want, got) || !slices.Equal(pages, texts) {
		t.Errorf("%v\nwent in as\n%v", want, got)
	}
	// And out once more, as the same lines.
	dir2 := filepath.Join(t.TempDir(), "out")
	_, err = Write(t.Context(), again, dir2, home2, assets.English(), nil)
	must(t, err)
	one, two := strings.Split(read(t, dir, "entries.jsonl"), "\n"), strings.Split(read(t, dir2, "entries.jsonl"), "\n")
	slices.Sort(one)
	slices.Sort(two)
	if !slices.Equal(one, two) {
		t.Error("the second time other lines came out")
	}
}

// Every kind of record is there with all its fields, in the trash too, and what
// an entry was before; no key is.
func TestEverythingIsThere(t *testing.T) {
	j, home := fresh(t)
	ctx := t.Context()
	s, err := j.SaveSession(ctx, journal.DosingSession{Date: when(t, "2026-11-20"), Note: "<quiet>"})
	must(t, err)
	_, err = j.SaveVital(ctx, journal.Vital{SessionID: s.ID, Pulse: 70})
	must(t, err)
	_, err = j.SaveContact(ctx, journal.Contact{Name: "Dr. Lind"})
	must(t, err)
	_, err = j.SaveShare(ctx, journal.Share{BundleID: strings.Repeat("0", 32), FileName: "for-thursday.afterglow", Items: []journal.ShareItem{}})
	must(t, err)
	c, err := j.SaveCheckIn(ctx, journal.CheckIn{Line: "toast"})
	must(t, err)
	must(t, j.TrashRecord(ctx, c.ID))
	e, err := j.SaveEntry(ctx, journal.Entry{Title: "Sea", OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: "before"}}})
	must(t, err)
	e.Sections[0].Text = "after"
	e, err = j.SaveEntry(ctx, e)
	must(t, err)
	gone, err := j.SaveEntry(ctx, journal.Entry{Title: "Gone", OccurredAt: when(t, "2026-11-22")})
	must(t, err)
	must(t, j.Trash(ctx, gone.ID))

	dir := filepath.Join(t.TempDir(), "out")
	var told []int64
	rep, err := Write(ctx, j, dir, home, assets.English(), func(done, total int64) { told = append(told, done, total) })
	must(t, err)
	if rep.Entries != 2 || rep.Records != 6 || !slices.Equal(told, []int64{1, 2, 2, 2}) {
		t.Errorf("%+v, told %v", rep, told)
	}
	var files []string
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		info, _ := d.Info()
		if want := map[bool]fs.FileMode{true: 0o700 | fs.ModeDir, false: 0o600}[d.IsDir()]; info.Mode() != want {
			t.Errorf("%s is %v", path, info.Mode())
		}
		if !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(rel))
			if text := read(t, path); strings.Contains(text, "AFTERGLOW-IDENTITY") || strings.Contains(text, "AGE-SECRET") || strings.Contains(text, "PRIVATE KEY") {
				t.Errorf("a key is in %s", rel)
			}
		}
		return err
	}))
	if want := []string{"README.txt", "data/check-in.json", "data/contact.json", "data/dosing-session.json", "data/entry.json", "data/settings.json", "data/share.json", "data/vital.json",
		"entries/2026-11-21 Sea.md", "entries.jsonl", "history/entries/2026-11-21 Sea/1.md", "history/trash/2026-11-22 Gone/1.md", "trash/2026-11-22 Gone.md"}; !slices.Equal(files, want) {
		t.Errorf("the files are %v", files)
	}
	if !strings.HasSuffix(read(t, dir, "history/entries/2026-11-21 Sea/1.md"), "---\nbefore") || !strings.HasSuffix(read(t, dir, "entries/2026-11-21 Sea.md"), "---\nafter") {
		t.Error("a page or its past is not what was written")
	}
	if all := imported(t, dir); len(all) != 1 || all[0].Title != "Sea" {
		t.Errorf("%v would be imported", all)
	}
	var sessions []journal.DosingSession
	var checkIns []journal.CheckIn
	var entries []journal.Entry
	for name, list := range map[string]any{"dosing-session": &sessions, "check-in": &checkIns, "entry": &entries} {
		must(t, json.Unmarshal([]byte(read(t, dir, "data", name+".json")), list))
	}
	s.Revision, e.Revision = 0, 0
	if len(sessions) != 1 || !reflect.DeepEqual(sessions[0], s) || len(checkIns) != 1 || checkIns[0].TrashedAt.IsZero() || len(entries) != 2 || !reflect.DeepEqual(entries[0], e) {
		t.Errorf("%+v %+v %+v", sessions, checkIns, entries)
	}
}

// Whatever stops it, nothing of it is left, and what was there stays.
func TestAllOrNothing(t *testing.T) {
	j, home := fresh(t)
	for range 3 {
		_, err := j.SaveEntry(t.Context(), journal.Entry{Title: "Secret title"})
		must(t, err)
	}
	around := t.TempDir()
	dir := filepath.Join(around, "out")
	for _, there := range []bool{false, true} {
		if there {
			must(t, os.Mkdir(dir, 0o700))
		}
		for stop := range int64(4) {
			ctx, cancel := context.WithCancel(t.Context())
			if stop == 0 {
				cancel()
			}
			_, err := Write(ctx, j, dir, home, assets.English(), func(done, _ int64) {
				if done == stop {
					cancel()
				}
			})
			cancel()
			list, _ := os.ReadDir(around)
			inside, _ := os.ReadDir(dir)
			if !errors.Is(err, context.Canceled) || len(inside) > 0 || len(list) != map[bool]int{false: 0, true: 1}[there] {
				t.Errorf("stopped after %d: %v, %v and %v are left", stop, err, list, inside)
			}
		}
	}
	// Someone fills the empty folder meanwhile: theirs stays.
	_, err := Write(t.Context(), j, dir, home, assets.English(), func(int64, int64) { os.WriteFile(filepath.Join(dir, "theirs"), nil, 0o600) })
	list, _ := os.ReadDir(around)
	if err == nil || strings.Contains(err.Error(), "Secret") || strings.Contains(err.Error(), dir) || len(list) != 1 || read(t, dir, "theirs") != "" {
		t.Errorf("%v, and %v is left", err, list)
	}
	if _, err := Write(t.Context(), j, dir, home, assets.English(), nil); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
}

func TestWhereItIsNotWritten(t *testing.T) {
	home, around := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(filepath.Join(around, "file"), nil, 0o600))
	must(t, os.Mkdir(filepath.Join(around, "empty"), 0o700))
	must(t, os.Symlink(home, filepath.Join(around, "way")))
	must(t, os.Symlink(filepath.Join(around, "empty"), filepath.Join(around, "link")))
	must(t, os.Symlink("nowhere", filepath.Join(around, "broken")))
	t.Chdir(filepath.Join(around, "empty"))
	for path, want := range map[string]error{
		"new": nil, "file": ErrNotAFolder, "broken": ErrNotAFolder, "": ErrNotEmpty, "no/such": ErrNoParent, "file/in": ErrNoParent,
		"way/out": ErrInside, "empty": ErrHere, "link": ErrHere,
	} {
		if err := Fit(filepath.Join(around, path), home); !errors.Is(err, want) {
			t.Errorf("%q: %v", path, err)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	in := names{}
	for _, c := range []struct{ title, want string }{
		{"", "2026-03-04"}, {"", "2026-03-04 (2)"}, {"..", "2026-03-04 (3)"}, {"The sea", "2026-03-04 The sea"}, {"the SEA", "2026-03-04 the SEA (2)"},
		{"a/b\\c:d*e?f\"g<h>i|j", "2026-03-04 a b c d e f g h i j"}, {"tab\tline\nnul\x00 \u202eback", "2026-03-04 tab line nul back"},
		{" 日記 “größer” 🌊 ", "2026-03-04 日記 größer"}, {"gro\u0308ßer", "2026-03-04 größer"}, {"größer", "2026-03-04 größer (2)"},
		{"the sea (2)", "2026-03-04 the sea (2) (2)"},
		{strings.Repeat("ü", 100), "2026-03-04 " + strings.Repeat("ü", 60)},
		{strings.Repeat("long word ", 100), "2026-03-04 " + strings.TrimSpace(strings.Repeat("long word ", 12))},
	} {
		if got := in.of(when(t, "2026-03-04T10:00:00Z"), c.title); got != c.want {
			t.Errorf("%q is named %q, not %q", c.title, got, c.want)
		}
	}
}

// More than one import can hold comes in several files, each of which it can.
func TestLinesComeInFilesThatCanBeImported(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f, err := newFolder(dir)
	must(t, err)
	l := lines{folder: f, most: 300, mostEntries: 3}
	for i := range 8 {
		must(t, l.add(journal.Entry{Kind: journal.KindFree, OccurredAt: when(t, "2026-03-04"), Sections: []journal.Section{{Text: strings.Repeat("a", 30*i+1)}}}))
	}
	if err := l.add(journal.Entry{Kind: "unheard of", OccurredAt: when(t, "2026-03-04"), Title: "a"}); err != errNoLine {
		t.Error(err)
	}
	must(t, l.end())
	must(t, f.finish())
	files, _ := filepath.Glob(filepath.Join(dir, "entries*.jsonl"))
	for _, path := range files {
		if text := read(t, path); len(text) > 300 || strings.Count(text, "\n") > 3 {
			t.Errorf("%s holds too much: %q", path, text)
		}
	}
	if all := imported(t, dir); len(all) != 8 || len(files) < 3 {
		t.Errorf("%d entries in %v", len(all), files)
	}
}

package sharing

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

func TestSealedFileIsThePreview(t *testing.T) {
	src, reader := newShelf(t), newIdentity(t)
	path := filepath.Join(t.TempDir(), "for Dr. Lind.afterglow")
	sel := Selection{Items: append(Refs(bundle.ItemEntry, id(1), id(3)), Refs(bundle.ItemSession, id(50))...), Detail: journal.ShareDetail{Dose: true}, Purpose: "For Thursday", Line: "Hello",
		To: bundle.To{Recipients: []string{reader.Recipient()}}, Contact: &journal.Contact{ID: id(70), Name: "Dr. Lind"}}
	preview, err := Compose(context.Background(), src, sel, now)
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	share, err := SealToFile(context.Background(), src, sel, preview, path, assets.English(), func(done, total int) {
		steps = append(steps, done)
		if total != 7 {
			t.Errorf("total %d", total)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(steps) || len(steps) == 0 || steps[len(steps)-1] != 7 {
		t.Errorf("progress %v", steps)
	}
	o := openFile(t, path, reader.FileKey(), []string{reader.Recipient()})
	if !reflect.DeepEqual(o.Content, preview) {
		t.Errorf("previewed\n%+v\nsealed\n%+v", preview, o.Content)
	}
	if again, err := bundle.DecodeContent(src.contents[share.ID]); err != nil || !reflect.DeepEqual(again, preview) {
		t.Errorf("looked at again: %+v, %v", again, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v %v", info.Mode(), err)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("left beside the file: %v", got)
	}
	if !reflect.DeepEqual(src.shares, []journal.Share{share}) {
		t.Errorf("log %+v", src.shares)
	}
	fingerprint, err := crypto.RecipientFingerprint(reader.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	items := share.Items
	share.Items, share.ID = nil, ""
	want := journal.Share{BundleID: preview.BundleID, CreatedAt: preview.MadeAt, Recipient: "Dr. Lind", ContactID: id(70), Fingerprint: fingerprint, Sequence: 1,
		Purpose: "For Thursday", Line: "Hello", Period: "2026-11-18/2026-11-19", FileName: "for Dr. Lind.afterglow",
		Detail: journal.ShareDetail{Dose: true}}
	if !reflect.DeepEqual(share, want) {
		t.Errorf("log line %+v", share)
	}
	if len(items) != 3 || items[0].ID != id(3) || items[1].ID != id(1) || items[2].Type != bundle.ItemSession || items[2].Revision != 4 {
		t.Errorf("items %+v", items)
	}
}

// Only files the person marked as handed over count, and only for that key.
func TestSequence(t *testing.T) {
	src, reader, other := newShelf(t), newIdentity(t), newIdentity(t)
	dir := t.TempDir()
	sel := Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{reader.Recipient()}}}
	send := func(sel Selection, handOver bool) *bundle.Opened {
		share := seal(t, src, sel, filepath.Join(dir, "x"))
		if handOver {
			share.HandedOver = when(t, "2026-11-23")
			if _, err := src.SaveShare(context.Background(), share); err != nil {
				t.Fatal(err)
			}
		}
		return openFile(t, filepath.Join(dir, "x"), reader.FileKey(), sel.To.Recipients)
	}
	first := send(sel, false)
	second := send(sel, true)
	third := send(sel, true)
	if first.Sequence != 1 || second.Sequence != 1 || third.Sequence != 2 || second.Previous != "" || third.Previous != second.BundleID {
		t.Errorf("sequences %d %d %d, previous %q %q", first.Sequence, second.Sequence, third.Sequence, second.Previous, third.Previous)
	}
	c, err := Compose(context.Background(), src, Selection{Items: sel.Items, To: bundle.To{Recipients: []string{other.Recipient()}}}, now)
	if err != nil || c.Sequence != 1 || c.Previous != "" {
		t.Errorf("for another key: %d %q %v", c.Sequence, c.Previous, err)
	}
	c, err = Compose(context.Background(), src, Selection{Items: sel.Items, To: bundle.To{Passphrase: []byte("p")}}, now)
	if err != nil || c.Sequence != 0 || c.Previous != "" {
		t.Errorf("for a passphrase: %d %q %v", c.Sequence, c.Previous, err)
	}
}

func TestTheSamePreviewTwiceIsTwoFiles(t *testing.T) {
	src, reader := newShelf(t), newIdentity(t)
	sel := Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{reader.Recipient()}}}
	c, err := Compose(context.Background(), src, sel, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b"} {
		if _, err := SealToFile(context.Background(), src, sel, c, filepath.Join(t.TempDir(), name), assets.English(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if len(src.shares) != 2 || src.shares[0].BundleID == src.shares[1].BundleID {
		t.Errorf("log %+v", src.shares)
	}
}

func TestSealToFileRefuses(t *testing.T) {
	reader := newIdentity(t)
	to := bundle.To{Recipients: []string{reader.Recipient()}}
	one := Selection{Items: Refs(bundle.ItemEntry, id(1)), To: to}
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		path   string
		change func(*Selection)
		want   error
	}{
		{"for nobody", "x", func(s *Selection) { s.To = bundle.To{} }, bundle.ErrAddressee},
		{"for both", "x", func(s *Selection) { s.To.Passphrase = []byte("p") }, bundle.ErrAddressee},
		{"another entry ticked since", "x", func(s *Selection) { s.Items = append(s.Items, Refs(bundle.ItemEntry, id(3))...) }, ErrNotPreviewed},
		{"an entry unticked since", "x", func(s *Selection) { s.Items = nil }, ErrNothingChosen},
		{"a session ticked since", "x", func(s *Selection) { s.Items = append(s.Items, Refs(bundle.ItemSession, id(50))...) }, ErrNotPreviewed},
		{"another line", "x", func(s *Selection) { s.Line = "later" }, ErrNotPreviewed},
		{"another purpose", "x", func(s *Selection) { s.Purpose = "later" }, ErrNotPreviewed},
		{"a folder", ".", nil, ErrNotAFile},
		{"no such folder", "no/such/x", nil, ErrNoFolder},
		{"a file as a folder", "plain/x", nil, ErrNoFolder},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := newShelf(t)
			c, err := Compose(context.Background(), src, one, now)
			if err != nil {
				t.Fatal(err)
			}
			sel := one
			if tt.change != nil {
				tt.change(&sel)
			}
			if _, err := SealToFile(context.Background(), src, sel, c, filepath.Join(dir, tt.path), assets.English(), nil); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if got := names(t, dir); len(got) != 1 || len(src.shares) != 0 {
				t.Errorf("left: %v, log %v", got, src.shares)
			}
		})
	}
	if _, err := SealToFile(context.Background(), newShelf(t), Selection{To: to}, bundle.Content{}, plain, assets.English(), nil); !errors.Is(err, ErrNothingChosen) {
		t.Errorf("nothing: %v", err)
	}
}

// A device is never replaced by a file.
func TestDeviceIsNotReplaced(t *testing.T) {
	if got, err := target(os.DevNull); !errors.Is(err, ErrNotAFile) {
		t.Errorf("target %q, %v", got, err)
	}
}

func TestLinkIsFollowed(t *testing.T) {
	src, reader := newShelf(t), newIdentity(t)
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.WriteFile(real, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	seal(t, src, Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{reader.Recipient()}}}, link)
	openFile(t, real, reader.FileKey(), []string{reader.Recipient()})
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
}

// faulty is a disk whose step number at fails.
type faulty struct {
	osFiles
	at, step int
	fail     error
	hit      string
}

func (d *faulty) due(what string) error {
	if d.step++; d.step == d.at {
		d.hit = what
		return &os.PathError{Op: what, Path: "/private/name", Err: d.fail}
	}
	return nil
}

func (d *faulty) Create(path string) (file, error) {
	if err := d.due("create"); err != nil {
		return nil, err
	}
	f, err := d.osFiles.Create(path)
	return &faultyFile{f, d}, err
}

func (d *faulty) Open(path string) (io.ReadCloser, error) {
	if err := d.due("open"); err != nil {
		return nil, err
	}
	return d.osFiles.Open(path)
}

func (d *faulty) Rename(from, to string) error {
	if err := d.due("rename"); err != nil {
		return err
	}
	return d.osFiles.Rename(from, to)
}

type faultyFile struct {
	file
	d *faulty
}

func (f *faultyFile) Write(p []byte) (int, error) {
	if err := f.d.due("write"); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

func (f *faultyFile) Sync() error {
	if err := f.d.due("sync"); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *faultyFile) Close() error {
	err := f.file.Close()
	if due := f.d.due("close"); due != nil {
		return due
	}
	return err
}

// Whichever step fails, the old file stays, nothing is left beside it, the
// sentence is clear, and no file exists that the log does not know.
func TestEveryFailureLeavesTheOldFile(t *testing.T) {
	reader := newIdentity(t)
	sel := Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{reader.Recipient()}}}
	for fail, want := range map[syscall.Errno]error{syscall.ENOSPC: ErrNoRoom, syscall.EROFS: ErrNotAllowed, syscall.EACCES: ErrNotAllowed} {
		hit := map[string]bool{}
		for at := 1; ; at++ {
			src := newShelf(t)
			dir := t.TempDir()
			path := filepath.Join(dir, "x.afterglow")
			if err := os.WriteFile(path, []byte("the old file"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(partName(path), []byte("left by a crash"), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := Compose(context.Background(), src, sel, now)
			if err != nil {
				t.Fatal(err)
			}
			d := &faulty{at: at, fail: fail}
			_, err = sealToFile(context.Background(), d, src, sel, c, path, assets.English(), nil)
			if err == nil {
				break // every step has failed once
			}
			hit[d.hit] = true
			if !errors.Is(err, want) || strings.Contains(err.Error(), "private") {
				t.Errorf("%s fails: %v", d.hit, err)
			}
			if b, err := os.ReadFile(path); err != nil || string(b) != "the old file" {
				t.Errorf("%s fails: the old file is %q, %v", d.hit, b, err)
			}
			if got := names(t, dir); len(got) != 1 {
				t.Errorf("%s fails: left %v", d.hit, got)
			}
			if logged := len(src.shares) == 1; logged != (d.hit == "rename") || logged && src.shares[0].FileName != "" {
				t.Errorf("%s fails: log %+v", d.hit, src.shares)
			}
		}
		if len(hit) != 6 {
			t.Errorf("steps that were tried: %v", hit)
		}
	}
}

func TestCancelAndLogFailureLeaveNothing(t *testing.T) {
	reader := newIdentity(t)
	sel := Selection{Items: Refs(bundle.ItemEntry, id(1), id(2), id(3)), To: bundle.To{Recipients: []string{reader.Recipient()}}}
	for stop := 0; stop < 7; stop++ {
		src := newShelf(t)
		dir := t.TempDir()
		c, err := Compose(context.Background(), src, sel, now)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		if stop == 0 {
			cancel()
		}
		_, err = SealToFile(ctx, src, sel, c, filepath.Join(dir, "x"), assets.English(), func(done, _ int) {
			if done == stop {
				cancel()
			}
		})
		cancel()
		if got := names(t, dir); !errors.Is(err, context.Canceled) || len(got) != 0 || len(src.shares) != 0 {
			t.Errorf("cancelled at step %d: %v, left %v, log %v", stop, err, got, src.shares)
		}
	}
	src := newShelf(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	src.onSave = func(journal.Share) error {
		if _, err := os.Stat(path); err == nil {
			t.Error("the file has its name before the log knows of it")
		}
		return errNoLog
	}
	c, err := Compose(context.Background(), src, sel, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := SealToFile(context.Background(), src, sel, c, path, assets.English(), nil); !errors.Is(err, errNoLog) || len(names(t, dir)) != 0 {
		t.Errorf("no log: %v, left %v", err, names(t, dir))
	}
}

// The whole of a year's diary goes through a file and every text comes back to
// the letter. testdata/pepys-1660.jsonl: the diary of Samuel Pepys, 1660.
func TestAYearTravels(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "pepys-1660.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	src, reader := newShelf(t), newIdentity(t)
	sel := Selection{To: bundle.To{Recipients: []string{reader.Recipient()}}}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1000; lines.Scan(); n++ {
		var day struct{ Date, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &day); err != nil {
			t.Fatal(err)
		}
		src.entries[id(n)] = journal.Entry{ID: id(n), Kind: journal.KindFree, Title: day.Title, Sections: []journal.Section{{Text: day.Text}}, OccurredAt: when(t, day.Date), WrittenAt: when(t, day.Date)}
		sel.Items = append(sel.Items, Refs(bundle.ItemEntry, id(n))...)
	}
	path := filepath.Join(t.TempDir(), "year.afterglow")
	seal(t, src, sel, path)
	o := openFile(t, path, reader.FileKey(), sel.To.Recipients)
	if len(o.Entries) != 366 || len(sel.Items) != 366 {
		t.Fatalf("%d of %d entries", len(o.Entries), len(sel.Items))
	}
	for _, e := range o.Entries {
		if want := src.entries[e.ID]; e.Text() != want.Text() || e.Title != want.Title || e.OccurredAt != want.OccurredAt {
			t.Errorf("%s came back changed", want.OccurredAt)
		}
	}
}

package sharing

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// lost is a shelf with a file sealed for a key, the contact who now has another, and
// the holder of that.
func lost(t *testing.T) (*shelf, journal.Share, journal.Contact, *crypto.Identity) {
	t.Helper()
	src, old, fresh := newShelf(t), newIdentity(t), newIdentity(t)
	c := journal.Contact{ID: id(70), Name: "Dr. Lind", SigningKey: old.SigningKey(), Recipients: []string{old.Recipient()}}
	sel := Selection{Items: append(Refs(bundle.ItemEntry, id(1), id(3)), Refs(bundle.ItemSession, id(50))...), Detail: journal.ShareDetail{Dose: true},
		Purpose: "For Thursday", Line: "Hello", KeptBack: []journal.KeptBack{{ItemRef: ref(bundle.ItemEntry, id(3)), Field: "title"}},
		To: bundle.To{Recipients: c.SealFor()}, Contact: &c}
	share := seal(t, src, sel, filepath.Join(t.TempDir(), "old.afterglow"))
	c = c.WithKey(journal.Contact{SigningKey: fresh.SigningKey(), Recipients: []string{fresh.Recipient()}}, when(t, "2026-11-24"))
	return src, share, c, fresh
}

var later = now.Add(24 * time.Hour)

func TestSealedAgainIsWhatItWas(t *testing.T) {
	src, share, c, fresh := lost(t)
	was, err := bundle.DecodeContent(src.contents[share.ID])
	if err != nil {
		t.Fatal(err)
	}
	e := src.entries[id(1)] // changed since, and the other gone; the session too
	e.Title, e.Revision = "another title", 9
	src.entries[id(1)] = e
	delete(src.entries, id(3))
	src.sessions[0].Revision = 8
	path := filepath.Join(t.TempDir(), "again.afterglow")
	line, err := SealAgain(context.Background(), src, share, c, path, assets.English(), later, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := openFile(t, path, fresh.FileKey(), []string{fresh.Recipient()})
	if o.BundleID == was.BundleID || o.Supersedes != was.BundleID || o.MadeAt != journal.At(later) || o.Sequence != 1 || o.Previous != "" {
		t.Errorf("the new file says %q replaces %q, of %v, %d after %q", o.BundleID, o.Supersedes, o.MadeAt, o.Sequence, o.Previous)
	}
	again := o.Content
	again.BundleID, again.Supersedes, again.MadeAt, again.Recipients = was.BundleID, was.Supersedes, was.MadeAt, was.Recipients
	if !reflect.DeepEqual(again, was) {
		t.Errorf("was\n%+v\nis\n%+v", was, again)
	}
	if got, err := bundle.DecodeContent(src.contents[line.ID]); err != nil || !reflect.DeepEqual(got, o.Content) {
		t.Errorf("looked at again: %+v, %v", got, err)
	}
	want := share
	want.ID, want.BundleID, want.CreatedAt, want.Supersedes, want.FileName = line.ID, o.BundleID, journal.At(later), share.BundleID, "again.afterglow"
	want.Fingerprint = o.Recipients[0]
	if !reflect.DeepEqual(line, want) || len(src.shares) != 2 {
		t.Errorf("log line\n%+v\nwant\n%+v", line, want)
	}
	for i := range src.shares {
		src.shares[i].Content = []journal.ID{id(1)} // as a journal has it
	}
	if before := ForFormerKeys(src.shares[1:], c); len(before) != 1 {
		t.Errorf("not offered before: %+v", before)
	}
	if left := ForFormerKeys(src.shares, c); len(left) != 0 {
		t.Errorf("offered once more: %+v", left)
	}
}

func TestOnlyWhatCanBeSealedAgainIsOffered(t *testing.T) {
	src, share, c, _ := lost(t)
	for name, tt := range map[string]struct {
		change  func(*journal.Share)
		offered bool
	}{
		"as it is":               {func(*journal.Share) {}, true},
		"for the key alone":      {func(s *journal.Share) { s.ContactID = "" }, true},
		"by the contact alone":   {func(s *journal.Share) { s.Fingerprint = "SHA256:older" }, true},
		"a stranger's":           {func(s *journal.Share) { s.ContactID, s.Fingerprint = id(71), "SHA256:x" }, false},
		"a passphrase's":         {func(s *journal.Share) { s.ContactID, s.Fingerprint = "", "" }, false},
		"nothing kept":           {func(s *journal.Share) { s.Content = nil }, false},
		"never a file":           {func(s *journal.Share) { s.FileName = "" }, false},
		"asked to be deleted":    {func(s *journal.Share) { s.AskedToDelete = when(t, "2026-11-24") }, false},
		"sealed for the new key": {func(s *journal.Share) { s.Fingerprint, _ = crypto.RecipientFingerprint(c.Recipients[0]) }, false},
	} {
		s := share
		s.Content = []journal.ID{id(1)}
		tt.change(&s)
		if got := len(ForFormerKeys([]journal.Share{s}, c)) == 1; got != tt.offered {
			t.Errorf("%s: offered %v", name, got)
		}
	}
	src.contents = nil
	if _, err := SealAgain(context.Background(), src, share, c, filepath.Join(t.TempDir(), "x"), assets.English(), later, nil); !errors.Is(err, ErrNotKept) {
		t.Errorf("nothing kept: %v", err)
	}
}

// Whichever step fails, nothing is left, and no file exists that the log does not know.
func TestSealingAgainThatFailsLeavesNothing(t *testing.T) {
	src, share, c, _ := lost(t)
	hit := map[string]bool{}
	for at := 1; ; at++ {
		src.shares = []journal.Share{share}
		dir := t.TempDir()
		d := &faulty{at: at, fail: syscall.ENOSPC}
		_, err := sealAgain(context.Background(), d, src, share, c, filepath.Join(dir, "x"), assets.English(), later, nil)
		if err == nil {
			break
		}
		hit[d.hit] = true
		if got := names(t, dir); !errors.Is(err, ErrNoRoom) || len(got) != 0 {
			t.Errorf("%s fails: %v, left %v", d.hit, err, got)
		}
		if logged := len(src.shares) == 2; logged != (d.hit == "rename") || logged && src.shares[0].FileName != "" {
			t.Errorf("%s fails: log %+v", d.hit, src.shares)
		}
	}
	if len(hit) != 6 {
		t.Errorf("steps that were tried: %v", hit)
	}
	src.shares = []journal.Share{share}
	src.onSave = func(journal.Share) error { return errNoLog }
	dir := t.TempDir()
	if _, err := SealAgain(context.Background(), src, share, c, filepath.Join(dir, "x"), assets.English(), later, nil); !errors.Is(err, errNoLog) || len(names(t, dir)) != 0 {
		t.Errorf("no log: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	src.onSave = nil
	if _, err := SealAgain(ctx, src, share, c, filepath.Join(dir, "x"), assets.English(), later, nil); !errors.Is(err, context.Canceled) || len(names(t, dir)) != 0 {
		t.Errorf("cancelled: %v", err)
	}
}

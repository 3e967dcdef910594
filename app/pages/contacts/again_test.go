package contacts_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// TestALostKey: what was sealed for the key that was lost is sealed again for the new
// one, that alone which is ticked, and holds what it held.
func TestALostKey(t *testing.T) {
	l, _ := known(t)
	ctx := context.Background()
	for _, title := range []string{"First", "Second"} {
		e := pagetest.Save(t, l.j, journal.Entry{Kind: journal.KindFree, Title: title, Sections: []journal.Section{{Text: "as it was"}}})
		c := l.j.Contacts()[0]
		sel := sharing.Selection{Items: sharing.Refs(bundle.ItemEntry, e.ID), Purpose: title, To: bundle.To{Recipients: c.SealFor()}, Contact: &c}
		content, err := sharing.Compose(ctx, l.j, sel, l.Clock)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sharing.SealToFile(ctx, l.j, sel, content, filepath.Join(t.TempDir(), "hour.afterglow"), assets.English(), nil); err != nil {
			t.Fatal(err)
		}
		e.Sections[0].Text = "as it is now"
		pagetest.Save(t, l.j, e)
	}
	fresh := someone(t)
	l.pastes(cardOf(t, fresh, "Dr M.", "therapist"))
	l.tick(say("contacts.stop_spoke")).Tapped(nil)
	l.press("contacts.stop_take")
	do, ok := pagetest.Find(l.p.Content(), func(b *kit.Button) bool { return b.Text() == say("contacts.again_do") })
	if !ok || !do.Disabled() {
		t.Fatal("nothing is offered, or something was ticked for them")
	}
	l.tick("21 November · First").Tapped(nil)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hour.afterglow"), []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	do.Tapped(nil)
	l.choose(dir, "kit.folder_use")
	if len(l.Failed) != 0 {
		t.Fatal(l.Failed)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, "hour.afterglow")); err != nil || string(kept) != "something else" {
		t.Error("a file that was there is gone")
	}
	data, err := os.ReadFile(filepath.Join(dir, "hour 2.afterglow"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := bundle.Open(ctx, bytes.NewReader(data), int64(len(data)), fresh.FileKey(), []string{fresh.Recipient()})
	if err != nil || len(o.Entries) != 1 || o.Entries[0].Title != "First" || !strings.Contains(o.Entries[0].Text(), "as it was") || o.Supersedes == "" {
		t.Errorf("%+v, %v", o, err)
	}
	if _, again := pagetest.Find(l.p.Content(), func(t *kit.Tick) bool { return strings.Contains(t.Label(), "First") }); again {
		t.Error("what was sealed again is offered once more")
	}
	l.tick("21 November · Second")
}

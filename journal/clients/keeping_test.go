package clients

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

func removeBlob(t *testing.T, dir string, id journal.ID) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, "blobs", string(id))); err != nil {
		t.Fatal(err)
	}
}

func TestSearchFindsWhatClientsWroteAndWhatWasNotedOnThem(t *testing.T) {
	c, j, _ := trial(t)
	p := newPatient(t, "R.")
	r := p.give(c, holding(entry(1, 1, "a lantern by the sea")), Choice{})
	p.give(c, holding(entry(1, 2, "a café by the river")), Choice{})
	other := newPatient(t, "S.").give(c, bundle.Content{Sessions: []bundle.Session{{ID: id(9), Date: when(t, "2026-09-01"), Intention: "the river again"}}}, Choice{})
	n, err := j.SaveClientNote(ctx, journal.ClientNote{ClientID: r.Client.ID, EntryID: id(1), Text: "Ask about the River."})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"river": 3, "CAFE": 1, "lantern sea": 1, "lantern river": 0, "day 1": 2} {
		if got := find(t, c, query, ""); len(got) != want {
			t.Errorf("%q finds %+v", query, got)
		}
	}
	if got := find(t, c, "river", other.Client.ID); len(got) != 1 || got[0].Kind != bundle.ItemSession || got[0].Title != "the river again" {
		t.Errorf("%+v", got)
	}
	for _, h := range find(t, c, "lantern", "") {
		s, from, to, err := c.Snippet(ctx, h, "lantern")
		if err != nil || s[from:to] != "lantern" || !h.Older {
			t.Errorf("%q, %v, %+v", s, err, h)
		}
	}
	for _, h := range find(t, c, "ask", r.Client.ID) {
		s, from, to, err := c.Snippet(ctx, h, "ask")
		if err != nil || s[from:to] != "Ask" || h.ID != n.ID || h.Kind != KindNote {
			t.Errorf("%q, %v, %+v", s, err, h)
		}
	}
	p.give(c, holding(entry(5, 1, "found at once")), Choice{})
	if got := find(t, c, `"at once"`, ""); len(got) != 1 {
		t.Errorf("what came later is not found: %v", got)
	}
}

func TestNotesStayAndKeepTheirHistory(t *testing.T) {
	c, j, dir := trial(t)
	r := newPatient(t, "R.").give(c, holding(entry(1, 1, "a")), Choice{})
	n, err := j.SaveClientNote(ctx, journal.ClientNote{ClientID: r.Client.ID, EntryID: id(1), Text: "first thought"})
	if err != nil || n.WrittenAt.IsZero() || !n.EditedAt.IsZero() {
		t.Fatalf("%+v, %v", n, err)
	}
	late := n
	n.Text = "second thought"
	if n, err = j.SaveClientNote(ctx, n); err != nil || n.EditedAt.IsZero() {
		t.Fatalf("%+v, %v", n, err)
	}
	if _, err := j.SaveClientNote(ctx, late); !errors.Is(err, journal.ErrStale) {
		t.Fatal(err)
	}
	for _, bad := range []journal.ClientNote{{Text: "of nobody"}, {ClientID: id(99), Text: "of nobody here"}, {ClientID: r.Client.ID, Text: " "}} {
		if _, err := j.SaveClientNote(ctx, bad); err == nil {
			t.Fatalf("%+v was saved", bad)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = reopened(t, dir)
	notes := j.ClientNotes(r.Client.ID)
	if len(notes) != 1 || notes[0].Text != "second thought" || notes[0].EntryID != id(1) {
		t.Fatalf("%+v", notes)
	}
	if h, err := j.ClientNoteHistory(ctx, n.ID); err != nil || len(h) != 2 || h[1].Text != "first thought" || h[0].Revision != 2 {
		t.Fatalf("%+v, %v", h, err)
	}
	if err := j.TrashRecord(ctx, n.ID); err != nil || len(j.ClientNotes(r.Client.ID)) != 0 {
		t.Fatal(err)
	}
	if err := j.UntrashRecord(ctx, n.ID); err != nil || len(j.ClientNotes(r.Client.ID)) != 1 {
		t.Fatal(err)
	}
}

// A note cannot get into a file: nothing that a file or a page is made from has a
// place for one, and what a story tells after notes were written is what it told
// before.
func TestNoNoteIsInWhatAPageOrFileIsMadeFrom(t *testing.T) {
	c, j, _ := trial(t)
	r := newPatient(t, "R.").give(c, holding(entry(1, 1, "a")), Choice{})
	before := story(t, c, r.Client.ID)
	for _, n := range []journal.ClientNote{{Text: "wholly mine"}, {EntryID: id(1), Text: "mine, on an entry"}, {BundleID: r.File.BundleID, Text: "mine, on a file"}} {
		n.ClientID = r.Client.ID
		if _, err := j.SaveClientNote(ctx, n); err != nil {
			t.Fatal(err)
		}
	}
	after := story(t, c, r.Client.ID)
	if !sameJSON(t, before, after) {
		t.Fatal("the story is another one with notes")
	}
	note := reflect.TypeFor[journal.ClientNote]()
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type) bool
	walk = func(typ reflect.Type) bool {
		if typ == note {
			return true
		}
		if seen[typ] {
			return false
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Slice, reflect.Pointer, reflect.Array:
			return walk(typ.Elem())
		case reflect.Map:
			return walk(typ.Key()) || walk(typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				if walk(typ.Field(i).Type) {
					return true
				}
			}
		}
		return false
	}
	if walk(reflect.TypeFor[bundle.Content]()) || walk(reflect.TypeFor[Story]()) {
		t.Fatal("there is a place for notes")
	}
	if !walk(reflect.TypeFor[[]journal.ClientNote]()) {
		t.Fatal("the trial finds nothing")
	}
}

func TestTheDayAClientAskedForIsKeptAndNothingIsDeletedByItself(t *testing.T) {
	c, j, dir := trial(t)
	r := newPatient(t, "R.").give(c, holding(entry(1, 1, "a")), Choice{})
	f, err := j.AskToDelete(ctx, r.File.ID, when(t, "2020-01-01"))
	if err != nil || f.AskedToDeleteOn.String() != "2020-01-01" {
		t.Fatalf("%+v, %v", f, err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	c = of(t, reopened(t, dir))
	if f := c.j.ReceivedFiles("")[0]; f.AskedToDeleteOn.String() != "2020-01-01" || story(t, c, f.ClientID).Content.Entries[0].Text() != "a" {
		t.Fatalf("%+v", f)
	}
}

func TestDeleteTakesAFileWhatCameOnlyInItAndTheNotesOnThat(t *testing.T) {
	for _, notesToo := range []bool{true, false} {
		c, j, dir := trial(t)
		p := newPatient(t, "R.")
		kept := p.give(c, holding(entry(1, 1, "in both"), entry(2, 1, "in the first")), Choice{})
		gone := p.give(c, holding(entry(1, 1, "in both"), entry(3, 1, "only the zephyrwick")), Choice{})
		for _, n := range []journal.ClientNote{{EntryID: id(1), Text: "note on both"}, {EntryID: id(3), Text: "note on the gone"},
			{BundleID: gone.File.BundleID, Text: "note on the file"}, {Text: "note on the client"}} {
			n.ClientID = kept.Client.ID
			if _, err := j.SaveClientNote(ctx, n); err != nil {
				t.Fatal(err)
			}
		}
		find(t, c, "zephyrwick", "") // it is in memory
		if _, err := j.AskToDelete(ctx, gone.File.ID, when(t, "2026-12-01")); err != nil {
			t.Fatal(err)
		}
		line, err := c.Delete(ctx, gone.File.ID, notesToo)
		if err != nil || line.BundleID != gone.File.BundleID || line.Counts["entry"] != 2 || line.DeletedAt.IsZero() || line.AskedToDeleteOn.IsZero() ||
			strings.Join(line.FingerprintWords, " ") != strings.Join(gone.File.FingerprintWords, " ") {
			t.Fatalf("%+v, %v", line, err)
		}
		for range 2 { // now, and after opening again
			if got := find(t, c, "zephyrwick", ""); len(got) != 0 {
				t.Fatalf("%+v", got)
			}
			s := story(t, c, kept.Client.ID)
			if len(s.Files) != 1 || len(s.Content.Entries) != 2 || s.Versions[id(3)] != nil {
				t.Fatalf("%+v", s.Content)
			}
			want := 4
			if notesToo {
				want = 2
			}
			if notes := c.j.ClientNotes(kept.Client.ID); len(notes) != want {
				t.Fatalf("%+v", notes)
			}
			if lines := c.j.Deletions(kept.Client.ID); len(lines) != 1 || lines[0].BundleID != gone.File.BundleID {
				t.Fatalf("%+v", lines)
			}
			if _, err := c.j.ReceivedFile(gone.File.ID); !errors.Is(err, journal.ErrNotFound) {
				t.Fatal(err)
			}
			c.j.Close()
			c = of(t, reopened(t, dir))
		}
	}
}

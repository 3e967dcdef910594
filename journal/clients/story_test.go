package clients

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

func sameJSON(t interface{ Fatal(...any) }, a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return string(x) == string(y)
}

func TestSeveralFilesAreOneStory(t *testing.T) {
	c, _, _ := trial(t)
	p := newPatient(t, "R.")
	session := bundle.Session{ID: id(50), Seq: 1, Date: when(t, "2026-09-02"), Intention: "to listen"}
	linked := entry(2, 1, "two")
	linked.SessionID = session.ID
	one := bundle.Content{Entries: []bundle.Entry{entry(1, 1, "first words"), linked}, Sessions: []bundle.Session{session}, Period: bundle.Period{From: "2026-09-02", To: "2026-09-03"}}
	two := bundle.Content{Entries: []bundle.Entry{entry(1, 4, "rewritten"), entry(2, 1, "two"), entry(3, 1, "three")}, Period: bundle.Period{From: "2026-09-02", To: "2026-09-04"}}
	two.Cover.Line = "The newest"
	a := p.give(c, one, Choice{})
	b := p.give(c, two, Choice{})
	s := story(t, c, a.Client.ID)
	if len(s.Content.Entries) != 3 || s.Content.Entries[0].Text() != "rewritten" || s.Content.Entries[1].SessionID != session.ID || s.Content.Entries[2].Text() != "three" {
		t.Fatalf("%+v", s.Content.Entries)
	}
	if len(s.Content.Sessions) != 1 || s.Content.Cover.Line != "The newest" || s.Content.Period != (bundle.Period{From: "2026-09-02", To: "2026-09-04"}) || len(s.Files) != 2 {
		t.Fatalf("%+v", s)
	}
	v := s.Versions[id(1)]
	if len(v) != 2 || v[1].Element.(bundle.Entry).Text() != "first words" || !slices.Equal(v[1].Files, []string{a.File.BundleID}) || !slices.Equal(v[0].Files, []string{b.File.BundleID}) {
		t.Fatalf("%+v", v)
	}
	if v := s.Versions[id(2)]; len(v) != 1 || len(v[0].Files) != 2 {
		t.Fatalf("an entry with its session in one file only has two versions: %+v", v)
	}
	if from := s.From[id(1)]; !slices.Equal(from, []string{a.File.BundleID, b.File.BundleID}) {
		t.Fatalf("%v", from)
	}
	if from := s.From[session.ID]; !slices.Equal(from, []string{a.File.BundleID}) {
		t.Fatalf("%v", from)
	}
}

func TestTheNewestVersionIsOneWhateverFileCameLast(t *testing.T) {
	older, newer := holding(entry(1, 7, "newer words")), holding(entry(1, 2, "older words"))
	older.BundleID, newer.BundleID = "a", "b"
	s := tell([]bundle.Content{older, newer})
	if s.Content.Entries[0].Text() != "newer words" || len(s.Versions[id(1)]) != 2 {
		t.Fatalf("%+v", s)
	}
	// The same revision with a part kept back: as the later file has it.
	older, newer = holding(entry(1, 7, "whole")), holding(entry(1, 7, "[kept private]"))
	older.BundleID, newer.BundleID = "a", "b"
	if s = tell([]bundle.Content{older, newer}); s.Content.Entries[0].Text() != "[kept private]" || len(s.Versions[id(1)]) != 2 {
		t.Fatalf("%+v", s)
	}
}

func TestADamagedFileIsNamedAndTheOthersTell(t *testing.T) {
	contents := []bundle.Content{{}}
	if s := tell(contents); len(s.Content.Entries) != 0 {
		t.Fatal(s)
	}
	c, j, dir := trial(t)
	p := newPatient(t, "R.")
	a := p.give(c, holding(entry(1, 1, "lost")), Choice{})
	p.give(c, holding(entry(2, 1, "kept")), Choice{})
	removeBlob(t, dir, a.File.Content[0])
	s := story(t, c, a.Client.ID)
	if len(s.Unreadable) != 1 || s.Unreadable[0].ID != a.File.ID || len(s.Content.Entries) != 1 || s.Content.Entries[0].Text() != "kept" {
		t.Fatalf("%+v", s)
	}
	if rep, err := j.Check(ctx); err != nil || rep.OK {
		t.Fatal(rep, err)
	}
	if _, err := c.Delete(ctx, a.File.ID, true); err != nil { // also what cannot be read can go
		t.Fatal(err)
	}
	if rep, err := j.Check(ctx); err != nil || !rep.OK {
		t.Fatal(rep, err)
	}
}

// However the same things are spread over files, and in whatever order those came,
// the story is the content.
func TestTheStoryOfAnySplitIsTheContent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := anyContent(t)
		files := rapid.IntRange(1, 5).Draw(t, "files")
		split := make([]bundle.Content, files)
		for i := range split {
			split[i].BundleID = fmt.Sprint(i)
		}
		some := rapid.SliceOfNDistinct(rapid.IntRange(0, files-1), 1, files, rapid.ID)
		in := map[journal.ID][]int{}
		for _, s := range whole.Sessions {
			in[s.ID] = some.Draw(t, "session in")
			for _, f := range in[s.ID] {
				split[f].Sessions = append(split[f].Sessions, s)
			}
		}
		for _, e := range whole.Entries {
			where := some.Draw(t, "entry in")
			together := e.SessionID == ""
			for _, f := range where {
				shared := e
				if !slices.Contains(in[e.SessionID], f) {
					shared.SessionID = ""
				}
				together = together || shared.SessionID != ""
				split[f].Entries = append(split[f].Entries, shared)
			}
			if !together { // then no file says that they belong together
				f := in[e.SessionID][0]
				split[f].Entries = append(slices.DeleteFunc(split[f].Entries, func(x bundle.Entry) bool { return x.ID == e.ID }), e)
			}
		}
		order := rapid.Permutation(split).Draw(t, "order")
		s := tell(order)
		if !sameJSON(t, s.Content.Entries, whole.Entries) || !sameJSON(t, s.Content.Sessions, whole.Sessions) {
			t.Fatalf("\n%+v\nwant\n%+v", s.Content, whole)
		}
		for id, v := range s.Versions {
			if len(v) != 1 || len(v[0].Files) != len(s.From[id]) {
				t.Fatalf("%s has %d versions", id, len(v))
			}
		}
	})
}

// anyContent is one file's, in the order in which it is told.
func anyContent(t *rapid.T) bundle.Content {
	var c bundle.Content
	ids := rapid.SliceOfNDistinct(rapid.IntRange(1, 999), 1, 9, rapid.ID).Draw(t, "ids")
	date := func() journal.When {
		w, err := journal.ParseWhen(fmt.Sprintf("2026-%02d-%02d", rapid.IntRange(1, 3).Draw(t, "month"), rapid.IntRange(1, 4).Draw(t, "day")))
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for _, n := range ids[len(ids)/2:] {
		c.Sessions = append(c.Sessions, bundle.Session{ID: id(n), Date: date(), Intention: rapid.StringN(0, 5, 20).Draw(t, "line")})
	}
	for _, n := range ids[:len(ids)/2] {
		e := bundle.Entry{ID: id(n), Revision: rapid.Uint64Range(1, 3).Draw(t, "revision"), OccurredAt: date(), WrittenAt: date(),
			Sections: []journal.Section{{Text: rapid.StringN(0, 9, 40).Draw(t, "text")}}}
		if rapid.Bool().Draw(t, "linked") {
			e.SessionID = rapid.SampledFrom(c.Sessions).Draw(t, "session").ID
		}
		c.Entries = append(c.Entries, e)
	}
	return tell([]bundle.Content{c}).Content // in order
}

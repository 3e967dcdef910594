package clients

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
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
		spread(t, whole, split, some)
		order := rapid.Permutation(split).Draw(t, "order")
		s := tell(order)
		if got := lists(s.Content); !sameJSON(t, got, lists(whole)) {
			t.Fatalf("\n%+v\nwant\n%+v", got, lists(whole))
		}
		for id, v := range s.Versions {
			if len(v) != 1 || len(v[0].Files) != len(s.From[id]) {
				t.Fatalf("%s has %d versions", id, len(v))
			}
		}
	})
}

// spread puts what hangs on nothing else into some of the files.
func spread(t *rapid.T, whole bundle.Content, split []bundle.Content, some *rapid.Generator[[]int]) {
	for _, x := range whole.Questions {
		for _, f := range some.Draw(t, "question in") {
			split[f].Questions = append(split[f].Questions, x)
		}
	}
	for _, x := range whole.CheckIns {
		for _, f := range some.Draw(t, "check-in in") {
			split[f].CheckIns = append(split[f].CheckIns, x)
		}
	}
	for _, x := range whole.Practices {
		for _, f := range some.Draw(t, "practice in") {
			split[f].Practices = append(split[f].Practices, x)
		}
	}
}

// lists are what a content holds. Of the questions, whose order is the newest file's,
// only which they are.
func lists(c bundle.Content) bundle.Content {
	questions := slices.Clone(c.Questions)
	slices.SortFunc(questions, func(a, b bundle.Question) int { return cmp.Compare(a.ID, b.ID) })
	return bundle.Content{Entries: c.Entries, Sessions: c.Sessions, Questions: questions, CheckIns: c.CheckIns, Practices: c.Practices}
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
	for n := range rapid.IntRange(0, 3).Draw(t, "more") {
		item := func(of int) bundle.Item {
			return bundle.Item{ID: id(1000*of + n), Revision: rapid.Uint64Range(1, 3).Draw(t, "revision of it")}
		}
		c.Questions = append(c.Questions, bundle.Question{Item: item(1), Text: rapid.StringN(0, 5, 20).Draw(t, "question")})
		c.CheckIns = append(c.CheckIns, bundle.CheckIn{Item: item(2), On: date(), Mood: journal.Some(rapid.IntRange(0, 10).Draw(t, "mood"))})
		c.Practices = append(c.Practices, bundle.Practice{Item: item(3), What: "walk", WrittenAt: date()})
	}
	return tell([]bundle.Content{c}).Content // in order
}

func TestEveryKindOfThingIsInTheStoryAndIsFound(t *testing.T) {
	c, _, _ := trial(t)
	p := newPatient(t, "R.")
	date := when(t, "2026-09-02")
	s := bundle.Session{ID: id(50), Date: date, Intention: "ofsession"}
	item := func(n int) bundle.Item { return bundle.Item{ID: id(n), Revision: 1} }
	content := bundle.Content{
		Entries: []bundle.Entry{entry(1, 1, "ofentry")}, Sessions: []bundle.Session{s},
		Questions:      []bundle.Question{{Item: item(61), Text: "ofquestion second"}, {Item: item(60), Text: "ofquestion first", EntryID: id(1)}},
		ExternalScores: []bundle.ExternalScore{{Item: item(62), Label: "ofscore", On: date, Max: 9, Source: "clinic"}},
		CheckIns:       []bundle.CheckIn{{Item: item(63), On: date, Line: "ofcheckin", Mood: journal.Some(0)}},
		SideEffects:    []bundle.SideEffect{{Item: item(64), SessionID: s.ID, Code: "nausea", Note: "ofeffect"}},
		Vitals:         []bundle.Vital{{Item: item(65), SessionID: s.ID, Pulse: 60, Source: "ofvital"}},
		Insights:       []bundle.Insight{{Item: item(66), Text: "ofinsight", WrittenAt: date, SessionID: s.ID}},
		Practices:      []bundle.Practice{{Item: item(67), What: "ofpractice", WrittenAt: date, InsightID: id(66), Log: []bundle.PracticeLine{{On: date, Done: journal.Dones[0], Word: "ofday"}}}},
	}
	in := measure.BuiltIn()[0]
	answers := measure.Answers{}
	for _, it := range in.Items {
		answers[it.ID] = in.OptionsOf(it)[0].Value
	}
	score := in.Score(answers)
	content.Responses = []bundle.Response{{Item: item(68), InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: date, RecallDays: in.RecallDays, Answers: answers,
		Complete: true, Total: journal.Some(score.Total), Value: journal.Some(score.Value)}}
	content.Instruments = []measure.Instrument{in}
	listed, file := picture(t, id(1), "ofpicture")
	content.Attachments = []bundle.Attachment{listed}
	o, sum := p.seal(content, file)
	r, err := c.Receive(ctx, o, sum, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	p.give(c, bundle.Content{Entries: []bundle.Entry{entry(1, 1, "ofentry")}, Questions: []bundle.Question{{Item: item(60), Text: "ofquestion first"}}}, Choice{})
	told := story(t, c, r.Client.ID)
	want := o.Content
	want.Questions = []bundle.Question{want.Questions[1], want.Questions[0]} // the newest file's first
	for _, head := range []*bundle.Content{&told.Content, &want} {
		head.BundleID, head.MadeAt = "", journal.When{}
	}
	if !sameJSON(t, told.Content, want) {
		t.Fatalf("%+v\nwant\n%+v", told.Content, want)
	}
	for _, strand := range strands {
		if strand.count(&content) == 0 {
			t.Errorf("the trial has no %s", strand.kind())
		}
		if r.File.Counts[strand.kind()] != strand.count(&content) {
			t.Errorf("%d are counted of %s", r.File.Counts[strand.kind()], strand.kind())
		}
	}
	for _, word := range []string{"ofentry", "ofsession", "ofquestion first", "ofscore", "ofcheckin", "ofeffect", "ofvital", "ofinsight", "ofpractice", "ofday", "ofpicture", in.ID} {
		hits := find(t, c, word, "")
		if len(hits) != 1 {
			t.Fatalf("%q finds %+v", word, hits)
		}
		if _, _, _, err := c.Snippet(ctx, hits[0], word); err != nil {
			t.Errorf("%q: %v", word, err)
		}
	}
}

// A list that a file learns to hold is in the story too: nothing that was shared may
// go missing because nobody thought of it here.
func TestEveryListOfAFileHasItsStrand(t *testing.T) {
	var content bundle.Content
	known := map[any]bool{any(&content.Instruments): true, any(&content.Recipients): true, any(&content.Unknown): true}
	for _, s := range strands {
		known[s.list(&content)] = true
	}
	v := reflect.ValueOf(&content).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice && !known[f.Addr().Interface()] {
			t.Errorf("a story leaves out %s", v.Type().Field(i).Name)
		}
	}
}

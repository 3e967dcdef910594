package sharing

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// world is a random journal in which every word, title, tag and id is a token of its
// own, and a random choice of it.
type world struct {
	src            *shelf
	sel            Selection
	secret, shared []string
	n              int
}

func (w *world) token(what string) string { w.n++; return fmt.Sprintf("%s%08dq", what, w.n) }

func (w *world) id() journal.ID { w.n++; return journal.ID(fmt.Sprintf("1d%030x", w.n)) }

func (w *world) head() journal.Head { return journal.Head{ID: w.id(), Revision: uint64(90000 + w.n)} }

// pick ticks a thing or not, and keeps its tokens for the end.
func (w *world) pick(rt *rapid.T, kind string, id journal.ID, tokens ...string) (ticked bool) {
	if ticked = rapid.Bool().Draw(rt, kind); ticked {
		w.sel.Items = append(w.sel.Items, ref(kind, id))
	}
	w.keep(ticked, append(tokens, string(id))...)
	return ticked
}

func (w *world) keep(shared bool, tokens ...string) {
	if shared {
		w.shared = append(w.shared, tokens...)
	} else {
		w.secret = append(w.secret, tokens...)
	}
}

// back keeps a part of a text back, and gives the text.
func (w *world) back(rt *rapid.T, of journal.ItemRef, field, word string) string {
	before, hidden, after := word+"a", w.token("hidden"), word+"z"
	text := before + " " + hidden + " " + after
	if w.sel.KeptBack == nil || rapid.Bool().Draw(rt, "keep back") {
		from := len(before) + 1
		w.sel.KeptBack = append(w.sel.KeptBack, journal.KeptBack{ItemRef: of, Field: field, From: from, To: from + len(hidden)})
		w.keep(false, hidden)
	}
	return text
}

func anyWorld(t *testing.T, rt *rapid.T, to bundle.To) *world {
	w := &world{src: newShelf(t)}
	w.src.entries, w.src.sessions = map[journal.ID]journal.Entry{}, nil
	w.sel = Selection{To: to, Line: "line", Detail: journal.ShareDetail{
		Answers: rapid.Bool().Draw(rt, "answers"), Dose: rapid.Bool().Draw(rt, "dose"), SideEffects: rapid.Bool().Draw(rt, "effects"),
		Vitals: rapid.Bool().Draw(rt, "vitals"), Log: rapid.Bool().Draw(rt, "log")}}
	day := when(t, "2026-11-19")
	for range rapid.IntRange(1, 3).Draw(rt, "sessions") {
		s := journal.DosingSession{
			ID: w.id(), Date: day, Dose: w.token("dose"), Intention: w.token("intention"), IntentionText: w.token("long"), Place: w.token("place"), Music: w.token("music"),
			Companions: w.token("companions"), Note: w.token("note"), ClinicNote: w.token("clinic"), CourseID: journal.ID(w.token("course")), Start: "03:17", End: "04:18",
		}
		ticked := w.pick(rt, bundle.ItemSession, s.ID, s.Intention)
		w.keep(ticked && w.sel.Detail.Dose, s.Dose)
		w.keep(false, s.IntentionText, s.Place, s.Music, s.Companions, s.Note, s.ClinicNote, string(s.CourseID), s.Start, s.End)
		effect := journal.SideEffect{Head: w.head(), SessionID: s.ID, Code: "nausea", Label: w.token("label"), Onset: w.token("onset"), Note: w.token("note")}
		out := rapid.Bool().Draw(rt, "leave the effect out")
		if out {
			w.sel.KeptBack = append(w.sel.KeptBack, journal.KeptBack{ItemRef: ref(bundle.ItemSideEffect, effect.ID)})
		}
		w.keep(ticked && w.sel.Detail.SideEffects && !out, string(effect.ID), effect.Label, effect.Onset, effect.Note)
		vital := journal.Vital{Head: w.head(), SessionID: s.ID, Pulse: 71, Source: w.token("source")}
		w.keep(ticked && w.sel.Detail.Vitals, string(vital.ID), vital.Source)
		w.src.sessions, w.src.effects, w.src.vitals = append(w.src.sessions, s), append(w.src.effects, effect), append(w.src.vitals, vital)
	}
	session := func() journal.ID { return rapid.SampledFrom(w.src.sessions).Draw(rt, "session").ID }
	var entries []journal.ID
	for range rapid.IntRange(1, 4).Draw(rt, "entries") {
		id := w.id()
		word := w.token("text")
		e := journal.Entry{
			ID: id, Revision: uint64(90000 + w.n), Kind: journal.KindFree, Title: w.token("title"), Tags: []string{w.token("tag")}, OccurredAt: day, WrittenAt: when(t, "2026-11-20"),
			SessionID: session(), Sitting: w.token("sitting"), PromptIDs: []string{w.token("prompt")}, Mark: journal.Mark(w.token("mark")),
		}
		e.Sections = []journal.Section{{Key: w.token("key"), Heading: w.token("heading"), Text: w.back(rt, ref(bundle.ItemEntry, id), "sections/0", word)}, {Key: w.token("key"), Text: w.token("text")}}
		ticked := w.pick(rt, bundle.ItemEntry, id, e.Sections[0].Heading, word+"a", word+"z")
		for field, text := range map[string]string{"title": e.Title, TagsField: e.Tags[0], "sections/1": e.Sections[1].Text} {
			whole := rapid.Bool().Draw(rt, field)
			if whole {
				w.sel.KeptBack = append(w.sel.KeptBack, journal.KeptBack{ItemRef: ref(bundle.ItemEntry, id), Field: field})
			}
			w.keep(ticked && !whole, text)
		}
		w.keep(false, e.Sitting, e.PromptIDs[0], string(e.Mark))
		w.src.entries[id] = e
		entries = append(entries, id)
	}
	entry := func() journal.ID { return rapid.SampledFrom(entries).Draw(rt, "entry") }
	for range rapid.IntRange(0, 2).Draw(rt, "of each other kind") {
		q := journal.Question{Head: w.head(), EntryID: entry(), SessionID: session(), State: journal.QuestionOpen}
		word := w.token("question")
		q.Text = w.back(rt, ref(bundle.ItemQuestion, q.ID), "text", word)
		w.pick(rt, bundle.ItemQuestion, q.ID, word+"a", word+"z")
		i := journal.Insight{Head: w.head(), EntryID: entry(), SessionID: session(), Text: w.token("insight")}
		w.pick(rt, bundle.ItemInsight, i.ID, i.Text)
		p := journal.Practice{Head: w.head(), InsightID: i.ID, EntryID: entry(), SessionID: session(), What: w.token("what"), Cadence: w.token("cadence"), Tiny: w.token("tiny"), Obstacles: w.token("obstacles")}
		ticked := w.pick(rt, bundle.ItemPractice, p.ID, p.What, p.Cadence, p.Tiny, p.Obstacles)
		l := journal.PracticeLog{Head: w.head(), PracticeID: p.ID, On: day, Done: journal.DoneYes, Word: w.token("word")}
		w.keep(ticked && w.sel.Detail.Log, l.Word)
		w.keep(false, string(l.ID))
		ch := journal.CheckIn{Head: w.head(), On: day, Mood: journal.Some(4), Line: w.token("line")}
		w.pick(rt, bundle.ItemCheckIn, ch.ID, ch.Line)
		x := journal.ExternalScore{Head: w.head(), Label: w.token("label"), On: day, Value: 3, Max: 9, Source: w.token("source")}
		w.pick(rt, bundle.ItemExternal, x.ID, x.Label, x.Source)
		in := measure.BuiltIn()[0]
		r := journal.Response{Head: w.head(), InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: day, Answers: measure.Answers{}, Complete: true, SessionID: session(), Corrects: journal.ID(w.token("corrects"))}
		for _, it := range in.Items {
			r.Answers[it.ID] = 1
		}
		score := in.Score(r.Answers)
		r.Total, r.Value = journal.Some(score.Total), journal.Some(score.Value)
		w.pick(rt, bundle.ItemResponse, r.ID)
		w.keep(false, string(r.Corrects))
		w.src.questions, w.src.insights, w.src.practices, w.src.logs = append(w.src.questions, q), append(w.src.insights, i), append(w.src.practices, p), append(w.src.logs, l)
		w.src.checkIns, w.src.scores, w.src.responses = append(w.src.checkIns, ch), append(w.src.scores, x), append(w.src.responses, r)
	}
	if len(w.sel.Items) == 0 {
		w.sel.Items = Refs(bundle.ItemSession, w.src.sessions[0].ID)
		s := w.src.sessions[0]
		w.secret = slices.DeleteFunc(w.secret, func(t string) bool { return t == s.Intention || t == string(s.ID) || t == s.Dose })
		for i := range w.src.effects {
			e, v := w.src.effects[i], w.src.vitals[i]
			w.secret = slices.DeleteFunc(w.secret, func(t string) bool {
				return slices.Contains([]string{string(e.ID), e.Label, e.Onset, e.Note, string(v.ID), v.Source}, t)
			})
		}
	}
	return w
}

// Only what is ticked is byte-present in a file: every word, title, tag and id of the
// journal is a token, and one that was not ticked, or was kept back, is found nowhere,
// in the PDF neither, whose streams are unpacked for that.
func TestNothingElseIsInTheFile(t *testing.T) {
	reader := newIdentity(t)
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		w := anyWorld(t, rt, bundle.To{Recipients: []string{reader.Recipient()}})
		path := filepath.Join(dir, "x.afterglow")
		preview, err := Compose(t.Context(), w.src, w.sel, now)
		if err != nil {
			rt.Fatal(err)
		}
		seal(t, w.src, w.sel, path)
		o := openFile(t, path, reader.FileKey(), []string{reader.Recipient()})
		var data []byte
		for _, f := range insideOf(t, o) {
			if strings.HasPrefix(f.Path, "data/") {
				data = append(data, f.Data...)
			}
			looked := f.Data
			if f.Path == bundle.NamePDF {
				looked = append(bytes.Clone(looked), unpacked(t, looked)...)
			}
			for _, s := range w.secret {
				if bytes.Contains(looked, []byte(s)) || bytes.Contains([]byte(f.Path), []byte(s)) {
					rt.Errorf("%s holds %s", f.Path, s)
				}
			}
		}
		for _, s := range w.shared {
			if !bytes.Contains(data, []byte(s)) {
				rt.Errorf("%s was ticked and is not there", s)
			}
		}
		preview.BundleID = o.Content.BundleID
		if !reflect.DeepEqual(preview, o.Content) {
			rt.Errorf("the preview was\n%+v\nand the file is\n%+v", preview, o.Content)
		}
	})
}

var stream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)

// unpacked is what stands in the streams of a PDF, its letters in UTF-16 also as
// plain ones.
func unpacked(t *testing.T, pdf []byte) (out []byte) {
	for _, m := range stream.FindAllSubmatch(pdf, -1) {
		plain := m[1]
		if r, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
			if plain, err = io.ReadAll(r); err != nil && err != io.ErrUnexpectedEOF {
				t.Fatal(err)
			}
		}
		out = append(append(out, plain...), bytes.ReplaceAll(plain, []byte{0}, nil)...)
	}
	return append(out, bytes.ReplaceAll(pdf, []byte{0}, nil)...)
}

// The search above would find a word in the PDF.
func TestAWordThatIsSharedIsFoundInThePDF(t *testing.T) {
	src, reader := newShelf(t), newIdentity(t)
	path := filepath.Join(t.TempDir(), "x.afterglow")
	seal(t, src, Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{reader.Recipient()}}}, path)
	for _, f := range insideOf(t, openFile(t, path, reader.FileKey(), []string{reader.Recipient()})) {
		if f.Path == bundle.NamePDF && !bytes.Contains(unpacked(t, f.Data), []byte("Title of one")) {
			t.Error("it is not found")
		}
	}
}

// Two journals that differ only in what is kept back give files of the same size, and
// the same inside but for what every file has of its own.
func TestNothingTellsHowMuchWasKeptBack(t *testing.T) {
	reader := newIdentity(t)
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		src := newShelf(t)
		file := func(hidden string) (size int64, c bundle.Content) {
			e := src.entries[id(1)]
			before := "Before that "
			e.Title, e.Sections = hidden, []journal.Section{{Key: "a", Text: before + hidden + " and after."}, {Key: "b", Text: hidden}}
			e.Tags = []string{hidden}
			src.entries[id(1)] = e
			one := ref(bundle.ItemEntry, id(1))
			sel := Selection{Items: []journal.ItemRef{one}, To: bundle.To{Recipients: []string{reader.Recipient()}}, KeptBack: []journal.KeptBack{
				{ItemRef: one, Field: "title"}, {ItemRef: one, Field: "sections/1"}, {ItemRef: one, Field: TagsField},
				{ItemRef: one, Field: "sections/0", From: len(before), To: len(before) + len(hidden)}}}
			path := filepath.Join(dir, "x.afterglow")
			src.shares = nil
			preview, err := Compose(t.Context(), src, sel, now)
			if err != nil {
				rt.Fatal(err)
			}
			preview.BundleID = strings.Repeat("0", 32) // random letters pack to a byte more or less in the PDF
			if _, err := SealToFile(t.Context(), src, sel, preview, path, assets.English(), nil); err != nil {
				rt.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				rt.Fatal(err)
			}
			return info.Size(), openFile(t, path, reader.FileKey(), []string{reader.Recipient()}).Content
		}
		words := rapid.StringMatching(`[a-zé]{1,12}( [a-zé]{1,12}){0,60}`)
		size1, c1 := file(words.Draw(rt, "one"))
		size2, c2 := file(words.Draw(rt, "other"))
		if size1 != size2 || !reflect.DeepEqual(c1, c2) {
			rt.Errorf("%d and %d bytes\n%+v\n%+v", size1, size2, c1, c2)
		}
		if c1.Entries[0].Title != Mark || c1.Entries[0].Text() != "Before that "+Mark+" and after.\n\n"+Mark {
			rt.Errorf("%q, %q", c1.Entries[0].Title, c1.Entries[0].Text())
		}
	})
}

func TestPartsThatTouchAreOneMark(t *testing.T) {
	for _, tt := range []struct {
		text  string
		spans [][2]int
		want  string
	}{
		{"one two three", [][2]int{{0, 3}, {4, 7}}, Mark + " three"},
		{"one two three", [][2]int{{4, 7}, {0, 5}}, Mark + " three"},
		{"one two three", [][2]int{{0, 3}, {8, 13}}, Mark + " two " + Mark},
		{"one two three", [][2]int{{0, 13}}, Mark},
		{"one two three", [][2]int{{0, 13}, {4, 7}}, Mark},
	} {
		if got, err := without(tt.text, tt.spans); err != nil || got != tt.want {
			t.Errorf("%v: %q, %v", tt.spans, got, err)
		}
	}
	for _, bad := range [][2]int{{-1, 2}, {2, 2}, {3, 2}, {0, 99}, {0, 1}} {
		if _, err := without("é", [][2]int{bad}); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}

// What was chosen in words that were changed since is not to be guessed at.
func TestAPartOfWordsThatWereChangedIsNotGuessed(t *testing.T) {
	src := newShelf(t)
	one := ref(bundle.ItemEntry, id(1))
	for name, k := range map[string]journal.KeptBack{
		"an older revision": {ItemRef: one, Revision: 99, Field: "title"},
		"past the end":      {ItemRef: one, Field: "title", From: 2, To: 9999},
		"another section":   {ItemRef: one, Field: "sections/7"},
	} {
		if _, err := Compose(t.Context(), src, Selection{Items: []journal.ItemRef{one}, KeptBack: []journal.KeptBack{k}}, now); !errors.Is(err, ErrChangedSince) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := Compose(t.Context(), src, Selection{Items: []journal.ItemRef{one}, KeptBack: []journal.KeptBack{{ItemRef: one, Revision: 1, Field: "title"}}}, now); err != nil || c.Entries[0].Title != Mark {
		t.Errorf("%+v, %v", c, err)
	}
}

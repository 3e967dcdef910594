package sharing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

func TestComposeShowsWhatWasTicked(t *testing.T) {
	src := newShelf(t)
	ticked := []journal.ID{id(2), id(1), id(3), id(1)} // a mark of private does not stop a tick
	c, err := Compose(context.Background(), src, Selection{EntryIDs: ticked, Purpose: "For Thursday", Line: "Please read two first"}, now)
	if err != nil {
		t.Fatal(err)
	}
	var order []journal.ID
	for _, e := range c.Entries {
		order = append(order, e.ID)
		if e.SessionID != "" {
			t.Errorf("entry %s names a session that was not ticked", e.ID)
		}
	}
	if want := []journal.ID{id(3), id(1), id(2)}; !reflect.DeepEqual(order, want) {
		t.Errorf("order %v", order)
	}
	if c.Period != (bundle.Period{From: "2026-11-18", To: "2026-11-21"}) || c.MadeAt.String() != "2026-11-23T12:00:00+01:00" {
		t.Errorf("period %v, made at %v", c.Period, c.MadeAt)
	}
	if c.Maker.Alias != "R." || c.Maker.SigningKey != src.identity.SigningKey() || c.Purpose != "For Thursday" || c.Cover.Line != "Please read two first" {
		t.Errorf("cover %+v", c)
	}
	if !c.Entries[1].SameDay || c.Entries[0].SameDay || c.Entries[2].SameDay {
		t.Error("the evening of the session is within a day of it, the day before and two days later are not")
	}
	if c.Sessions != nil || c.Sequence != 0 || c.Recipients != nil {
		t.Errorf("more than was ticked: %+v", c)
	}

	c, err = Compose(context.Background(), src, Selection{EntryIDs: []journal.ID{id(1)}, SessionIDs: []journal.ID{id(51), id(50)}}, now)
	if err != nil {
		t.Fatal(err)
	}
	if c.Entries[0].SessionID != id(50) || len(c.Sessions) != 2 || c.Sessions[0].ID != id(50) {
		t.Errorf("entries %+v sessions %+v", c.Entries, c.Sessions)
	}
	if want := (bundle.Session{ID: id(50), Seq: 1, Date: when(t, "2026-11-19"), Route: "IM", Dose: "as prescribed", Intention: "to listen"}); c.Sessions[0] != want {
		t.Errorf("session %+v", c.Sessions[0])
	}
}

func TestComposeRefuses(t *testing.T) {
	src := newShelf(t)
	key := newIdentity(t).Recipient()
	for name, tt := range map[string]struct {
		sel  Selection
		want error
	}{
		"nothing":         {Selection{Line: "hello"}, ErrNothingChosen},
		"trash":           {Selection{EntryIDs: []journal.ID{id(1), id(4)}}, journal.ErrNotFound},
		"not there":       {Selection{EntryIDs: []journal.ID{id(77)}}, journal.ErrNotFound},
		"no such session": {Selection{SessionIDs: []journal.ID{id(77)}}, journal.ErrNotFound},
		"key and phrase":  {Selection{EntryIDs: []journal.ID{id(1)}, To: bundle.To{Recipients: []string{key}, Passphrase: []byte("p")}}, bundle.ErrAddressee},
		"no key":          {Selection{EntryIDs: []journal.ID{id(1)}, To: bundle.To{Recipients: []string{"age1nobody"}}}, crypto.ErrBadRecipient},
	} {
		if _, err := Compose(context.Background(), src, tt.sel, now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// Only what is ticked is byte-present in a file: every word, title, tag and id
// of the journal is a token, and a token that was not ticked is found nowhere.
func TestNothingElseIsInTheFile(t *testing.T) {
	reader := newIdentity(t)
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		src := &shelf{entries: map[journal.ID]journal.Entry{}, identity: newIdentity(t)}
		token := func(what string) string { n++; return fmt.Sprintf("%s%08dq", what, n) }
		var secret, shared []string
		keep := func(ticked bool, tokens ...string) {
			if ticked {
				shared = append(shared, tokens...)
			} else {
				secret = append(secret, tokens...)
			}
		}
		sel := Selection{To: bundle.To{Recipients: []string{reader.Recipient()}}, Line: "line"}
		tickedSessions := map[journal.ID]bool{}
		for i := range rapid.IntRange(1, 3).Draw(rt, "sessions") {
			s := journal.DosingSession{
				ID: sessionID(i), Date: when(t, "2026-11-19"), Dose: token("dose"), Intention: token("intention"), Place: token("place"), Music: token("music"),
				Companions: token("companions"), Note: token("note"), CourseID: journal.ID(token("course")), Start: "03:17", End: "04:18",
			}
			src.sessions = append(src.sessions, s)
			ticked := rapid.Bool().Draw(rt, "tick session")
			if ticked {
				sel.SessionIDs = append(sel.SessionIDs, s.ID)
			}
			tickedSessions[s.ID] = ticked
			keep(ticked, string(s.ID), s.Dose, s.Intention)
			keep(false, s.Place, s.Music, s.Companions, s.Note, string(s.CourseID), s.Start, s.End)
		}
		for i := range rapid.IntRange(1, 5).Draw(rt, "entries") {
			e := journal.Entry{
				ID: entryID(i), Kind: journal.KindFree, Title: token("title"), Tags: []string{token("tag")}, OccurredAt: when(t, "2026-11-19"), WrittenAt: when(t, "2026-11-20"),
				SessionID: rapid.SampledFrom(src.sessions).Draw(rt, "session").ID, Sitting: token("sitting"), PromptIDs: []string{token("prompt")}, Mark: journal.Mark(token("mark")),
				Sections: []journal.Section{{Key: token("key"), Heading: token("heading"), Text: token("text")}, {Key: token("key"), Text: token("text")}},
			}
			src.entries[e.ID] = e
			ticked := rapid.Bool().Draw(rt, "tick entry") || i == 0
			if ticked {
				sel.EntryIDs = append(sel.EntryIDs, e.ID)
			}
			keep(ticked, string(e.ID), e.Title, e.Tags[0], e.Sections[0].Heading, e.Sections[0].Text, e.Sections[1].Text)
			keep(false, e.Sitting, e.PromptIDs[0], string(e.Mark))
		}
		path := filepath.Join(dir, "x.afterglow")
		seal(t, src, sel, path)
		o := openFile(t, path, reader.FileKey(), []string{reader.Recipient()})
		var data []byte
		for _, f := range insideOf(t, o) {
			if f.Path == "data/entries.json" || f.Path == "data/sessions.json" {
				data = append(data, f.Data...)
			}
			for _, s := range secret {
				if bytes.Contains(f.Data, []byte(s)) || bytes.Contains([]byte(f.Path), []byte(s)) {
					rt.Errorf("%s holds %s", f.Path, s)
				}
			}
		}
		for _, s := range shared {
			if !bytes.Contains(data, []byte(s)) {
				rt.Errorf("%s was ticked and is not there", s)
			}
		}
		for _, e := range o.Entries {
			if (e.SessionID != "") != tickedSessions[src.entries[e.ID].SessionID] {
				rt.Errorf("entry %s names session %q", e.ID, e.SessionID)
			}
		}
	})
}

func sessionID(i int) journal.ID { return journal.ID(fmt.Sprintf("5e5510%026x", i)) }
func entryID(i int) journal.ID   { return journal.ID(fmt.Sprintf("e2712e%026x", i)) }

func TestWithinADay(t *testing.T) {
	for _, tt := range []struct {
		name, date, start, end, written string
		want                            bool
	}{
		{"the same evening", "2026-11-19", "14:00", "16:00", "2026-11-19T22:00:00+01:00", true},
		{"during", "2026-11-19", "14:00", "16:00", "2026-11-19T15:00:00+01:00", true},
		{"before it began", "2026-11-19", "14:00", "16:00", "2026-11-19T13:00:00+01:00", false},
		{"24 hours after", "2026-11-19", "14:00", "16:00", "2026-11-20T16:00:00+01:00", true},
		{"a minute later", "2026-11-19", "14:00", "16:00", "2026-11-20T16:01:00+01:00", false},
		{"by the clock where it was written", "2026-11-19", "14:00", "16:00", "2026-11-20T15:00:00-05:00", true},
		{"past midnight", "2026-11-19", "23:00", "01:00", "2026-11-21T00:30:00+01:00", true},
		{"start alone", "2026-11-19", "14:00", "", "2026-11-20T14:01:00+01:00", false},
		{"start in the date", "2026-11-19T14:00:00+01:00", "", "", "2026-11-20T13:00:00+01:00", true},
		{"end alone", "2026-11-19", "", "16:00", "2026-11-19T08:00:00+01:00", true},
		{"bare date, next day", "2026-11-19", "", "", "2026-11-20T23:00:00+01:00", true},
		{"bare date, two days on", "2026-11-19", "", "", "2026-11-21T08:00:00+01:00", false},
		{"both bare", "2026-11-19", "", "", "2026-11-19", true},
		{"bare words on that day", "2026-11-19", "14:00", "16:00", "2026-11-19", true},
		{"bare words on the next", "2026-11-19", "14:00", "16:00", "2026-11-20", true},
		{"bare words the day before", "2026-11-19", "14:00", "16:00", "2026-11-18", false},
		{"bare words two days on", "2026-11-19", "14:00", "16:00", "2026-11-21", false},
		{"long ago", "1660-01-13", "", "", "1660-01-13", true},
		{"not known", "2026-11-19", "", "", "", false},
	} {
		s := journal.DosingSession{Date: when(t, tt.date), Start: tt.start, End: tt.end}
		if got := withinADay(when(t, tt.written), s); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	cancelled := journal.DosingSession{Date: when(t, "2026-11-19"), Status: journal.SessionCancelled}
	if withinADay(when(t, "2026-11-19"), cancelled) {
		t.Error("a cancelled session colours nothing")
	}
}

func TestSuggest(t *testing.T) {
	sums := []journal.Summary{
		{ID: id(1), SessionID: id(50), WrittenAt: when(t, "2026-11-21T10:00:00+01:00"), Mark: journal.MarkAsk},
		{ID: id(2), SessionID: id(50), WrittenAt: when(t, "2026-11-20T10:00:00+01:00"), Mark: journal.MarkShare},
		{ID: id(3), SessionID: id(50), WrittenAt: when(t, "2026-11-20T10:00:00+01:00"), Mark: journal.MarkPrivate},
		{ID: id(4), WrittenAt: when(t, "2026-11-01T10:00:00+01:00"), Mark: journal.MarkShare},
		{ID: id(5), WrittenAt: when(t, "2026-11-22T10:00:00+01:00"), Mark: journal.MarkShare, TrashedAt: when(t, "2026-11-22")},
	}
	sessions := []journal.DosingSession{
		{ID: id(50), Date: when(t, "2026-11-19")},
		{ID: id(52), Date: when(t, "2026-11-22"), Status: journal.SessionCancelled},
		{ID: id(51), Date: when(t, "2026-11-26")},
	}
	shares := []journal.Share{
		{BundleID: "b", Fingerprint: "SHA256:B", CreatedAt: when(t, "2026-11-22T00:00:00Z"), FileName: "b.afterglow"},
		{BundleID: "c", Fingerprint: "SHA256:A", CreatedAt: when(t, "2026-11-22T00:00:00Z")}, // never got there
		{BundleID: "a", Fingerprint: "SHA256:A", CreatedAt: when(t, "2026-11-10T00:00:00Z"), FileName: "a.afterglow"},
	}
	got := Suggest(now, sums, sessions, shares, "SHA256:A")
	want := []Suggestion{
		{Kind: SinceLast, Offered: []journal.ID{id(1), id(2)}, Ticked: []journal.ID{id(2)}},
		{Kind: ThisSession, Session: id(50), Offered: []journal.ID{id(1), id(2)}, Ticked: []journal.ID{id(2)}},
		{Kind: ForReader, Offered: []journal.ID{id(2), id(4)}, Ticked: []journal.ID{id(2), id(4)}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("suggested %+v", got)
	}
	if got := Suggest(now, sums[2:3], nil, nil, ""); len(got) != 0 {
		t.Errorf("a private entry was offered: %+v", got)
	}
	if got := Suggest(now, sums, nil, shares, ""); got[0].Kind != ForReader {
		t.Errorf("since the last file for anyone there is nothing new: %+v", got)
	}
}

func TestWithoutItsKeyAJournalSharesNothingAndSaysWhy(t *testing.T) {
	src := newShelf(t)
	src.identity = nil // its record is damaged
	if _, err := Compose(t.Context(), src, Selection{EntryIDs: []journal.ID{id(1)}}, journal.When{}.Time()); !errors.Is(err, ErrNoKey) {
		t.Fatalf("got %v", err)
	}
}

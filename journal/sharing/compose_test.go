package sharing

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

func TestComposeShowsWhatWasTicked(t *testing.T) {
	src := newShelf(t)
	ticked := []journal.ID{id(2), id(1), id(3), id(1)} // a mark of private does not stop a tick
	c, err := Compose(context.Background(), src, Selection{Items: Refs(bundle.ItemEntry, ticked...), Purpose: "For Thursday", Line: "Please read two first"}, now)
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

	c, err = Compose(context.Background(), src, Selection{Items: append(Refs(bundle.ItemEntry, id(1)), Refs(bundle.ItemSession, id(51), id(50))...), Detail: journal.ShareDetail{Dose: true}}, now)
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
		"trash":           {Selection{Items: Refs(bundle.ItemEntry, id(1), id(4))}, journal.ErrNotFound},
		"not there":       {Selection{Items: Refs(bundle.ItemEntry, id(77))}, journal.ErrNotFound},
		"no such session": {Selection{Items: Refs(bundle.ItemSession, id(77))}, journal.ErrNotFound},
		"key and phrase":  {Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{key}, Passphrase: []byte("p")}}, bundle.ErrAddressee},
		"no key":          {Selection{Items: Refs(bundle.ItemEntry, id(1)), To: bundle.To{Recipients: []string{"age1nobody"}}}, crypto.ErrBadRecipient},
	} {
		if _, err := Compose(context.Background(), src, tt.sel, now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

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
	entry := func(n int, session journal.ID, written string, mark journal.Mark) Candidate {
		return Candidate{ItemRef: ref(bundle.ItemEntry, id(n)), Session: session, WrittenAt: when(t, written), Mark: mark}
	}
	all := []Candidate{
		entry(1, id(50), "2026-11-21T10:00:00+01:00", journal.MarkAsk),
		entry(2, id(50), "2026-11-20T10:00:00+01:00", journal.MarkShare),
		entry(3, id(50), "2026-11-20T10:00:00+01:00", journal.MarkPrivate),
		entry(4, "", "2026-11-01T10:00:00+01:00", journal.MarkShare),
		{ItemRef: ref(bundle.ItemSession, id(50)), Session: id(50), WrittenAt: when(t, "2026-11-01T10:00:00+01:00"), Mark: journal.MarkAsk},
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
	got := Suggest(now, all, sessions, shares, "SHA256:A")
	entries := func(n ...journal.ID) []journal.ItemRef { return Refs(bundle.ItemEntry, n...) }
	want := []Suggestion{
		{Kind: SinceLast, Offered: entries(id(1), id(2)), Ticked: entries(id(2))},
		{Kind: ThisSession, Session: id(50), Offered: append(entries(id(1), id(2)), ref(bundle.ItemSession, id(50))), Ticked: entries(id(2))},
		{Kind: ForReader, Offered: entries(id(2), id(4)), Ticked: entries(id(2), id(4))},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("suggested %+v", got)
	}
	if got := Suggest(now, all[2:3], nil, nil, ""); len(got) != 0 {
		t.Errorf("what is private was offered: %+v", got)
	}
	if got := Suggest(now, all, nil, shares, ""); got[0].Kind != ForReader {
		t.Errorf("since the last file for anyone there is nothing new: %+v", got)
	}
}

func TestQuestionsStandReadyAndWhatIsPrivateDoesNot(t *testing.T) {
	src := library{newShelf(t)}
	src.questions = []journal.Question{
		{Head: journal.Head{ID: id(60), WrittenAt: when(t, "2026-11-22T10:00:00Z")}, Text: "May I stop?", State: journal.QuestionOpen},
		{Head: journal.Head{ID: id(61), WrittenAt: when(t, "2026-11-22T10:00:00Z")}, Text: "Later", State: journal.QuestionParked},
		{Head: journal.Head{ID: id(62), WrittenAt: when(t, "2026-11-22T10:00:00Z")}, Text: "Not for them", State: journal.QuestionOpen, Sharing: journal.Sharing{Mark: journal.MarkPrivate}},
	}
	all := Candidates(src)
	for _, s := range Suggest(now, all, src.sessions, nil, "") {
		if s.Kind == ForReader && !reflect.DeepEqual(s.Ticked, append(Refs(bundle.ItemQuestion, id(60)), ref(bundle.ItemEntry, id(1)))) {
			t.Errorf("%+v", s)
		}
	}
	if len(all) != 2+3+2 { // two questions, three entries that are not in the trash, two sessions
		t.Errorf("%d candidates: %+v", len(all), all)
	}
}

// library also lists its entries.
type library struct{ *shelf }

func (l library) Summaries(journal.Filter) (out []journal.Summary) {
	for _, e := range l.entries {
		out = append(out, journal.Summary{ID: e.ID, Title: e.Title, WrittenAt: e.WrittenAt, OccurredAt: e.OccurredAt, SessionID: e.SessionID, Mark: e.Mark, TrashedAt: e.TrashedAt})
	}
	return out
}

func TestWithoutItsKeyAJournalSharesNothingAndSaysWhy(t *testing.T) {
	src := newShelf(t)
	src.identity = nil // its record is damaged
	if _, err := Compose(t.Context(), src, Selection{Items: Refs(bundle.ItemEntry, id(1))}, journal.When{}.Time()); !errors.Is(err, ErrNoKey) {
		t.Fatalf("got %v", err)
	}
}

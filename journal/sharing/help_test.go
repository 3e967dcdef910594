package sharing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// shelf is a journal in memory.
type shelf struct {
	entries  map[journal.ID]journal.Entry
	sessions []journal.DosingSession
	settings journal.Settings
	identity *crypto.Identity
	shares   []journal.Share
	onSave   func(journal.Share) error // before a line is written
	contents map[journal.ID][]byte     // by share

	courses   []journal.Course
	responses []journal.Response
	scores    []journal.ExternalScore
	checkIns  []journal.CheckIn
	effects   []journal.SideEffect
	vitals    []journal.Vital
	insights  []journal.Insight
	practices []journal.Practice
	logs      []journal.PracticeLog
	questions []journal.Question
}

func (s *shelf) Courses() []journal.Course               { return s.courses }
func (s *shelf) Responses() []journal.Response           { return s.responses }
func (s *shelf) ExternalScores() []journal.ExternalScore { return s.scores }
func (s *shelf) CheckIns() []journal.CheckIn             { return s.checkIns }
func (s *shelf) SideEffects(id journal.ID) []journal.SideEffect {
	return of(s.effects, func(e journal.SideEffect) bool { return e.SessionID == id })
}
func (s *shelf) Vitals(id journal.ID) []journal.Vital {
	return of(s.vitals, func(v journal.Vital) bool { return v.SessionID == id })
}
func (s *shelf) Insights() []journal.Insight   { return s.insights }
func (s *shelf) Practices() []journal.Practice { return s.practices }
func (s *shelf) PracticeLogs(id journal.ID) []journal.PracticeLog {
	return of(s.logs, func(l journal.PracticeLog) bool { return l.PracticeID == id })
}
func (s *shelf) Questions() []journal.Question { return s.questions }
func (s *shelf) Baselines() []journal.ID       { return nil }
func (s *shelf) Instrument(id, version string) (measure.Instrument, bool) {
	for _, in := range measure.BuiltIn() {
		if in.ID == id && (version == "" || version == in.Version) {
			return in, true
		}
	}
	return measure.Instrument{}, false
}

func of[T any](list []T, keep func(T) bool) (out []T) {
	for _, t := range list {
		if keep(t) {
			out = append(out, t)
		}
	}
	return out
}

var errNoLog = errors.New("the log is full")

func (s *shelf) Entry(_ context.Context, id journal.ID) (journal.Entry, error) {
	e, ok := s.entries[id]
	if !ok {
		return journal.Entry{}, journal.ErrNotFound
	}
	return e, nil
}
func (s *shelf) Sessions() []journal.DosingSession { return s.sessions }
func (s *shelf) Settings() journal.Settings        { return s.settings }
func (s *shelf) Identity() *crypto.Identity        { return s.identity }
func (s *shelf) Shares() []journal.Share           { return s.shares }
func (s *shelf) SaveShare(_ context.Context, line journal.Share) (journal.Share, error) {
	if s.onSave != nil {
		if err := s.onSave(line); err != nil {
			return journal.Share{}, err
		}
	}
	if line.ID == "" {
		line.ID = id(900 + len(s.shares))
		s.shares = append([]journal.Share{line}, s.shares...)
		return line, nil
	}
	for i := range s.shares {
		if s.shares[i].ID == line.ID {
			s.shares[i] = line
		}
	}
	return line, nil
}

func (s *shelf) SaveShareWith(ctx context.Context, line journal.Share, content []byte) (journal.Share, error) {
	line, err := s.SaveShare(ctx, line)
	if err == nil {
		if s.contents == nil {
			s.contents = map[journal.ID][]byte{}
		}
		s.contents[line.ID] = bytes.Clone(content)
	}
	return line, err
}

func (s *shelf) SharedContent(_ context.Context, line journal.Share) ([]byte, error) {
	return bytes.Clone(s.contents[line.ID]), nil
}

func id(n int) journal.ID { return journal.ID(fmt.Sprintf("%032x", n)) }

func when(t testing.TB, text string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func newIdentity(t testing.TB) *crypto.Identity {
	t.Helper()
	i, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", 3600))

// newShelf holds two sessions and four entries: 1 and 2 of session 50, 3 of
// none, 4 in the trash.
func newShelf(t testing.TB) *shelf {
	t.Helper()
	s := &shelf{entries: map[journal.ID]journal.Entry{}, identity: newIdentity(t), settings: journal.Settings{Alias: "R."}}
	s.sessions = []journal.DosingSession{
		{ID: id(50), Revision: 4, Seq: 1, Date: when(t, "2026-11-19"), Start: "14:00", End: "16:00", Route: "IM", Dose: "as prescribed", Intention: "to listen", Note: "private note", Place: "private place"},
		{ID: id(51), Revision: 2, Seq: 2, Date: when(t, "2026-11-26"), Status: journal.SessionPlanned},
	}
	add := func(n int, at, text string, session journal.ID, mark journal.Mark) {
		s.entries[id(n)] = journal.Entry{
			ID: id(n), Revision: uint64(n), Kind: journal.KindFree, Title: "Title of " + text, OccurredAt: when(t, at[:10]), WrittenAt: when(t, at),
			Sections: []journal.Section{{Text: "The text of " + text + " & <more>"}}, SessionID: session, Mark: mark, Sitting: "private sitting", PromptIDs: []string{"private-prompt"},
		}
	}
	add(1, "2026-11-19T18:30:00+01:00", "one", id(50), journal.MarkShare)
	add(2, "2026-11-21T09:00:00+01:00", "two", id(50), journal.MarkPrivate)
	add(3, "2026-11-18T09:00:00+01:00", "three", "", journal.MarkAsk)
	add(4, "2026-11-17T09:00:00+01:00", "four", "", journal.MarkShare)
	e := s.entries[id(4)]
	e.TrashedAt = when(t, "2026-11-18")
	s.entries[id(4)] = e
	return s
}

// seal composes and seals, as a caller does.
func seal(t testing.TB, src *shelf, sel Selection, path string) journal.Share {
	t.Helper()
	c, err := Compose(context.Background(), src, sel, now)
	if err != nil {
		t.Fatal(err)
	}
	share, err := SealToFile(context.Background(), src, sel, c, path, assets.English(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return share
}

func openFile(t testing.TB, path string, key crypto.FileKey, me []string) *bundle.Opened {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	o, err := bundle.Open(context.Background(), bytes.NewReader(b), int64(len(b)), key, me)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// insideOf is all that is in an opened file.
func insideOf(t testing.TB, o *bundle.Opened) []bundle.File {
	t.Helper()
	var out []bundle.File
	for _, name := range o.Names {
		b, err := o.Read(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, bundle.File{Path: name, Data: b})
	}
	return out
}

// names lists a folder.
func names(t testing.TB, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, e := range list {
		out = append(out, filepath.Base(e.Name()))
	}
	return out
}

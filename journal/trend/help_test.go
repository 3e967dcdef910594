package trend_test

import (
	"testing"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// source is a trend.Source made by hand.
type source struct {
	sessions  []journal.DosingSession
	courses   []journal.Course
	responses []journal.Response
	externals []journal.ExternalScore
	checkIns  []journal.CheckIn
	chosen    []journal.ID
}

func (s source) Sessions() []journal.DosingSession       { return s.sessions }
func (s source) Courses() []journal.Course               { return s.courses }
func (s source) Baselines() []journal.ID                 { return s.chosen }
func (s source) Responses() []journal.Response           { return s.responses }
func (s source) ExternalScores() []journal.ExternalScore { return s.externals }
func (s source) CheckIns() []journal.CheckIn             { return s.checkIns }
func (s source) Instrument(id, version string) (measure.Instrument, bool) {
	for _, in := range measure.BuiltIn() {
		if in.ID == id && in.Version == version {
			return in, true
		}
	}
	return measure.Instrument{}, false
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func when(t fataler, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// response is a complete one with that score; the answers are not looked at.
func response(t fataler, id, instrument, at string, value int) journal.Response {
	t.Helper()
	return journal.Response{Head: journal.Head{ID: journal.ID(id)}, InstrumentID: instrument, InstrumentVersion: "1", TakenAt: when(t, at),
		Complete: true, Total: journal.Some(value), Value: journal.Some(value)}
}

func instrument(t testing.TB, id string) measure.Instrument {
	t.Helper()
	in, ok := source{}.Instrument(id, "1")
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return in
}

func session(t fataler, id string, seq int, date, start, end string) journal.DosingSession {
	t.Helper()
	return journal.DosingSession{ID: journal.ID(id), Seq: seq, Date: when(t, date), Start: start, End: end, Route: "IM", Status: journal.SessionDone}
}

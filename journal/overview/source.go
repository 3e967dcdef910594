package overview

import (
	"slices"
	"strings"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// source is a content as trends are made of it.
type source struct {
	c         bundle.Content
	sessions  []journal.DosingSession
	responses []journal.Response
	externals []journal.ExternalScore
	checkIns  []journal.CheckIn
	first     journal.When // the day of the first of them
	last      journal.WallTime
}

var _ trend.Source = (*source)(nil)

func newSource(c bundle.Content) *source {
	s := &source{c: c}
	for _, b := range ordered(c.Sessions) {
		s.sessions = append(s.sessions, journal.DosingSession{ID: b.ID, Seq: b.Seq, Date: b.Date, Route: b.Route, Status: b.Status})
		if b.Status == journal.SessionDone || b.Status == "" {
			s.reach(b.Date)
		}
	}
	for _, r := range c.Responses {
		s.responses = append(s.responses, journal.Response{Head: journal.Head{ID: r.ID}, InstrumentID: r.InstrumentID, InstrumentVersion: r.InstrumentVersion,
			TakenAt: r.TakenAt, Complete: r.Complete, Total: r.Total, Value: r.Value, IsBaseline: r.IsBaseline})
		s.reach(r.TakenAt)
	}
	for _, x := range c.ExternalScores {
		s.externals = append(s.externals, journal.ExternalScore{Head: journal.Head{ID: x.ID}, Label: OneLine(x.Label), On: x.On,
			Value: x.Value, Min: x.Min, Max: x.Max, Direction: x.Direction})
		s.reach(x.On)
	}
	for _, k := range c.CheckIns {
		s.checkIns = append(s.checkIns, journal.CheckIn{Head: journal.Head{ID: k.ID}, On: k.On, Mood: k.Mood, Anxiety: k.Anxiety, Energy: k.Energy,
			Connected: k.Connected, SleepHours: k.SleepHours, SleepQuality: k.SleepQuality})
		s.reach(k.On)
	}
	byTime(s.responses, func(r journal.Response) journal.When { return r.TakenAt })
	byTime(s.externals, func(x journal.ExternalScore) journal.When { return x.On })
	byTime(s.checkIns, func(k journal.CheckIn) journal.When { return k.On })
	return s
}

func byTime[T any](list []T, at func(T) journal.When) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(at(a).Wall(), at(b).Wall()) })
}

// reach takes a moment into the time there is.
func (s *source) reach(at journal.When) {
	wall := journal.WallOf(at)
	if s.first.IsZero() || wall.Before(journal.WallOf(s.first)) {
		s.first = at
	}
	if s.last.Before(wall) {
		s.last = wall
	}
}

func (s *source) Sessions() []journal.DosingSession { return s.sessions }

// Courses: a file tells nothing of courses, so there is one, which begins with the
// first thing in it.
func (s *source) Courses() []journal.Course {
	return []journal.Course{{StartedOn: s.first, BaselineIDs: s.Baselines()}}
}

// Baselines are what their person compares the others with.
func (s *source) Baselines() []journal.ID {
	var ids []journal.ID
	for _, r := range s.c.Responses {
		if r.IsBaseline {
			ids = append(ids, r.ID)
		}
	}
	for _, x := range s.c.ExternalScores {
		if x.IsBaseline {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

func (s *source) Responses() []journal.Response           { return s.responses }
func (s *source) ExternalScores() []journal.ExternalScore { return s.externals }
func (s *source) CheckIns() []journal.CheckIn             { return s.checkIns }

func (s *source) Instrument(id, version string) (measure.Instrument, bool) {
	return s.c.Instrument(id, version)
}

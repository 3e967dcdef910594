package demo

import (
	"fmt"
	"math"
	"time"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// Long is years of an invented course in memory, a trend.Source to measure with:
// see LongCourse.
type Long struct {
	sessions  []journal.DosingSession
	responses []journal.Response
	checkIns  []journal.CheckIn
}

// LongCourse makes a course of that many check-ins, one a day, and responses, in
// turn of each measure there is, that ends at now; every four weeks a session.
// The same arguments give the same course.
func LongCourse(now time.Time, checkIns, responses int) *Long {
	l := &Long{}
	begin := now.AddDate(0, 0, -checkIns)
	id := func(kind string, i int) journal.Head {
		return journal.Head{ID: journal.ID(fmt.Sprintf("%s%031d", kind, i)), Revision: 1}
	}
	wave := func(i, around, by int) int { return around + int(float64(by)*math.Sin(float64(i)/9)) }
	for i := range checkIns {
		on := journal.At(begin.AddDate(0, 0, i))
		l.checkIns = append(l.checkIns, journal.CheckIn{Head: id("c", i), On: on, Mood: journal.Some(wave(i, 5, 4)), Anxiety: journal.Some(wave(i+3, 5, 4)),
			Energy: journal.Some(wave(i+7, 5, 3)), Connected: journal.Some(wave(i+11, 4, 3)), SleepHours: journal.Some(float64(wave(i, 7, 2))), SleepQuality: journal.Some(wave(i+1, 5, 3))})
		if i%28 == 14 {
			l.sessions = append(l.sessions, journal.DosingSession{ID: id("d", i).ID, Revision: 1, Seq: len(l.sessions) + 1, Date: journal.On(begin.AddDate(0, 0, i)),
				Start: "10:30", End: "12:30", Route: "sublingual", Phase: "maintenance", Status: journal.SessionDone})
		}
	}
	all := measure.BuiltIn()
	for i := range responses {
		in := all[i%len(all)]
		a := measure.Answers{}
		for k, it := range in.Items {
			a[it.ID] = in.OptionsOf(it)[(i+k)%len(in.OptionsOf(it))].Value
		}
		score := in.Score(a)
		l.responses = append(l.responses, journal.Response{Head: id("e", i), InstrumentID: in.ID, InstrumentVersion: in.Version, Answers: a,
			TakenAt:  journal.At(begin.AddDate(0, 0, i*checkIns/max(responses, 1))),
			Complete: true, Total: journal.Some(score.Total), Value: journal.Some(score.Value)})
	}
	return l
}

// Sessions is of trend.Source.
func (l *Long) Sessions() []journal.DosingSession { return l.sessions }

// Courses is of trend.Source.
func (l *Long) Courses() []journal.Course { return nil }

// Baselines is of trend.Source.
func (l *Long) Baselines() []journal.ID { return nil }

// Responses is of trend.Source.
func (l *Long) Responses() []journal.Response { return l.responses }

// ExternalScores is of trend.Source.
func (l *Long) ExternalScores() []journal.ExternalScore { return nil }

// CheckIns is of trend.Source.
func (l *Long) CheckIns() []journal.CheckIn { return l.checkIns }

// Instrument is of trend.Source.
func (l *Long) Instrument(id, version string) (measure.Instrument, bool) {
	for _, in := range measure.BuiltIn() {
		if in.ID == id && (version == "" || in.Version == version) {
			return in, true
		}
	}
	return measure.Instrument{}, false
}

package sharing

import (
	"fmt"
	"maps"
	"slices"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// Each function here copies what may be shared of a record, and nothing by
// accident: a field that is not named here stays in the journal.

func shareQuestion(q journal.Question) bundle.Question {
	return bundle.Question{Item: item(q.Head, q.Sharing), Text: q.Text, State: q.State, EntryID: q.EntryID, SessionID: q.SessionID}
}

func shareResponse(r journal.Response, baseline bool) bundle.Response {
	return bundle.Response{
		Item: item(r.Head, r.Sharing), InstrumentID: r.InstrumentID, InstrumentVersion: r.InstrumentVersion,
		TakenAt: r.TakenAt, RecallDays: r.RecallDays, Answers: maps.Clone(r.Answers), Complete: r.Complete, Total: r.Total, Value: r.Value,
		IsBaseline: baseline, SessionID: r.SessionID, EnteredFor: r.EnteredFor,
	}
}

func shareScore(s journal.ExternalScore, baseline bool) bundle.ExternalScore {
	return bundle.ExternalScore{
		Item: item(s.Head, s.Sharing), Label: s.Label, On: s.On, Value: s.Value, Min: s.Min, Max: s.Max, Direction: s.Direction, Source: s.Source, IsBaseline: baseline,
	}
}

func shareCheckIn(c journal.CheckIn) bundle.CheckIn {
	return bundle.CheckIn{
		Item: item(c.Head, c.Sharing), On: c.On, Mood: c.Mood, Anxiety: c.Anxiety, Energy: c.Energy, Connected: c.Connected,
		SleepHours: c.SleepHours, SleepQuality: c.SleepQuality, Line: c.Line,
	}
}

func shareInsight(i journal.Insight) bundle.Insight {
	return bundle.Insight{
		Item: item(i.Head, i.Sharing), Text: i.Text, Confidence: i.Confidence, State: i.State, EntryID: i.EntryID, SessionID: i.SessionID, WrittenAt: i.WrittenAt,
	}
}

func sharePractice(p journal.Practice, log []journal.PracticeLog) bundle.Practice {
	out := bundle.Practice{
		Item: item(p.Head, p.Sharing), What: p.What, Cadence: p.Cadence, Tiny: p.Tiny, Obstacles: p.Obstacles, State: p.State,
		InsightID: p.InsightID, EntryID: p.EntryID, SessionID: p.SessionID, WrittenAt: p.WrittenAt,
	}
	for _, l := range log {
		out.Log = append(out.Log, bundle.PracticeLine{On: l.On, Done: l.Done, Word: l.Word})
	}
	return out
}

// shareSideEffect and shareVital are of a session, and ask what it asks.
func shareSideEffect(e journal.SideEffect, of journal.Sharing) bundle.SideEffect {
	return bundle.SideEffect{
		Item: item(e.Head, of), SessionID: e.SessionID, Code: e.Code, Label: e.Label, Severity: e.Severity, Onset: e.Onset,
		Gone: e.Gone, StillAt24: e.StillAt24, Told: e.Told, Note: e.Note,
	}
}

func shareVital(v journal.Vital, of journal.Sharing) bundle.Vital {
	return bundle.Vital{
		Item: item(v.Head, of), SessionID: v.SessionID, At: v.At, Moment: v.Moment, Systolic: v.Systolic, Diastolic: v.Diastolic,
		Pulse: v.Pulse, SpO2: v.SpO2, Source: v.Source,
	}
}

func item(h journal.Head, s journal.Sharing) bundle.Item {
	return bundle.Item{ID: h.ID, Revision: h.Revision, RecordPref: s.RecordPref}
}

// addInstruments adds the measures that the responses are of, without notes for
// those who look after the program.
func addInstruments(c *bundle.Content, src Source) error {
	for _, r := range c.Responses {
		if slices.ContainsFunc(c.Instruments, func(in measure.Instrument) bool { return in.ID == r.InstrumentID && in.Version == r.InstrumentVersion }) {
			continue
		}
		in, ok := src.Instrument(r.InstrumentID, r.InstrumentVersion)
		if !ok {
			return fmt.Errorf("the measure of a response is not there: %w", journal.ErrNotFound)
		}
		in.Check = ""
		c.Instruments = append(c.Instruments, in)
	}
	return nil
}

package report

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/demo"
	"afterglow/journal/measure"
)

// demoContent is the whole demo journal as a person might hand it over, with the
// answers of its questionnaires.
func demoContent(t testing.TB) bundle.Content {
	t.Helper()
	ctx, now := context.Background(), time.Date(2026, 11, 23, 18, 0, 0, 0, time.FixedZone("", 3600))
	j, err := demo.Make(ctx, filepath.Join(t.TempDir(), "demo"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	c := bundle.Content{BundleID: "0123456789abcdef0123456789abcdef", MadeAt: journal.At(now), Maker: bundle.Maker{Alias: "R."}, Purpose: "For our next session",
		Recipients: []string{"SHA256:1kQkU6uXcSSz1cIXRbXk0k3GZ3i4bXzZ3cM3m8b9v9A"},
		Cover:      bundle.Cover{Line: "Please start with the first question. The rest can wait."}}
	item := func(h journal.Head) bundle.Item { return bundle.Item{ID: h.ID, Revision: h.Revision} }
	for _, s := range j.Sessions() {
		c.Sessions = append(c.Sessions, bundle.Session{ID: s.ID, Seq: s.Seq, Phase: s.Phase, Date: s.Date, Route: s.Route, Dose: s.Dose, Intention: s.Intention, Status: s.Status})
		for _, e := range j.SideEffects(s.ID) {
			c.SideEffects = append(c.SideEffects, bundle.SideEffect{Item: item(e.Head), SessionID: e.SessionID, Code: e.Code, Label: e.Label, Severity: e.Severity, Onset: e.Onset, Gone: e.Gone, StillAt24: e.StillAt24, Told: e.Told, Note: e.Note})
		}
		for _, v := range j.Vitals(s.ID) {
			c.Vitals = append(c.Vitals, bundle.Vital{Item: item(v.Head), SessionID: v.SessionID, At: v.At, Moment: v.Moment, Systolic: v.Systolic, Diastolic: v.Diastolic, Pulse: v.Pulse, SpO2: v.SpO2, Source: v.Source})
		}
	}
	for _, q := range j.Questions() {
		c.Questions = append(c.Questions, bundle.Question{Item: item(q.Head), Text: q.Text, State: q.State})
	}
	for _, r := range j.Responses() {
		c.Responses = append(c.Responses, bundle.Response{Item: item(r.Head), InstrumentID: r.InstrumentID, InstrumentVersion: r.InstrumentVersion, TakenAt: r.TakenAt,
			Answers: r.Answers, Complete: r.Complete, Total: r.Total, Value: r.Value, IsBaseline: r.IsBaseline})
	}
	c.Instruments = measure.BuiltIn()
	for _, k := range j.CheckIns() {
		c.CheckIns = append(c.CheckIns, bundle.CheckIn{Item: item(k.Head), On: k.On, Mood: k.Mood, Anxiety: k.Anxiety, Energy: k.Energy, Connected: k.Connected, SleepHours: k.SleepHours, SleepQuality: k.SleepQuality, Line: k.Line})
	}
	for _, i := range j.Insights() {
		c.Insights = append(c.Insights, bundle.Insight{Item: item(i.Head), Text: i.Text, Confidence: i.Confidence, State: i.State, WrittenAt: i.WrittenAt})
	}
	for _, p := range j.Practices() {
		one := bundle.Practice{Item: item(p.Head), What: p.What, Cadence: p.Cadence, Tiny: p.Tiny, Obstacles: p.Obstacles, State: p.State, WrittenAt: p.WrittenAt}
		for _, l := range j.PracticeLogs(p.ID) {
			one.Log = append(one.Log, bundle.PracticeLine{On: l.On, Done: l.Done, Word: l.Word})
		}
		c.Practices = append(c.Practices, one)
	}
	for _, head := range j.Summaries(journal.Filter{}) {
		e, err := j.Entry(ctx, head.ID)
		if err != nil {
			t.Fatal(err)
		}
		c.Entries = append(c.Entries, bundle.Entry{ID: e.ID, Kind: e.Kind, Phase: e.Phase, Title: e.Title, OccurredAt: e.OccurredAt, WrittenAt: e.WrittenAt, SessionID: e.SessionID, Tags: e.Tags, Sections: e.Sections})
	}
	slices.SortFunc(c.Entries, func(a, b bundle.Entry) int { return strings.Compare(a.OccurredAt.Wall(), b.OccurredAt.Wall()) })
	c.Period = bundle.Period{From: "2026-09-01", To: "2026-11-23"}
	c.Questions[len(c.Questions)-1].RecordPref = journal.SessionOnly
	c.Entries[0].RecordPref = journal.SessionOnly
	return c
}

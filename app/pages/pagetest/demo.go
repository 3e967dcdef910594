package pagetest

import (
	"context"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

// Fill puts the fictional journal into j, as it would look at now.
func Fill(t testing.TB, j *journal.Journal, now time.Time) {
	t.Helper()
	demo := assets.Demo(now)
	ids := map[int]journal.ID{}
	for _, s := range demo.Sessions {
		saved, err := j.SaveSession(context.Background(), journal.DosingSession{
			Seq: s.Number, Date: journal.On(s.Date), Start: s.Start, End: s.End, Intention: s.Intention,
			Status: journal.SessionStatus(s.Status)})
		if err != nil {
			t.Fatal(err)
		}
		ids[s.Number] = saved.ID
	}
	var list []journal.Entry
	for _, d := range demo.Entries {
		e := journal.Entry{Kind: journal.Kind(d.Kind), Phase: journal.Phase(d.Phase), Title: d.Title, Tags: d.Tags,
			SessionID: ids[d.Session], OccurredAt: journal.At(d.At), WrittenAt: journal.At(d.At), Mark: journal.Mark(d.Mark), PromptIDs: d.PromptIDs}
		for _, s := range d.Sections {
			e.Sections = append(e.Sections, journal.Section{Key: s.Key, Heading: s.Heading, Text: s.Text})
		}
		list = append(list, e)
	}
	if _, err := j.SaveEntries(context.Background(), list); err != nil {
		t.Fatal(err)
	}
}

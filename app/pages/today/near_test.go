package today_test

import (
	"context"
	"testing"

	"afterglow/app/pages/measure"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/today"
	"afterglow/app/route"
	"afterglow/journal"
)

func TestACheckInIsOnePressAwayAndAnotherOneIsFine(t *testing.T) {
	shell, j := opened(t)
	page := today.New(shell, j, nil)
	shell.Show(page)
	w := shell.Words()
	pagetest.Press(t, page.Content(), w.T("checkin.do"))
	if len(shell.Went) != 1 || shell.Went[0] != route.To(route.CheckIn) {
		t.Fatalf("went to %v", shell.Went)
	}
	if _, err := j.SaveCheckIn(context.Background(), journal.CheckIn{On: journal.At(shell.Clock), Mood: journal.Some(4)}); err != nil {
		t.Fatal(err)
	}
	page.Refresh()
	if !pagetest.Says(page.Content(), w.T("checkin.again")) {
		t.Error("it does not know that there is one of today")
	}
}

func TestAMeasureIsOfferedAndCanBePassedOver(t *testing.T) {
	shell, j := opened(t)
	if _, err := j.SaveCourse(context.Background(), journal.Course{Title: "Autumn", StartedOn: pagetest.When(t, "2026-11-20")}); err != nil {
		t.Fatal(err)
	}
	page := today.New(shell, j, nil)
	shell.Show(page)
	w := shell.Words()
	if !pagetest.Says(page.Content(), "PHQ-9") || !pagetest.Says(page.Content(), w.T("measure_why.start")) {
		t.Fatal("nothing is offered at the start of a course")
	}
	pagetest.Press(t, page.Content(), w.T("measure.begin"))
	if len(shell.Went) != 1 || shell.Went[0] != measure.Take("phq-9") {
		t.Errorf("went to %v", shell.Went)
	}
	pagetest.Press(t, page.Content(), w.T("common.not_today"))
	if pagetest.Says(page.Content(), "PHQ-9") || !pagetest.Says(page.Content(), "GAD-7") || len(j.Skips()) != 1 {
		t.Error("what was passed over is still there, or more than it is gone")
	}
	pagetest.Session(t, j, 1, "2026-11-21", "")
	page.Refresh()
	if pagetest.Says(page.Content(), "GAD-7") {
		t.Error("a measure is offered on the day of a session")
	}
}

package today_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/today"
	"afterglow/app/route"
	"afterglow/journal"
)

func opened(t *testing.T) (*pagetest.Shell, *journal.Journal) {
	t.Helper()
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	return shell, j
}

func TestTheQuestionLeadsToItsPage(t *testing.T) {
	shell, j := opened(t)
	session := pagetest.Session(t, j, 4, "2026-11-19", "")
	page := today.New(shell, j, nil)
	shell.Show(page)
	if !pagetest.Says(page.Content(), "What from the session keeps coming back without being called?") {
		t.Error("the question is not there")
	}
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := route.With(route.Write, "prompt:p28:"+string(session.ID)); len(shell.Went) != 1 || shell.Went[0] != want {
		t.Errorf("went to %v, want %v", shell.Went, want)
	}
}

func TestOnTheDayOfASessionTheDarkPageIsOnePressAway(t *testing.T) {
	shell, j := opened(t)
	pagetest.Session(t, j, 5, "2026-11-21", "17:00")
	page := today.New(shell, j, nil)
	shell.Show(page)
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(shell.Went) != 1 || shell.Went[0] != route.To(route.Right) {
		t.Errorf("went to %v", shell.Went)
	}
}

func TestNotTodayHoldsUntilTomorrow(t *testing.T) {
	shell, j := opened(t)
	pagetest.Session(t, j, 4, "2026-11-19", "")
	view := &today.View{}
	page := today.New(shell, j, view)
	pagetest.Press(t, page.Content(), shell.Words().T("common.not_today"))
	const question = "What from the session keeps coming back without being called?"
	for _, p := range []*today.Page{page, today.New(shell, j, view)} {
		if pagetest.Says(p.Content(), question) {
			t.Error("the question is there again")
		}
		if !pagetest.Says(p.Content(), shell.Words().T("today.any_question")) {
			t.Error("there is no way to write")
		}
	}
	shell.Clock = shell.Clock.AddDate(0, 0, 1)
	page.Refresh()
	if !pagetest.Says(page.Content(), question) {
		t.Error("the next day it is still put away")
	}
}

func TestWhatWasWrittenIsNotAskedForAgain(t *testing.T) {
	shell, j := opened(t)
	session := pagetest.Session(t, j, 4, "2026-11-19", "")
	page := today.New(shell, j, nil)
	pagetest.Save(t, j, journal.Entry{Kind: journal.KindFree, Phase: journal.Phase72h, SessionID: session.ID,
		Title: "It was the coat", OccurredAt: pagetest.When(t, "2026-11-21")})
	page.Refresh()
	if !pagetest.Says(page.Content(), shell.Words().T("today.any_question")) || !pagetest.Says(page.Content(), "It was the coat") {
		t.Error("the page does not know what was written")
	}
}

func TestContinueWhereYouStopped(t *testing.T) {
	shell, j := opened(t)
	e := pagetest.Save(t, j, journal.Entry{Kind: journal.KindFree, Title: "Half a page", Unfinished: true})
	page := today.New(shell, j, nil)
	pagetest.Press(t, page.Content(), shell.Words().T("common.continue"))
	if len(shell.Went) != 1 || shell.Went[0] != route.With(route.Write, string(e.ID)) {
		t.Errorf("went to %v", shell.Went)
	}
}

func TestTheRecoveryCodeIsAskedForUntilItWasTypedBack(t *testing.T) {
	shell, j := opened(t)
	view := &today.View{}
	page := today.New(shell, j, view)
	pagetest.Press(t, page.Content(), shell.Words().T("today.recovery_do"))
	if len(shell.Went) != 1 || shell.Went[0] != route.To(route.Settings) {
		t.Errorf("went to %v", shell.Went)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("today.later"))
	if pagetest.Says(today.New(shell, j, view).Content(), shell.Words().T("today.recovery")) {
		t.Error("later is not later")
	}
	s := j.Settings()
	s.RecoveryConfirmed = journal.At(time.Now())
	if _, err := j.SaveSettings(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	if pagetest.Says(today.New(shell, j, nil).Content(), shell.Words().T("today.recovery")) {
		t.Error("it is asked for although it was typed back")
	}
}

func TestTheIntentionOfTheNextSession(t *testing.T) {
	shell, j := opened(t)
	for _, s := range []journal.DosingSession{
		{Seq: 4, Date: pagetest.When(t, "2026-11-14"), Intention: "last", Status: journal.SessionDone},
		{Seq: 5, Date: pagetest.When(t, "2026-11-28"), Intention: "to rest", Status: journal.SessionPlanned},
	} {
		if _, err := j.SaveSession(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	page := today.New(shell, j, nil)
	if !pagetest.Says(page.Content(), "“to rest”") || !pagetest.Says(page.Content(), "Your intention for session 5") {
		t.Error("the intention is not there")
	}
	page.Wipe()
	if pagetest.Says(page.Content(), "“to rest”") {
		t.Error("after the lock it is still there")
	}
}

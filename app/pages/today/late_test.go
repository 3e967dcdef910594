package today_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/today"
)

func TestTheKeyboardStaysOnTheFirstButtonWhenThePageIsFilled(t *testing.T) {
	shell, j := opened(t)
	pagetest.Session(t, j, 4, "2026-11-19", "")
	late := shell.BeLate()
	page := today.New(shell, j, nil)
	shell.Show(page)
	if pagetest.Says(page.Content(), shell.Words().T("today.recovery")) {
		t.Error("it speaks of the recovery code before it knows")
	}
	late.Settle()
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(shell.Went) != 1 || shell.Went[0].Arg == "" {
		t.Errorf("went to %v", shell.Went)
	}
}

package timeline_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/timeline"
)

func TestTheListArrivesLate(t *testing.T) {
	shell, j, _ := opened(t, true)
	late := shell.BeLate()
	view := &timeline.View{}
	page := timeline.New(shell, j, "", view)
	shell.Show(page)
	typed(shell, "sea")
	key(shell, fyne.KeyDown)
	typed(shell, "x") // the list is not there: the keyboard is still on the search
	late.Settle()
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.nothing_found")) {
		t.Error("an older search is shown")
	}
	key(shell, fyne.KeyBackspace)
	late.Settle()
	key(shell, fyne.KeyDown, fyne.KeyReturn)
	if len(shell.Went) != 1 {
		t.Fatalf("went to %v", shell.Went)
	}
	shell.Leave(page)
	again := timeline.New(shell, j, "", view)
	shell.Show(again)
	late.Settle()
	key(shell, fyne.KeyReturn)
	if len(shell.Went) != 2 || shell.Went[1] != shell.Went[0] {
		t.Errorf("coming back, Enter leads to %v", shell.Went)
	}
	trash := timeline.NewTrash(shell, j)
	shell.Show(trash)
	late.Settle()
	if !pagetest.Says(trash.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Error("the trash does not say that it is empty")
	}
}

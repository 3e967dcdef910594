package reading_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/look"
	"afterglow/app/pages/reading"
	"afterglow/app/route"
)

func TestAnEntryThatArrivesLateTakesTheKeyboard(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	late := shell.BeLate()
	for _, page := range []route.Page{reading.New(shell, j, string(e.ID)), reading.NewHistory(shell, j, string(e.ID))} {
		shell.Win.Canvas().Unfocus()
		shell.Show(page)
		late.Settle()
		if shell.Win.Canvas().Focused() == nil {
			t.Errorf("%v: the keyboard is on nothing", page.Route())
		}
		reader(t, page)
	}
	page := reading.New(shell, j, string(e.ID))
	shell.Show(page)
	shell.Leave(page)
	shell.Win.Canvas().Unfocus()
	late.Settle()
	if f := shell.Win.Canvas().Focused(); f != fyne.Focusable(nil) {
		t.Errorf("a page that was left takes the keyboard: %T", f)
	}
	page.Wipe()
}

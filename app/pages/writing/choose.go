package writing

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal"
)

// chooser is the first step: at which moment, or on what kind of page.
type chooser struct {
	screen *kit.Screen
	first  fyne.Focusable
}

// newChooser calls chosen with an argument that begin understands.
func newChooser(w *assets.Words, chosen func(arg string)) *chooser {
	c := &chooser{}
	card := func(title, line, arg string) *kit.PressCard {
		lines := kit.Lines(kit.Title(title))
		if line != "" {
			lines.Add(kit.Sub(line))
		}
		return kit.NewPressCard(lines, func() { chosen(arg) })
	}
	moments := kit.Columns(300)
	for _, m := range assets.Moments() {
		card := card(w.T("moment."+m.Phase+".title"), w.T("moment."+m.Phase+".line"), Begin(journal.Phase(m.Phase), ""))
		if c.first == nil {
			c.first = card
		}
		moments.Add(card)
	}
	free := card(w.T("kind.free"), w.T("writing.free_line"), BeginKind(journal.KindFree))

	kinds := kit.Columns(220)
	for _, t := range assets.Templates() {
		if t.Kind == string(journal.KindFree) || t.Kind == string(journal.KindSession) || t.Kind == string(journal.KindIntention) {
			continue // these are reached by their moment, or stand above
		}
		kinds.Add(card(w.T("kind."+t.Kind), "", BeginKind(journal.Kind(t.Kind))))
	}
	kinds.Hide()
	var more *kit.Button
	more = kit.Quiet(w.T("writing.more"), func() {
		if kinds.Hidden {
			kinds.Show()
			more.SetText(w.T("writing.less"))
		} else {
			kinds.Hide()
			more.SetText(w.T("writing.more"))
		}
		c.screen.Relayout()
	})
	c.screen = kit.NewScreen(
		kit.Header(kit.Heading(w.T("writing.choose")), kit.Sub(w.T("writing.choose_line"))),
		moments, free, kit.Buttons(more), kinds)
	return c
}

package trends

import (
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/measure"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// comparing is the place in a measure's details where another value can be
// chosen to compare with. Nothing changes until the button is pressed.
type comparing struct {
	object *fyne.Container
	series trend.Series
	values *kit.PickList
	first  *kit.Button // back to what is usual
}

func newComparing(w *assets.Words, choose func(trend.Series, journal.ID)) *comparing {
	c := &comparing{}
	c.values = kit.NewPickList(nil, -1, nil)
	use := kit.Quiet(w.T("measure.compare"), func() {
		if i := c.values.Chosen(); i >= 0 && i < len(c.series.All) {
			choose(c.series, c.series.All[i].ID)
		}
	})
	c.first = kit.Link(w.T("measure.compare_first"), func() { choose(c.series, c.series.First) })
	c.object = kit.Labelled(w.T("trends.comparing"), kit.Columns(280, c.values, kit.Wrap(12, use, c.first)))
	return c
}

// show offers the values of a series, where there is more than one.
func (c *comparing) show(w *assets.Words, s trend.Series) {
	c.series = s
	answers := make([]string, len(s.All))
	for i, p := range s.All {
		answers[i] = w.T("trends.on", "Date", measure.Date(p), "Value", p.Value)
	}
	c.values.SetAnswers(answers, slices.IndexFunc(s.All, func(p trend.Point) bool { return s.Baseline != nil && p.ID == s.Baseline.ID }))
	c.object.Show()
	if len(s.All) < 2 {
		c.object.Hide()
	}
	if s.Chosen {
		c.first.Show()
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.first); canvas != nil && canvas.Focused() == fyne.Focusable(c.first) {
		canvas.Focus(c.values)
	}
	c.first.Hide()
}

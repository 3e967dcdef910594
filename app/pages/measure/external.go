package measure

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/measure"
)

// ExternalForm takes a score that someone else counted: "my clinic's measure".
type ExternalForm struct {
	shell  Shell
	store  Store
	screen *kit.Screen

	label, value, low, high, source *kit.Field
	on                              *kit.DateField
	better                          *kit.Choice
	saved                           bool
}

var (
	_ route.Page    = (*ExternalForm)(nil)
	_ route.Focuser = (*ExternalForm)(nil)
	_ route.Keeper  = (*ExternalForm)(nil)
	_ route.Wiper   = (*ExternalForm)(nil)
)

func newExternal(shell Shell, store Store) *ExternalForm {
	w := shell.Words()
	p := &ExternalForm{shell: shell, store: store}
	p.label, p.value = kit.NewField(w.T("measure.external_label")), kit.NewField(w.T("measure.external_value"))
	p.low, p.high = kit.NewField(w.T("measure.external_low")), kit.NewField(w.T("measure.external_high"))
	p.source = kit.NewField(w.T("measure.external_source"))
	p.on = kit.NewDateField(w, w.T("common.date"), shell.Now)
	p.on.SetValue(journal.On(shell.Now()))
	p.label.SetHint(w.T("measure.external_label_hint"))
	for _, f := range p.fields() {
		f.OnChanged(func(string) {})
		f.OnSubmitted(func(string) { p.save() })
	}
	p.better = kit.NewChoice("", []string{w.T("measure.external_lower"), w.T("measure.external_higher"), w.T("measure.external_unknown")}, 2, nil)
	if all := store.ExternalScores(); len(all) > 0 { // the same measure once more, most likely
		p.like(all[len(all)-1])
	}
	p.screen = kit.NewReadingScreen(
		kit.Header(kit.Heading(w.T("measure.external")), kit.Sub(w.T("measure.external_sub"))),
		kit.NewCard(kit.Column(look.CardGap, p.label, kit.Columns(150, p.value, p.low, p.high), p.on, p.better, p.source)),
		kit.Buttons(kit.Primary(w.T("common.save"), p.save), kit.Quiet(w.T("common.cancel"), shell.Back)))
	return p
}

func (p *ExternalForm) fields() []*kit.Field {
	return []*kit.Field{p.label, p.value, p.low, p.high, p.source}
}

var directions = []measure.Direction{measure.LowerBetter, measure.HigherBetter, ""}

// like fills in what belongs to the measure itself.
func (p *ExternalForm) like(x journal.ExternalScore) {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	p.label.SetText(x.Label)
	p.low.SetText(number(x.Min))
	p.high.SetText(number(x.Max))
	p.source.SetText(x.Source)
	for i, d := range directions {
		if d == x.Direction {
			p.better.SetChosen(i)
		}
	}
}

// number reads a number, with a point or a comma.
func number(f *kit.Field) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(f.Text()), ",", ".", 1), 64)
	return v, err == nil
}

// read reads the form; what is not right is said at its field.
func (p *ExternalForm) read() (journal.ExternalScore, bool) {
	w := p.shell.Words()
	x := journal.ExternalScore{Label: strings.TrimSpace(p.label.Text()), Source: strings.TrimSpace(p.source.Text()), Direction: directions[p.better.Chosen()]}
	ok := true
	if x.Label == "" {
		p.label.SetError(w.T("measure.external_no_label"))
		ok = false
	}
	for _, one := range []struct {
		field *kit.Field
		to    *float64
	}{{p.value, &x.Value}, {p.low, &x.Min}, {p.high, &x.Max}} {
		v, is := number(one.field)
		if !is {
			one.field.SetError(w.T("measure.external_number"))
			ok = false
		}
		*one.to = v
	}
	if ok && x.Min >= x.Max {
		p.high.SetError(w.T("measure.external_order"))
		ok = false
	} else if ok && (x.Value < x.Min || x.Value > x.Max) {
		p.value.SetError(w.T("measure.external_between", "Low", p.low.Text(), "Top", p.high.Text()))
		ok = false
	}
	on, dated := p.on.Value()
	if x.On = on; dated && on.IsZero() {
		x.On = journal.On(p.shell.Now())
	}
	return x, ok && dated
}

func (p *ExternalForm) save() {
	x, ok := p.read()
	if !ok {
		p.screen.Relayout()
		return
	}
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := p.store.SaveExternalScore(ctx, x)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.saved = true
		p.shell.Say(p.shell.Words().T("measure.external_saved"))
		p.shell.Back()
	})
}

// Content implements route.Page.
func (p *ExternalForm) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *ExternalForm) Route() route.Route { return External() }

// Focus implements route.Focuser.
func (p *ExternalForm) Focus(c fyne.Canvas) { p.label.Focus(c) }

// PutAway implements route.Keeper: a score is only whole or not at all.
func (p *ExternalForm) PutAway(done func()) { done() }

// Unsaved implements route.Keeper.
func (p *ExternalForm) Unsaved(u *journal.Unsaved) {
	if p.saved || strings.TrimSpace(p.value.Text()) == "" {
		return
	}
	if x, ok := p.read(); ok {
		_ = u.AddRecord(&x)
	}
}

// Wipe implements route.Wiper.
func (p *ExternalForm) Wipe() {
	for _, f := range p.fields() {
		f.Wipe()
	}
	p.on.Wipe()
}

package support

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// mine is how the person has a country's numbers: what they changed, and when
// they checked them.
type mine struct {
	changed map[string]string
	checked map[string]journal.When
}

func mineOf(s journal.Settings) mine { return mine{s.LinesChanged, s.LinesChecked} }

// key names a number of the list for what was changed of it.
func key(country, number string) string { return country + " " + number }

// number is a number as the person has it: "" is one they took off.
func (m mine) number(country, number string) (now string, changed bool) {
	if now, changed = m.changed[key(country, number)]; changed {
		return now, true
	}
	return number, false
}

// Lines is where a country's numbers are put right, and said to be checked.
type Lines struct {
	keeping
	shell   Shell
	store   Store
	country assets.Country
	listed  []string // as the list has them
	fields  []*kit.Field
	checked *kit.Tick
	outside *kit.Tick // seen before unlocking too
	saved   string    // all of it, as the journal has it
	screen  *kit.Screen
}

var (
	_ route.Page    = (*Lines)(nil)
	_ route.Focuser = (*Lines)(nil)
	_ route.Leaver  = (*Lines)(nil)
	_ route.Keeper  = (*Lines)(nil)
	_ route.Wiper   = (*Lines)(nil)
)

func newLines(shell Shell, store Store) *Lines {
	w, m := shell.Words(), mineOf(store.Settings())
	p := &Lines{shell: shell, store: store, country: assets.CountryFor(shell.Country())}
	list := kit.Column(look.CardGap)
	add := func(label, number string) {
		f := kit.NewField(label)
		now, changed := m.number(p.country.Code, number)
		f.SetText(now)
		if changed {
			f.SetHint(w.T("support.lines_was", "Number", number))
		}
		f.OnSubmitted(func(string) { shell.Back() })
		p.listed, p.fields = append(p.listed, number), append(p.fields, f)
		list.Add(f)
	}
	for _, l := range p.country.Lines {
		add(called(w, l), l.Number)
	}
	add(w.T("support.emergency"), p.country.Emergency)
	p.checked = kit.NewTick(w.T("support.lines_checked"), !m.checked[p.country.Code].IsZero(), nil)
	settings := store.Settings()
	p.outside = kit.NewTick(w.T("support.lines_outside"), settings.LinesOutside || len(settings.LinesChanged) == 0, nil)
	p.outside.Second(w.T("support.lines_outside_line"))
	p.saved = p.state()
	p.screen = kit.NewReadingScreen(
		kit.Header(kit.Heading(w.T("support.lines_title", "Country", p.country.Name)), kit.Sub(w.T("support.lines_line"))),
		kit.NewCard(kit.Column(look.CardPadding, list, p.checked, p.outside)),
		kit.Buttons(kit.Primary(w.T("common.done"), shell.Back)),
		kit.Small(w.T("support.lines_own")))
	p.keeping = keeping{shell: shell, waits: p.waits, save: p.save}
	return p
}

// state is everything on the page, to compare.
func (p *Lines) state() string {
	s := []string{strconv.FormatBool(p.checked.On()), strconv.FormatBool(p.outside.On())}
	for _, f := range p.fields {
		s = append(s, f.Text())
	}
	return strings.Join(s, "\x00")
}

func (p *Lines) waits() bool { return len(p.fields) > 0 && p.state() != p.saved }

func (p *Lines) save(done func(error)) {
	state, checked, outside, today := p.state(), p.checked.On(), p.outside.On(), journal.On(p.shell.Now())
	now := make([]string, len(p.fields))
	for i, f := range p.fields {
		now[i] = strings.TrimSpace(f.Text())
	}
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		s := p.store.Settings()
		if s.LinesChanged == nil {
			s.LinesChanged = map[string]string{}
		}
		for i, listed := range p.listed {
			if k := key(p.country.Code, listed); now[i] == listed {
				delete(s.LinesChanged, k)
			} else {
				s.LinesChanged[k] = now[i]
			}
		}
		s.LinesOutside = outside
		if s.LinesChecked == nil {
			s.LinesChecked = map[string]journal.When{}
		}
		switch code := p.country.Code; {
		case !checked:
			delete(s.LinesChecked, code)
		case s.LinesChecked[code].IsZero():
			s.LinesChecked[code] = today
		}
		_, err := p.store.SaveSettings(ctx, s)
		return err
	}, func(err error) {
		if err == nil {
			p.saved = state
			p.shell.KeepLines()
		}
		done(err)
	})
}

// Content implements route.Page.
func (p *Lines) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Lines) Route() route.Route { return route.With(route.Support, lines) }

// Focus implements route.Focuser.
func (p *Lines) Focus(c fyne.Canvas) { p.fields[0].Focus(c) }

// Unsaved implements route.Keeper. The numbers are the list's again where no disk
// took the change; nothing of the person's own is lost by that.
func (p *Lines) Unsaved(*journal.Unsaved) {}

// Wipe implements route.Wiper.
func (p *Lines) Wipe() {
	for _, f := range p.fields {
		f.Wipe()
	}
	p.fields = nil
	p.screen.SetObjects()
}

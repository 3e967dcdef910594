package opening

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/support"
	"afterglow/app/run"
	"afterglow/assets"
)

// country asks once, of a new journal, whose crisis lines Support is to show, and
// that the person looks at them. It can be skipped.
type country struct {
	page    *Page
	then    func()
	code    string
	numbers *fyne.Container
	checked *kit.Tick
	button  *kit.Button
	pick    *kit.PickList
	screen  *kit.Screen
}

// newCountry asks, and goes on with then once the journal is entered.
func newCountry(p *Page, then func()) *country {
	w := p.words
	s := &country{page: p, then: then, numbers: kit.Column(look.CardGap)}
	countries := assets.Countries()
	names := []string{w.T("opening.country_choose")}
	for _, c := range countries {
		names = append(names, c.Name)
	}
	s.pick = kit.NewPickList(names, 0, func(i int) {
		s.code = ""
		s.numbers.Objects = nil
		s.checked.Hide()
		if i > 0 {
			s.code = countries[i-1].Code
			s.numbers.Objects = []fyne.CanvasObject{kit.Columns(240, support.Numbers(w, countries[i-1])...)}
			s.checked.Show()
		}
		s.numbers.Refresh()
		s.screen.Relayout()
	})
	s.checked = kit.NewTick(w.T("opening.country_checked"), false, nil)
	s.checked.Second(w.T("opening.country_check", "Date", facts.Checked(assets.CountriesChecked())))
	s.checked.Hide()
	s.button = kit.Primary(w.T("common.continue"), s.save)
	s.screen = kit.NewReadingScreen(kit.Inset(0, topAir, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T("opening.country_title")), kit.Sub(w.T("opening.country_line"))),
		kit.NewCard(kit.Column(look.CardPadding, kit.AtMost(formWidth, kit.Labelled(w.T("support.country"), s.pick)), s.numbers, s.checked)),
		kit.Buttons(s.button, kit.Quiet(w.T("common.skip"), s.enter)),
		kit.Small(w.T("opening.country_later")))))
	return s
}

func (s *country) object() fyne.CanvasObject { return s.screen }
func (s *country) focus(c fyne.Canvas)       { c.Focus(s.pick) }
func (s *country) wipe()                     {}

// escape skips it.
func (s *country) escape() bool {
	s.enter()
	return true
}

func (s *country) enter() {
	if !s.page.working {
		s.page.enter()
		s.then()
	}
}

// save keeps what was chosen and goes on into the journal.
func (s *country) save() {
	if s.code == "" {
		s.enter()
		return
	}
	code, checked := s.code, s.checked.On()
	s.page.doFrom(s.button, s.page.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		return s.page.door.SaveCountry(ctx, code, checked)
	}, func(err error) {
		s.enter()
		s.page.shell.Fail(err)
	})
}

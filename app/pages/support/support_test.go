package support_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/support"
	"afterglow/assets"
)

type shell struct {
	*pagetest.Shell
	country string
}

func (s *shell) Country() string        { return s.country }
func (s *shell) SetCountry(code string) { s.country = code }

var say = assets.English().T

func start(t *testing.T, country string) (*shell, *support.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{}), country: country}
	p := support.New(s)
	s.Show(p)
	return s, p
}

func TestEveryNumberOfEveryCountryIsShownWithItsSource(t *testing.T) {
	for _, c := range assets.Countries() {
		_, p := start(t, c.Code)
		if !pagetest.Says(p.Content(), c.Emergency) {
			t.Errorf("%s: the emergency number is missing", c.Name)
		}
		for _, l := range c.Lines {
			source := say("support.source_memory")
			if l.Source == assets.SourceRead {
				source = say("support.source_read")
			}
			if l.Note != "" {
				source = l.Note + " · " + source
			}
			if !pagetest.Says(p.Content(), l.Number) || !pagetest.Says(p.Content(), source) {
				t.Errorf("%s: %s or its source is missing", c.Name, l.Number)
			}
		}
	}
}

func TestWhatTheAppCannotDoIsSaid(t *testing.T) {
	_, p := start(t, "")
	for _, text := range []string{say("notice.cannot_contact"), say("support.act_now"), say("support.step1"), say("support.step2"),
		say("support.step3"), say("support.checked", "Date", assets.CountriesChecked())} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the page does not say %q", text)
		}
	}
}

func TestAnotherCountry(t *testing.T) {
	s, p := start(t, "US")
	pick := pagetest.PickList(t, p.Content(), 0)
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.country != "GB" || !pagetest.Says(p.Content(), "116 123") || pagetest.Says(p.Content(), "911") {
		t.Errorf("the country is %q, or its numbers are not shown", s.country)
	}
}

func TestContinueLeadsBack(t *testing.T) {
	s, p := start(t, "GB")
	pagetest.Press(t, p.Content(), say("support.continue"))
	if s.Backs != 1 {
		t.Error("Continue leads nowhere")
	}
}

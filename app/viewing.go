package app

import (
	"afterglow/app/look"
	"afterglow/app/route"
)

// scaleText makes the text larger or smaller by a step.
func (s *Shell) scaleText(by float32) {
	l := s.look
	l.TextScale += by
	s.SetLook(l)
}

// toggleDark changes between light and dark, and keeps the contrast.
func (s *Shell) toggleDark() {
	l := s.look
	switch l.Variant {
	case look.Dusk:
		l.Variant = look.Paper
	case look.DuskContrast:
		l.Variant = look.PaperContrast
	case look.PaperContrast:
		l.Variant = look.DuskContrast
	default:
		l.Variant = look.Dusk
	}
	s.SetLook(l)
}

// dress gives the window the look of a page: the one right after a session is
// dark whatever is chosen, down to the caret.
func (s *Shell) dress(page route.Name) {
	l := s.look
	if page == route.Right && !l.Variant.Dark() {
		l.Variant = look.Dusk
		if s.look.Variant == look.PaperContrast {
			l.Variant = look.DuskContrast
		}
	}
	if look.Current().Settings() != l {
		s.app.Settings().SetTheme(look.New(l))
	}
}

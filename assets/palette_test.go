package assets_test

import (
	"image/color"
	"math"
	"testing"

	"afterglow/assets"
)

// contrast is WCAG 2.2's contrast ratio of two opaque colours, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG 2.2's relative luminance.
func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func TestContrastIsComputedAsInWCAG(t *testing.T) {
	black, white, grey := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}, color.NRGBA{0x76, 0x76, 0x76, 255}
	if got := contrast(black, white); math.Abs(got-21) > 0.001 {
		t.Errorf("black on white: %.3f", got)
	}
	if got := contrast(grey, white); math.Abs(got-4.54) > 0.01 { // the usual example of the lightest grey that passes
		t.Errorf("#767676 on white: %.3f", got)
	}
}

func TestEveryLookIsReadable(t *testing.T) {
	type pair struct {
		what         string
		front, back  color.NRGBA
		least, great float64 // usual look, contrast variant
	}
	for _, p := range assets.Palettes() {
		grounds := map[string]color.NRGBA{"ground": p.Ground, "card": p.Card, "rail": p.Rail}
		pairs := []pair{
			{"ink on accent ground", p.Ink, p.AccentGround, 4.5, 7},
			{"quiet on accent ground", p.Quiet, p.AccentGround, 4.5, 7},
			{"accent on accent ground", p.Accent, p.AccentGround, 4.5, 7},
			{"text on accent", p.OnAccent, p.Accent, 4.5, 7},
			{"ink on selection", p.Ink, p.Selection, 4.5, 7},
			{"ink on mark", p.Ink, p.Mark, 4.5, 7},
			{"ink on warning ground", p.Ink, p.WarningGround, 4.5, 7},
			{"quiet on warning ground", p.Quiet, p.WarningGround, 4.5, 7},
			{"warning on its ground", p.Warning, p.WarningGround, 4.5, 7},
			{"text on warning", p.OnWarning, p.Warning, 4.5, 7},
			{"ink on the full page", p.PageInk(), p.Page, 4.5, 7},
			{"quiet on the full page", p.PageQuiet(), p.Page, 4.5, 7},
			{"accent on the full page", p.PageAccent(), p.Page, 4.5, 7},
			{"focus on accent ground", p.Focus, p.AccentGround, 3, 4.5},
			{"control border on accent ground", p.ControlBorder, p.AccentGround, 3, 4.5},
		}
		for name, g := range grounds {
			pairs = append(pairs,
				pair{"ink on " + name, p.Ink, g, 4.5, 7},
				pair{"quiet on " + name, p.Quiet, g, 4.5, 7},
				pair{"accent on " + name, p.Accent, g, 4.5, 7},
				pair{"warning on " + name, p.Warning, g, 4.5, 7},
				pair{"disabled on " + name, p.Disabled, g, 3, 4.5},
				pair{"control border on " + name, p.ControlBorder, g, 3, 4.5},
				pair{"focus on " + name, p.Focus, g, 3, 4.5},
			)
		}
		strong := p.Name == "paper-contrast" || p.Name == "dusk-contrast"
		for _, c := range pairs {
			least := c.least
			if strong {
				least = c.great
			}
			if got := contrast(c.front, c.back); got < least {
				t.Errorf("%s: %s is %.2f:1, less than %.1f:1", p.Name, c.what, got, least)
			}
		}
	}
}

func TestLooksAreNamedAndOpaque(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range assets.Palettes() {
		if p.Name == "" || seen[p.Name] {
			t.Errorf("a look is named %q twice or not at all", p.Name)
		}
		seen[p.Name] = true
		for i, c := range []color.NRGBA{p.Ground, p.Card, p.Rail, p.Page, p.Ink, p.Quiet, p.Disabled, p.Line, p.ControlBorder,
			p.Focus, p.Accent, p.AccentGround, p.OnAccent, p.Selection, p.Mark, p.Warning, p.WarningGround, p.OnWarning} {
			if c.A != 0xFF {
				t.Errorf("%s: colour %d is not opaque", p.Name, i)
			}
		}
		if (luminance(p.Ground) < 0.2) != p.Dark {
			t.Errorf("%s: Dark is %v", p.Name, p.Dark)
		}
	}
}

package look_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

func TestEveryColourIsDefined(t *testing.T) {
	for _, v := range look.Variants() {
		test.AssertAllColorNamesDefined(t, look.New(look.Settings{Variant: v}), string(v))
	}
}

// contrast is WCAG 2.2's ratio; over is laid on ground first.
func contrast(over, ground color.Color) float64 {
	luminance := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		part := func(v uint32) float64 {
			s := float64(v) / 0xffff
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
	}
	a, b := luminance(over), luminance(ground)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

// lay is over, which may be translucent, laid on the opaque ground.
func lay(over, ground color.Color) color.Color {
	r, g, b, a := over.RGBA()
	R, G, B, _ := ground.RGBA()
	mix := func(o, u uint32) uint16 { return uint16(o + u*(0xffff-a)/0xffff) }
	return color.RGBA64{R: mix(r, R), G: mix(g, G), B: mix(b, B), A: 0xffff}
}

func TestWhatIsDrawnCanBeRead(t *testing.T) {
	const text, edge = 4.5, 3.0
	pairs := []struct {
		front, ground fyne.ThemeColorName
		least         float64
	}{
		{look.ColorInk, theme.ColorNameBackground, text},
		{look.ColorInk, look.ColorCard, text},
		{look.ColorInk, theme.ColorNameInputBackground, text},
		{look.ColorInk, theme.ColorNameMenuBackground, text},
		{look.ColorInk, theme.ColorNameOverlayBackground, text},
		{look.ColorInk, theme.ColorNameSelection, text},
		{look.ColorInk, theme.ColorNameFocus, text}, // Fyne's own widgets lay it under their text
		{look.ColorInk, look.ColorMark, text},
		{look.ColorInk, look.ColorAccentGround, text},
		{look.ColorQuiet, theme.ColorNameBackground, text},
		{look.ColorQuiet, look.ColorCard, text},
		{look.ColorQuiet, look.ColorRail, text},
		{look.ColorQuiet, look.ColorAccentGround, text},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, text},
		{look.ColorAccent, look.ColorCard, text},            // quiet buttons and links
		{look.ColorAccent, theme.ColorNameBackground, text}, // the same on the page
		{look.ColorAccent, look.ColorAccentGround, text},    // chosen chips and pages
		{look.ColorOnAccent, look.ColorAccent, text},
		{theme.ColorNameForegroundOnError, theme.ColorNameError, text},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, text},
		{look.ColorWarning, look.ColorCard, text},
		{look.ColorWarning, theme.ColorNameBackground, text},
		{look.ColorWarning, look.ColorWarningGround, text},
		{look.ColorControl, look.ColorCard, edge},
		{look.ColorControl, theme.ColorNameBackground, edge},
		{theme.ColorNameInputBorder, theme.ColorNameInputBackground, edge},
		{theme.ColorNameScrollBar, theme.ColorNameBackground, edge},
		{look.ColorRing, look.ColorCard, edge},
		{look.ColorRing, look.ColorRail, edge},
		{look.ColorRing, theme.ColorNameBackground, edge},
	}
	for _, v := range look.Variants() {
		th := look.New(look.Settings{Variant: v})
		c := func(n fyne.ThemeColorName) color.Color { return th.Color(n, theme.VariantLight) }
		for _, p := range pairs {
			if got := contrast(c(p.front), c(p.ground)); got < p.least {
				t.Errorf("%s: %s on %s is %.2f, below %.1f", v, p.front, p.ground, got, p.least)
			}
		}
		// Under the pointer the main button is still readable.
		hovered := lay(c(theme.ColorNameHover), c(look.ColorAccent))
		if got := contrast(c(look.ColorOnAccent), hovered); got < text {
			t.Errorf("%s: the main button under the pointer is %.2f", v, got)
		}
	}
}

func TestSettingsArePutRight(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct{ in, want look.Settings }{
		{look.Settings{}, look.Settings{Variant: look.Paper, TextScale: 1}},
		{look.Settings{Variant: "neon", TextScale: 9}, look.Settings{Variant: look.Paper, TextScale: look.MaxTextScale}},
		{look.Settings{Variant: look.Dusk, TextScale: 0.1}, look.Settings{Variant: look.Dusk, TextScale: look.MinTextScale}},
		{look.Settings{TextScale: nan}, look.Settings{Variant: look.Paper, TextScale: 1}},
		{look.Settings{Variant: look.DuskContrast, TextScale: 1.6, ReducedMotion: true}, look.Settings{Variant: look.DuskContrast, TextScale: 1.6, ReducedMotion: true}},
	} {
		if got := c.in.Sound(); got != c.want {
			t.Errorf("%+v became %+v, want %+v", c.in, got, c.want)
		}
	}
}

func TestTextGrowsAndMarginsDoNot(t *testing.T) {
	one, two := look.New(look.Settings{}), look.New(look.Settings{TextScale: 2})
	for _, size := range []fyne.ThemeSizeName{theme.SizeNameText, look.SizeHeading, look.SizeReading, look.SizeSmall, theme.SizeNameCaptionText} {
		if one.Size(size)*2 != two.Size(size) {
			t.Errorf("%s: %v and %v", size, one.Size(size), two.Size(size))
		}
	}
	for _, size := range []fyne.ThemeSizeName{theme.SizeNamePadding, theme.SizeNameInputRadius, theme.SizeNameScrollBar} {
		if one.Size(size) != two.Size(size) || one.Size(size) == 0 {
			t.Errorf("%s: %v and %v", size, one.Size(size), two.Size(size))
		}
	}
}

func TestTheSerifIsMeasuredAsItIsDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Settings{}))
	const words = "There was a lantern and I was not the one holding it."
	sans, serif := fyne.MeasureText(words, 17, look.Sans), fyne.MeasureText(words, 17, look.Serif)
	if sans.Width == serif.Width {
		t.Error("the serif is measured as the sans")
	}
	if bold := fyne.MeasureText(words, 17, look.SerifBold); bold.Width <= serif.Width {
		t.Error("the bold serif is no wider than the regular one")
	}
	if row := serif.Height / 17; row < 1.6 || row > 1.8 {
		t.Errorf("rows of reading stand %.2f letter sizes apart", row)
	}
}

func TestAnOverrideChangesWhatIsInside(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Settings{}))
	entry, plain := widget.NewMultiLineEntry(), widget.NewMultiLineEntry()
	inside := look.With(entry, look.TextSize(look.SizeBig), look.Plain(), look.Night())
	if inside.MinSize().Height <= plain.MinSize().Height {
		t.Error("the text did not get larger")
	}
	th := entry.Theme()
	if got := th.Color(theme.ColorNameInputBackground, 0); got != color.Transparent {
		t.Errorf("the field has a ground: %v", got)
	}
	night := look.New(look.Settings{Variant: look.Dusk})
	if th.Color(look.ColorInk, 0) != night.Color(look.ColorInk, 0) {
		t.Error("the page is not dark")
	}

	app.Settings().SetTheme(look.New(look.Settings{Variant: look.PaperContrast, TextScale: 2}))
	night = look.New(look.Settings{Variant: look.DuskContrast})
	if th.Color(look.ColorInk, 0) != night.Color(look.ColorInk, 0) || th.Size(theme.SizeNameText) != 46 {
		t.Error("the override did not follow the chosen look")
	}
}

package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"afterglow/assets"
)

// Theme is a fyne.Theme. It never changes; for another look make a new one.
type Theme struct {
	settings Settings
	palette  assets.Palette
	colours  map[fyne.ThemeColorName]color.Color
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme for s, put right by Sound first.
func New(s Settings) *Theme {
	s = s.Sound()
	p := paletteOf(s.Variant)
	return &Theme{settings: s, palette: p, colours: coloursOf(p)}
}

// ordinary stands in where another theme is set.
var ordinary = New(Settings{})

// Current is the theme of the running window, or the default one where another
// theme is set, as in tests.
func Current() *Theme {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*Theme); ok {
			return t
		}
	}
	return ordinary
}

// Settings are those the theme was made from.
func (t *Theme) Settings() Settings { return t.settings }

// Palette is where the theme's colours come from.
func (t *Theme) Palette() assets.Palette { return t.palette }

// Color implements fyne.Theme. The desktop's variant is ignored.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colours[name]; ok {
		return c
	}
	return t.palette.Ink
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := textSizes[name]; ok {
		return size * t.settings.TextScale
	}
	if size, ok := fixedSizes[name]; ok {
		return size
	}
	return theme.DefaultTheme().Size(name)
}

// Font implements fyne.Theme.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return face(style) }

// Icon implements fyne.Theme: Fyne's own icons, drawn in our colours.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Change is a way in which a part of the window differs from the rest.
type Change func(*override)

// TextSize makes ordinary text as large as name, a text size of this package.
func TextSize(name fyne.ThemeSizeName) Change {
	return func(o *override) { o.text = name }
}

// Plain takes ground and border from fields: a page to write on, not a box.
func Plain() Change { return func(o *override) { o.plain = true } }

// Night is the dark look that belongs to the chosen one, whatever that is.
func Night() Change { return func(o *override) { o.night = true } }

// With shows obj with the changes. They follow the chosen look and text size
// when those change. An override inside another one does not inherit: name all
// changes in the inner one again. After adding objects inside, Refresh it.
func With(obj fyne.CanvasObject, changes ...Change) *container.ThemeOverride {
	o := &override{}
	for _, change := range changes {
		change(o)
	}
	return container.NewThemeOverride(obj, o)
}

// override answers from the window's theme of the moment, with its changes.
type override struct {
	text         fyne.ThemeSizeName
	plain, night bool

	under   *Theme // the theme dark was made for
	darkest *Theme
}

var _ fyne.Theme = (*override)(nil)

// base must not be theme.Current, which answers with the override itself while
// that is being laid out.
func (o *override) base() *Theme {
	t := Current()
	if !o.night {
		return t
	}
	if o.under != t {
		p := nightOf(t.palette)
		o.under, o.darkest = t, &Theme{settings: t.settings, palette: p, colours: coloursOf(p)}
	}
	return o.darkest
}

func (o *override) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if o.plain && (name == theme.ColorNameInputBackground || name == theme.ColorNameInputBorder) {
		return color.Transparent
	}
	return o.base().Color(name, v)
}

func (o *override) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNameText && o.text != "" {
		name = o.text
	}
	return o.base().Size(name)
}

func (o *override) Font(style fyne.TextStyle) fyne.Resource    { return face(style) }
func (o *override) Icon(name fyne.ThemeIconName) fyne.Resource { return o.base().Icon(name) }

package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"afterglow/assets"
)

// Colours beyond Fyne's own.
const (
	ColorInk           fyne.ThemeColorName = theme.ColorNameForeground
	ColorQuiet         fyne.ThemeColorName = "afterglow.quiet" // second text
	ColorCard          fyne.ThemeColorName = "afterglow.card"
	ColorRail          fyne.ThemeColorName = "afterglow.rail"
	ColorLine          fyne.ThemeColorName = "afterglow.line"    // hairlines: decoration only
	ColorControl       fyne.ThemeColorName = "afterglow.control" // edges of controls
	ColorRing          fyne.ThemeColorName = "afterglow.ring"    // around what the keyboard is on
	ColorAccent        fyne.ThemeColorName = theme.ColorNamePrimary
	ColorAccentGround  fyne.ThemeColorName = "afterglow.accentGround"
	ColorOnAccent      fyne.ThemeColorName = theme.ColorNameForegroundOnPrimary
	ColorMark          fyne.ThemeColorName = "afterglow.mark" // behind words a search found
	ColorWarning       fyne.ThemeColorName = theme.ColorNameWarning
	ColorWarningGround fyne.ThemeColorName = "afterglow.warningGround"
	ColorScrim         fyne.ThemeColorName = "afterglow.scrim" // over the page, behind a dialog
)

func paletteOf(v Variant) assets.Palette {
	switch v {
	case Dusk:
		return assets.Dusk()
	case PaperContrast:
		return assets.PaperContrast()
	case DuskContrast:
		return assets.DuskContrast()
	default:
		return assets.Paper()
	}
}

// nightOf is the dark palette that belongs to p.
func nightOf(p assets.Palette) assets.Palette {
	if p.Name == string(PaperContrast) || p.Name == string(DuskContrast) {
		return assets.DuskContrast()
	}
	return assets.Dusk()
}

func coloursOf(p assets.Palette) map[fyne.ThemeColorName]color.Color {
	return map[fyne.ThemeColorName]color.Color{
		ColorQuiet:         p.Quiet,
		ColorCard:          p.Card,
		ColorRail:          p.Rail,
		ColorLine:          p.Line,
		ColorControl:       p.ControlBorder,
		ColorRing:          p.Focus,
		ColorAccentGround:  p.AccentGround,
		ColorMark:          p.Mark,
		ColorWarningGround: p.WarningGround,
		ColorScrim:         p.Scrim,

		theme.ColorNameBackground:                p.Ground,
		theme.ColorNameForeground:                p.Ink,
		theme.ColorNamePlaceHolder:               p.Quiet,
		theme.ColorNameDisabled:                  p.Disabled,
		theme.ColorNameButton:                    p.Card,
		theme.ColorNameDisabledButton:            p.Line,
		theme.ColorNamePrimary:                   p.Accent,
		theme.ColorNameForegroundOnPrimary:       p.OnAccent,
		theme.ColorNameHyperlink:                 p.Accent,
		theme.ColorNameFocus:                     p.AccentGround, // Fyne's own widgets lay it under what has the keyboard
		theme.ColorNameHover:                     p.Hover,
		theme.ColorNamePressed:                   p.Hover,
		theme.ColorNameSelection:                 p.Selection,
		theme.ColorNameInputBackground:           p.Card,
		theme.ColorNameInputBorder:               p.ControlBorder,
		theme.ColorNameMenuBackground:            p.Card,
		theme.ColorNameOverlayBackground:         p.Card,
		theme.ColorNameHeaderBackground:          p.Rail,
		theme.ColorNameSeparator:                 p.Line,
		theme.ColorNameShadow:                    p.Shadow,
		theme.ColorNameScrollBar:                 p.ControlBorder,
		theme.ColorNameScrollBarBackground:       p.Line,
		theme.ColorNameInnerWindowBorder:         p.Line,
		theme.ColorNameInnerWindowBorderInactive: p.Line,
		theme.ColorNameError:                     p.Warning,
		theme.ColorNameForegroundOnError:         p.OnWarning,
		theme.ColorNameWarning:                   p.Warning,
		theme.ColorNameForegroundOnWarning:       p.OnWarning,
		theme.ColorNameSuccess:                   p.Accent,
		theme.ColorNameForegroundOnSuccess:       p.OnAccent,
	}
}

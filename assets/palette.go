package assets

import "image/color"

// Palette is every colour of one look. All are opaque but Shadow, Scrim and
// Hover. A test holds the contrasts of WCAG 2.2: text on its ground 4.5:1
// (7:1 in the contrast variants), borders of controls and focus 3:1.
type Palette struct {
	Name string // "paper", "dusk", "paper-contrast", "dusk-contrast"
	Dark bool

	Ground color.NRGBA // behind the page
	Card   color.NRGBA // raised paper: cards, boxes to write in, dialogs
	Rail   color.NRGBA // behind the rail on the left
	Page   color.NRGBA // the full page right after a session

	Ink      color.NRGBA // text; readable on every ground below
	Quiet    color.NRGBA // second text and placeholders; as Ink, not on Selection or Mark
	Disabled color.NRGBA // text of what cannot be used now; 3:1, which WCAG asks of nothing disabled

	Line          color.NRGBA // hairlines and edges of cards: decoration, never the only sign
	ControlBorder color.NRGBA // edges of boxes, ticks and buttons: 3:1
	Focus         color.NRGBA // ring around what the keyboard is on: 3:1

	Accent       color.NRGBA // the one accent: main button, chosen page, links
	AccentGround color.NRGBA // behind what is chosen, with Accent or Ink on it
	OnAccent     color.NRGBA // text on Accent

	Selection color.NRGBA // behind selected text
	Mark      color.NRGBA // behind the words a search found

	Warning       color.NRGBA // text and signs of what needs a look
	WarningGround color.NRGBA // behind it
	OnWarning     color.NRGBA // text on a button in Warning

	Hover  color.NRGBA // laid over what the pointer is on
	Shadow color.NRGBA
	Scrim  color.NRGBA // laid over the page behind a dialog
}

// Paper is the light look (DESIGN §2).
func Paper() Palette {
	return Palette{
		Name:   "paper",
		Ground: rgb(0xFAF7F1), Card: rgb(0xFFFFFF), Rail: rgb(0xF1ECE3), Page: rgb(0x1C1B22),
		Ink: rgb(0x2E2B34), Quiet: rgb(0x67626F), Disabled: rgb(0x87828E),
		Line: rgb(0xE6E0D6), ControlBorder: rgb(0x85808D), Focus: rgb(0x5B4B8A),
		Accent: rgb(0x5B4B8A), AccentGround: rgb(0xE9E3F4), OnAccent: rgb(0xFFFFFF),
		Selection: rgb(0xD6CBEE), Mark: rgb(0xFBE8B8),
		Warning: rgb(0x8A4A12), WarningGround: rgb(0xFBEEDD), OnWarning: rgb(0xFFFFFF),
		Hover: rgba(0x2E2B34, 0x0D), Shadow: rgba(0x2E2B34, 0x1F), Scrim: rgba(0x2E2B34, 0x66),
	}
}

// Dusk is the dark look (DESIGN §2).
func Dusk() Palette {
	return Palette{
		Name: "dusk", Dark: true,
		Ground: rgb(0x1C1B22), Card: rgb(0x26242D), Rail: rgb(0x16151B), Page: rgb(0x1C1B22),
		Ink: rgb(0xECE7DF), Quiet: rgb(0xA7A1B2), Disabled: rgb(0x7A7585),
		Line: rgb(0x383541), ControlBorder: rgb(0x868193), Focus: rgb(0xB9A8E6),
		Accent: rgb(0xB9A8E6), AccentGround: rgb(0x3A3450), OnAccent: rgb(0x1C1B22),
		Selection: rgb(0x4C4470), Mark: rgb(0x574A22),
		Warning: rgb(0xE6B17A), WarningGround: rgb(0x3A2D20), OnWarning: rgb(0x1C1B22),
		Hover: rgba(0xECE7DF, 0x12), Shadow: rgba(0x000000, 0x66), Scrim: rgba(0x000000, 0x99),
	}
}

// PaperContrast is the light look for eyes that want more contrast.
func PaperContrast() Palette {
	return Palette{
		Name:   "paper-contrast",
		Ground: rgb(0xFFFFFF), Card: rgb(0xFFFFFF), Rail: rgb(0xF4F2EE), Page: rgb(0x000000),
		Ink: rgb(0x000000), Quiet: rgb(0x3A3643), Disabled: rgb(0x6B6672),
		Line: rgb(0x6B6672), ControlBorder: rgb(0x3A3643), Focus: rgb(0x000000),
		Accent: rgb(0x3B2B70), AccentGround: rgb(0xE9E3F4), OnAccent: rgb(0xFFFFFF),
		Selection: rgb(0xD6CBEE), Mark: rgb(0xFFE08A),
		Warning: rgb(0x6B3200), WarningGround: rgb(0xFFF3E2), OnWarning: rgb(0xFFFFFF),
		Hover: rgba(0x000000, 0x14), Shadow: rgba(0x000000, 0x33), Scrim: rgba(0x000000, 0x80),
	}
}

// DuskContrast is the dark look for eyes that want more contrast.
func DuskContrast() Palette {
	return Palette{
		Name: "dusk-contrast", Dark: true,
		Ground: rgb(0x000000), Card: rgb(0x0F0E14), Rail: rgb(0x000000), Page: rgb(0x000000),
		Ink: rgb(0xFFFFFF), Quiet: rgb(0xD6D2DE), Disabled: rgb(0x9A95A3),
		Line: rgb(0x8B8696), ControlBorder: rgb(0xD6D2DE), Focus: rgb(0xFFFFFF),
		Accent: rgb(0xD8CCFA), AccentGround: rgb(0x2C2547), OnAccent: rgb(0x000000),
		Selection: rgb(0x463B75), Mark: rgb(0x4D3D00),
		Warning: rgb(0xFFC98F), WarningGround: rgb(0x2E1F10), OnWarning: rgb(0x000000),
		Hover: rgba(0xFFFFFF, 0x26), Shadow: rgba(0x000000, 0x80), Scrim: rgba(0x000000, 0xB3),
	}
}

// Palettes lists every look, the two usual ones first.
func Palettes() []Palette { return []Palette{Paper(), Dusk(), PaperContrast(), DuskContrast()} }

// PageInk is the text on Page, which is dark in every look.
func (p Palette) PageInk() color.NRGBA { return p.night().Ink }

// PageQuiet is the second text on Page.
func (p Palette) PageQuiet() color.NRGBA { return p.night().Quiet }

// PageAccent is the accent on Page.
func (p Palette) PageAccent() color.NRGBA { return p.night().Accent }

// night is the dark palette that goes with p.
func (p Palette) night() Palette {
	if p.Page == DuskContrast().Page {
		return DuskContrast()
	}
	return Dusk()
}

func rgb(v uint32) color.NRGBA { return rgba(v, 0xFF) }

func rgba(v uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}

package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Text sizes beyond Fyne's own, at a text scale of 1 in Fyne's units.
const (
	SizeHeading fyne.ThemeSizeName = "afterglow.heading" // 28: a page's name
	SizeTitle   fyne.ThemeSizeName = "afterglow.title"   // 19: a card's or an entry's title
	SizeReading fyne.ThemeSizeName = "afterglow.reading" // 17: words that are someone's own
	SizeBig     fyne.ThemeSizeName = "afterglow.big"     // 23: right after a session
	SizeBody    fyne.ThemeSizeName = "afterglow.body"    // 15: what the program says
	SizeSmall   fyne.ThemeSizeName = "afterglow.small"   // 13: dates, hints, chips
)

// Measures that do not grow with the text, from the drawings.
const (
	Margin       float32 = 44  // from the rail or the window's edge to the page
	NarrowMargin float32 = 22  // the same in a narrow window
	PageWidth    float32 = 920 // the widest a page's content gets
	RailWidth    float32 = 178
	CardPadding  float32 = 22
	CardGap      float32 = 16 // between cards
	Gap          float32 = 8  // between lines that belong together
	CardRadius   float32 = 14
	ButtonRadius float32 = 10
	InputRadius  float32 = 8
	Hairline     float32 = 1
	FocusWidth   float32 = 2
)

// textSizes are multiplied by the text scale.
var textSizes = map[fyne.ThemeSizeName]float32{
	SizeHeading:                   28,
	SizeTitle:                     19,
	SizeReading:                   17,
	SizeBig:                       23,
	SizeBody:                      15,
	SizeSmall:                     13,
	theme.SizeNameText:            15,
	theme.SizeNameHeadingText:     28,
	theme.SizeNameSubHeadingText:  19,
	theme.SizeNameCaptionText:     13,
	theme.SizeNameInlineIcon:      20,
	theme.SizeNameScrollBarRadius: 4,
}

// fixedSizes do not follow the text.
var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:              5,
	theme.SizeNameInnerPadding:         9,
	theme.SizeNameLineSpacing:          5,
	theme.SizeNameSeparatorThickness:   1,
	theme.SizeNameSplitThickness:       8,
	theme.SizeNameInputBorder:          1.5, // also the width of the caret
	theme.SizeNameInputRadius:          InputRadius,
	theme.SizeNameButtonRadius:         ButtonRadius,
	theme.SizeNameCardRadius:           CardRadius,
	theme.SizeNameDialogRadius:         CardRadius,
	theme.SizeNamePopupRadius:          CardRadius,
	theme.SizeNameMenuRadius:           InputRadius,
	theme.SizeNameSelectionRadius:      3,
	theme.SizeNameScrollBar:            10,
	theme.SizeNameScrollBarSmall:       4,
	theme.SizeNameModalBlurRadius:      0, // a blur costs a frame without a GPU
	theme.SizeNameInnerWindowRadius:    CardRadius,
	theme.SizeNameWindowTitleBarHeight: 26,
	theme.SizeNameWindowButtonHeight:   16,
	theme.SizeNameWindowButtonRadius:   8,
	theme.SizeNameWindowButtonIcon:     14,
}

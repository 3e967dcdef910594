package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"afterglow/assets"
)

// serifMark tells our two typefaces apart inside a fyne.TextStyle, which has no
// field for a family. A tab this wide is asked for by nobody else, and unlike a
// theme of its own it is seen wherever Fyne measures text.
const serifMark = 3

// The styles of words that are someone's own.
var (
	Serif           = fyne.TextStyle{TabWidth: serifMark}
	SerifBold       = fyne.TextStyle{TabWidth: serifMark, Bold: true}
	SerifItalic     = fyne.TextStyle{TabWidth: serifMark, Italic: true}
	SerifBoldItalic = fyne.TextStyle{TabWidth: serifMark, Bold: true, Italic: true}
)

// The styles of what the program says.
var (
	Sans       = fyne.TextStyle{}
	SansBold   = fyne.TextStyle{Bold: true}
	SansItalic = fyne.TextStyle{Italic: true}
)

// The reading faces stand in rows about 1.7 times their size apart, as in the
// drawings; the bold one is for titles and keeps its own spacing.
var (
	serifRegular = fyne.NewStaticResource("NotoSerif-Regular.ttf", withLineGap(assets.SerifRegular, readingGap))
	serifItalic  = fyne.NewStaticResource("NotoSerif-Italic.ttf", withLineGap(assets.SerifItalic, readingGap))
	serifBold    = fyne.NewStaticResource("NotoSerif-Bold.ttf", assets.SerifBold)
	sansRegular  = fyne.NewStaticResource("NotoSans-Regular.ttf", assets.SansRegular)
	sansItalic   = fyne.NewStaticResource("NotoSans-Italic.ttf", assets.SansItalic)
	sansBold     = fyne.NewStaticResource("NotoSans-Bold.ttf", assets.SansBold)
)

func face(style fyne.TextStyle) fyne.Resource {
	serif := style.TabWidth == serifMark
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case serif && style.Bold: // there is no bold italic; bold says more
		return serifBold
	case serif && style.Italic:
		return serifItalic
	case serif:
		return serifRegular
	case style.Bold:
		return sansBold
	case style.Italic:
		return sansItalic
	default:
		return sansRegular
	}
}

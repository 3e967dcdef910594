package assets

import _ "embed"

// The fonts, as TrueType files: Noto Sans for the interface, Noto Serif for
// what a person writes and reads. Each holds Latin, Greek and Cyrillic with
// combining marks, punctuation, currency, arrows, boxes (☐☑□) and a few signs;
// kerning and marks, no ligatures. Licence: FontLicence. Made by
// fonts/subset.py from Debian's fonts-noto-core. Shared: read only.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	SansRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	SansBold []byte
	//go:embed fonts/NotoSans-Italic.ttf
	SansItalic []byte
	//go:embed fonts/NotoSerif-Regular.ttf
	SerifRegular []byte
	//go:embed fonts/NotoSerif-Bold.ttf
	SerifBold []byte
	//go:embed fonts/NotoSerif-Italic.ttf
	SerifItalic []byte
)

// FontLicence is the SIL Open Font License 1.1 the fonts come under, with
// their copyright and source.
//
//go:embed fonts/OFL.txt
var FontLicence string

package report

import (
	"sync"

	"golang.org/x/image/font/sfnt"

	"afterglow/assets"
)

// coverage is which letters of the basic plane every face can draw.
var coverage = sync.OnceValue(func() *[1 << 16]bool {
	var can [1 << 16]bool
	for i := range can {
		can[i] = true
	}
	var buffer sfnt.Buffer
	for _, data := range [][]byte{assets.SansRegular, assets.SansBold, assets.SerifRegular, assets.SerifBold, assets.SerifItalic} {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic("report: an embedded font does not parse: " + err.Error())
		}
		for i := range can {
			if can[i] {
				glyph, err := f.GlyphIndex(&buffer, rune(i))
				can[i] = err == nil && glyph != 0
			}
		}
	}
	return &can
})

// drawable says whether every face has this letter.
func drawable(r rune) bool { return r >= 0 && r < 1<<16 && coverage()[r] }

package assets_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"afterglow/assets"
)

// sample holds what the interface, the languages of the fonts and a person
// writing may need.
const sample = "AZaz09 éñßøÅžłő ḋẵ Ελλάς άώ Жизнь ёїґ ‘’“”„–—…•·«»‹› €£¥₹₽ ½¼² ×÷±− →←↑↓ ☐☑□ ✓✕ ●○■▲▼◆ ▸▾ ⟨⟩ \u00a0\u0301\ufffd"

func TestFontsParseAndHoldWhatIsNeeded(t *testing.T) {
	fonts := map[string][]byte{
		"SansRegular": assets.SansRegular, "SansBold": assets.SansBold, "SansItalic": assets.SansItalic,
		"SerifRegular": assets.SerifRegular, "SerifBold": assets.SerifBold, "SerifItalic": assets.SerifItalic,
	}
	for name, data := range fonts {
		if len(data) > 250<<10 {
			t.Errorf("%s is %d KB", name, len(data)>>10)
		}
		f, err := opentype.Parse(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var buf sfnt.Buffer
		for _, r := range sample {
			if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
				t.Errorf("%s has no glyph for %q (U+%04X)", name, r, r)
			}
		}
		family, err := f.Name(&buf, sfnt.NameIDFamily)
		if err != nil || !strings.HasPrefix(family, "Noto ") {
			t.Errorf("%s is called %q, %v", name, family, err)
		}
	}
	if !strings.Contains(assets.FontLicence, "SIL OPEN FONT LICENSE Version 1.1") || !strings.Contains(assets.FontLicence, "fonts-noto-core") {
		t.Error("the fonts' licence or source is missing")
	}
}

func TestIconsAreSquareAndSmall(t *testing.T) {
	for size, data := range map[int][]byte{256: assets.Icon, 512: assets.IconLarge} {
		c, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width != size || c.Height != size {
			t.Errorf("icon of %d: %d × %d, %v", size, c.Width, c.Height, err)
		}
		if len(data) > 30<<10 {
			t.Errorf("icon of %d takes %d KB", size, len(data)>>10)
		}
	}
	if !bytes.Contains(assets.IconSVG, []byte("<svg")) {
		t.Error("the drawing is not an SVG")
	}
}

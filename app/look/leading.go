package look

import (
	"bytes"
	"encoding/binary"
)

// readingGap is added between two rows, in parts of the letter size. Noto
// Serif alone stands 1.36 apart, too tight to read a page of one's own in;
// Fyne has no setting for it inside one text.
const readingGap = 0.3

// withLineGap is a copy of a TrueType font whose rows stand further apart: the
// line gap in its hhea and OS/2 tables is set to gap parts of an em. Data that
// is no such font comes back as it was. The tables' checksums are left alone;
// nothing that draws text reads them.
func withLineGap(font []byte, gap float64) []byte {
	tables := sfntTables(font)
	head, hhea := tables["head"], tables["hhea"]
	if head.size < 20 || hhea.size < 10 {
		return font
	}
	unitsPerEm := binary.BigEndian.Uint16(font[head.offset+18:])
	units := uint16(gap * float64(unitsPerEm))
	changed := bytes.Clone(font)
	binary.BigEndian.PutUint16(changed[hhea.offset+8:], units)
	if os2 := tables["OS/2"]; os2.size >= 74 {
		binary.BigEndian.PutUint16(changed[os2.offset+72:], units)
	}
	return changed
}

// table is where one table of a font lies.
type table struct{ offset, size int }

// sfntTables reads a font's table directory, and only what lies inside it.
func sfntTables(font []byte) map[string]table {
	const header, record = 12, 16
	tables := map[string]table{}
	if len(font) < header {
		return tables
	}
	count := int(binary.BigEndian.Uint16(font[4:]))
	for i := range count {
		at := header + i*record
		if at+record > len(font) {
			break
		}
		offset := int(binary.BigEndian.Uint32(font[at+8:]))
		size := int(binary.BigEndian.Uint32(font[at+12:]))
		if offset <= len(font) && size <= len(font)-offset {
			tables[string(font[at:at+4])] = table{offset, size}
		}
	}
	return tables
}

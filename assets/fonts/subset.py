#!/usr/bin/python3
"""Makes the fonts in this folder from Debian's fonts-noto-core 20201225-1.

    apt-get install fonts-noto-core fonttools && /usr/bin/python3 subset.py

Each face keeps Latin, Greek, Cyrillic, combining marks, punctuation, currency
and fractions, without hinting (our renderer uses none) and without ligatures
(a cursor can stand between any two letters). The few arrows, boxes and signs
that the interface uses are not in Noto Sans and Serif; they are taken from
Noto Sans Math and Noto Sans Symbols2, which share the same 1000 units per em.
"""
import os
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/truetype/noto/"
FACES = ["NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic",
         "NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic"]
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x45F),
          (0x48A, 0x513), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209C),
          (0x20A0, 0x20C0), (0x2100, 0x215F), (0x2190, 0x2199), (0x2212, 0x2212), (0xFFFD, 0xFFFD)]
BORROWED = {
    "NotoSansMath-Regular": "←↑→↓↔⟨⟩≈≠≤≥−∞",
    "NotoSansSymbols2-Regular": "□☐☑☒✓✕✗■▲▼▶◀▸◂▾▴●○◆◇★☆⌘",
}


def load(name, unicodes):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_bounds = True
    options.drop_tables += ["DSIG", "MATH"]
    font = subset.load_font(SOURCE + name + ".ttf", options)
    s = subset.Subsetter(options)
    s.populate(unicodes=unicodes)
    s.subset(font)
    return font


def borrow(font, name, chars):
    missing = [c for c in chars if ord(c) not in font.getBestCmap()]
    other = TTFont(SOURCE + name + ".ttf")
    assert other["head"].unitsPerEm == font["head"].unitsPerEm
    glyphs, cmap = other.getGlyphSet(), other.getBestCmap()
    for c in missing:
        recording = DecomposingRecordingPen(glyphs)
        glyphs[cmap[ord(c)]].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        glyph = "uni%04X" % ord(c)
        font.setGlyphOrder(font.getGlyphOrder() + [glyph])
        font["glyf"].glyphs[glyph] = pen.glyph()
        font["glyf"].glyphOrder = font.getGlyphOrder()
        font["hmtx"].metrics[glyph] = other["hmtx"].metrics[cmap[ord(c)]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(c)] = glyph


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    unicodes = [u for first, last in RANGES for u in range(first, last + 1)]
    for face in FACES:
        font = load(face, unicodes)
        for name, chars in BORROWED.items():
            borrow(font, name, chars)
        target = os.path.join(here, face + ".ttf")
        font.save(target)
        print("%s %d KB, %d characters" % (face, os.path.getsize(target) // 1024, len(font.getBestCmap())))


main()

package look

import (
	"bytes"
	"testing"

	"afterglow/assets"
)

func TestOnlyTheLineGapOfAFontIsChanged(t *testing.T) {
	changed := withLineGap(assets.SerifRegular, 0.3)
	if len(changed) != len(assets.SerifRegular) {
		t.Fatal("the font changed its length")
	}
	different := 0
	for i := range changed {
		if changed[i] != assets.SerifRegular[i] {
			different++
		}
	}
	if different == 0 || different > 4 {
		t.Errorf("%d bytes changed", different)
	}
}

func FuzzWithLineGap(f *testing.F) {
	f.Add(assets.SerifItalic[:400])
	f.Add([]byte("no font"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, font []byte) {
		before := bytes.Clone(font)
		got := withLineGap(font, 0.3)
		if len(got) != len(font) || !bytes.Equal(font, before) {
			t.Error("the font given was changed, or came back with another length")
		}
	})
}

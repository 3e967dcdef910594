package look

// Variant is one of the four ways the window can look.
type Variant string

// The variants.
const (
	Paper         Variant = "paper"
	Dusk          Variant = "dusk"
	PaperContrast Variant = "paper-contrast"
	DuskContrast  Variant = "dusk-contrast"
)

// Variants are all of them, in the order in which they are offered.
func Variants() []Variant { return []Variant{Paper, Dusk, PaperContrast, DuskContrast} }

// Dark says whether the variant is light letters on a dark ground.
func (v Variant) Dark() bool { return v == Dusk || v == DuskContrast }

// The range of the text size.
const (
	MinTextScale = 0.8
	MaxTextScale = 2.0
)

// Settings are what a person can choose about the look. They say nothing
// private. The zero value is paper at its ordinary size.
type Settings struct {
	Variant       Variant `json:"variant"`
	TextScale     float32 `json:"text_scale"`
	ReducedMotion bool    `json:"reduced_motion"`
}

// Sound returns the settings with what is missing or out of range put right.
func (s Settings) Sound() Settings {
	switch s.Variant {
	case Paper, Dusk, PaperContrast, DuskContrast:
	default:
		s.Variant = Paper
	}
	if !(s.TextScale > 0) { // also not a number
		s.TextScale = 1
	}
	s.TextScale = min(max(s.TextScale, MinTextScale), MaxTextScale)
	return s
}

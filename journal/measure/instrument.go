package measure

import (
	"slices"
	"sync"

	"afterglow/assets"
)

// Direction says which way a score is the better one.
type Direction string

// The directions.
const (
	LowerBetter  Direction = "lower_better"
	HigherBetter Direction = "higher_better"
)

// Instrument is one questionnaire in one version and language, as its file
// holds it (domain.md §9; FORMAT.md). Texts are exactly those of its source.
type Instrument struct {
	ID      string   `json:"id"`      // "phq-9"
	Version string   `json:"version"` // of the texts and the scoring
	Lang    string   `json:"lang"`
	Title   string   `json:"title"`
	Intro   string   `json:"intro"`
	Note    string   `json:"note,omitempty"` // below the intro
	Lead    string   `json:"lead,omitempty"` // above every item
	Items   []Item   `json:"items"`
	Options []Option `json:"options,omitempty"` // in the order they are shown
	Scoring Scoring  `json:"scoring"`
	// Ranges are published, and shown in the details only, with their source.
	Ranges    []Range   `json:"ranges,omitempty"`
	Direction Direction `json:"direction"`
	// SmallestChange is the smallest difference of two scores that is taken for
	// one a person notices; 0 is unknown.
	SmallestChange       int    `json:"smallest_change,omitempty"`
	SmallestChangeSource string `json:"smallest_change_source,omitempty"`
	// NoticeRise is how much a score has to be above the one before for the
	// sentence of domain.md §4.4; 0 is never.
	NoticeRise int `json:"notice_rise,omitempty"`
	// Research holds terms of studies, for details and therapist only.
	Research   Research `json:"research,omitzero"`
	MinGapDays int      `json:"min_gap_days,omitempty"` // offered no sooner than that after the last
	RecallDays int      `json:"recall_days,omitempty"`  // how far back the questions ask
	Licence    string   `json:"licence"`
	Credit     string   `json:"credit"`
	Source     string   `json:"source"`
	CheckedOn  string   `json:"checked_on"`      // "2026-11" or a day
	Check      string   `json:"check,omitempty"` // what whoever keeps the file still has to check; never shown
	LOINC      LOINC    `json:"loinc,omitzero"`
}

// Item is one question. Options are its own, or the instrument's if it has none.
type Item struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	LOINC    string   `json:"loinc,omitempty"`
	Unscored bool     `json:"unscored,omitempty"`
	Options  []Option `json:"options,omitempty"`
	// Support opens the Support page when the answer is above zero (domain.md §4.2).
	Support bool `json:"support,omitempty"`
}

// Option is one answer.
type Option struct {
	Value int    `json:"value"`
	Label string `json:"label"`
	LOINC string `json:"loinc,omitempty"`
}

// Scoring is how answers become a score: their sum, which is shown times
// PercentFactor as a percentage where that is not 0.
type Scoring struct {
	Method        string `json:"method"` // "sum"
	PercentFactor int    `json:"percent_factor,omitempty"`
}

// Range is a published range of scores, both ends in it.
type Range struct {
	From  int    `json:"from"`
	To    int    `json:"to"`
	Label string `json:"label"`
}

// Research holds the terms of §3.7: "half or less" counts from a first score of
// HalfFromBaseline on, and Below is the score under which "below five" is.
type Research struct {
	HalfFromBaseline int    `json:"half_from_baseline"`
	Below            int    `json:"below"`
	Source           string `json:"source"`
}

// LOINC are the codes of the whole (domain.md §6.6); empty where none was verified.
type LOINC struct {
	Panel string `json:"panel"`
	Total string `json:"total"`
}

var builtIn = sync.OnceValue(func() []Instrument {
	var list []Instrument
	for _, f := range assets.Instruments() {
		in, err := Parse(f.Name, f.JSON)
		if err != nil {
			panic("measure: " + err.Error()) // built from a broken file; every test finds it
		}
		list = append(list, in)
	}
	return list
})

// BuiltIn lists the measures that come with the program, in the order they are
// offered.
func BuiltIn() []Instrument {
	list := slices.Clone(builtIn())
	for i := range list {
		list[i] = list[i].Clone()
	}
	return list
}

// Shipped is the measure of that id and version that comes with the program.
func Shipped(id, version string) (Instrument, bool) {
	for _, in := range builtIn() {
		if in.ID == id && in.Version == version {
			return in.Clone(), true
		}
	}
	return Instrument{}, false
}

// Clone is a copy that shares nothing.
func (in Instrument) Clone() Instrument {
	in.Options, in.Ranges, in.Items = slices.Clone(in.Options), slices.Clone(in.Ranges), slices.Clone(in.Items)
	for i := range in.Items {
		in.Items[i].Options = slices.Clone(in.Items[i].Options)
	}
	return in
}

// Item is the item of that id.
func (in Instrument) Item(id string) (Item, bool) {
	for _, it := range in.Items {
		if it.ID == id {
			return it, true
		}
	}
	return Item{}, false
}

// OptionsOf are the answers an item can have, in the order they are shown.
func (in Instrument) OptionsOf(it Item) []Option {
	if len(it.Options) > 0 {
		return it.Options
	}
	return in.Options
}

// Bounds are the least and the greatest value a whole form can have, as scores
// are shown: the axis of a chart.
func (in Instrument) Bounds() (low, high int) {
	for _, it := range in.Items {
		if it.Unscored {
			continue
		}
		options := in.OptionsOf(it)
		least, most := options[0].Value, options[0].Value
		for _, o := range options {
			least, most = min(least, o.Value), max(most, o.Value)
		}
		low, high = low+least, high+most
	}
	return in.Shown(low), in.Shown(high)
}

// Shown is a sum as the score that is shown.
func (in Instrument) Shown(sum int) int {
	if in.Scoring.PercentFactor != 0 {
		return sum * in.Scoring.PercentFactor
	}
	return sum
}

// Percent says that scores are percentages.
func (in Instrument) Percent() bool { return in.Scoring.PercentFactor != 0 }

// RangeOf is the published range a score lies in. It is for the details only,
// never a verdict (domain.md §3.7).
func (in Instrument) RangeOf(value int) (Range, bool) {
	for _, r := range in.Ranges {
		if value >= r.From && value <= r.To {
			return r, true
		}
	}
	return Range{}, false
}

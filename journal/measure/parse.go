package measure

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"afterglow/assets"
	"afterglow/journal/strict"
)

// The limits of a file.
const (
	MaxFile    = 256 << 10
	maxItems   = 200
	maxOptions = 21 // 0 to 20
	maxRanges  = 20
	maxText    = 4 << 10
	maxValue   = 1000
	maxDays    = 3660
)

// Parse reads a measure's file. An error is one line that names the file and
// the field. Name is shown as it is: without a folder.
func Parse(name string, b []byte) (Instrument, error) {
	in, err := parse(b)
	if err != nil {
		return Instrument{}, assets.Within(name, err)
	}
	return in, nil
}

func parse(b []byte) (Instrument, error) {
	if len(b) > MaxFile {
		return Instrument{}, assets.Wrong("wrong.file_large", "")
	}
	if utf8.Valid(b) && !json.Valid(b) {
		return Instrument{}, assets.Wrong("wrong.not_measure", "")
	}
	var in Instrument
	unknown, err := strict.Decode(b, &in, true)
	switch {
	case err != nil:
		return Instrument{}, err
	case len(unknown) > 0:
		return Instrument{}, assets.Wrong("wrong.no_field", unknown[0])
	}
	return in, in.Valid()
}

// idForm is what ids and versions look like: they stand in commands and files.
var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,39}$`)

var loincForm = regexp.MustCompile(`^([0-9]{1,7}-[0-9]|LA[0-9]{1,7}-[0-9])?$`)

// Valid says in one line, beginning with the field, what of an instrument is not as
// a file of one has to be.
func (in Instrument) Valid() error {
	for _, f := range []struct{ field, value string }{{"id", in.ID}, {"version", in.Version}} {
		if !idForm.MatchString(f.value) {
			return assets.Wrong("wrong.id", f.field)
		}
	}
	for _, f := range []struct {
		field, value string
		needed       bool
	}{
		{"lang", in.Lang, true}, {"title", in.Title, true}, {"intro", in.Intro, true}, {"note", in.Note, false}, {"lead", in.Lead, false},
		{"smallest_change_source", in.SmallestChangeSource, false}, {"research.source", in.Research.Source, false},
		{"licence", in.Licence, true}, {"credit", in.Credit, true}, {"source", in.Source, true}, {"check", in.Check, false},
	} {
		if err := checkText(f.field, f.value, f.needed); err != nil {
			return err
		}
	}
	if in.Direction != LowerBetter && in.Direction != HigherBetter {
		return assets.Wrong("wrong.one_of_two", "direction", "This", LowerBetter, "Other", HigherBetter)
	}
	if !isDay(in.CheckedOn) {
		return assets.Wrong("wrong.month_or_day", "checked_on")
	}
	for _, f := range []struct {
		field string
		value int
	}{
		{"smallest_change", in.SmallestChange}, {"notice_rise", in.NoticeRise}, {"research.half_from_baseline", in.Research.HalfFromBaseline},
		{"research.below", in.Research.Below}, {"min_gap_days", in.MinGapDays}, {"recall_days", in.RecallDays},
	} {
		if f.value < 0 || f.value > maxDays {
			return assets.Wrong("wrong.between", f.field, "Low", 0, "High", maxDays)
		}
	}
	if in.Scoring.Method != "sum" {
		return assets.Wrong("wrong.method", "scoring.method")
	}
	if in.Scoring.PercentFactor < 0 || in.Scoring.PercentFactor > 100 {
		return assets.Wrong("wrong.percent", "scoring.percent_factor")
	}
	for _, f := range []struct{ field, value string }{{"loinc.panel", in.LOINC.Panel}, {"loinc.total", in.LOINC.Total}} {
		if !loincForm.MatchString(f.value) {
			return assets.Wrong("wrong.loinc", f.field)
		}
	}
	if err := in.checkItems(); err != nil {
		return err
	}
	return in.checkRanges()
}

func (in Instrument) checkItems() error {
	if len(in.Items) == 0 || len(in.Items) > maxItems {
		return assets.Wrong("wrong.count", "items", "Low", 1, "High", maxItems)
	}
	if err := checkOptions("options", in.Options); err != nil {
		return err
	}
	seen, scored := map[string]bool{}, 0
	for i, it := range in.Items {
		field := fmt.Sprintf("items[%d]", i)
		switch {
		case !idForm.MatchString(it.ID):
			return assets.Wrong("wrong.id", field+".id")
		case seen[it.ID]:
			return assets.Wrong("wrong.twice", field+".id", "Value", it.ID)
		case reserved[it.ID]:
			return assets.Wrong("wrong.reserved", field+".id", "Value", it.ID)
		case !loincForm.MatchString(it.LOINC):
			return assets.Wrong("wrong.loinc", field+".loinc")
		case len(it.Options) == 0 && len(in.Options) == 0:
			return assets.Wrong("wrong.no_options", field+".options")
		}
		seen[it.ID] = true
		if err := checkText(field+".text", it.Text, true); err != nil {
			return err
		}
		if err := checkOptions(field+".options", it.Options); err != nil {
			return err
		}
		if !it.Unscored {
			scored++
		}
	}
	if scored == 0 {
		return assets.Wrong("wrong.none_counts", "items")
	}
	return nil
}

// reserved are the names that stand beside item ids where a response is told in
// fields.
var reserved = map[string]bool{"instrument": true, "version": true, "taken_at": true, "entered_for": true, "is_baseline": true, "corrects": true, "complete": true, "total": true, "value": true}

// checkOptions looks at a list of options, which may be left out.
func checkOptions(field string, options []Option) error {
	if len(options) == 1 || len(options) > maxOptions {
		return assets.Wrong("wrong.count", field, "Low", 2, "High", maxOptions)
	}
	seen := map[int]bool{}
	for i, o := range options {
		at := fmt.Sprintf("%s[%d]", field, i)
		switch {
		case o.Value < 0 || o.Value > maxValue:
			return assets.Wrong("wrong.between", at+".value", "Low", 0, "High", maxValue)
		case seen[o.Value]:
			return assets.Wrong("wrong.twice", at+".value", "Value", o.Value)
		case !loincForm.MatchString(o.LOINC):
			return assets.Wrong("wrong.loinc", at+".loinc")
		}
		seen[o.Value] = true
		if err := checkText(at+".label", o.Label, true); err != nil {
			return err
		}
	}
	return nil
}

// checkRanges holds the ranges to the scores there can be, in order, without
// one over another. They need not cover everything.
func (in Instrument) checkRanges() error {
	if len(in.Ranges) > maxRanges {
		return assets.Wrong("wrong.at_most", "ranges", "High", maxRanges)
	}
	low, high := in.Bounds()
	if in.Percent() && (low != 0 || high != 100) {
		return assets.Wrong("wrong.not_percent", "scoring.percent_factor", "Low", low, "High", high)
	}
	next := low
	for i, r := range in.Ranges {
		field := fmt.Sprintf("ranges[%d]", i)
		if r.From < next || r.To < r.From || r.To > high {
			return assets.Wrong("wrong.range", field, "Low", low, "High", high)
		}
		next = r.To + 1
		if err := checkText(field+".label", r.Label, true); err != nil {
			return err
		}
	}
	return nil
}

// checkText wants one line of text that does nothing but stand there.
func checkText(field, text string, needed bool) error {
	switch {
	case needed && strings.TrimSpace(text) == "":
		return assets.Wrong("wrong.needed", field)
	case len(text) > maxText:
		return assets.Wrong("wrong.long_text", field)
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
		return assets.Wrong("wrong.control", field)
	}
	return nil
}

func isDay(s string) bool {
	return slices.ContainsFunc([]string{"2006-01", "2006-01-02"}, func(layout string) bool {
		_, err := time.Parse(layout, s)
		return err == nil
	})
}

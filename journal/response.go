package journal

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"afterglow/assets"
	"afterglow/journal/measure"
)

// EnteredFor says whose answers a response holds.
type EnteredFor string

// EnteredFors lists them: the person's own, or as the clinic told them.
var EnteredFors = []EnteredFor{"self", "clinic_reported"}

// Response is a questionnaire as it was answered once (domain.md §3, §9). It
// never changes: a correction, or a form that is gone on with, is a new one that
// names the one it takes the place of. What was not answered is not in Answers,
// and then there is no Total.
type Response struct {
	Head
	Sharing
	InstrumentID      string          `json:"instrument_id"`
	InstrumentVersion string          `json:"instrument_version"`
	TakenAt           When            `json:"taken_at"`
	RecallDays        int             `json:"recall_days,omitempty"` // how far back it asked
	Answers           measure.Answers `json:"answers"`
	Complete          bool            `json:"complete,omitempty"`
	// Total is the plain sum and Value the score as it is shown and charted: the
	// sum too, or a percentage. Both are there only when it is complete.
	Total      Maybe[int] `json:"total,omitzero"`
	Value      Maybe[int] `json:"value,omitzero"`
	IsBaseline bool       `json:"is_baseline,omitempty"`
	SessionID  ID         `json:"session_id,omitempty"`
	EnteredFor EnteredFor `json:"entered_for,omitempty"`
	Corrects   ID         `json:"corrects,omitempty"`
}

// ErrImmutable: a response cannot be changed, only corrected by a new one.
var ErrImmutable = errors.New("answers are kept as they were given: save a correction instead")

func (r *Response) check() error {
	if r.TakenAt.IsZero() {
		return assets.Wrong("wrong.day", "taken_at")
	}
	return checkOneOf("entered_for", r.EnteredFor, EnteredFors)
}

func cloneResponse(r Response) Response { r.Answers = maps.Clone(r.Answers); return r }

// Responses lists the responses in force, by the clock on the wall where they
// were taken: those that were corrected are left out, their corrections are there.
func (j *Journal) Responses() []Response {
	all := j.AllResponses()
	corrected := map[ID]bool{}
	for _, r := range all {
		corrected[r.Corrects] = true
	}
	return slices.DeleteFunc(all, func(r Response) bool { return corrected[r.ID] })
}

// AllResponses lists the corrected ones too.
func (j *Journal) AllResponses() []Response {
	return there(j.responses, nil, func(r Response) string { return r.TakenAt.Wall() })
}

// Response is one response.
func (j *Journal) Response(id ID) (Response, error) { return j.responses.get(id) }

// SaveResponse makes a new response durable, with the score of its answers.
// Without a version it is of the newest of its instrument, without a moment of
// now, and a correction is of the moment of what it corrects.
func (j *Journal) SaveResponse(ctx context.Context, r Response) (Response, error) {
	if r.ID != "" || r.Revision != 0 {
		return r, ErrImmutable
	}
	if r.Corrects != "" {
		old, err := j.Response(r.Corrects)
		if err != nil {
			return r, fmt.Errorf("corrects: %w", err)
		}
		if r.InstrumentID == "" {
			r.InstrumentID, r.InstrumentVersion = old.InstrumentID, old.InstrumentVersion
		}
		if old.InstrumentID != r.InstrumentID {
			return r, assets.Wrong("wrong.corrects", "corrects")
		}
		if r.TakenAt.IsZero() {
			r.TakenAt = old.TakenAt
		}
		r.IsBaseline = r.IsBaseline || old.IsBaseline
	}
	in, ok := j.Instrument(r.InstrumentID, r.InstrumentVersion)
	if !ok {
		return r, fmt.Errorf("instrument: %w", j.noMeasure(r.InstrumentID))
	}
	if err := in.Fits(r.Answers); err != nil {
		return r, err
	}
	if len(r.Answers) == 0 {
		return r, assets.Wrong("wrong.empty_response", "")
	}
	if r.TakenAt.IsZero() {
		r.TakenAt = At(j.now())
	}
	if r.EnteredFor == "" {
		r.EnteredFor = EnteredFors[0]
	}
	r.InstrumentVersion, r.RecallDays = in.Version, in.RecallDays
	score := in.Score(r.Answers)
	r.Complete, r.Total, r.Value = score.Complete, Maybe[int]{}, Maybe[int]{}
	if score.Complete {
		r.Total, r.Value = Some(score.Total), Some(score.Value)
	}
	r.Answers = maps.Clone(r.Answers)
	return saveRecord(ctx, j, j.responses, r)
}

// ExternalScore is a number of a measure that is not here: "my clinic's
// measure" (domain.md §3.1). Label names the series it belongs to.
type ExternalScore struct {
	Head
	Sharing
	Label     string            `json:"label"`
	On        When              `json:"on"`
	Value     float64           `json:"value"`
	Min       float64           `json:"min"`
	Max       float64           `json:"max"`
	Direction measure.Direction `json:"direction,omitempty"` // "" is not known
	Source    string            `json:"source,omitempty"`
}

func (s *ExternalScore) check() error {
	switch {
	case strings.TrimSpace(s.Label) == "":
		return assets.Wrong("wrong.label", "label")
	case s.On.IsZero():
		return assets.Wrong("wrong.day", "on")
	case !(s.Min < s.Max):
		return assets.Wrong("wrong.least", "min")
	case !(s.Value >= s.Min && s.Value <= s.Max):
		return assets.Wrong("wrong.between", "value", "Low", s.Min, "High", s.Max)
	}
	return first(checkOneOf("direction", s.Direction, []measure.Direction{measure.LowerBetter, measure.HigherBetter}),
		checkTexts("label", s.Label, "source", s.Source))
}

// ExternalScores lists them, oldest first.
func (j *Journal) ExternalScores() []ExternalScore {
	return there(j.externals, nil, func(s ExternalScore) string { return s.On.Wall() })
}

// SaveExternalScore makes one durable.
func (j *Journal) SaveExternalScore(ctx context.Context, s ExternalScore) (ExternalScore, error) {
	return saveRecord(ctx, j, j.externals, s)
}

// CustomInstrument is a measure from a file of the person's or their therapist's,
// to the letter. Its permissions are theirs.
type CustomInstrument struct {
	Head
	File json.RawMessage `json:"file"`
}

func (c *CustomInstrument) check() error {
	_, err := measure.Parse("file", c.File)
	return err
}

// Instruments lists the measures there are: those of the program, then the
// person's own by title.
func (j *Journal) Instruments() []measure.Instrument {
	return append(measure.BuiltIn(), j.customInstruments(false)...)
}

func (j *Journal) customInstruments(trash bool) []measure.Instrument {
	type kept struct {
		measure.Instrument
		written string
	}
	var all []kept
	for _, c := range j.custom.list(func(c CustomInstrument) bool { return trash || c.TrashedAt.IsZero() },
		func(a, b CustomInstrument) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		if in, err := measure.Parse("file", c.File); err == nil {
			all = append(all, kept{in, c.WrittenAt.Wall()})
		}
	}
	// Two versions may have been added in the same second: then "10" comes after "9".
	slices.SortStableFunc(all, func(a, b kept) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.written, b.written),
			cmp.Compare(len(a.Version), len(b.Version)), strings.Compare(a.Version, b.Version))
	})
	var list []measure.Instrument
	for _, k := range all {
		list = append(list, k.Instrument)
	}
	return list
}

// noMeasure says which measures there are instead.
func (j *Journal) noMeasure(id string) error {
	var ids []string
	for _, in := range j.Instruments() {
		if !slices.Contains(ids, in.ID) {
			ids = append(ids, in.ID)
		}
	}
	return fmt.Errorf("there is no measure %q here: use %s", id, strings.Join(ids, ", "))
}

// Instrument is the measure of that id and version; without a version the one
// that was added last. One that was put in the trash still explains its answers.
func (j *Journal) Instrument(id, version string) (measure.Instrument, bool) {
	all := j.Instruments()
	if version != "" {
		all = append(measure.BuiltIn(), j.customInstruments(true)...)
	}
	for _, in := range slices.Backward(all) {
		if in.ID == id && (version == "" || in.Version == version) {
			return in, true
		}
	}
	return measure.Instrument{}, false
}

// AddInstrument keeps a measure from a file. A measure never changes under its
// id and version: the same again is nothing new, another one is refused.
func (j *Journal) AddInstrument(ctx context.Context, name string, file []byte) (measure.Instrument, error) {
	in, _, err := j.keepInstrument(ctx, name, file)
	return in, err
}

// SaveInstrument is AddInstrument for the record that keeps the file.
func (j *Journal) SaveInstrument(ctx context.Context, c CustomInstrument) (CustomInstrument, error) {
	_, c, err := j.keepInstrument(ctx, "file", c.File)
	return c, err
}

func (j *Journal) keepInstrument(ctx context.Context, name string, file []byte) (in measure.Instrument, kept CustomInstrument, err error) {
	if in, err = measure.Parse(name, file); err != nil {
		return in, kept, err
	}
	for _, b := range measure.BuiltIn() {
		if b.ID == in.ID {
			return in, kept, assets.Wrong("wrong.built_in", name+": id", "ID", in.ID)
		}
	}
	for _, c := range j.custom.list(func(CustomInstrument) bool { return true }, func(a, b CustomInstrument) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		old, err := measure.Parse(name, c.File)
		if err != nil || old.ID != in.ID || old.Version != in.Version {
			continue
		}
		if !sameJSON(c.File, file) {
			return in, kept, assets.Wrong("wrong.same_version", name+": version", "ID", in.ID, "Version", in.Version)
		}
		if !c.TrashedAt.IsZero() {
			c.TrashedAt = When{}
			c, err = saveRecord(ctx, j, j.custom, c)
			return in, c, err
		}
		return in, c, nil
	}
	kept, err = saveRecord(ctx, j, j.custom, CustomInstrument{File: file})
	return in, kept, err
}

// customFiles lists the records of the person's own measures.
func (j *Journal) customFiles() []CustomInstrument {
	return there(j.custom, nil, func(CustomInstrument) string { return "" })
}

// sameJSON compares two texts of JSON without their white space.
func sameJSON(a, b []byte) bool {
	x, err1 := json.Marshal(json.RawMessage(a))
	y, err2 := json.Marshal(json.RawMessage(b))
	return err1 == nil && err2 == nil && string(x) == string(y)
}

package bundle

import (
	"slices"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// Item is what every element of the data but entries and sessions begins with.
type Item struct {
	ID       journal.ID `json:"id"`
	Revision uint64     `json:"revision,omitempty"`
	// RecordPref is what its writer asks of whoever keeps the file.
	RecordPref journal.RecordPref `json:"record_pref,omitempty"`
}

func (i Item) item() Item { return i }

// Question is one element of data/questions.json: what the person wants to raise,
// in their own order.
type Question struct {
	Item
	Text      string                `json:"text"`
	State     journal.QuestionState `json:"state,omitempty"`
	EntryID   journal.ID            `json:"entry_id,omitempty"` // only of what is in the file, as everywhere
	SessionID journal.ID            `json:"session_id,omitempty"`
}

// Response is one element of data/responses.json. Where the answers were kept back
// Answers is empty and the totals are there.
type Response struct {
	Item
	InstrumentID      string             `json:"instrument_id"`
	InstrumentVersion string             `json:"instrument_version"`
	TakenAt           journal.When       `json:"taken_at"`
	RecallDays        int                `json:"recall_days,omitempty"`
	Answers           measure.Answers    `json:"answers,omitempty"`
	Complete          bool               `json:"complete,omitempty"`
	Total             journal.Maybe[int] `json:"total,omitzero"`
	Value             journal.Maybe[int] `json:"value,omitzero"`
	// IsBaseline: the one the person compares with.
	IsBaseline bool               `json:"is_baseline,omitempty"`
	SessionID  journal.ID         `json:"session_id,omitempty"`
	EnteredFor journal.EnteredFor `json:"entered_for,omitempty"`
}

// ExternalScore is one element of data/external-scores.json: a number of a measure
// that is not in the file.
type ExternalScore struct {
	Item
	Label      string            `json:"label"`
	On         journal.When      `json:"on"`
	Value      float64           `json:"value"`
	Min        float64           `json:"min"`
	Max        float64           `json:"max"`
	Direction  measure.Direction `json:"direction,omitempty"`
	Source     string            `json:"source,omitempty"`
	IsBaseline bool              `json:"is_baseline,omitempty"`
}

// CheckIn is one element of data/check-ins.json.
type CheckIn struct {
	Item
	On           journal.When           `json:"on"`
	Mood         journal.Maybe[int]     `json:"mood,omitzero"`
	Anxiety      journal.Maybe[int]     `json:"anxiety,omitzero"`
	Energy       journal.Maybe[int]     `json:"energy,omitzero"`
	Connected    journal.Maybe[int]     `json:"connected,omitzero"`
	SleepHours   journal.Maybe[float64] `json:"sleep_h,omitzero"`
	SleepQuality journal.Maybe[int]     `json:"sleep_q,omitzero"`
	Line         string                 `json:"line,omitempty"`
}

// SideEffect is one element of data/side-effects.json, of a session in the file.
type SideEffect struct {
	Item
	SessionID journal.ID         `json:"session_id"`
	Code      string             `json:"code"`
	Label     string             `json:"label,omitempty"`
	Severity  journal.Maybe[int] `json:"severity,omitzero"`
	Onset     string             `json:"onset,omitempty"`
	Gone      journal.YesNo      `json:"resolved,omitempty"`
	StillAt24 journal.YesNo      `json:"present_at_24h,omitempty"`
	Told      journal.YesNo      `json:"told_clinic,omitempty"`
	Note      string             `json:"note,omitempty"`
}

// Vital is one element of data/vitals.json, of a session in the file. What is 0
// was not read. Units: mmHg, beats a minute, per cent.
type Vital struct {
	Item
	SessionID journal.ID          `json:"session_id"`
	At        journal.When        `json:"at,omitzero"`
	Moment    journal.VitalMoment `json:"moment,omitempty"`
	Systolic  int                 `json:"systolic,omitempty"`
	Diastolic int                 `json:"diastolic,omitempty"`
	Pulse     int                 `json:"pulse,omitempty"`
	SpO2      int                 `json:"spo2,omitempty"`
	Source    string              `json:"source,omitempty"`
}

// Insight is one element of data/insights.json.
type Insight struct {
	Item
	Text       string               `json:"text"`
	Confidence journal.Maybe[int]   `json:"confidence,omitzero"`
	State      journal.InsightState `json:"state,omitempty"`
	EntryID    journal.ID           `json:"entry_id,omitempty"`
	SessionID  journal.ID           `json:"session_id,omitempty"`
	WrittenAt  journal.When         `json:"written_at"`
}

// Practice is one element of data/practices.json, with its log, oldest first.
type Practice struct {
	Item
	What      string                `json:"what"`
	Cadence   string                `json:"cadence,omitempty"`
	Tiny      string                `json:"tiny_version,omitempty"`
	Obstacles string                `json:"obstacles,omitempty"`
	State     journal.PracticeState `json:"state,omitempty"`
	InsightID journal.ID            `json:"insight_id,omitempty"`
	EntryID   journal.ID            `json:"entry_id,omitempty"`
	SessionID journal.ID            `json:"session_id,omitempty"`
	WrittenAt journal.When          `json:"written_at"`
	Log       []PracticeLine        `json:"log,omitempty"`
}

// PracticeLine is a day of a practice.
type PracticeLine struct {
	On   journal.When `json:"on"`
	Done journal.Done `json:"done"`
	Word string       `json:"word,omitempty"`
}

// Instrument is the measure of that id and version: the program's own where it
// has one, for a file may say anything under a known name; else the file's.
func (c Content) Instrument(id, version string) (measure.Instrument, bool) {
	if in, ok := measure.Shipped(id, version); ok {
		return in, true
	}
	if i := slices.IndexFunc(c.Instruments, func(in measure.Instrument) bool { return in.ID == id && in.Version == version }); i >= 0 {
		return c.Instruments[i], true
	}
	return measure.Instrument{}, false
}

// AnswersKept says whether the answers of a complete response were kept back.
func (r Response) AnswersKept() bool { return r.Complete && len(r.Answers) == 0 }

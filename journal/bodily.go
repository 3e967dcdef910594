package journal

import (
	"context"

	"afterglow/assets"
)

// VitalMoment is when around a session something was read.
type VitalMoment string

// VitalMoments lists them in their order.
var VitalMoments = []VitalMoment{"before", "during", "after"}

// Vital is one reading of vital signs as someone read it out (domain.md §1.3).
// It is stored and shown, nothing else: no threshold, no colour, no comparison.
// A number that is 0 was not read.
type Vital struct {
	Head
	SessionID ID          `json:"session_id"`
	At        When        `json:"at,omitzero"`
	Moment    VitalMoment `json:"moment,omitempty"`
	Systolic  int         `json:"systolic,omitempty"`  // mmHg
	Diastolic int         `json:"diastolic,omitempty"` // mmHg
	Pulse     int         `json:"pulse,omitempty"`     // beats a minute
	SpO2      int         `json:"spo2,omitempty"`      // per cent
	Source    string      `json:"source,omitempty"`    // who or what read it
}

func (v *Vital) check() error {
	if v.SessionID == "" {
		return assets.Wrong("wrong.reading_session", "session_id")
	}
	for name, n := range map[string]int{"systolic": v.Systolic, "diastolic": v.Diastolic, "pulse": v.Pulse, "spo2": v.SpO2} {
		if n != 0 && checkBounds(name, n) != nil {
			return assets.Wrong("wrong.reading", "")
		}
	}
	if v.Systolic == 0 && v.Diastolic == 0 && v.Pulse == 0 && v.SpO2 == 0 {
		return assets.Wrong("wrong.no_reading", "")
	}
	return first(checkOneOf("moment", v.Moment, VitalMoments), checkTexts("source", v.Source))
}

// Vitals lists what was read at a session, in order.
func (j *Journal) Vitals(session ID) []Vital {
	return there(j.vitals, func(v Vital) bool { return v.SessionID == session }, func(v Vital) string { return v.At.Wall() })
}

// SaveVital makes a reading durable.
func (j *Journal) SaveVital(ctx context.Context, v Vital) (Vital, error) {
	return saveRecord(ctx, j, j.vitals, v)
}

// SideEffect is one thing of the checklist, or of the person's own, at one
// session (domain.md §1.3). Severity is 0 (not there) to 3, as they felt it.
type SideEffect struct {
	Head
	SessionID ID         `json:"session_id"`
	Code      string     `json:"code"`            // of assets.SideEffects
	Label     string     `json:"label,omitempty"` // own words, for "other" or beside the code
	Severity  Maybe[int] `json:"severity,omitzero"`
	Onset     string     `json:"onset,omitempty"` // when it began, in own words
	Gone      YesNo      `json:"resolved,omitempty"`
	StillAt24 YesNo      `json:"present_at_24h,omitempty"`
	Told      YesNo      `json:"told_clinic,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// Severe is the highest of the four steps.
const Severe = 3

func (e *SideEffect) check() error {
	switch {
	case e.SessionID == "":
		return assets.Wrong("wrong.of_session", "session_id")
	case e.Code == "":
		return assets.Wrong("wrong.code", "code")
	}
	return first(checkGiven("severity", e.Severity),
		checkOneOf("resolved", e.Gone, YesNos), checkOneOf("present_at_24h", e.StillAt24, YesNos), checkOneOf("told_clinic", e.Told, YesNos),
		checkTexts("code", e.Code, "label", e.Label, "onset", e.Onset, "note", e.Note))
}

// SideEffects lists what was recorded at a session, in the order of writing.
func (j *Journal) SideEffects(session ID) []SideEffect {
	return there(j.effects, func(e SideEffect) bool { return e.SessionID == session }, func(SideEffect) string { return "" })
}

// SaveSideEffect makes one durable.
func (j *Journal) SaveSideEffect(ctx context.Context, e SideEffect) (SideEffect, error) {
	return saveRecord(ctx, j, j.effects, e)
}

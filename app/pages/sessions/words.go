package sessions

import (
	"strings"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

// facets is the quiet line about a session: its part of the course, route,
// and state, as far as they are known.
func facets(w *assets.Words, s journal.DosingSession) string {
	var parts []string
	if s.Phase != "" {
		parts = append(parts, w.T("session_phase."+string(s.Phase)))
	}
	if s.Route != "" {
		parts = append(parts, w.T("route_short."+string(s.Route)))
	}
	if s.Status != "" {
		parts = append(parts, w.T("status."+string(s.Status)))
	}
	return strings.Join(parts, " · ")
}

// joined is what is there of some parts, in one line.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}

// reading is a reading of vital signs as it was read, and nothing about it.
func reading(w *assets.Words, v journal.Vital) string {
	number := func(id string, n int) string {
		if n == 0 {
			return ""
		}
		return w.T(id, "Number", n)
	}
	var pressure string
	switch {
	case v.Systolic != 0 && v.Diastolic != 0:
		pressure = w.T("sessions.pressure", "Upper", v.Systolic, "Lower", v.Diastolic)
	case v.Systolic != 0:
		pressure = w.T("sessions.pressure", "Upper", v.Systolic, "Lower", "–")
	case v.Diastolic != 0:
		pressure = w.T("sessions.pressure", "Upper", "–", "Lower", v.Diastolic)
	}
	var moment, at string
	if v.Moment != "" {
		moment = w.T("vital_moment." + string(v.Moment))
	}
	if v.At.HasTime() {
		at = facts.Clock(v.At.Time())
	}
	return joined(moment, at, pressure, number("sessions.pulse", v.Pulse), number("sessions.spo2", v.SpO2), v.Source)
}

// effect is a side effect in a line, as the person rated it.
func effect(w *assets.Words, e journal.SideEffect) string {
	answer := func(yes, no string, a journal.YesNo) string {
		switch {
		case a == journal.Yes && yes != "":
			return w.T(yes)
		case a == journal.No && no != "":
			return w.T(no)
		}
		return ""
	}
	var rated string
	if _, ok := e.Severity.Get(); ok {
		rated = w.T("severity." + e.Severity.String())
	}
	return joined(effectName(w, e), rated, e.Onset, answer("sessions.effect.gone_yes", "sessions.effect.gone_no", e.Gone),
		answer("sessions.effect.still_yes", "", e.StillAt24), answer("sessions.effect.told_yes", "", e.Told), e.Note)
}

// effectName is what a side effect is called: the person's own word, if there is
// one, else that of the list.
func effectName(w *assets.Words, e journal.SideEffect) string {
	if e.Label != "" {
		return e.Label
	}
	if id := "side_effect." + e.Code; w.Has(id) {
		return w.T(id)
	}
	return w.T("side_effect.other")
}

package filing

import (
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// session is a dosing session in the patient's words: no drug and no dose is coded.
func (x *writer) session(s bundle.Session) {
	p := procedure{
		head: x.begin("Procedure", "", itemOf(s)), Status: "unknown", Code: concept{Text: x.w.T("filing.session")},
		Subject: x.who, PerformedDateTime: dateTime(s.Date), Asserter: x.who, Note: notes(note(sessionFacts(s, x.w))),
	}
	switch s.Status {
	case journal.SessionDone:
		p.Status = "completed"
	case journal.SessionPlanned:
		p.Status = "preparation"
	case journal.SessionCancelled, journal.SessionMoved:
		p.Status = "not-done"
	}
	x.add(p.head, p)
}

func itemOf(s bundle.Session) bundle.Item { return bundle.Item{ID: s.ID, RecordPref: s.RecordPref} }

// sessionRef leads to a session of the file.
func (x *writer) sessionRef(id journal.ID) []reference {
	for _, s := range x.c.Sessions {
		if s.ID == id {
			return []reference{{urn(x.begin("Procedure", "", itemOf(s)).ID)}}
		}
	}
	return nil
}

func (x *writer) sessionDate(id journal.ID) journal.When {
	for _, s := range x.c.Sessions {
		if s.ID == id {
			return s.Date
		}
	}
	return journal.When{}
}

// sideEffect is what the patient noticed. An observation claims the least: no
// cause, and no harm.
func (x *writer) sideEffect(e bundle.SideEffect) {
	o := x.told("side effect", e.Item)
	o.PartOf, o.EffectiveDateTime = x.sessionRef(e.SessionID), dateTime(x.sessionDate(e.SessionID))
	o.Code = concept{Text: x.w.T("filing.side_effect")}
	if name := effectName(e, x.w); name != "" {
		o.ValueCodeableConcept = &concept{Text: name}
	}
	o.Component = x.numbers(level{"filing.severity", e.Severity})
	e.Severity = journal.Maybe[int]{}
	o.Note = notes(note(effectFacts(e, x.w)))
	x.add(o.head, o)
}

// checkIn is a day's own numbers, named in words.
func (x *writer) checkIn(d bundle.CheckIn) {
	o := x.told("check-in", d.Item)
	o.Code, o.EffectiveDateTime = concept{Text: x.w.T("filing.check_in")}, dateTime(d.On)
	o.Component = x.numbers(levels(d)...)
	if hours, given := d.SleepHours.Get(); given {
		o.Component = append(o.Component, component{Code: concept{Text: x.w.T("check_in.sleep_h")}, ValueQuantity: &quantity{hours, "h", ucum, "h"}})
	}
	o.Note = notes(text(d.Line))
	x.add(o.head, o)
}

// numbers are the steps that were given, each a component.
func (x *writer) numbers(list ...level) (out []component) {
	for _, l := range list {
		if n, given := l.value.Get(); given {
			out = append(out, component{Code: concept{Text: x.w.T(l.id)}, ValueInteger: &n})
		}
	}
	return out
}

// vital is a reading as it was read out: blood pressure, pulse and oxygen are an
// observation each.
func (x *writer) vital(v bundle.Vital) {
	at := v.At
	if at.IsZero() {
		at = x.sessionDate(v.SessionID)
	}
	begin := func(part, code string) observation {
		o := x.told(part, v.Item)
		o.Performer = nil // who read it is in the note
		o.Category = []concept{{Coding: []coding{{System: category, Code: "vital-signs"}}}}
		o.Code = concept{Coding: []coding{x.code(code)}, Text: x.w.T("filing." + part)}
		o.PartOf, o.EffectiveDateTime, o.Note = x.sessionRef(v.SessionID), dateTime(at), notes(note(readAt(v, x.w)))
		return o
	}
	if v.Systolic != 0 || v.Diastolic != 0 {
		o := begin("blood_pressure", "85354-9")
		o.Component = []component{x.pressure("filing.systolic", "8480-6", v.Systolic), x.pressure("filing.diastolic", "8462-4", v.Diastolic)}
		x.add(o.head, o)
	}
	if v.Pulse != 0 {
		o := begin("pulse", "8867-4")
		o.ValueQuantity = &quantity{float64(v.Pulse), "/min", ucum, "/min"}
		x.add(o.head, o)
	}
	if v.SpO2 != 0 {
		o := begin("spo2", "59408-5")
		o.ValueQuantity = &quantity{float64(v.SpO2), "%", ucum, "%"}
		x.add(o.head, o)
	}
}

// pressure is one of the two; where one alone was written down, the other is
// there as not known, as FHIR wants it of a blood pressure.
func (x *writer) pressure(id, code string, value int) component {
	c := component{Code: concept{Coding: []coding{x.code(code)}, Text: x.w.T(id)}}
	if value == 0 {
		c.DataAbsentReason = &concept{Coding: []coding{{System: absent, Code: "unknown"}}}
		return c
	}
	c.ValueQuantity = &quantity{float64(value), "mmHg", ucum, "mm[Hg]"}
	return c
}

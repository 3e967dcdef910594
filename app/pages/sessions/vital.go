package sessions

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/form"
	"afterglow/journal"
)

// vitalSheet is the form of one reading. It takes numbers as they were read and
// says nothing about them.
type vitalSheet struct {
	*form.Form
	page  *Page
	vital journal.Vital
}

func newVital(p *Page, v journal.Vital) (*vitalSheet, []fyne.CanvasObject) {
	w := p.shell.Words()
	f := &vitalSheet{page: p, vital: v}
	f.Form = form.New(p.shell, p.Screen, f)
	number := func(name string, n int) fyne.CanvasObject {
		value := ""
		if n > 0 {
			value = strconv.Itoa(n)
		}
		return f.Line(name, w.T("sessions.vital."+name), value, "")
	}
	at := ""
	if v.At.HasTime() {
		at = facts.Clock(v.At.Time())
	}
	card := kit.NewCard(kit.Column(look.CardGap,
		kit.Columns(150, number("systolic", v.Systolic), number("diastolic", v.Diastolic), number("pulse", v.Pulse), number("spo2", v.SpO2)),
		f.Chips("moment", w.T("sessions.vital.moment"), "vital_moment.", texts(journal.VitalMoments), string(v.Moment), nil),
		kit.Columns(280, f.Line("at", w.T("common.time"), at, w.T("sessions.clock_hint")), f.Line("source", w.T("sessions.vital.source"), v.Source, ""))))
	buttons := f.Buttons()
	if v.ID != "" {
		buttons = f.Buttons(p.Removal(v.ID, w.T("sessions.vital.gone")))
	}
	f.Ready()
	return f, []fyne.CanvasObject{kit.Header(kit.Heading(w.T("sessions.vital.heading")), kit.Sub(w.T("sessions.vital.sub"))), card, buttons}
}

// Read implements form.Keep.
func (f *vitalSheet) Read() (ok bool) {
	w := f.page.shell.Words()
	ok = f.read(func(name string) {
		if name == "at" {
			f.Fault(name, w.T("sessions.wrong.start"))
			return
		}
		f.Fault(name, w.T("sessions.vital.wrong"))
	})
	if v := f.vital; ok && v.Systolic == 0 && v.Diastolic == 0 && v.Pulse == 0 && v.SpO2 == 0 {
		f.Fault("systolic", w.T("sessions.vital.needed"))
		return false
	}
	return ok
}

func (f *vitalSheet) read(wrong func(name string)) (ok bool) {
	v := &f.vital
	ok = true
	for name, number := range map[string]*int{"systolic": &v.Systolic, "diastolic": &v.Diastolic, "pulse": &v.Pulse, "spo2": &v.SpO2} {
		*number = 0
		value := f.Value(name)
		if value == "" {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 999 {
			wrong(name)
			ok = false
			continue
		}
		*number = n
	}
	v.Moment, v.Source = journal.VitalMoment(f.Value("moment")), f.Value("source")
	at, good := f.at()
	if !good {
		wrong("at")
		return false
	}
	v.At = at
	return ok
}

// at is the time of day on the day of the session, kept as it was when it was
// not changed.
func (f *vitalSheet) at() (journal.When, bool) {
	value := f.Value("at")
	if value == "" {
		return journal.When{}, true
	}
	if f.vital.At.HasTime() && facts.Clock(f.vital.At.Time()) == value {
		return f.vital.At, true
	}
	now := f.page.shell.Now()
	day := now
	if s, err := f.page.store.Session(f.vital.SessionID); err == nil {
		day = s.Date.Time()
	}
	clock, err := time.Parse("15:04", value)
	if err != nil {
		return journal.When{}, false
	}
	return journal.At(time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, now.Location())), true
}

// ReadAll implements form.Keep: what is no number stands beside who read it.
func (f *vitalSheet) ReadAll() {
	var astray []string
	f.read(func(name string) { astray = append(astray, f.Value(name)) })
	f.vital.Source = strings.TrimSpace(f.vital.Source + " " + strings.Join(astray, " "))
}

// Work implements form.Keep.
func (f *vitalSheet) Work() (func(context.Context) error, func()) {
	return form.Saving(f.vital, f.page.store.SaveVital, func(v journal.Vital) { f.vital = v })
}

// AddTo implements form.Keep. A reading without any number could not be saved
// at the next unlocking either: its words wait as a note of the session.
func (f *vitalSheet) AddTo(u *journal.Unsaved) {
	if v := f.vital; v.Systolic != 0 || v.Diastolic != 0 || v.Pulse != 0 || v.SpO2 != 0 {
		_ = u.AddRecord(&v)
		return
	}
	if s, err := f.page.store.Session(f.vital.SessionID); err == nil && f.vital.Source != "" {
		s.Note = strings.TrimSpace(s.Note + "\n\n" + f.vital.Source)
		u.AddSession(s)
	}
}

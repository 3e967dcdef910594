package sessions

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/run"
	"afterglow/journal"
)

// form is the plain form of a session. Only the date is needed.
type form struct {
	page    *Page
	session journal.DosingSession
	before  string // the fields as they were, to know whether anything changed
	saved   bool

	date   *kit.DateField
	fields map[string]*kit.Field
	picks  map[string]func() string
	note   *kit.Editor
}

// typed are the fields that are a line of text, in the order shown.
var typed = []string{"seq", "start", "end", "dose_as_prescribed", "place", "music", "companions", "intention_line"}

func newForm(p *Page, s journal.DosingSession) *form {
	w := p.shell.Words()
	f := &form{page: p, session: s, fields: map[string]*kit.Field{}, picks: map[string]func() string{}}
	f.date = kit.NewDateField(w, w.T("field.date"), p.shell.Now)
	f.date.SetValue(s.Date)
	values := map[string]string{"start": s.Start, "end": s.End, "dose_as_prescribed": s.Dose, "place": s.Place,
		"music": s.Music, "companions": s.Companions, "intention_line": s.Intention}
	if s.Seq > 0 {
		values["seq"] = strconv.Itoa(s.Seq)
	}
	for _, name := range typed {
		field := kit.NewField(w.T("field." + name))
		field.SetText(values[name])
		field.OnSubmitted(func(string) { f.save() })
		f.fields[name] = field
	}
	f.fields["start"].SetHint(w.T("sessions.clock_hint"))
	f.fields["dose_as_prescribed"].SetHint(w.T("sessions.dose_hint"))
	f.note = kit.NewEditor("", 3)
	f.note.SetTextOnceLaidOut(s.Note)
	return f
}

// objects is the form from top to bottom.
func (f *form) objects() []fyne.CanvasObject {
	w := f.page.shell.Words()
	heading := w.T("sessions.new")
	if f.session.ID != "" {
		heading = w.T("sessions.edit")
	}
	field := func(name string) fyne.CanvasObject { return f.fields[name] }
	when := kit.NewCard(kit.Column(look.CardGap, f.date,
		kit.Columns(150, field("seq"), field("start"), field("end"))))
	how := kit.NewCard(kit.Column(look.CardGap,
		kit.Columns(220,
			f.pick("status", "status.", toStrings(journal.SessionStatuses), string(f.session.Status)),
			f.pick("phase", "session_phase.", toStrings(journal.SessionPhases), string(f.session.Phase)),
			f.pick("route", "route.", toStrings(journal.Routes), string(f.session.Route))),
		field("dose_as_prescribed")))
	around := kit.NewCard(kit.Column(look.CardGap, field("intention_line"), field("place"), field("music"), field("companions"),
		kit.Labelled(w.T("field.note"), f.note.Object)))
	buttons := kit.Wrap(look.Gap, kit.Primary(w.T("common.save"), f.save), kit.Quiet(w.T("common.cancel"), f.cancel))
	f.before = f.state()
	return []fyne.CanvasObject{kit.Header(kit.Heading(heading), kit.Sub(w.T("sessions.form_sub"))), when, how, around, buttons}
}

func toStrings[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

// pick is a list of codes to choose from, the first answer being "not given".
func (f *form) pick(name, prefix string, codes []string, now string) fyne.CanvasObject {
	w := f.page.shell.Words()
	answers, chosen := []string{w.T("sessions.not_given")}, 0
	for i, code := range codes {
		answers = append(answers, w.T(prefix+code))
		if code == now {
			chosen = i + 1
		}
	}
	list := kit.NewPickList(answers, chosen, nil)
	f.picks[name] = func() string {
		if i := list.Chosen(); i > 0 {
			return codes[i-1]
		}
		return ""
	}
	return kit.Labelled(w.T("field."+name), list)
}

// state is everything typed, to compare.
func (f *form) state() string {
	parts := []string{f.date.Text(), f.note.Written()}
	for _, name := range typed {
		parts = append(parts, f.fields[name].Text())
	}
	for _, name := range []string{"status", "phase", "route"} {
		if get := f.picks[name]; get != nil {
			parts = append(parts, get())
		}
	}
	return strings.Join(parts, "\x00")
}

// read takes the form's values; what is wrong is said at its field.
func (f *form) read() (journal.DosingSession, bool) {
	s := f.session
	ok := true
	date, good := f.date.Value()
	if good && date.IsZero() {
		f.date.SetError(f.page.shell.Words().T("sessions.date_needed"))
		good = false
	}
	ok = ok && good
	s.Date = date
	for _, name := range typed {
		value := strings.TrimSpace(f.fields[name].Text())
		if name == "seq" && value == "" {
			s.Seq = 0
			continue
		}
		if s.SetField(name, value) != nil {
			f.fields[name].SetError(f.page.shell.Words().T("sessions.wrong." + name))
			ok = false
		}
	}
	s.Status = journal.SessionStatus(f.picks["status"]())
	s.Phase = journal.SessionPhase(f.picks["phase"]())
	s.Route = journal.Route(f.picks["route"]())
	s.Note = f.note.Written()
	return s, ok
}

func (f *form) save() {
	f.store(func() { f.page.shell.Back() })
}

// store saves the form and goes on; when something is wrong it stays.
func (f *form) store(then func()) {
	s, ok := f.read()
	if !ok {
		return
	}
	f.page.shell.Runner().Do(f.page.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		saved, err := f.page.store.SaveSession(ctx, s)
		s = saved
		return err
	}, func(err error) {
		if err != nil {
			f.page.shell.Fail(err)
			return
		}
		f.session, f.saved = s, true
		f.before = f.state()
		then()
	})
}

// cancel leaves without saving; there is a way back while the line is shown.
func (f *form) cancel() {
	f.before = f.state()
	f.page.shell.Back()
}

// leave saves what was changed and then goes on. What cannot be saved for a
// slip in a field is asked about: no word is dropped in silence.
func (f *form) leave(done func()) {
	if f.state() == f.before {
		done()
		return
	}
	if _, ok := f.read(); !ok {
		w := f.page.shell.Words()
		kit.Confirm(f.page.shell.Window(), w, w.T("sessions.leave_title"), w.T("sessions.leave_text"), w.T("sessions.leave"), true, done)
		return
	}
	f.store(done)
}

// putAway saves the form at lock and calls done, whatever came of it.
func (f *form) putAway(done func()) {
	if f.state() == f.before {
		done()
		return
	}
	s := f.asItStands()
	f.page.shell.Runner().Latest("put away session", func(ctx context.Context) error {
		saved, err := f.page.store.SaveSession(ctx, s)
		s = saved
		return err
	}, func(err error) {
		if err == nil {
			f.session, f.saved = s, true
			f.before = f.state()
		}
		done()
	})
}

// unsaved adds the session if it is on no disk.
func (f *form) unsaved(u *journal.Unsaved) {
	if f.state() != f.before {
		u.AddSession(f.asItStands())
	}
}

// asItStands is the form as a session that can be saved with every word of it:
// what does not fit its field stands in the note. Nobody can be asked.
func (f *form) asItStands() journal.DosingSession {
	w := f.page.shell.Words()
	s, _ := f.read()
	var astray []string
	if s.Date.IsZero() {
		s.Date = f.session.Date
		if typed := strings.TrimSpace(f.date.Text()); typed != "" {
			astray = append(astray, w.T("field.date")+": "+typed)
		}
	}
	if s.Date.IsZero() {
		s.Date = journal.On(f.page.shell.Now())
	}
	for _, name := range typed {
		value := strings.TrimSpace(f.fields[name].Text())
		if probe := s; value != "" && probe.SetField(name, value) != nil {
			astray = append(astray, w.T("field."+name)+": "+value)
		}
	}
	if len(astray) > 0 {
		s.Note = strings.TrimSpace(s.Note + "\n\n" + strings.Join(astray, "\n"))
	}
	return s
}

func (f *form) wipe() {
	f.date.Wipe()
	f.note.Wipe()
	for _, field := range f.fields {
		field.Wipe()
	}
}

package sessions

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/form"
	"afterglow/journal"
	"afterglow/journal/course"
)

// sheet is the plain form of a session. Only the date is needed.
type sheet struct {
	*form.Form
	page    *Page
	session journal.DosingSession
}

// given are the fields that SetField takes as text, in the order shown; what
// does not fit its field stands in the note when nobody can be asked.
var given = []string{"seq", "start", "end", "dose_as_prescribed", "place", "music", "companions", "intention_line", "intention", "note", "clinic_note"}

// chosen are those whose answers always fit; "" is none.
var chosen = []string{"arrival_mood", "arrival_anxiety"}

// newSheet is the form, and what it shows from top to bottom.
func newSheet(p *Page, s journal.DosingSession) (*sheet, []fyne.CanvasObject) {
	w := p.shell.Words()
	f := &sheet{page: p, session: s}
	f.Form = form.New(p.shell, p.Screen, f)
	line := func(name, value, hint string) fyne.CanvasObject { return f.Line(name, w.T("field."+name), value, hint) }
	long := func(name, value string) fyne.CanvasObject { return f.Long(name, w.T("field."+name), value, 2) }
	pick := func(name, prefix string, codes []string, now string) fyne.CanvasObject {
		return f.Pick(name, w.T("field."+name), prefix, codes, now)
	}
	seq := ""
	if s.Seq > 0 {
		seq = strconv.Itoa(s.Seq)
	}
	first := kit.NewCard(kit.Column(look.CardGap,
		f.Date("date", w.T("field.date"), s.Date),
		kit.Columns(190, line("start", s.Start, w.T("sessions.clock_hint")), line("end", s.End, ""),
			pick("status", "status.", texts(journal.SessionStatuses), string(s.Status))),
		line("intention_line", s.Intention, "")))
	course := kit.Columns(220,
		line("seq", seq, ""),
		pick("phase", "session_phase.", texts(journal.SessionPhases), string(s.Phase)),
		pick("route", "route.", texts(journal.Routes), string(s.Route)))
	if one := f.course(); one != nil {
		course.Add(one)
	}
	how := kit.NewCard(kit.Column(look.CardGap, course, line("dose_as_prescribed", s.Dose, w.T("sessions.dose_hint")),
		f.Tick("extra_dose", w.T("field.extra_dose"), s.ExtraDose, nil)))
	around := kit.NewCard(kit.Column(look.CardGap,
		kit.Columns(280, line("place", s.Place, ""), line("companions", s.Companions, ""), line("music", s.Music, ""),
			f.Chips("eyeshade", w.T("field.eyeshade"), "yes_no.", texts(journal.YesNos), string(s.Eyeshade), nil)),
		kit.Columns(280,
			f.Level("arrival_mood", w.T("field.arrival_mood"), w.T("sessions.mood_low"), w.T("sessions.mood_up"), s.ArrivalMood),
			f.Level("arrival_anxiety", w.T("field.arrival_anxiety"), w.T("sessions.anxiety_low"), w.T("sessions.anxiety_up"), s.ArrivalAnxiety))))
	words := kit.NewCard(kit.Column(look.CardGap, long("intention", s.IntentionText), long("note", s.Note), long("clinic_note", s.ClinicNote)))
	more := f.More(false, how, around, words)
	f.Ready()
	id, buttons := "sessions.new", f.Buttons()
	if s.ID != "" {
		id = "sessions.edit"
		buttons = f.Buttons(p.Removal(s.ID, w.T("sessions.gone")))
	}
	return f, []fyne.CanvasObject{kit.Header(kit.Heading(w.T(id)), kit.Sub(w.T("sessions.form_sub"))), first, more, buttons}
}

// course is which course it belongs to, when there are several to choose from.
func (f *sheet) course() fyne.CanvasObject {
	courses := f.page.store.Courses()
	if len(courses) < 2 && (len(courses) == 0 || f.session.CourseID == "" || f.session.CourseID == courses[0].ID) {
		return nil
	}
	var ids, titles []string
	for _, c := range courses {
		ids, titles = append(ids, string(c.ID)), append(titles, c.Title)
	}
	return f.PickOf("course", f.page.shell.Words().T("sessions.course"), ids, titles, string(f.session.CourseID))
}

// begun is an empty session: of today, and of the course that is going on.
func begun(p *Page) journal.DosingSession {
	s := journal.DosingSession{Date: journal.On(p.shell.Now())}
	if c, ok := course.Current(p.store); ok && c.Status != journal.CourseEnded {
		s.CourseID = c.ID
	}
	return s
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

// Read implements form.Keep.
func (f *sheet) Read() bool {
	w := f.page.shell.Words()
	ok := f.read(func(name string) { f.Fault(name, w.T("sessions.wrong."+name)) })
	date, err := journal.ParseWhen(f.Value("date"))
	if err != nil || date.IsZero() {
		f.Fault("date", w.T("sessions.date_needed"))
		return false
	}
	f.session.Date = date
	return ok
}

// read takes every field but the date; wrong is told of what does not fit.
func (f *sheet) read(wrong func(name string)) (ok bool) {
	s := &f.session
	ok = true
	for _, name := range append(given, chosen...) {
		value := f.Value(name)
		if name == "seq" && value == "" {
			s.Seq = 0
			continue
		}
		if s.SetField(name, value) != nil {
			wrong(name)
			ok = false
		}
	}
	s.Status, s.Phase = journal.SessionStatus(f.Value("status")), journal.SessionPhase(f.Value("phase"))
	s.Route, s.Eyeshade = journal.Route(f.Value("route")), journal.YesNo(f.Value("eyeshade"))
	s.ExtraDose = f.Value("extra_dose") != ""
	if f.Has("course") {
		s.CourseID = journal.ID(f.Value("course"))
	}
	return ok
}

// ReadAll implements form.Keep: what does not fit its field stands in the note.
func (f *sheet) ReadAll() {
	w := f.page.shell.Words()
	var astray []string
	lost := func(name string) {
		if value := f.Value(name); value != "" {
			astray = append(astray, w.T("field."+name)+": "+value)
		}
	}
	if date, err := journal.ParseWhen(f.Value("date")); err == nil && !date.IsZero() {
		f.session.Date = date
	} else {
		lost("date")
	}
	if f.session.Date.IsZero() {
		f.session.Date = journal.On(f.page.shell.Now())
	}
	f.read(lost)
	if len(astray) > 0 {
		f.session.Note = strings.TrimSpace(f.session.Note + "\n\n" + strings.Join(astray, "\n"))
	}
}

// Work implements form.Keep.
func (f *sheet) Work() (func(context.Context) error, func()) {
	return form.Saving(f.session, f.page.store.SaveSession, func(s journal.DosingSession) { f.session = s })
}

// AddTo implements form.Keep.
func (f *sheet) AddTo(u *journal.Unsaved) { u.AddSession(f.session) }

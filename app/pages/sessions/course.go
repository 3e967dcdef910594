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
)

// courseSheet is the form of a course. Only a name is needed.
type courseSheet struct {
	*form.Form
	page   *Page
	course journal.Course
}

func newCourse(p *Page, c journal.Course) (*courseSheet, []fyne.CanvasObject) {
	w := p.shell.Words()
	f := &courseSheet{page: p, course: c}
	f.Form = form.New(p.shell, p.Screen, f)
	total := ""
	if c.PlannedTotal > 0 {
		total = strconv.Itoa(c.PlannedTotal)
	}
	first := kit.NewCard(kit.Column(look.CardGap,
		f.Line("title", w.T("sessions.course_title"), c.Title, w.T("sessions.course_title_hint")),
		kit.Columns(280, f.Line("clinic", w.T("sessions.course_clinic"), c.Clinic, ""),
			f.Pick("status", w.T("sessions.course_status"), "course_status.", texts(journal.CourseStatuses), string(c.Status))),
		f.Date("started", w.T("sessions.course_started"), c.StartedOn)))
	day := kit.NewCard(kit.Column(look.CardGap, f.Long("day_of", w.T("sessions.day_of_field"), c.DayOf, 4),
		kit.Small(w.T("sessions.day_of_hint"))))
	rest := kit.NewCard(kit.Column(look.CardGap,
		f.Line("total", w.T("sessions.course_total"), total, w.T("sessions.course_total_hint")),
		f.Date("ended", w.T("sessions.course_ended"), c.EndedOn),
		f.Long("reason", w.T("sessions.course_reason"), c.Reason, 3)))
	id := "sessions.course_new"
	buttons := f.Buttons()
	if c.ID != "" {
		id = "sessions.course_edit"
		buttons = f.Buttons(p.Removal(c.ID, w.T("sessions.course_gone")))
	}
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(w.T(id)), kit.Sub(w.T("sessions.course_sub"))), first, day, f.More(false, rest), buttons}
	f.Ready()
	return f, objects
}

// Read implements form.Keep.
func (f *courseSheet) Read() (ok bool) {
	w := f.page.shell.Words()
	ok = f.read(func(name string) { f.Fault(name, w.T("sessions.course_wrong."+name)) })
	if f.course.Title == "" {
		f.Fault("title", w.T("sessions.course_needs_title"))
		ok = false
	}
	return ok
}

func (f *courseSheet) read(wrong func(name string)) (ok bool) {
	c := &f.course
	ok = true
	c.Title, c.Clinic = f.Value("title"), f.Value("clinic")
	c.Status = journal.CourseStatus(f.Value("status"))
	c.DayOf, c.Reason = f.Value("day_of"), f.Value("reason")
	for name, date := range map[string]*journal.When{"started": &c.StartedOn, "ended": &c.EndedOn} {
		got, err := journal.ParseWhen(f.Value(name))
		if err != nil {
			wrong(name)
			ok = false
			continue
		}
		*date = got
	}
	c.PlannedTotal = 0
	if total := f.Value("total"); total != "" {
		n, err := strconv.Atoi(total)
		if err != nil || n < 0 || n > 999 {
			wrong("total")
			return false
		}
		c.PlannedTotal = n
	}
	return ok
}

// ReadAll implements form.Keep: what does not fit its field stands under what
// brought the person here.
func (f *courseSheet) ReadAll() {
	var astray []string
	f.read(func(name string) { astray = append(astray, f.Value(name)) })
	if len(astray) > 0 {
		f.course.Reason = strings.TrimSpace(f.course.Reason + "\n\n" + strings.Join(astray, "\n"))
	}
	if f.course.Title == "" {
		f.course.Title = f.page.shell.Words().T("common.untitled")
	}
}

// Work implements form.Keep.
func (f *courseSheet) Work() (func(context.Context) error, func()) {
	return form.Saving(f.course, f.page.store.SaveCourse, func(c journal.Course) { f.course = c })
}

// AddTo implements form.Keep.
func (f *courseSheet) AddTo(u *journal.Unsaved) { _ = u.AddRecord(&f.course) }

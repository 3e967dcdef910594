package sessions

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/form"
	"afterglow/app/route"
	"afterglow/journal"
)

// Page is the list of sessions, the story of one, or a form.
type Page struct {
	form.Held
	shell Shell
	store Store
	arg   string
	view  *View
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Keeper    = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the page for an argument; see the package comment.
func New(shell Shell, store Store, arg string, view *View) *Page {
	p := &Page{Held: form.NewHeld(shell, store), shell: shell, store: store, arg: arg, view: view}
	if f, objects := p.formFor(arg); f != nil {
		p.Form = f
		p.Screen.SetObjects(objects...)
	}
	p.Refresh()
	return p
}

// formFor is the form an argument names, or nil.
func (p *Page) formFor(arg string) (form.Typed, []fyne.CanvasObject) {
	what, rest, _ := strings.Cut(arg, ":")
	switch what + ":" {
	case argNew + ":":
		return some(newSheet(p, begun(p)))
	case argEdit:
		s, err := p.store.Session(journal.ID(rest))
		if err != nil {
			s = begun(p)
		}
		return some(newSheet(p, s))
	case argCourse:
		c, err := p.store.Course(journal.ID(rest))
		if err != nil {
			c = journal.Course{StartedOn: journal.On(p.shell.Now()), Status: journal.CourseOpen}
		}
		return some(newCourse(p, c))
	case argReading:
		session, id, _ := strings.Cut(rest, ":")
		v := journal.Vital{SessionID: journal.ID(session)}
		for _, one := range p.store.Vitals(v.SessionID) {
			if string(one.ID) == id {
				v = one
			}
		}
		return some(newVital(p, v))
	case argEffects:
		if s, err := p.store.Session(journal.ID(rest)); err == nil {
			return some(newEffects(p, s))
		}
	}
	return nil, nil
}

// some gives a form as what the page deals with.
func some[T form.Typed](f T, objects []fyne.CanvasObject) (form.Typed, []fyne.CanvasObject) {
	return f, objects
}

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Sessions, p.arg) }

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	switch {
	case p.Form != nil:
	case p.arg == "":
		p.Screen.SetObjects(p.list()...)
	default:
		p.Screen.SetObjects(p.story()...)
	}
}

// list is the courses, the newest on top, each with its sessions.
func (p *Page) list() []fyne.CanvasObject {
	w := p.shell.Words()
	all, courses := p.store.Sessions(), p.store.Courses()
	add := kit.Primary(w.T("sessions.add"), func() { p.shell.Go(NewRoute()) })
	addCourse := kit.Quiet(w.T("sessions.course_add"), func() { p.shell.Go(route.With(route.Sessions, argCourse)) })
	out := []fyne.CanvasObject{kit.Beside(kit.Header(kit.Heading(w.T("sessions.heading")), kit.Sub(w.T("sessions.sub"))), kit.Wrap(look.Gap, add, addCourse))}
	if len(all) == 0 && len(courses) == 0 {
		return append(out, kit.EmptyState(w.T("sessions.empty_title"), w.T("sessions.empty_line"), nil))
	}
	of := map[journal.ID][]journal.DosingSession{}
	for i := len(all) - 1; i >= 0; i-- {
		of[all[i].CourseID] = append(of[all[i].CourseID], all[i])
	}
	for i := len(courses) - 1; i >= 0; i-- {
		c := courses[i]
		out = append(out, kit.Inset(0, 8, 0, 0, kit.Beside(kit.Lines(kit.Title(c.Title), kit.Small(p.courseLine(c))),
			kit.Link(w.T("common.edit"), func() { p.shell.Go(route.With(route.Sessions, argCourse+string(c.ID))) }))))
		if len(of[c.ID]) == 0 {
			out = append(out, kit.Sub(w.T("sessions.course_empty")))
		}
		for _, s := range of[c.ID] {
			out = append(out, p.card(s))
		}
		delete(of, c.ID)
	}
	if len(courses) > 0 && len(of) > 0 {
		out = append(out, kit.Inset(0, 8, 0, 0, kit.Title(w.T("sessions.course_none"))))
	}
	for i := len(all) - 1; i >= 0; i-- { // those of no course, or of one that is gone
		if _, left := of[all[i].CourseID]; left {
			out = append(out, p.card(all[i]))
		}
	}
	return out
}

// courseLine is the quiet line about a course, as it was written down.
func (p *Page) courseLine(c journal.Course) string {
	w := p.shell.Words()
	var started, ended, planned, status string
	if !c.StartedOn.IsZero() {
		started = w.T("sessions.course_from", "Date", facts.Day(c.StartedOn, p.shell.Now()))
	}
	if !c.EndedOn.IsZero() {
		ended = w.T("sessions.course_until", "Date", facts.Day(c.EndedOn, p.shell.Now()))
	}
	if c.PlannedTotal > 0 {
		planned = w.T("sessions.course_planned", "Number", c.PlannedTotal)
	}
	if c.Status != "" {
		status = w.T("course_status." + string(c.Status))
	}
	return joined(c.Clinic, started, ended, planned, status)
}

// card is one session of the list.
func (p *Page) card(s journal.DosingSession) fyne.CanvasObject {
	w := p.shell.Words()
	lines := kit.Lines(kit.Title(facts.Session(w, s)+" · "+facts.Day(s.Date, p.shell.Now())), kit.Small(facets(w, s)))
	if s.Intention != "" {
		lines.Add(kit.Own("“" + s.Intention + "”"))
	}
	if n := len(p.store.Summaries(journal.Filter{SessionID: s.ID})); n > 0 {
		lines.Add(kit.Small(w.N("common.entries", n)))
	}
	return kit.NewPressCard(lines, func() { p.shell.Go(route.With(route.Sessions, string(s.ID))) })
}

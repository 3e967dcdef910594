package sessions

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
)

// Page is the list of sessions, one session, or its form.
type Page struct {
	shell  Shell
	store  Store
	arg    string
	screen *kit.Screen
	form   *form
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
func New(shell Shell, store Store, arg string) *Page {
	p := &Page{shell: shell, store: store, arg: arg, screen: kit.NewScreen()}
	if id, edit := strings.CutPrefix(arg, argEdit); edit || arg == argNew {
		s := journal.DosingSession{Date: journal.On(shell.Now())}
		if edit {
			if known, err := store.Session(journal.ID(id)); err == nil {
				s = known
			}
		}
		p.form = newForm(p, s)
		p.screen.SetObjects(p.form.objects()...)
	}
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Sessions, p.arg) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	if p.form != nil {
		p.form.date.Focus(c)
	}
}

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	switch {
	case p.form != nil:
	case p.arg == "":
		p.screen.SetObjects(p.list()...)
	default:
		p.screen.SetObjects(p.one()...)
	}
}

// Leave implements route.Leaver: what was typed into the form is kept.
func (p *Page) Leave(done func()) {
	if p.form == nil {
		done()
		return
	}
	p.form.leave(done)
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) {
	if p.form == nil {
		done()
		return
	}
	p.form.putAway(done)
}

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if p.form != nil {
		p.form.unsaved(u)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	if p.form != nil {
		p.form.wipe()
	}
	p.screen.SetObjects()
}

// list is the course, the newest session on top.
func (p *Page) list() []fyne.CanvasObject {
	w := p.shell.Words()
	all := p.store.Sessions()
	add := kit.Primary(w.T("sessions.add"), func() { p.shell.Go(NewRoute()) })
	out := []fyne.CanvasObject{kit.Beside(kit.Header(kit.Heading(w.T("sessions.heading")), kit.Sub(w.T("sessions.sub"))), add)}
	if len(all) == 0 {
		return append(out, kit.EmptyState(w.T("sessions.empty_title"), w.T("sessions.empty_line"), nil))
	}
	for i := len(all) - 1; i >= 0; i-- {
		s := all[i]
		lines := kit.Lines(kit.Title(facts.SessionOn(w, s, p.shell.Now())), kit.Small(facets(w, s)))
		if s.Intention != "" {
			lines.Add(kit.Own("“" + s.Intention + "”"))
		}
		if n := len(p.store.Summaries(journal.Filter{SessionID: s.ID})); n > 0 {
			lines.Add(kit.Small(w.N("common.entries", n)))
		}
		out = append(out, kit.NewPressCard(lines, func() { p.shell.Go(route.With(route.Sessions, string(s.ID))) }))
	}
	return out
}

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

// one is the page of one session.
func (p *Page) one() []fyne.CanvasObject {
	w := p.shell.Words()
	s, err := p.store.Session(journal.ID(p.arg))
	if err != nil {
		return []fyne.CanvasObject{kit.EmptyState(w.T("sessions.gone_title"), w.T("sessions.gone_line"), nil)}
	}
	edit := kit.Quiet(w.T("common.edit"), func() { p.shell.Go(route.With(route.Sessions, argEdit+string(s.ID))) })
	write := kit.Primary(w.T("common.write"), func() {
		p.shell.Go(route.With(route.Write, writing.Begin(nearest(s, p.shell), s.ID)))
	})
	out := []fyne.CanvasObject{kit.Beside(
		kit.Header(kit.Heading(facts.Session(w, s)), kit.Sub(strings.Trim(facts.Day(s.Date, p.shell.Now())+" · "+facets(w, s), " ·"))),
		kit.Wrap(look.Gap, write, edit))}
	if s.Intention != "" {
		out = append(out, kit.NewCard(kit.Lines(kit.Small(w.T("field.intention_line")), kit.Own("“"+s.Intention+"”"))))
	}
	if known := factRows(w, s); len(known) > 0 {
		out = append(out, kit.NewCard(kit.Column(14, known...)))
	}
	out = append(out, p.entries(s)...)
	return out
}

// factRows is what was recorded about the session, name over value.
func factRows(w *assets.Words, s journal.DosingSession) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, f := range []struct{ name, value string }{
		{"start", s.Start},
		{"end", s.End},
		{"dose_as_prescribed", s.Dose},
		{"place", s.Place},
		{"music", s.Music},
		{"companions", s.Companions},
		{"note", s.Note},
	} {
		if f.value != "" {
			out = append(out, kit.Column(3, kit.Small(w.T("field."+f.name)), kit.Body(f.value)))
		}
	}
	return out
}

// entries are the pieces of writing that belong to the session, as they came.
func (p *Page) entries(s journal.DosingSession) []fyne.CanvasObject {
	w := p.shell.Words()
	list := p.store.Summaries(journal.Filter{SessionID: s.ID})
	if len(list) == 0 {
		return []fyne.CanvasObject{kit.Sub(w.T("sessions.no_entries"))}
	}
	out := []fyne.CanvasObject{kit.Section(w.T("sessions.entries"))}
	for i := len(list) - 1; i >= 0; i-- {
		e := list[i]
		lines := kit.Lines(kit.Small(facts.Moment(e.OccurredAt, p.shell.Now())+" · "+facts.KindOrMoment(w, e.Kind, e.Phase)),
			kit.Title(facts.Name(w, e)))
		out = append(out, kit.NewPressCard(lines, func() { p.shell.Go(route.With(route.Read, string(e.ID))) }))
	}
	return out
}

// nearest is the moment of writing that fits a session now.
func nearest(s journal.DosingSession, shell Shell) journal.Phase {
	today := journal.On(shell.Now()).Date()
	switch days := daysBetween(s.Date.Date(), today); {
	case days < 0:
		return journal.PhaseBefore
	case days == 0:
		return journal.PhaseSameDay
	case days <= 1:
		return journal.Phase24h
	case days <= 4:
		return journal.Phase72h
	case days <= 10:
		return journal.PhaseWeek
	}
	return journal.PhaseMaintenance
}

// daysBetween counts civil days from one date to another.
func daysBetween(from, to string) int {
	a, errA := journal.ParseWhen(from)
	b, errB := journal.ParseWhen(to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Time().Sub(a.Time()).Hours() / 24)
}

package app

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/route"
)

// historyLimit bounds how far Back leads.
const historyLimit = 50

// open says which pages can be seen without an unlocked journal.
var openPages = map[route.Name]bool{route.Open: true, route.Support: true, route.Received: true}

// Go leaves the page that is shown, when it has finished what it was doing, and
// shows another.
func (s *Shell) Go(r route.Route) {
	if s.journal == nil && !openPages[r.Page] {
		r = route.To(route.Open)
	}
	if s.journal != nil && !s.has(r.Page) {
		r = route.To(s.home())
	}
	if s.journal == nil && s.current != nil && r == s.current.Route() {
		return // there is no other page to be had, and the way in is not begun anew
	}
	s.leave(func() {
		if s.current != nil {
			if from := s.current.Route(); from != r && !from.IsZero() {
				s.history = append(s.history, from)
				if len(s.history) > historyLimit {
					s.history = s.history[1:]
				}
			}
		}
		s.arrive(r)
	})
}

// arrive shows the page of r, or before it the one that the page that is left
// wants to be seen: Back then leads to r.
func (s *Shell) arrive(r route.Route) {
	s.quitting = false
	if via, ok := s.detour(); ok {
		if via.Page != r.Page {
			s.history = append(s.history, r)
		}
		r = via
		s.toasts.Clear() // nothing lies over Continue
	}
	s.show(s.build(r))
}

func (s *Shell) detour() (route.Route, bool) {
	if d, ok := s.current.(route.Detour); ok {
		return d.Detour()
	}
	return route.Route{}, false
}

// Back shows the page before, or the first one; or goes on with quitting.
func (s *Shell) Back() {
	if s.quitting {
		s.Quit()
		return
	}
	s.leave(func() {
		first, from := route.To(s.home()), route.Route{}
		if s.current != nil {
			from = s.current.Route()
		}
		if s.current == s.received {
			s.forgetReceived() // closed: it is not to be had again without its key
		}
		for n := len(s.history); n > 0; n = len(s.history) {
			r := s.history[n-1]
			s.history = s.history[:n-1]
			if r != from && (r.Page != route.Received || s.received != nil) {
				first = r
				break
			}
		}
		s.arrive(first)
	})
}

// leave lets the page that is shown finish, and then goes on. A page that asks
// the person first may never answer; the next leaving takes its place.
func (s *Shell) leave(then func()) {
	s.leaving++
	mine := s.leaving
	l, ok := s.current.(route.Leaver)
	if !ok {
		then()
		return
	}
	l.Leave(func() {
		if s.leaving == mine {
			s.leaving++
			then()
		}
	})
}

// show puts a page into the window.
func (s *Shell) show(p route.Page) {
	s.current = p
	s.built = append(s.built, p)
	s.area.Objects = []fyne.CanvasObject{p.Content()}
	s.area.Refresh()
	foot := float32(0)
	if f, ok := p.(interface{ Foot() float32 }); ok {
		foot = f.Foot()
	}
	s.toasts.Raise(foot)
	whole := s.journal == nil
	if f, ok := p.(route.FullScreen); ok && f.WholeWindow() {
		whole = true
	}
	s.rail.show(!whole, p.Route().Page, s.has)
	s.dress(p.Route().Page)
	if r, ok := p.(route.Refresher); ok {
		r.Refresh()
	}
	s.window.Canvas().Unfocus()
	if f, ok := p.(route.Focuser); ok {
		f.Focus(s.window.Canvas())
	}
}

// typedKey hears the keys nothing else took.
func (s *Shell) typedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape:
		s.escape()
	case s.current != nil:
		kit.ScrollByKey(s.current.Content(), k.Name)
	}
}

// escape asks what is on top, then the page, then goes back.
func (s *Shell) escape() {
	if s.busy.Escape() {
		return
	}
	if e, ok := s.current.(route.Escaper); ok && e.Escape() {
		return
	}
	if len(s.history) > 0 || s.current == nil || s.current.Route().Page != s.home() {
		s.Back()
	}
}

func (s *Shell) home() route.Name {
	if s.journal == nil {
		return route.Open
	}
	if s.clients != nil {
		return route.Clients
	}
	return route.Today
}

// therapistPages are the pages of a therapist's vault: what belongs to somebody's
// own course is not there.
var therapistPages = map[route.Name]bool{route.Clients: true, route.Received: true, route.Contacts: true, route.Support: true, route.Settings: true}

// has says whether a page belongs to what is open.
func (s *Shell) has(p route.Name) bool {
	if s.clients != nil {
		return therapistPages[p]
	}
	return p != route.Clients
}

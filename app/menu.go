package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"afterglow/app/pages/clients"
	"afterglow/app/pages/timeline"
	"afterglow/app/route"
)

// menu shows the menus as they fit the moment.
func (s *Shell) menu() { s.window.SetMainMenu(s.mainMenu()) }

// mainMenu carries every action and its shortcut: a focused text field lets no
// other shortcut through.
func (s *Shell) mainMenu() *fyne.MainMenu {
	locked := s.journal == nil // an opened file can be locked away too
	always := func(id string, key fyne.KeyName, mod fyne.KeyModifier, needsJournal bool, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(s.words.T(id), func() {
			if !needsJournal || s.journal != nil { // Fyne calls a disabled item by its shortcut all the same
				do()
			}
		})
		if key != "" {
			i.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: mod}
		}
		i.Disabled = needsJournal && locked
		return i
	}
	// Under a dialog the page stays what it is.
	item := func(id string, key fyne.KeyName, mod fyne.KeyModifier, needsJournal bool, do func()) *fyne.MenuItem {
		return always(id, key, mod, needsJournal, func() {
			if s.window.Canvas().Overlays().Top() == nil {
				do()
			}
		})
	}
	to := func(id string, key fyne.KeyName, mod fyne.KeyModifier, r route.Route) *fyne.MenuItem {
		if !s.has(r.Page) {
			return nil
		}
		return item(id, key, mod, !openPages[r.Page], func() { s.Go(r) })
	}
	hide := always("app.menu.hide", hideKey, 0, false, s.hide)
	quit := always("app.menu.quit", fyne.KeyQ, shortcutKey, false, s.Quit)
	quit.IsQuit = true
	search := route.With(route.Journal, timeline.ToSearch)
	if s.clients != nil {
		search = route.With(route.Clients, clients.ToSearch)
	}
	return fyne.NewMainMenu(
		menuOf(s.words.T("app.menu.file"),
			to("app.menu.write", fyne.KeyN, shortcutKey, route.To(route.Write)),
			to("app.menu.right", fyne.KeyN, shortcutKey|fyne.KeyModifierShift, route.To(route.Right)),
			to("app.menu.check_in", fyne.KeyK, shortcutKey, route.To(route.CheckIn)),
			to("app.menu.measures", fyne.KeyK, shortcutKey|fyne.KeyModifierShift, route.To(route.Measure)),
			fyne.NewMenuItemSeparator(),
			item("app.menu.open_file", fyne.KeyO, shortcutKey, false, s.OpenFile),
			to("app.menu.share", fyne.KeyE, shortcutKey, route.To(route.Share)),
			fyne.NewMenuItemSeparator(),
			always("app.menu.lock", fyne.KeyL, shortcutKey, false, s.Lock),
			quit,
		),
		menuOf(s.words.T("app.menu.edit"),
			s.editItem("app.menu.undo", &fyne.ShortcutUndo{}, func(p any) bool {
				u, ok := p.(interface{ Undo() })
				if ok {
					u.Undo()
				}
				return ok
			}),
			s.editItem("app.menu.redo", &fyne.ShortcutRedo{}, func(p any) bool {
				r, ok := p.(interface{ Redo() })
				if ok {
					r.Redo()
				}
				return ok
			}),
			item("app.menu.mark", fyne.KeyM, shortcutKey, true, s.markLine),
			fyne.NewMenuItemSeparator(),
			item("app.menu.done", fyne.KeyReturn, shortcutKey, true, s.done),
		),
		menuOf(s.words.T("app.menu.go"),
			to("app.page.clients", fyne.Key1, shortcutKey, route.To(route.Clients)),
			to("app.page.today", fyne.Key1, shortcutKey, route.To(route.Today)),
			to("app.page.journal", fyne.Key2, shortcutKey, route.To(route.Journal)),
			to("app.page.sessions", fyne.Key3, shortcutKey, route.To(route.Sessions)),
			to("app.page.noticed", fyne.KeyI, shortcutKey, route.To(route.Noticed)),
			to("app.page.trends", fyne.Key6, shortcutKey, route.To(route.Trends)),
			to("app.page.shares", fyne.Key4, shortcutKey, route.To(route.Shares)),
			to("app.page.contacts", fyne.KeyE, shortcutKey|fyne.KeyModifierShift, route.To(route.Contacts)),
			to("app.page.trash", fyne.Key5, shortcutKey, route.To(route.Trash)),
			fyne.NewMenuItemSeparator(),
			item("app.menu.search", fyne.KeyF, shortcutKey, true, func() { s.Go(search) }),
			item("app.menu.back", fyne.KeyLeft, fyne.KeyModifierAlt, false, s.Back),
		),
		menuOf(s.words.T("app.menu.view"),
			always("app.menu.larger", fyne.KeyEqual, shortcutKey, false, func() { s.scaleText(+0.1) }),
			always("app.menu.smaller", fyne.KeyMinus, shortcutKey, false, func() { s.scaleText(-0.1) }),
			always("app.menu.dark", fyne.KeyD, shortcutKey|fyne.KeyModifierShift, false, s.toggleDark),
			hide,
			to("app.page.settings", fyne.KeyComma, shortcutKey, route.To(route.Settings)),
		),
		menuOf(s.words.T("app.menu.help"),
			to("app.page.support", fyne.KeyH, shortcutKey, route.To(route.Support)),
		),
	)
}

// menuOf is a menu of the items that there are, with no line at its beginning.
func menuOf(label string, items ...*fyne.MenuItem) *fyne.Menu {
	var there []*fyne.MenuItem
	for _, i := range items {
		if i != nil && !(i.IsSeparator && (len(there) == 0 || there[len(there)-1].IsSeparator)) {
			there = append(there, i)
		}
	}
	return fyne.NewMenu(label, there...)
}

// editItem is a menu item for what the page does itself, or else the field the
// keyboard is in.
func (s *Shell) editItem(id string, shortcut fyne.Shortcut, page func(any) bool) *fyne.MenuItem {
	i := fyne.NewMenuItem(s.words.T(id), func() {
		if page(s.current) {
			return
		}
		if f, ok := s.window.Canvas().Focused().(fyne.Shortcutable); ok {
			f.TypedShortcut(shortcut)
		}
	})
	i.Shortcut = shortcut
	return i
}

// done finishes what the page is for, where it is for one thing.
func (s *Shell) done() {
	if d, ok := s.current.(interface{ Done() }); ok {
		d.Done()
	}
}

// markLine begins the marking of a line, where there is something to read.
func (s *Shell) markLine() {
	if m, ok := s.current.(interface{ MarkLine() }); ok {
		m.MarkLine()
	}
}

package share

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// row is one thing of the list: a tick with its name, its day and its mark, and a
// small menu.
func (p *Page) row(c sharing.Candidate) fyne.CanvasObject {
	t := kit.NewTick(p.names.of(c), p.choice.ticked[c.ItemRef], func(on bool) {
		p.choice.tick(c.ItemRef, on)
		p.chosenChanged()
	})
	second := p.names.second(c)
	if n := len(p.choice.of(c.ItemRef)); n > 0 {
		second += " · " + p.shell.Words().N("share.kept_parts", n)
	}
	t.Second(second)
	var more *kit.Button
	more = kit.Link(p.shell.Words().T("share.row_menu"), func() {
		canvas := fyne.CurrentApp().Driver().CanvasForObject(more)
		if canvas == nil {
			return
		}
		menu := fyne.NewMenu("", p.menu(c)...)
		widget.ShowPopUpMenuAtRelativePosition(menu, canvas, fyne.NewPos(0, more.Size().Height+2), more)
	})
	return container.New(&besideMenu{}, t, more)
}

// menu is what can be said of one thing right in the list.
func (p *Page) menu(c sharing.Candidate) []*fyne.MenuItem {
	w := p.shell.Words()
	var items []*fyne.MenuItem
	add := func(label string, on bool, to journal.Sharing) {
		item := fyne.NewMenuItem(label, func() { p.say(c, to) })
		item.Checked = on
		items = append(items, item)
	}
	for _, m := range journal.Marks {
		add(w.T("mark."+string(m)), m == c.Mark, journal.Sharing{Mark: m, RecordPref: c.RecordPref})
	}
	items = append(items, fyne.NewMenuItemSeparator())
	add(w.T("record_pref.fine"), c.RecordPref == journal.RecordFine, journal.Sharing{Mark: c.Mark})
	add(w.T("record_pref.session_only"), c.RecordPref == journal.SessionOnly, journal.Sharing{Mark: c.Mark, RecordPref: journal.SessionOnly})
	if p.choice.ticked[c.ItemRef] {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(w.T("share.keep"), func() { p.keepPartsOf(c.ItemRef) }))
	}
	return items
}

// say writes a mark and a preference into the journal. What was kept back of the
// thing stays kept back: its words are as they were.
func (p *Page) say(c sharing.Candidate, to journal.Sharing) {
	if to.Mark == c.Mark && to.RecordPref == c.RecordPref {
		return
	}
	var from, next uint64
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		if from, err = revisionOf(ctx, p.store, c.ItemRef); err != nil {
			return err
		}
		if err = p.setSharing(ctx, c.ItemRef, to); err != nil {
			return err
		}
		next, err = revisionOf(ctx, p.store, c.ItemRef)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.choice.follows(c.ItemRef, from, next)
		p.reread()
		p.list()
		p.look()
	})
}

func (p *Page) setSharing(ctx context.Context, r journal.ItemRef, to journal.Sharing) error {
	if r.Type != bundle.ItemEntry {
		return p.store.SetSharing(ctx, r.ID, to)
	}
	e, err := p.store.Entry(ctx, r.ID)
	if err != nil {
		return err
	}
	e.Mark, e.RecordPref = to.Mark, to.RecordPref
	_, err = p.store.SaveEntry(ctx, e)
	return err
}

// besideMenu gives the menu at the right what it needs, and the tick the rest.
type besideMenu struct{}

func (l *besideMenu) MinSize(objects []fyne.CanvasObject) fyne.Size {
	tick, menu := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(tick.Width+menu.Width, fyne.Max(tick.Height, menu.Height))
}

func (l *besideMenu) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gap = 8
	menu := objects[1].MinSize()
	objects[0].Resize(fyne.NewSize(size.Width-menu.Width-gap, size.Height))
	objects[1].Resize(menu)
	objects[1].Move(fyne.NewPos(size.Width-menu.Width, 0))
}

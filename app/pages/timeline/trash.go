package timeline

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// Trash is the page of what was thrown away and can come back.
type Trash struct {
	shell Shell
	store Store

	purge   *kit.Button
	buttons *fyne.Container
	count   *kit.Text
	list    *list
	empty   *fyne.Container
	// records are what is there beside entries, by id: their type.
	records map[journal.ID]string
	root    fyne.CanvasObject
}

var (
	_ route.Page      = (*Trash)(nil)
	_ route.Focuser   = (*Trash)(nil)
	_ route.Refresher = (*Trash)(nil)
	_ route.Wiper     = (*Trash)(nil)
)

// NewTrash is the Trash page. A press on an entry or anything else that was
// deleted, or Enter, brings it back.
func NewTrash(shell Shell, store Store) *Trash {
	w := shell.Words()
	p := &Trash{shell: shell, store: store, count: kit.Sub(w.T("timeline.trash_line")), empty: kit.Column(0)}
	p.list = newList()
	p.list.show = func(v *rowView, r row, current bool) {
		name, deleted := facts.Name(w, r.entry), w.T("timeline.trashed_on", "Day", facts.Day(r.entry.TrashedAt, shell.Now()))
		if what := p.records[r.entry.ID]; what != "" {
			what = w.T("timeline.record." + what)
			if r.entry.Title == "" {
				name = what
			}
			deleted = what + " · " + deleted
		}
		v.entry(facts.ShortDay(r.entry.OccurredAt, shell.Now()), name, deleted, "", "", current)
	}
	p.list.open = func(s journal.Summary) {
		p.list.RefreshItem(p.list.at)
		p.bringBack(s)
	}
	p.purge = kit.Quiet(w.T("timeline.empty_trash"), p.ask)
	p.buttons = kit.Buttons(p.purge)
	top := kit.Beside(kit.Header(kit.Heading(w.T("timeline.trash")), p.count), p.buttons)
	p.root = container.New(&sheet{}, top, p.list, p.empty)
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Trash) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page.
func (p *Trash) Route() route.Route { return route.To(route.Trash) }

// Refresh implements route.Refresher.
func (p *Trash) Refresh() {
	var rows []row
	records := map[journal.ID]string{}
	p.shell.Runner().Latest("trash", func(ctx context.Context) error {
		list, err := p.store.Search(ctx, "", journal.Filter{Trash: true})
		for _, s := range list {
			rows = append(rows, row{entry: s})
		}
		for _, r := range p.store.TrashedRecords() {
			records[r.ID] = r.Type
			rows = append(rows, row{entry: journal.Summary{ID: r.ID, Title: r.Title, OccurredAt: r.TrashedAt, TrashedAt: r.TrashedAt}})
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		w := p.shell.Words()
		empty := len(rows) == 0
		p.records = records
		p.list.set(rows, "")
		p.list.Hidden, p.empty.Hidden, p.buttons.Hidden = empty, !empty, empty
		p.empty.RemoveAll()
		p.count.SetText(w.T("timeline.trash_line"))
		if empty {
			p.count.SetText("")
			p.empty.Add(kit.EmptyState(w.T("timeline.trash_nothing"), w.T("timeline.trash_nothing_line"), nil))
		}
		p.root.Refresh()
	})
}

// bringBack takes one entry, or what else was deleted, out of the trash.
func (p *Trash) bringBack(s journal.Summary) {
	w := p.shell.Words()
	if p.records[s.ID] != "" {
		p.shell.Runner().Do(w.T("timeline.bringing_back"), func(ctx context.Context, _ run.Progress) error {
			return p.store.UntrashRecord(ctx, s.ID)
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("timeline.brought_back"))
			p.Refresh()
			p.shell.Changed()
		})
		return
	}
	p.shell.Runner().Do(w.T("timeline.bringing_back"), func(ctx context.Context, _ run.Progress) error {
		return p.store.Untrash(ctx, s.ID)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.shell.Offer(w.T("timeline.brought_back"), w.T("common.open"), func() { p.shell.Go(route.With(route.Read, string(s.ID))) })
		p.Refresh()
		p.shell.Changed()
	})
}

// ask empties the trash after one question.
func (p *Trash) ask() {
	w := p.shell.Words()
	text := w.N("timeline.empty_text", len(p.list.rows))
	if clients, files := p.clients(); clients > 0 {
		text += "\n\n" + w.N("timeline.empty_clients", clients) + " " + w.N("timeline.empty_files", files)
	}
	kit.Confirm(p.shell.Window(), w, w.T("timeline.empty_title"), text, w.T("timeline.empty_do"), true, func() {
		p.shell.Runner().Do(w.T("timeline.emptying"), func(ctx context.Context, _ run.Progress) error {
			_, err := p.store.EmptyTrash(ctx)
			return err
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
			} else {
				p.shell.Say(w.T("timeline.emptied"))
			}
			p.Refresh()
			p.shell.Changed()
		})
	})
}

// clients are how many clients are in the trash, and how many files go with them.
func (p *Trash) clients() (clients, files int) {
	for id, what := range p.records {
		if what == "client" {
			clients++
			files += len(p.store.ReceivedFiles(id))
		}
	}
	return clients, files
}

// Focus implements route.Focuser.
func (p *Trash) Focus(c fyne.Canvas) {
	if len(p.list.rows) > 0 {
		c.Focus(p.list)
	}
}

// Wipe implements route.Wiper.
func (p *Trash) Wipe() {
	p.list.wipe()
	p.records = nil
}

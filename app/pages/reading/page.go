package reading

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/markdown"
)

// Page is the Read page: one entry.
type Page struct {
	shell  Shell
	store  Store
	id     journal.ID
	entry  journal.Entry
	before journal.Mark // what the mark goes back to
	screen *kit.Screen
	reader *kit.Reader
	pane   *pane
	canvas fyne.Canvas

	blocks  []markdown.Block
	marking *marking // while lines are chosen
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Escaper   = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the Read page of the entry called arg.
func New(shell Shell, store Store, arg string) *Page {
	p := &Page{shell: shell, store: store, id: journal.ID(arg), screen: kit.NewReadingScreen()}
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Read, string(p.id)) }

// Refresh implements route.Refresher: the entry is read again.
func (p *Page) Refresh() {
	var e journal.Entry
	var blocks []markdown.Block
	var sessions []journal.DosingSession
	p.shell.Runner().Latest("read", func(ctx context.Context) (err error) {
		if e, err = p.store.Entry(ctx, p.id); err == nil {
			blocks, sessions = markdown.Parse(e.Text()), p.store.Sessions()
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			p.shell.Back()
			return
		}
		if e.Revision == p.entry.Revision && p.pane != nil {
			return // shown already; the place on the page is kept
		}
		p.entry, p.blocks, p.marking = e, blocks, nil
		p.draw(blocks, sessions)
	})
}

// draw makes the page of the entry.
func (p *Page) draw(blocks []markdown.Block, sessions []journal.DosingSession) {
	w, e := p.shell.Words(), p.entry
	p.reader = kit.NewReader(w, blocks)
	p.pane = newPane(p.reader, p.edit)
	p.pane.mark = p.MarkLine
	p.pane.screen = p.screen
	title := e.Title
	if title == "" {
		title = facts.KindOrMoment(w, e.Kind, e.Phase)
	}
	header := kit.Header(kit.Heading(title), kit.Sub(factsLine(w, e, sessions, p.shell.Now())))
	if !e.TrashedAt.IsZero() {
		p.screen.SetObjects(header, kit.Body(w.T("reading.in_trash")),
			kit.Buttons(kit.Primary(w.T("reading.bring_back"), p.untrash)), p.pane)
		return
	}
	if e.Mark != journal.MarkShare {
		p.before = e.Mark
	}
	mark := kit.NewChip(w.T("mark.share"), e.Mark == journal.MarkShare, p.setMark)
	pref := kit.NewChip(w.T("record_pref.session_only"), e.RecordPref == journal.SessionOnly, p.setPref)
	actions := kit.Wrap(20, kit.Inset(0, 0, 10, 0, kit.ChipRow(mark, pref)),
		kit.Link(w.T("common.edit"), p.edit),
		kit.Link(w.T("reading.mark"), p.MarkLine),
		kit.Link(w.T("common.copy"), func() {
			p.shell.Copy(p.entry.Text())
			p.shell.Say(w.T("reading.copied"))
		}),
		kit.Link(w.T("reading.history"), func() { p.shell.Go(route.With(route.History, string(p.id))) }),
		kit.Link(w.T("common.delete"), p.trash))
	objects := []fyne.CanvasObject{header, actions, kit.Inset(0, 10, 0, 10, p.pane)}
	if came := p.cameOfIt(); came != nil {
		objects = append(objects, came)
	}
	p.screen.SetObjects(objects...)
	if p.canvas != nil {
		p.canvas.Focus(p.pane)
	}
}

// factsLine is the quiet line under the title: day, kind, session, words, tags.
func factsLine(w *assets.Words, e journal.Entry, sessions []journal.DosingSession, now time.Time) string {
	parts := []string{facts.Moment(e.OccurredAt, now)}
	if e.Title != "" {
		parts = append(parts, facts.KindOrMoment(w, e.Kind, e.Phase))
	}
	if s, ok := facts.SessionByID(sessions, e.SessionID); ok {
		parts = append(parts, facts.Session(w, s))
	}
	parts = append(parts, w.N("common.words", e.Words()))
	if len(e.Tags) > 0 {
		parts = append(parts, strings.Join(e.Tags, ", "))
	}
	if e.Mark == journal.MarkPrivate {
		parts = append(parts, w.T("mark.private"))
	}
	return strings.Join(parts, " · ")
}

func (p *Page) edit() { p.shell.Go(route.With(route.Write, string(p.id))) }

// setMark marks the entry for the therapist, or takes that back.
func (p *Page) setMark(share bool) {
	mark := p.before
	if mark == "" {
		mark = journal.MarkAsk
	}
	if share {
		mark = journal.MarkShare
	}
	p.alter(func(e *journal.Entry) { e.Mark = mark }, share)
}

// setPref asks whoever it is shared with to keep the entry for the session only, or
// takes that back.
func (p *Page) setPref(only bool) {
	pref := journal.RecordFine
	if only {
		pref = journal.SessionOnly
	}
	p.alter(func(e *journal.Entry) { e.RecordPref = pref }, false)
}

// alter changes what is said of the entry, not its words.
func (p *Page) alter(change func(*journal.Entry), marked bool) {
	p.change(p.shell.Words().T("common.saving"), func(ctx context.Context) error {
		e, err := p.store.Entry(ctx, p.id)
		if err != nil {
			return err
		}
		change(&e)
		_, err = p.store.SaveEntry(ctx, e)
		return err
	}, func() {
		if marked {
			p.shell.Say(p.shell.Words().T("reading.marked"))
		}
		p.Refresh()
	})
}

func (p *Page) trash() {
	w, id := p.shell.Words(), p.id
	p.change(w.T("reading.deleting"), func(ctx context.Context) error { return p.store.Trash(ctx, id) }, func() {
		p.shell.Offer(w.T("reading.trashed"), w.T("common.undo"), func() {
			p.change(w.T("reading.bringing_back"), func(ctx context.Context) error { return p.store.Untrash(ctx, id) }, func() {})
		})
		p.shell.Back()
	})
}

func (p *Page) untrash() {
	p.change(p.shell.Words().T("reading.bringing_back"),
		func(ctx context.Context) error { return p.store.Untrash(ctx, p.id) }, p.Refresh)
}

// change does something to the journal and then tells.
func (p *Page) change(label string, work func(context.Context) error, then func()) {
	p.shell.Runner().Do(label, func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		then()
		p.shell.Changed()
	})
}

// Focus implements route.Focuser: the arrows move the page at once.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = c
	if p.pane != nil && p.marking == nil {
		c.Focus(p.pane)
	}
}

// Leave implements route.Leaver: what arrives later does not take the keyboard.
func (p *Page) Leave(done func()) {
	p.canvas = nil
	done()
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.entry, p.canvas, p.blocks = journal.Entry{}, nil, nil
	if p.marking != nil {
		p.marking.wipe()
	}
	if p.reader != nil {
		p.reader.Wipe()
	}
	p.screen.SetObjects()
}

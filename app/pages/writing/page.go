package writing

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// largeSection is the most characters a section may hold to be edited here:
// beyond it a field takes longer for one letter than a person types
// (engineering/fyne.md §2.3: 200 ms at 100,000).
const largeSection = 100_000

// Page is the Write page: the choice of a moment, then the sheet.
type Page struct {
	shell Shell
	store Store
	arg   string
	root  *fyne.Container

	chooser *chooser
	sheet   *sheet
	leaver  *leaver
	draft   *draft
	canvas  fyne.Canvas // once the page was shown
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Keeper  = (*Page)(nil)
	_ route.Leaver  = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
)

// New is the Write page. arg is "" to choose, one of Begin, BeginKind and
// BeginPrompt for a new entry, or the id of the entry to edit.
func New(shell Shell, store Store, arg string) *Page {
	p := &Page{shell: shell, store: store, arg: arg, root: container.NewStack()}
	switch b := begin(arg); {
	case b.ok:
		p.write(b.entry, b.prompt)
	case arg == "":
		p.choose()
	default:
		p.load(journal.ID(arg))
	}
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page: once saved, it leads back to the entry.
func (p *Page) Route() route.Route {
	if p.draft != nil && p.draft.entry.ID != "" {
		return route.With(route.Write, string(p.draft.entry.ID))
	}
	return route.With(route.Write, p.arg)
}

// choose shows the moments to write at.
func (p *Page) choose() {
	p.chooser = newChooser(p.shell.Words(), func(arg string) {
		p.arg = arg
		b := begin(arg)
		p.write(b.entry, b.prompt)
	})
	p.show(p.chooser.screen)
}

func (p *Page) load(id journal.ID) {
	var e journal.Entry
	p.shell.Runner().Do(p.shell.Words().T("writing.opening"), func(ctx context.Context, _ run.Progress) (err error) {
		e, err = p.store.Entry(ctx, id)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.shell.Fail(err)
			p.choose()
		case !e.TrashedAt.IsZero():
			p.choose() // it was thrown away since this route was kept
		case tooLarge(e):
			p.tellTooLarge(e)
		default:
			p.write(withTemplate(e), "")
		}
	})
}

func tooLarge(e journal.Entry) bool {
	for _, s := range e.Sections {
		if len(s.Text) >= largeSection && utf8.RuneCountInString(s.Text) >= largeSection {
			return true
		}
	}
	return false
}

// tellTooLarge says that an entry can be read, not edited.
func (p *Page) tellTooLarge(e journal.Entry) {
	w := p.shell.Words()
	title := e.Title
	if title == "" {
		title = facts.Kind(w, e.Kind)
	}
	read := kit.Primary(w.T("writing.read"), func() { p.shell.Go(route.With(route.Read, string(e.ID))) })
	p.show(kit.NewReadingScreen(kit.Header(kit.Heading(title), kit.Sub(w.T("writing.too_large"))), kit.Buttons(read)))
}

// write shows the sheet for an entry.
func (p *Page) write(e journal.Entry, prompt string) {
	w, now := p.shell.Words(), p.shell.Now()
	sessions := p.store.Sessions()
	if e.ID == "" && e.SessionID == "" {
		e.SessionID = sessionNear(sessions, e.Phase, now)
	}
	line, trouble := kit.Small("").OneLine(), kit.Warn("")
	trouble.Hide()
	tell := func(s state) {
		line.SetText(status(w, s, clock(p.shell)))
		trouble.Hidden = s != failed
		if s == failed {
			line.SetText(w.T("common.not_saved"))
			trouble.SetText(status(w, s, ""))
		}
		if p.canvas != nil {
			p.root.Refresh()
		}
	}
	p.sheet = newSheet(w, e, prompt, sessions, p.store.Tags(), now, func() { p.draft.touch() })
	p.draft = newDraft(p.shell, p.store, e, p.sheet.entry, tell)
	p.leaver = newLeaver(p.shell, p.store, p.draft, p.root.Refresh)

	what := kit.Sub(facts.KindOrMoment(w, e.Kind, e.Phase)).OneLine()
	done := kit.Quiet(w.T("common.done"), p.Done)
	bar := kit.Column(12,
		container.NewHBox(container.NewCenter(what), layout.NewSpacer(), container.NewCenter(line), kit.Inset(8, 0, 0, 0, done)),
		trouble, p.leaver.stuck.object)
	d := &desk{bar: bar, screen: p.sheet.screen}
	objects := []fyne.CanvasObject{bar, p.sheet.screen}
	if p.sheet.prompts != nil {
		d.side = p.sheet.prompts.object
		p.sheet.prompts.changed = p.root.Refresh
		objects = append(objects, d.side)
	}
	p.show(container.New(d, objects...))
	if p.canvas != nil {
		p.Focus(p.canvas)
	}
}

func (p *Page) show(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o}
	p.root.Refresh()
}

// Done leaves the page, as Escape does: the words are saved.
func (p *Page) Done() { p.shell.Back() }

// Undo takes back the last change of the field the keyboard is on.
func (p *Page) Undo() { p.shortcut(&fyne.ShortcutUndo{}) }

// Redo makes it again.
func (p *Page) Redo() { p.shortcut(&fyne.ShortcutRedo{}) }

func (p *Page) shortcut(s fyne.Shortcut) {
	if p.canvas == nil {
		return
	}
	if f, ok := p.canvas.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	}
}

// Leave implements route.Leaver. It calls done when all is saved; when that
// cannot be, the page asks, and done is called only when the person says so.
func (p *Page) Leave(done func()) {
	if p.leaver == nil {
		p.canvas = nil // an entry that arrives later does not take the keyboard
		done()
		return
	}
	p.leaver.Leave(done)
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) { putAway(p.draft, done) }

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) { unsaved(p.draft, u) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = c
	switch {
	case p.sheet != nil:
		c.Focus(p.sheet.begin())
		p.sheet.screen.ScrollToTop()
	case p.chooser != nil:
		c.Focus(p.chooser.first)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	if p.draft != nil {
		p.draft.close()
		p.draft.entry = journal.Entry{}
	}
	if p.sheet != nil {
		p.sheet.wipe()
	}
	p.root.RemoveAll()
}

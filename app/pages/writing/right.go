package writing

import (
	"context"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Right is the page for right after a session: dark, one large page to write
// on, and nothing else.
type Right struct {
	shell  Shell
	store  Store
	arg    string
	root   *fyne.Container
	editor *kit.Editor
	screen *kit.Screen
	draft  *draft
	leaver *leaver
	wrote  bool
}

var (
	_ route.Page       = (*Right)(nil)
	_ route.Leaver     = (*Right)(nil)
	_ route.Keeper     = (*Right)(nil)
	_ route.Focuser    = (*Right)(nil)
	_ route.Wiper      = (*Right)(nil)
	_ route.FullScreen = (*Right)(nil)
)

// NewRight is the page for right after a session. arg is the id of an entry
// begun here before, to go on with it, or "".
func NewRight(shell Shell, store Store, arg string) *Right {
	p := &Right{shell: shell, store: store, arg: arg, root: container.NewStack()}
	if arg == "" {
		e := begin(Begin(journal.PhaseSameDay, "")).entry
		if s, ok := sessionToday(store.Sessions(), shell.Now()); ok {
			e.SessionID = s.ID
		}
		p.write(e)
		return p
	}
	var e journal.Entry
	shell.Runner().Do(shell.Words().T("writing.opening"), func(ctx context.Context, _ run.Progress) (err error) {
		e, err = store.Entry(ctx, journal.ID(arg))
		return err
	}, func(err error) {
		if err != nil || tooLarge(e) {
			shell.Go(route.With(route.Write, arg)) // which says what is wrong
			return
		}
		p.write(withTemplate(e))
	})
	return p
}

func (p *Right) write(e journal.Entry) {
	w := p.shell.Words()
	if len(e.Sections) == 0 {
		e.Sections = []journal.Section{{}}
	}
	saved := kit.Small("").OneLine()
	trouble := kit.Warn("")
	trouble.Hide()
	tell := func(s state) {
		saved.SetText(status(w, s, clock(p.shell)))
		trouble.Hidden = s != failed
		if s == failed {
			saved.SetText(w.T("common.not_saved"))
			trouble.SetText(status(w, s, ""))
		}
		p.root.Refresh()
	}
	p.editor = kit.NewPageEditor("", 6, look.SizeBig, true)
	p.editor.SetTextOnceLaidOut(e.Sections[0].Text)
	p.editor.OnChanged = func(string) {
		p.wrote = true
		p.draft.touch()
	}
	p.draft = newDraft(p.shell, p.store, e, p.entry, tell)
	p.leaver = newLeaver(p.shell, p.store, p.draft, p.root.Refresh)

	top := container.NewBorder(nil, nil, kit.Small(p.line(w)).OneLine(), saved)
	foot := container.NewCenter(kit.Small(w.T("writing.rest")).OneLine())
	p.screen = kit.NewReadingScreen(kit.Inset(-editorPadding, 0, 0, 0, p.editor.Object))
	page := container.NewBorder(
		container.New(&middle{}, kit.Column(12, kit.Inset(0, 36, 0, 0, top), trouble, p.leaver.stuck.object)),
		kit.Inset(0, 8, 0, 24, foot), nil, nil, p.screen)
	p.root.Objects = []fyne.CanvasObject{look.With(container.NewStack(newGround(), page), look.Night())}
	p.root.Refresh()
}

// line is "Right after session 5 · 1 h 10 min ago" on the day of a session.
func (p *Right) line(w *assets.Words) string {
	s, ok := sessionToday(p.store.Sessions(), p.shell.Now())
	if !ok {
		return w.T("writing.right")
	}
	return rightAfter(w, s, p.shell.Now())
}

// sessionToday is the last session that took place on the day of now and was
// not cancelled.
func sessionToday(sessions []journal.DosingSession, now time.Time) (journal.DosingSession, bool) {
	var found journal.DosingSession
	for _, s := range sessions {
		if s.Date.Date() == journal.On(now).Date() && s.Status != journal.SessionCancelled && s.Status != journal.SessionMoved {
			found = s
		}
	}
	return found, found.ID != ""
}

// rightAfter names the session and, where its end is known and past, how long
// ago that was.
func rightAfter(w *assets.Words, s journal.DosingSession, now time.Time) string {
	line := w.T("writing.right")
	if s.Seq > 0 {
		line = w.T("writing.right_after", "Number", s.Seq)
	}
	end, err := time.Parse("15:04", s.End)
	if err != nil {
		return line
	}
	passed := now.Hour()*60 + now.Minute() - end.Hour()*60 - end.Minute()
	if passed < 0 {
		return line
	}
	hours, minutes := passed/60, passed%60
	id := "writing.ago_both"
	switch {
	case hours == 0:
		id = "writing.ago_minutes"
	case minutes == 0:
		id = "writing.ago_hours"
	}
	return line + " · " + w.T(id, "Hours", hours, "Minutes", minutes)
}

func (p *Right) entry(base journal.Entry) journal.Entry {
	if p.wrote {
		sections := append([]journal.Section(nil), base.Sections...)
		sections[0].Text = p.editor.Written()
		base.Sections = sections
	}
	return base
}

// Content implements route.Page.
func (p *Right) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page.
func (p *Right) Route() route.Route {
	if p.draft != nil && p.draft.entry.ID != "" {
		return route.With(route.Right, string(p.draft.entry.ID))
	}
	return route.With(route.Right, p.arg)
}

// WholeWindow implements route.FullScreen.
func (p *Right) WholeWindow() bool { return true }

// Done leaves the page, as Escape does: the words are saved.
func (p *Right) Done() { p.shell.Back() }

// Undo takes back the last change.
func (p *Right) Undo() {
	if p.editor != nil {
		p.editor.Undo()
	}
}

// Redo makes it again.
func (p *Right) Redo() {
	if p.editor != nil {
		p.editor.Redo()
	}
}

// Leave implements route.Leaver, as Page.Leave does.
func (p *Right) Leave(done func()) {
	if p.leaver == nil {
		done()
		return
	}
	p.leaver.Leave(done)
}

// PutAway implements route.Keeper.
func (p *Right) PutAway(done func()) { putAway(p.draft, done) }

// Unsaved implements route.Keeper.
func (p *Right) Unsaved(u *journal.Unsaved) { unsaved(p.draft, u) }

// Focus implements route.Focuser.
func (p *Right) Focus(c fyne.Canvas) {
	if p.editor != nil {
		c.Focus(p.editor)
		p.editor.TypedShortcut(&fyne.ShortcutSelectAll{})
		p.editor.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

// Wipe implements route.Wiper.
func (p *Right) Wipe() {
	if p.draft != nil {
		p.draft.close()
		p.draft.entry = journal.Entry{}
		p.editor.Wipe()
	}
	p.root.RemoveAll()
}

// middle keeps its object in the reading column of the screen below.
type middle struct{}

func (*middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (*middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := look.Margin
	if size.Width < 640 {
		margin = look.NarrowMargin
	}
	width := size.Width - 2*margin
	if most := 720 * max(1, look.Current().Settings().TextScale); width > most {
		margin, width = (size.Width-most)/2, most
	}
	objects[0].Move(fyne.NewPos(margin, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
}

// ground fills its place with the theme's background, which an overriding
// theme may make another than the window's.
type ground struct{ widget.BaseWidget }

func newGround() *ground {
	g := &ground{}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{ground: g, rectangle: canvas.NewRectangle(color.Transparent)}
	r.WidgetRenderer = widget.NewSimpleRenderer(r.rectangle)
	r.Refresh()
	return r
}

type groundRenderer struct {
	fyne.WidgetRenderer
	ground    *ground
	rectangle *canvas.Rectangle
}

func (r *groundRenderer) Refresh() {
	r.rectangle.FillColor = r.ground.Theme().Color(theme.ColorNameBackground, theme.VariantDark)
	r.rectangle.Refresh()
}

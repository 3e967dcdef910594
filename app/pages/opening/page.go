package opening

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/vault"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Go(route.Route)
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
	// OpenFile asks for a shared file and shows it.
	OpenFile()
}

// Door is the way into a journal. What takes a context takes a while: it runs as
// work of the Runner.
type Door interface {
	// Exists says whether there is a journal in Folder.
	Exists() bool
	Folder() string
	SetFolder(dir string)
	// Warning is what speaks against Folder, "" for nothing.
	Warning() string
	// Create makes a journal of one's own, or a therapist's vault.
	Create(ctx context.Context, passphrase []byte, therapist bool) (recoveryCode string, err error)
	Unlock(ctx context.Context, passphrase []byte) error
	// UnlockWithCode opens the journal with the recovery code, as it was typed.
	UnlockWithCode(ctx context.Context, code string) error

	// What follows is about the journal that was created or unlocked and is not
	// entered yet.

	// Watch lets it be put away after a time of quiet from now on.
	Watch()
	// Older says that it is a copy older than the one last seen on this computer,
	// and when each was saved.
	Older() (here, known time.Time, older bool)
	// AcceptOlder goes on with it all the same.
	AcceptOlder()
	CheckRecoveryCode(ctx context.Context, code string) error
	// SaveCountry keeps the country for Support, and that its numbers were checked.
	SaveCountry(ctx context.Context, code string, checked bool) error
	// ChangePassphrase sets another passphrase; with renew every key is made anew
	// and a new recovery code given.
	ChangePassphrase(ctx context.Context, next []byte, renew bool) (code string, err error)
	// Close closes it again.
	Close(ctx context.Context) error
	// Enter goes on into it.
	Enter()

	// RestoreFolder suggests a folder that a backup can be restored into.
	RestoreFolder() string
	// Restore makes the journal of a backup in dir, with the passphrase or the
	// recovery code it had, as typed. It never writes where a journal is.
	Restore(ctx context.Context, file, dir, typed string, progress func(done, total int64)) (vault.RestoreReport, error)
}

// Page is the Open page.
type Page struct {
	shell Shell
	door  Door
	words *assets.Words

	content *fyne.Container
	step    step
	working bool
}

// step is one of the things asked on the way in.
type step interface {
	object() fyne.CanvasObject
	focus(fyne.Canvas)
	// escape says whether it dealt with the Escape key.
	escape() bool
	wipe()
}

var (
	_ route.Page       = (*Page)(nil)
	_ route.Focuser    = (*Page)(nil)
	_ route.Escaper    = (*Page)(nil)
	_ route.Wiper      = (*Page)(nil)
	_ route.FullScreen = (*Page)(nil)
)

// New is the Open page for the folder the door has chosen.
func New(shell Shell, door Door) *Page {
	p := &Page{shell: shell, door: door, words: shell.Words(), content: container.NewStack()}
	p.begin()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Open) }

// WholeWindow implements route.FullScreen: there is nowhere to go yet.
func (p *Page) WholeWindow() bool { return true }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) { p.step.focus(c) }

// Escape implements route.Escaper.
func (p *Page) Escape() bool { return p.step.escape() }

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.step.wipe()
	p.content.Objects = nil
}

// HoldsCode says that a recovery code is on the screen that was not kept yet.
func (p *Page) HoldsCode() bool {
	r, ok := p.step.(*recovery)
	return ok && !r.code.Kept()
}

// begin asks what fits the folder: its passphrase, or what is wanted.
func (p *Page) begin() {
	if p.door.Exists() {
		p.show(newUnlock(p, p.words.T("opening.locked")))
	} else {
		p.show(newChoose(p))
	}
}

// show replaces the step and puts the keyboard on it.
func (p *Page) show(s step) {
	if p.step != nil {
		p.step.wipe()
	}
	p.step = s
	p.content.Objects = []fyne.CanvasObject{s.object()}
	p.content.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.content); c != nil {
		c.Unfocus()
		s.focus(c)
	}
}

// unlocked goes on with a journal that was just opened: an older copy is the
// person's to decide about, a forgotten passphrase can be replaced.
func (p *Page) unlocked(byCode bool) {
	p.door.Watch()
	if here, known, older := p.door.Older(); older {
		p.show(newOlder(p, here, known, byCode))
		return
	}
	p.settled(byCode)
}

// settled goes on once nothing about the copy is left to decide.
func (p *Page) settled(byCode bool) {
	if byCode {
		p.show(newFresh(p))
		return
	}
	p.enter()
}

// enter goes on into the journal; nothing typed stays on the page.
func (p *Page) enter() {
	p.step.wipe()
	p.door.Enter()
}

// close closes the journal that was opened, unchanged, and says so on the way in.
func (p *Page) close(line string) {
	p.do(p.words.T("app.locking"), func(ctx context.Context, _ run.Progress) error { return p.door.Close(ctx) }, func(err error) {
		p.show(newUnlock(p, line))
		p.shell.Fail(err)
	})
}

// do runs work that takes a moment; a second press meanwhile does nothing.
func (p *Page) do(label string, work func(context.Context, run.Progress) error, done func(error)) {
	if p.working {
		return
	}
	p.working = true
	p.shell.Runner().Do(label, work, func(err error) {
		p.working = false
		done(err)
	})
}

// doFrom is do for the button that was pressed: it says what it waits for.
func (p *Page) doFrom(b *kit.Button, label string, work func(context.Context, run.Progress) error, done func(error)) {
	if p.working {
		return
	}
	text := b.Text()
	b.SetText(label)
	b.Disable()
	p.do(label, work, func(err error) {
		b.SetText(text)
		b.Enable()
		done(err)
	})
}

// ways are the quiet links at the foot of a step, and the folder.
func (p *Page) ways(links ...fyne.CanvasObject) fyne.CanvasObject {
	links = append(links, kit.Link(p.words.T("opening.other_folder"), p.askFolder), p.support())
	lines := kit.Column(10, kit.Wrap(22, links...), kit.Small(p.words.T("opening.folder", "Folder", p.door.Folder())))
	if warning := p.door.Warning(); warning != "" {
		lines.Add(kit.Small(warning))
	}
	return kit.Inset(0, 14, 0, 0, lines)
}

// foot is the foot of a step that goes nowhere else.
func (p *Page) foot() fyne.CanvasObject { return kit.Inset(0, 14, 0, 0, kit.Wrap(22, p.support())) }

func (p *Page) support() fyne.CanvasObject {
	return kit.Link(p.words.T("support.title"), func() { p.shell.Go(route.To(route.Support)) })
}

// askFolder lets another folder be named.
func (p *Page) askFolder() {
	if p.working {
		return
	}
	field := kit.NewField(p.words.T("opening.folder_label"))
	field.SetHint(p.words.T("opening.folder_hint"))
	field.SetText(p.door.Folder())
	choose := func(d *kit.Dialog) {
		if field.Text() == "" {
			field.SetError(p.words.T("opening.folder_empty"))
			return
		}
		d.Close()
		p.door.SetFolder(field.Text())
		p.begin()
	}
	d := kit.Ask(p.shell.Window(), p.words, p.words.T("opening.folder_title"), field, p.words.T("opening.folder_use"), choose)
	field.Input.OnSubmitted = func(string) { choose(d) }
	field.Focus(p.shell.Window().Canvas())
}

// sheet is a step's screen: a heading and what is asked, no wider than needed.
func sheet(heading, sub string, objects ...fyne.CanvasObject) *kit.Screen {
	all := append([]fyne.CanvasObject{kit.Header(kit.Heading(heading), kit.Sub(sub)), kit.Inset(0, 6, 0, 0, kit.Lines())}, objects...)
	return kit.NewReadingScreen(kit.Inset(0, topAir, 0, 0, kit.Column(look.CardGap, all...)))
}

// topAir lets a step begin below the very top of an otherwise empty window.
const topAir = 48

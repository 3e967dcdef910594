package reading

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
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

// History is the page of an entry's versions.
type History struct {
	shell    Shell
	store    Store
	id       journal.ID
	versions []journal.Entry // newest first
	at       int
	screen   *kit.Screen
	pick     *kit.PickList
	title    *kit.Text
	back     *fyne.Container
	reader   *kit.Reader
	pane     *pane
	canvas   fyne.Canvas
}

var (
	_ route.Page    = (*History)(nil)
	_ route.Focuser = (*History)(nil)
	_ route.Leaver  = (*History)(nil)
	_ route.Wiper   = (*History)(nil)
)

// NewHistory is the history of the entry called arg.
func NewHistory(shell Shell, store Store, arg string) *History {
	w := shell.Words()
	p := &History{shell: shell, store: store, id: journal.ID(arg), screen: kit.NewReadingScreen()}
	p.pick = kit.NewPickList(nil, -1, p.show)
	p.title = kit.Title("")
	p.back = kit.Buttons(kit.Primary(w.T("reading.restore"), p.restore))
	p.reader = kit.NewReader(w, nil)
	p.pane = newPane(p.reader, nil)
	p.pane.screen = p.screen
	p.load()
	return p
}

// Content implements route.Page.
func (p *History) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *History) Route() route.Route { return route.With(route.History, string(p.id)) }

func (p *History) load() {
	var versions []journal.Entry
	p.shell.Runner().Do(p.shell.Words().T("reading.opening"), func(ctx context.Context, _ run.Progress) (err error) {
		versions, err = p.store.History(ctx, p.id)
		versions = different(versions)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			p.shell.Back()
			return
		}
		p.versions = versions
		p.draw()
	})
}

// different leaves out versions whose words are those of the newer one: only
// a mark or the trash made them.
func different(versions []journal.Entry) []journal.Entry {
	return slices.CompactFunc(versions, func(newer, older journal.Entry) bool {
		return newer.Title == older.Title && slices.Equal(newer.Sections, older.Sections)
	})
}

func (p *History) draw() {
	w, now := p.shell.Words(), p.shell.Now()
	names := make([]string, len(p.versions))
	for i, v := range p.versions {
		names[i] = version(w, v, i == 0, now)
	}
	p.pick.SetAnswers(names, 0)
	line := w.N("reading.versions", len(p.versions))
	if len(p.versions) == 1 {
		line = w.T("reading.one_version")
	}
	p.screen.SetObjects(kit.Header(kit.Heading(w.T("reading.history")), kit.Sub(line)),
		kit.Beside(kit.Labelled(w.T("reading.version"), p.pick), p.back),
		p.title, p.pane)
	p.show(0)
	if p.canvas != nil {
		p.canvas.Focus(p.pick)
	}
}

// version is what a version is called: when it was written, and how long it is.
func version(w *assets.Words, e journal.Entry, newest bool, now time.Time) string {
	at := e.EditedAt
	if at.IsZero() {
		at = e.WrittenAt
	}
	name := facts.Moment(at, now) + " · " + w.N("common.words", e.Words())
	if newest {
		name += " · " + w.T("reading.now")
	}
	return name
}

// show shows one version.
func (p *History) show(i int) {
	p.at = i
	text := p.versions[i].Text()
	var blocks []markdown.Block
	p.shell.Runner().Latest("version", func(context.Context) error {
		blocks = markdown.Parse(text)
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.title.SetText(p.versions[i].Title)
		p.title.Hidden = p.versions[i].Title == ""
		p.back.Hidden = i == 0
		p.reader.SetBlocks(blocks)
		p.screen.Relayout()
	})
}

// restore makes the version that is shown the newest one. Who may see the entry,
// and whether it is in the trash, stays as it is.
func (p *History) restore() {
	old, now := p.versions[p.at], p.shell.Now()
	sitting := make([]byte, 8)
	rand.Read(sitting) // never fails (crypto/rand, Go 1.24)
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		e, err := p.store.Entry(ctx, p.id)
		if err != nil {
			return err
		}
		e.Title, e.Sections, e.Tags = old.Title, old.Sections, old.Tags
		e.EditedAt, e.Unfinished, e.Sitting = journal.At(now), false, hex.EncodeToString(sitting)
		_, err = p.store.SaveEntry(ctx, e)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.shell.Say(p.shell.Words().T("reading.restored"))
		p.load()
		p.shell.Changed()
	})
}

// Focus implements route.Focuser.
func (p *History) Focus(c fyne.Canvas) {
	p.canvas = c
	if len(p.versions) > 0 {
		c.Focus(p.pick)
	}
}

// Leave implements route.Leaver: what arrives later does not take the keyboard.
func (p *History) Leave(done func()) {
	p.canvas = nil
	done()
}

// Wipe implements route.Wiper.
func (p *History) Wipe() {
	p.versions, p.canvas = nil, nil
	p.pick.SetAnswers(nil, -1)
	p.title.SetText("")
	p.reader.Wipe()
	p.screen.SetObjects()
}

package settings

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/measure"
	"afterglow/journal/takeout"
	"afterglow/journal/vault"
)

// The parts that are pages of their own, as the route's argument.
const (
	Passphrase = "passphrase" // another passphrase, the recovery code
	Backups    = "backup"
	Course     = "course" // the word for a session, what is offered
	Check      = "check"  // reads everything, and repairs
	AllOut     = "out"    // everything as files that anyone can read
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
	Copy(text string)
	Look() look.Settings
	SetLook(look.Settings)
	Country() string
	SetCountry(code string)
	// SetSessionWord keeps the word for a session and uses it from now on.
	SetSessionWord(journal.SessionWord)
}

// Store is what this page asks of the journal.
type Store interface {
	Settings() journal.Settings
	SaveSettings(context.Context, journal.Settings) (journal.Settings, error)
	VerifyPassphrase(ctx context.Context, passphrase []byte) error
	ChangePassphrase(ctx context.Context, next []byte, o journal.PassphraseOptions) (code string, err error)
	CheckRecoveryCode(ctx context.Context, code string) error
	NewRecoveryCode(ctx context.Context) (code string, err error)
	Instruments() []measure.Instrument
	Contacts() []journal.Contact
	Backup(ctx context.Context, path string, progress func(done, total int64)) error
	Backups(folder string) ([]journal.BackupFile, error)
	takeout.Source
	Therapist() bool
	Check(context.Context) (vault.Report, error)
	CheckBackups(context.Context) ([]journal.Problem, error)
	Repair(context.Context) (journal.RepairReport, error)
}

// Page is the Settings page, or one of its parts.
type Page struct {
	shell  Shell
	store  Store
	words  *assets.Words
	folder string // where the journal lies
	part   string
	screen *kit.Screen

	saving  sync.Mutex // one change of the journal's settings at a time
	leavers []func(done func())
	wipers  []func()
	focus   func(fyne.Canvas)

	size     *kit.Text
	offers   *kit.Text // has the word for a session in it
	alias    *kit.Field
	saved    string // the name as the journal has it
	recovery *recovery
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Leaver  = (*Page)(nil)
	_ route.Keeper  = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
)

// New is the Settings page of the journal that lies in folder: one of its parts,
// or, for "", the page that leads to them.
func New(shell Shell, store Store, folder, part string) *Page {
	p := &Page{shell: shell, store: store, words: shell.Words(), folder: folder, part: part, screen: kit.NewReadingScreen()}
	p.screen.SetObjects(p.objects()...)
	return p
}

// objects are what the page shows at first.
func (p *Page) objects() []fyne.CanvasObject {
	switch p.part {
	case Passphrase:
		p.recovery = newRecovery(p)
		return []fyne.CanvasObject{p.header("settings.passphrase", "settings.passphrase_line"), p.changeCard(), p.recovery.object}
	case Backups:
		return []fyne.CanvasObject{p.header("settings.backup", "settings.backup_line"), p.backupNowCard(), p.backupAtLockCard(),
			kit.Small(p.words.T("settings.backup_restore"))}
	case Course:
		return []fyne.CanvasObject{p.header("settings.course", "settings.course_line"), p.wordCard(), p.offersCard()}
	case Check:
		return []fyne.CanvasObject{p.header("settings.check", "settings.check_line"), p.checkCard()}
	case AllOut:
		return []fyne.CanvasObject{p.header("settings.out", "settings.out_line"), p.takeoutCard()}
	}
	p.part = ""
	return p.overview()
}

// header is the head of a part, with the way back.
func (p *Page) header(heading, line string) fyne.CanvasObject {
	w := p.words
	back := kit.Link("← "+w.T("settings.title"), func() { p.shell.Go(route.To(route.Settings)) })
	return kit.Column(look.Gap, kit.Wrap(0, back), kit.Header(kit.Heading(w.T(heading)), kit.Sub(w.T(line))))
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Settings, p.part) }

// Leave implements route.Leaver: what was typed is saved, secrets are not kept.
func (p *Page) Leave(done func()) { leave(p.leavers, done) }

func leave(all []func(func()), done func()) {
	if len(all) == 0 {
		done()
		return
	}
	all[0](func() { leave(all[1:], done) })
}

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	if p.focus != nil {
		p.focus(c)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	for _, wipe := range p.wipers {
		wipe()
	}
	p.screen.SetObjects()
}

// onLeave and onWipe are for the cards of the page.
func (p *Page) onLeave(f func(done func())) { p.leavers = append(p.leavers, f) }
func (p *Page) onWipe(f func())             { p.wipers = append(p.wipers, f) }

// card is one part of the page.
func card(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Column(12, append([]fyne.CanvasObject{kit.Section(title)}, objects...)...))
}

// do runs work on the journal.
func (p *Page) do(work func(context.Context) error, done func(error)) {
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, done)
}

// save changes the journal's settings; what else was chosen meanwhile stays.
func (p *Page) save(change func(*journal.Settings), done func(error)) {
	p.do(func(ctx context.Context) error {
		p.saving.Lock()
		defer p.saving.Unlock()
		s := p.store.Settings()
		change(&s)
		_, err := p.store.SaveSettings(ctx, s)
		return err
	}, done)
}

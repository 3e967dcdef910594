package clients

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
)

// Shell is what these pages ask of the window around them.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
	OpenFile()
}

// Store is what they ask of the vault.
type Store interface {
	Clients() []journal.Client
	Client(journal.ID) (journal.Client, error)
	SaveClient(context.Context, journal.Client) (journal.Client, error)
	ReceivedFiles(client journal.ID) []journal.ReceivedFile
	AskToDelete(ctx context.Context, file journal.ID, on journal.When) (journal.ReceivedFile, error)
	ClientNotes(client journal.ID) []journal.ClientNote
	SaveClientNote(context.Context, journal.ClientNote) (journal.ClientNote, error)
	TrashRecord(context.Context, journal.ID) error
	Deletions(client journal.ID) []journal.Deletion
	Settings() journal.Settings
}

var _ Store = (*journal.Journal)(nil)

// View is what the pages remember between two visits, within one opening.
type View struct {
	came map[journal.ID]bool // something was kept that was not looked at yet
}

// Came marks a client of whom something came.
func (v *View) Came(client journal.ID) {
	if v.came == nil {
		v.came = map[journal.ID]bool{}
	}
	v.came[client] = true
}

// Page is the list of the clients, or the page of one.
type Page struct {
	shell   Shell
	store   Store
	clients *clients.Clients
	view    *View
	words   *assets.Words

	at      argument
	content *fyne.Container
	screen  *kit.Screen        // of the part that is shown
	list    *received.Contents // the entries, where they are shown
	search  *kit.Input         // where there is one
	query   string
	story   clients.Story
	told    bool // story is there
	note    *note
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Escaper   = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Keeper    = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the page for an argument; see the package comment.
func New(shell Shell, store Store, c *clients.Clients, arg string, view *View) *Page {
	p := &Page{shell: shell, store: store, clients: c, view: view, words: shell.Words(), at: parse(arg), content: container.NewStack()}
	if _, err := store.Client(p.at.client); err != nil {
		p.at.client = ""
	}
	p.show()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Route implements route.Page.
func (p *Page) Route() route.Route { return p.at.route() }

// Refresh implements route.Refresher: what was being written stays.
func (p *Page) Refresh() {
	if p.note == nil || !p.note.changed() {
		p.show()
	}
}

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	switch {
	case p.search != nil && p.at.part == partSearch:
		c.Focus(p.search)
	case p.list != nil:
		c.Focus(p.list)
	case p.note != nil && p.at.part == partNotes:
		c.Focus(p.note.editor)
	}
}

// Escape implements route.Escaper: from a note it leads back to the entries.
func (p *Page) Escape() bool {
	c := p.canvas()
	if c == nil || p.list == nil || p.note == nil || c.Focused() != fyne.Focusable(p.note.editor) {
		return false
	}
	c.Focus(p.list)
	return true
}

// Done goes on to the next entry, or begins another note.
func (p *Page) Done() {
	switch p.at.part {
	case partEntries:
		if p.list != nil {
			p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
	case partNotes:
		p.settle(func() { p.show() })
	}
}

// Leave implements route.Leaver.
func (p *Page) Leave(done func()) { p.settle(done) }

// settle saves the note that is being written, and goes on.
func (p *Page) settle(then func()) {
	if p.note == nil {
		then()
		return
	}
	p.note.save(func(err error) {
		if err == nil {
			then()
			return
		}
		p.shell.Fail(err)
		kit.ConfirmLeaving(p.shell.Window(), p.words, then)
	})
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) {
	if p.note == nil {
		done()
		return
	}
	p.note.save(func(error) { done() })
}

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if p.note != nil {
		p.note.unsaved(u)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.forget()
	p.story, p.told, p.query = clients.Story{}, false, ""
	p.content.Objects = nil
}

// forget drops what is shown.
func (p *Page) forget() {
	if p.note != nil {
		p.note.wipe()
	}
	if p.list != nil {
		p.list.Wipe()
	}
	if p.search != nil {
		p.search.Wipe()
	}
	if p.screen != nil {
		p.screen.SetObjects()
	}
	p.note, p.list, p.search = nil, nil, nil
}

// show shows the list, or the client once their story is there.
func (p *Page) show() {
	if p.at.client == "" {
		p.forget()
		p.put(p.everyone())
		return
	}
	delete(p.view.came, p.at.client)
	var story clients.Story
	p.shell.Runner().Latest("client", func(ctx context.Context) (err error) {
		story, err = p.clients.Story(ctx, p.at.client)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.story, p.told = story, true
		p.showPart()
		if c := p.canvas(); c != nil && c.Focused() == nil {
			p.Focus(c)
		}
	})
}

// turn goes to another part of the client's page.
func (p *Page) turn(to argument) {
	p.settle(func() {
		p.at = to
		p.showPart()
		if c := p.canvas(); c != nil {
			p.Focus(c)
		}
	})
}

// showPart shows the part of the client's page that is asked for.
func (p *Page) showPart() {
	p.forget()
	var body fyne.CanvasObject
	switch p.at.part {
	case partEntries:
		body = p.entries()
	case partNotes:
		body = p.notes()
	case partFiles:
		body = p.files()
	case partSearch:
		body = p.finding()
	case partFile:
		body = p.oneFile()
	default:
		body = p.pageOne()
	}
	p.put(container.NewBorder(p.head(), nil, nil, nil, body))
}

func (p *Page) put(o fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *Page) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(p.content) }

// do is work that changes something; then goes on where it went well.
func (p *Page) do(work func(context.Context) error, then func()) {
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		then()
	})
}

// head names the client, and the parts of their page.
func (p *Page) head() fyne.CanvasObject {
	w := p.words
	labels := make([]string, len(parts))
	chosen := -1
	for i, part := range parts {
		labels[i] = w.T("clients.part." + name(part))
		if part == p.at.part || part == partFiles && p.at.part == partFile {
			chosen = i
		}
	}
	chips := kit.OneOf(labels, chosen, func(i int) { p.turn(argument{client: p.at.client, part: parts[i]}) })
	title := kit.Heading(p.story.Client.Alias)
	named := kit.Column(4, title, kit.Small(p.sub()))
	if p.at.part == partStory { // elsewhere the room is for what is read
		named = kit.Beside(named, p.ways())
	}
	return kit.Inset(44, 26, 44, 4, kit.Column(12, named, chips))
}

// ways are what can be done with the story as a whole.
func (p *Page) ways() fyne.CanvasObject {
	w := p.words
	rename := kit.Link(w.T("clients.rename"), p.rename)
	if len(p.story.Files) == 0 {
		return kit.Wrap(0, rename)
	}
	all := func(context.Context) (bundle.Content, error) { return p.story.Content, nil }
	return kit.Wrap(22, kit.Link(w.T("clients.file_it")+"…", func() { p.askFiling(all) }),
		kit.Link(w.T("clients.print")+"…", func() { p.print(all) }), rename)
}

// name is a part as the messages have it.
func name(part string) string {
	if part == partStory {
		return "story"
	}
	return part
}

// sub is what is known of the client in a line.
func (p *Page) sub() string {
	w := p.words
	trust := w.T("clients.not_compared")
	if compared(p.story.Client) {
		trust = w.T("clients.compared")
	}
	return w.N("clients.files", len(p.story.Files)+len(p.story.Unreadable)) + " · " + trust
}

// compared says whether the words of the newest key were compared.
func compared(c journal.Client) bool {
	return len(c.Keys) > 0 && !c.Keys[len(c.Keys)-1].ComparedAt.IsZero()
}

// rename gives the client another name, which is the therapist's own.
func (p *Page) rename() {
	w := p.words
	field := kit.NewField(w.T("clients.alias"))
	field.SetText(p.story.Client.Alias)
	field.SetHint(w.T("clients.alias_hint"))
	field.OnChanged(func(string) {})
	do := func(d *kit.Dialog) {
		c := p.story.Client
		if c.Alias = received.Plain(field.Text()); c.Alias == "" {
			field.SetError(w.T("clients.alias_needed"))
			d.Relayout()
			return
		}
		d.Close()
		p.do(func(ctx context.Context) error {
			_, err := p.store.SaveClient(ctx, c)
			return err
		}, func() { p.settle(p.show) })
	}
	d := kit.Ask(p.shell.Window(), w, w.T("clients.rename_title"), field, w.T("common.save"), do)
	field.OnSubmitted(func(string) { do(d) })
	field.Focus(p.shell.Window().Canvas())
}

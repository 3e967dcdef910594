package received

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal/bundle"
	"afterglow/journal/report"
	"afterglow/journal/sharing"
)

// listWidth is the width of the list of entries at a text scale of 1.
const listWidth = 300

// Page is a sealed file, opened.
type Page struct {
	shell  Shell
	opened *bundle.Opened
	trust  Trust
	root   *fyne.Container
	list   []*kit.RailItem
	right  *kit.Screen
	at     int // -1 is the overview
}

var (
	_ route.Page       = (*Page)(nil)
	_ route.Focuser    = (*Page)(nil)
	_ route.FullScreen = (*Page)(nil)
	_ route.Wiper      = (*Page)(nil)
)

// New shows a file that was opened and checked.
func New(shell Shell, opened *bundle.Opened, trust Trust) *Page {
	w := shell.Words()
	p := &Page{shell: shell, opened: opened, trust: trust, right: kit.NewReadingScreen()}
	rows := kit.Column(4, p.item(w.T("received.overview"), -1))
	for i, e := range opened.Entries {
		rows.Add(p.item(report.EntryTitle(e, w), i))
	}
	buttons := kit.Column(look.Gap,
		kit.Quiet(w.T("received.save_pdf"), func() { p.save(".pdf", p.pdf) }),
		kit.Quiet(w.T("received.save_html"), func() { p.save(".html", p.html) }),
		kit.Quiet(w.T("common.close"), shell.Back))
	left := container.NewBorder(nil, kit.Inset(14, 10, 14, 18, buttons), nil, nil,
		container.NewVScroll(kit.Inset(14, 28, 14, 10, rows)))
	p.root = container.New(&shelf{}, left, p.right)
	p.show(-1)
	return p
}

func (p *Page) item(text string, i int) *kit.RailItem {
	if r := []rune(text); len(r) > 34 {
		text = string(r[:33]) + "…"
	}
	item := kit.NewRailItem(text, func() { p.show(i) })
	p.list = append(p.list, item)
	return item
}

// show shows the overview, or one entry.
func (p *Page) show(i int) {
	w := p.shell.Words()
	p.at = i
	for n, item := range p.list {
		item.SetSelected(n == i+1)
	}
	if i < 0 {
		p.right.SetObjects(Overview(p.opened.Content, w), p.signature())
		return
	}
	p.right.SetObjects(Entry(p.opened.Content, p.opened.Entries[i], w), p.turns())
}

// turns leads to the entry before and after.
func (p *Page) turns() fyne.CanvasObject {
	w := p.shell.Words()
	row := kit.Wrap(14, kit.Link(w.T("received.before"), func() { p.show(p.at - 1) }))
	if p.at+1 < len(p.opened.Entries) {
		row.Add(kit.Link(w.T("received.after"), func() { p.show(p.at + 1) }))
	}
	row.Add(kit.Small(strconv.Itoa(p.at+1) + " / " + strconv.Itoa(len(p.opened.Entries))))
	return row
}

// signature says who signed, in words that can be compared by voice.
func (p *Page) signature() fyne.CanvasObject {
	w := p.shell.Words()
	state := map[Trust]string{Unknown: "received.unknown", Known: "received.known", Compared: "received.compared"}[p.trust]
	return kit.NewCard(kit.Lines(kit.Section(w.T("received.signed")),
		kit.Own(strings.Join(p.opened.FingerprintWords, " ")), kit.Small(w.T(state))))
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page. What was opened is not kept, so no route leads
// back to it.
func (p *Page) Route() route.Route { return route.To(route.Received) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.list[0]) }

// WholeWindow implements route.FullScreen.
func (p *Page) WholeWindow() bool { return true }

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.opened, p.list = &bundle.Opened{}, nil
	p.right.SetObjects()
	p.root.Objects = nil
}

func (p *Page) pdf() ([]byte, error) {
	return report.PDF(p.opened.Content, p.shell.Words(), sharing.PaperFor(""))
}

func (p *Page) html() ([]byte, error) { return report.HTML(p.opened.Content, p.shell.Words()), nil }

// save writes a copy made anew from what was checked, after saying that it is
// no longer sealed.
func (p *Page) save(ending string, make func() ([]byte, error)) {
	w := p.shell.Words()
	kit.Confirm(p.shell.Window(), w, w.T("received.unsealed_title"), w.T("received.unsealed"), w.T("common.continue"), false, func() {
		kit.AskSave(p.shell.Window(), w, w.T("received.save_where"), "", w.T("received.file_name")+ending, func(path string) {
			p.shell.Runner().Do(w.T("received.saving"), func(context.Context, run.Progress) error {
				b, err := make()
				if err != nil {
					return err
				}
				if os.WriteFile(path, b, 0o600) != nil {
					return errors.New(w.T("received.not_saved"))
				}
				return nil
			}, func(err error) {
				if err != nil {
					p.shell.Fail(err)
					return
				}
				p.shell.Say(w.T("received.saved", "Path", path))
			})
		})
	})
}

// shelf puts the list of entries left of the text.
type shelf struct{}

func (shelf) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(listWidth, 300) }

func (shelf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) < 2 {
		return
	}
	left := fyne.Min(listWidth*look.Current().Settings().TextScale, size.Width*0.4)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

package opening

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
)

// choose asks the one thing: keep a journal, or open a shared file.
type choose struct{ screen fyne.CanvasObject }

func newChoose(p *Page) *choose {
	w := p.words
	card := func(id string, do func()) fyne.CanvasObject {
		return kit.NewPressCard(kit.Column(6, kit.Title(w.T(id)), kit.Sub(w.T(id+"_line"))), do)
	}
	return &choose{sheet(w.T("common.app"), w.T("notice.purpose"),
		card("opening.keep", func() { p.show(newCreate(p, false)) }),
		card("opening.open_shared", p.shell.OpenFile),
		p.ways(kit.Link(w.T("opening.therapist_link"), func() { p.show(newCreate(p, true)) }), p.restoreLink()),
	)}
}

func (c *choose) object() fyne.CanvasObject { return c.screen }
func (c *choose) focus(fyne.Canvas)         {}
func (c *choose) escape() bool              { return false }
func (c *choose) wipe()                     {}

package opening

import (
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/journal"
)

// older asks what to do with a copy that is older than the journal last seen on
// this computer. Until the person decides, nothing is written to it.
type older struct {
	page   *Page
	screen fyne.CanvasObject
	newer  *kit.Button
}

func newOlder(p *Page, here, known time.Time, byCode bool) *older {
	w := p.words
	said := func(t time.Time) string { return facts.Moment(journal.At(t.Local()), p.shell.Now()) }
	o := &older{page: p}
	o.newer = kit.Primary(w.T("opening.older_newer"), o.look)
	o.screen = sheet(w.T("opening.older_title"), w.T("opening.older_line"),
		kit.NewCard(kit.Column(look.CardGap,
			kit.Column(2, kit.Small(w.T("opening.older_here")), kit.Section(said(here))),
			kit.Column(2, kit.Small(w.T("opening.older_known")), kit.Section(said(known))))),
		kit.Body(w.T("opening.older_text")),
		kit.Buttons(o.newer, kit.Quiet(w.T("opening.older_accept"), func() {
			if p.working {
				return
			}
			p.door.AcceptOlder()
			p.settled(byCode)
		})),
		p.foot())
	return o
}

func (o *older) look() { o.page.close(o.page.words.T("opening.older_closed")) }

func (o *older) object() fyne.CanvasObject { return o.screen }
func (o *older) focus(c fyne.Canvas)       { c.Focus(o.newer) }
func (o *older) wipe()                     {}

// escape changes nothing and closes the copy again.
func (o *older) escape() bool {
	o.look()
	return true
}

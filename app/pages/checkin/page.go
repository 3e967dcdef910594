package checkin

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
}

// Store is what this page asks of the journal.
type Store interface {
	SaveCheckIn(context.Context, journal.CheckIn) (journal.CheckIn, error)
}

// scales are the numbers from 0 to 10, in the order shown, by their fields.
var scales = []string{"mood", "anxiety", "energy", "connected", "sleep_q"}

// Page is the check-in.
type Page struct {
	shell  Shell
	store  Store
	scales map[string]*kit.Scale
	hours  *kit.Field
	line   *kit.Field
	screen *kit.Screen

	ended  bool // kept or cancelled
	saving bool
	then   []func()
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
	_ route.Leaver  = (*Page)(nil)
	_ route.Keeper  = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
)

// New is an empty check-in.
func New(shell Shell, store Store) *Page {
	w := shell.Words()
	p := &Page{shell: shell, store: store, scales: map[string]*kit.Scale{}}
	scale := func(name string) fyne.CanvasObject {
		id := "check_in." + name
		s := kit.NewScale(w.T(id), w.T(id+".low"), w.T(id+".top"), nil)
		p.scales[name] = s
		return s
	}
	p.hours, p.line = kit.NewFieldBeside(w.T("check_in.sleep_h")), kit.NewField(w.T("check_in.line"))
	for _, f := range []*kit.Field{p.hours, p.line} {
		f.OnChanged(func(string) {})
		f.OnSubmitted(func(string) { p.Done() })
	}
	p.screen = kit.NewScreen(
		kit.Header(kit.Heading(w.T("checkin.title")), kit.Sub(w.T("checkin.sub"))),
		kit.NewCard(kit.Column(look.CardGap,
			kit.Columns(340, scale("mood"), scale("anxiety")),
			kit.Columns(340, scale("energy"), scale("connected")),
			kit.Columns(340, scale("sleep_q"), p.hours))),
		kit.NewCard(p.line),
		kit.Buttons(kit.Primary(w.T("common.save"), p.Done), kit.Quiet(w.T("common.cancel"), func() {
			p.ended = true
			shell.Back()
		})),
		kit.Small(w.T("checkin.keys")))
	return p
}

// sleep reads the hours of sleep; ok false is something that is no such number.
func (p *Page) sleep() (hours journal.Maybe[float64], ok bool) {
	text := strings.Replace(strings.TrimSpace(p.hours.Text()), ",", ".", 1)
	if text == "" {
		return hours, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v <= 24) {
		return hours, false
	}
	return journal.Some(v), true
}

// given is what the page holds; ok false is nothing at all.
func (p *Page) given() (c journal.CheckIn, ok bool) {
	number := func(name string) journal.Maybe[int] {
		if v, given := p.scales[name].Value(); given {
			return journal.Some(v)
		}
		return journal.Maybe[int]{}
	}
	c = journal.CheckIn{Mood: number("mood"), Anxiety: number("anxiety"), Energy: number("energy"),
		Connected: number("connected"), SleepQuality: number("sleep_q"), Line: strings.TrimSpace(p.line.Text())}
	c.SleepHours, _ = p.sleep()
	ok = c != journal.CheckIn{}
	c.On = journal.At(p.shell.Now())
	return c, ok
}

// Done keeps what was given and goes back.
func (p *Page) Done() {
	if _, ok := p.sleep(); !ok {
		p.hours.SetError(p.shell.Words().T("checkin.hours"))
		p.screen.Relayout()
		return
	}
	if _, ok := p.given(); !ok {
		p.shell.Back()
		return
	}
	p.keep(func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.shell.Say(p.shell.Words().T("checkin.saved"))
		p.shell.Back()
	})
}

// keep makes the check-in durable, once.
func (p *Page) keep(done func(error)) {
	c, ok := p.given()
	switch {
	case p.saving:
		p.then = append(p.then, func() { p.keep(done) })
		return
	case p.ended || !ok:
		done(nil)
		return
	}
	p.saving = true
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := p.store.SaveCheckIn(ctx, c)
		return err
	}, func(err error) {
		p.saving, p.ended = false, err == nil
		then := p.then
		p.then = nil
		done(err)
		for _, do := range then {
			do()
		}
	})
}

// Leave implements route.Leaver.
func (p *Page) Leave(done func()) {
	p.keep(func(err error) {
		if err != nil {
			kit.ConfirmLeaving(p.shell.Window(), p.shell.Words(), done)
			return
		}
		done()
	})
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) { p.keep(func(error) { done() }) }

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if c, ok := p.given(); ok && !p.ended {
		_ = u.AddRecord(&c)
	}
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.CheckIn) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	c.Focus(p.scales["mood"])
	p.screen.ScrollToTop()
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.ended = true
	p.hours.Wipe()
	p.line.Wipe()
	p.scales = nil
	p.screen.SetObjects()
}

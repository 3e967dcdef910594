package measure

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
	"afterglow/journal/measure"
)

// List is the page of all measures: what may be begun or gone on with, and how
// another one comes in.
type List struct {
	shell  Shell
	store  Store
	screen *kit.Screen
	first  *kit.Button
	canvas fyne.Canvas // while the page is shown
}

var (
	_ route.Page      = (*List)(nil)
	_ route.Focuser   = (*List)(nil)
	_ route.Refresher = (*List)(nil)
	_ route.Wiper     = (*List)(nil)
)

func newList(shell Shell, store Store) *List {
	p := &List{shell: shell, store: store, screen: kit.NewReadingScreen()}
	p.Refresh()
	return p
}

// listed is one measure and what there is of it.
type listed struct {
	in   measure.Instrument
	why  course.Why
	last *journal.Response
}

// Refresh implements route.Refresher.
func (p *List) Refresh() {
	now := p.shell.Now()
	var list []listed
	p.shell.Runner().Latest("measures", func(ctx context.Context) error {
		why := map[string]course.Why{}
		for _, o := range course.Offered(p.store, now) {
			why[o.Instrument.ID] = o.Why
		}
		last := map[string]*journal.Response{}
		for _, r := range p.store.Responses() {
			last[r.InstrumentID] = &r
		}
		for _, in := range course.Newest(p.store.Instruments()) {
			list = append(list, listed{in, why[in.ID], last[in.ID]})
		}
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.draw(list)
	})
}

func (p *List) draw(list []listed) {
	w := p.shell.Words()
	held := p.canvas != nil && (p.canvas.Focused() == nil || p.canvas.Focused() == fyne.Focusable(p.first))
	p.first = nil
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("measure.title")), kit.Sub(w.T("measure.line")))}
	for _, l := range list {
		objects = append(objects, p.card(l))
	}
	objects = append(objects, kit.Columns(280,
		kit.NewPressCard(kit.Column(look.Gap, kit.Title(w.T("measure.external")), kit.Sub(w.T("measure.external_line"))),
			func() { p.shell.Go(External()) }),
		kit.NewPressCard(kit.Column(look.Gap, kit.Title(w.T("measure.file")), kit.Sub(w.T("measure.file_line"))), p.choose)))
	p.screen.SetObjects(objects...)
	if held {
		p.Focus(p.canvas)
	}
}

// Focus implements route.Focuser.
func (p *List) Focus(c fyne.Canvas) {
	p.canvas = c
	if p.first != nil {
		c.Focus(p.first)
		p.screen.ScrollToTop()
	}
}

// card is one measure.
func (p *List) card(l listed) fyne.CanvasObject {
	w := p.shell.Words()
	lines := kit.Lines(kit.Title(l.in.Title))
	if l.why != "" {
		lines.Add(kit.Small(w.T("measure_why." + string(l.why))))
	}
	buttons := kit.Buttons()
	begin := kit.Quiet
	if l.why != "" {
		begin = kit.Primary
	}
	if l.last != nil {
		day := facts.Day(l.last.TakenAt, p.shell.Now())
		if l.last.Complete {
			lines.Add(kit.Small(w.T("measure.last", "Date", day)))
			buttons.Add(kit.Quiet(w.T("measure.look"), func() { p.shell.Go(Score(l.last.ID)) }))
		} else {
			lines.Add(kit.Small(w.T("measure.begun", "Date", day)))
			buttons.Add(kit.Quiet(w.T("measure.go_on"), func() { p.shell.Go(route.With(route.Measure, goOn+string(l.last.ID))) }))
		}
	}
	first := begin(w.T("measure.begin"), func() { p.shell.Go(Take(l.in.ID)) })
	if p.first == nil {
		p.first = first
	}
	buttons.Objects = append([]fyne.CanvasObject{first}, buttons.Objects...)
	return kit.NewCard(kit.Beside(lines, buttons))
}

// choose takes in a measure from a file.
func (p *List) choose() {
	w := p.shell.Words()
	kit.AskOpen(p.shell.Window(), w, w.T("measure.file"), "", []string{".json"}, p.Add)
}

// Add keeps a measure from a file, or says in one line what is wrong with it.
func (p *List) Add(path string) {
	w := p.shell.Words()
	var in measure.Instrument
	var unreadable error
	p.shell.Runner().Do(w.T("measure.file_reading"), func(ctx context.Context, _ run.Progress) (err error) {
		var file []byte
		if file, unreadable = read(path); unreadable != nil {
			return unreadable
		}
		in, err = p.store.AddInstrument(ctx, filepath.Base(path), file)
		return err
	}, func(err error) {
		if err == nil {
			p.shell.Say(w.T("measure.file_added", "Title", in.Title))
			p.Refresh()
			return
		}
		var wrong *assets.Fault
		switch {
		case unreadable != nil:
			kit.Inform(p.shell.Window(), w, w.T("measure.file_bad"), w.T("app.file_unreadable"), nil)
		case errors.As(err, &wrong):
			kit.Inform(p.shell.Window(), w, w.T("measure.file_bad"), wrong.Say(w), nil)
		default:
			p.shell.Fail(err)
		}
	})
}

var errNoFile = errors.New("not a file")

// read reads no more of a file than a measure can be long.
func read(path string) ([]byte, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, measure.MaxFile+1))
}

// Content implements route.Page.
func (p *List) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *List) Route() route.Route { return route.To(route.Measure) }

// Wipe implements route.Wiper.
func (p *List) Wipe() {
	p.first, p.canvas = nil, nil
	p.screen.SetObjects()
}

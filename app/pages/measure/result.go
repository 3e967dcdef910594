package measure

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// Result is what a response came to, in one sentence, or that it is not complete.
type Result struct {
	shell    Shell
	store    Store
	in       measure.Instrument
	response journal.Response
	series   trend.Series // up to this response
	compared trend.Series // all of it: what may be chosen to compare with
	screen   *kit.Screen
	first    *kit.Button
	canvas   fyne.Canvas
	about    fyne.CanvasObject
	answers  fyne.CanvasObject
}

var (
	_ route.Page    = (*Result)(nil)
	_ route.Focuser = (*Result)(nil)
	_ route.Wiper   = (*Result)(nil)
)

func newResult(shell Shell, store Store, in measure.Instrument, r journal.Response) *Result {
	p := &Result{shell: shell, store: store, in: in, response: r, screen: kit.NewReadingScreen()}
	if !r.Complete {
		p.draw()
		return p
	}
	p.reckon()
	return p
}

// reckon finds what the response stands beside, and draws the page.
func (p *Result) reckon() {
	now := p.shell.Now()
	var data trend.Data
	p.shell.Runner().Latest("score", func(ctx context.Context) error {
		data = trend.Of(p.store, trend.RangeAll, now)
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.compared, p.series = series(data.Measures, p.response)
		p.draw()
		if p.canvas != nil {
			p.Focus(p.canvas)
		}
	})
}

// series is that of a response, and what it was when that response was given.
func series(all []trend.Series, r journal.Response) (whole, then trend.Series) {
	for _, s := range all {
		if s.Key != r.InstrumentID || s.Version != r.InstrumentVersion {
			continue
		}
		at := slices.IndexFunc(s.Points, func(p trend.Point) bool { return p.ID == r.ID })
		if at < 0 {
			continue
		}
		whole = s
		s.Points = s.Points[:at+1]
		if s.Baseline != nil && s.Points[at].At.Before(s.Baseline.At) {
			s.Baseline = nil
		}
		return whole, s
	}
	return trend.Series{}, trend.Series{}
}

func (p *Result) draw() {
	w, now := p.shell.Words(), p.shell.Now()
	sub := p.in.Title + " · " + facts.Moment(p.response.TakenAt, now)
	p.first = kit.Primary(w.T("common.continue"), p.shell.Back)
	if !p.response.Complete {
		p.screen.SetObjects(
			kit.Header(kit.Heading(w.T("measure.stopped")), kit.Sub(sub)),
			kit.Body(w.T("measure.incomplete")),
			kit.Buttons(p.first, kit.Quiet(w.T("measure.go_on"), func() {
				p.shell.Go(route.With(route.Measure, goOn+string(p.response.ID)))
			})))
		return
	}
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(trend.Sentence(w, p.series)), kit.Sub(sub))}
	if trend.HigherThanLast(p.series) {
		objects = append(objects, kit.Body(w.T("trend.higher")))
	}
	p.about, p.answers = kit.NewCard(About(w, p.in, p.response)), kit.NewCard(p.given())
	p.about.Hide()
	p.answers.Hide()
	objects = append(objects,
		kit.Inset(0, 4, 0, 8, kit.Buttons(p.first, kit.Quiet(w.T("measure.correct"), func() {
			p.shell.Go(route.With(route.Measure, correct+string(p.response.ID)))
		}))),
		kit.Wrap(22, append([]fyne.CanvasObject{p.fold("measure.about", p.about), p.fold("measure.answers", p.answers)}, p.comparing()...)...),
		p.about, p.answers)
	p.screen.SetObjects(objects...)
}

// comparing are the links that choose what scores are compared with: this one,
// if it is another, and the first of the course again, if one was chosen.
func (p *Result) comparing() []fyne.CanvasObject {
	var links []fyne.CanvasObject
	s, w := p.compared, p.shell.Words()
	link := func(id string, with journal.ID) {
		links = append(links, kit.Link(w.T(id), func() { CompareWith(p.shell, p.store, s, with, p.reckon) }))
	}
	if len(s.All) > 1 && (s.Baseline == nil || s.Baseline.ID != p.response.ID) {
		link("measure.compare", p.response.ID)
	}
	if s.Chosen {
		link("measure.compare_first", s.First)
	}
	return links
}

// fold is a link that shows and hides a card.
func (p *Result) fold(id string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.Link(p.shell.Words().T(id), func() {
		if o.Visible() {
			o.Hide()
		} else {
			o.Show()
		}
		p.screen.Relayout()
	})
}

// given are the answers, as they were given.
func (p *Result) given() fyne.CanvasObject {
	list := kit.Column(14)
	for _, it := range p.in.Items {
		answer := p.shell.Words().T("measure.left_out")
		if v, ok := p.response.Answers[it.ID]; ok {
			for _, o := range p.in.OptionsOf(it) {
				if o.Value == v {
					answer = fmt.Sprintf("%s (%d)", o.Label, o.Value)
				}
			}
		}
		list.Add(kit.Column(2, kit.Small(it.Text), kit.Body(answer)))
	}
	list.Add(kit.Small(p.shell.Words().T("measure.stay")))
	return list
}

// Content implements route.Page.
func (p *Result) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Result) Route() route.Route { return Score(p.response.ID) }

// Focus implements route.Focuser.
func (p *Result) Focus(c fyne.Canvas) {
	p.canvas = c
	if p.first != nil {
		c.Focus(p.first)
		p.screen.ScrollToTop()
	}
}

// Wipe implements route.Wiper.
func (p *Result) Wipe() {
	p.response, p.series, p.compared, p.canvas, p.first, p.about, p.answers = journal.Response{}, trend.Series{}, trend.Series{}, nil, nil, nil, nil
	p.screen.SetObjects()
}

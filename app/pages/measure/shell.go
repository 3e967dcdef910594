package measure

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
	"afterglow/journal/measure"
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
}

// Store is what these pages ask of the journal.
type Store interface {
	course.Source
	Instruments() []measure.Instrument
	Response(journal.ID) (journal.Response, error)
	SaveResponse(context.Context, journal.Response) (journal.Response, error)
	Choices
	SaveExternalScore(context.Context, journal.ExternalScore) (journal.ExternalScore, error)
	AddInstrument(ctx context.Context, name string, file []byte) (measure.Instrument, error)
}

// The kinds of argument; what follows the colon is a measure's or a response's id.
const (
	take     = "take:"
	goOn     = "go-on:"
	held     = "held:" // as go-on, of a form that was open when the journal was locked
	correct  = "correct:"
	score    = "score:"
	external = "external"
)

// Take leads to a measure's form.
func Take(instrument string) route.Route { return route.With(route.Measure, take+instrument) }

// Score leads to what a response came to.
func Score(response journal.ID) route.Route { return route.With(route.Measure, score+string(response)) }

// External leads to the form of a score that someone else counted.
func External() route.Route { return route.With(route.Measure, external) }

// New is the page of an argument: a form, a score, or, for "" and what is not
// there any more, all measures.
func New(shell Shell, store Store, arg string) route.Page {
	if arg == external {
		return newExternal(shell, store)
	}
	if id, ok := strings.CutPrefix(arg, take); ok {
		if in, known := store.Instrument(id, ""); known {
			return newForm(shell, store, in)
		}
	}
	for _, kind := range []string{goOn, held, correct, score} {
		id, ok := strings.CutPrefix(arg, kind)
		if !ok {
			continue
		}
		r, err := store.Response(journal.ID(id))
		if err != nil {
			break
		}
		in, known := store.Instrument(r.InstrumentID, r.InstrumentVersion)
		switch {
		case !known:
		case kind == score || kind == goOn && r.Complete:
			return newResult(shell, store, in, r)
		default:
			f := newForm(shell, store, in)
			f.begin(r, kind == correct)
			f.held = kind == held
			return f
		}
	}
	return newList(shell, store)
}

package measure

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/support"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/measure"
)

// Form is a questionnaire being answered, one question at a time.
type Form struct {
	shell  Shell
	store  Store
	in     measure.Instrument
	scored int // how many questions count

	answers  measure.Answers
	at       int        // the question that is shown
	from     journal.ID // the response this one takes the place of
	again    bool       // it is a correction: of the day of what it corrects
	touched  bool       // something was answered here
	waits    bool       // answers are here that were not saved
	kept     journal.ID // the response they were saved as
	complete bool       // and it has a score
	held     bool       // locking put it away, or did before
	saving   bool
	leaving  []func() // to go on with once what is being saved is

	screen *kit.Screen
	choice *kit.Choice
	next   *kit.Button
	canvas fyne.Canvas // while the page is shown
}

var (
	_ route.Page    = (*Form)(nil)
	_ route.Focuser = (*Form)(nil)
	_ route.Leaver  = (*Form)(nil)
	_ route.Keeper  = (*Form)(nil)
	_ route.Detour  = (*Form)(nil)
	_ route.Wiper   = (*Form)(nil)
)

func newForm(shell Shell, store Store, in measure.Instrument) *Form {
	f := &Form{shell: shell, store: store, in: in, answers: measure.Answers{}, screen: kit.NewReadingScreen()}
	for _, it := range in.Items {
		if !it.Unscored {
			f.scored++
		}
	}
	f.show(0)
	return f
}

// begin goes on with answers there are already: at the first one that is missing,
// or for a correction at the first of all.
func (f *Form) begin(r journal.Response, again bool) {
	f.answers, f.from, f.again = maps.Clone(r.Answers), r.ID, again
	if f.answers == nil {
		f.answers = measure.Answers{}
	}
	at := 0
	for !again && at < len(f.in.Items)-1 {
		if _, answered := f.answers[f.in.Items[at].ID]; !answered {
			break
		}
		at++
	}
	f.show(at)
}

// Content implements route.Page.
func (f *Form) Content() fyne.CanvasObject { return f.screen }

// Route implements route.Page: what was kept is gone on with, or is a score now.
func (f *Form) Route() route.Route {
	switch {
	case f.held && f.kept != "":
		return route.With(route.Measure, held+string(f.kept))
	case f.complete:
		return Score(f.kept)
	case f.kept != "":
		return route.With(route.Measure, goOn+string(f.kept))
	case f.again:
		return route.With(route.Measure, correct+string(f.from))
	case f.from != "":
		return route.With(route.Measure, goOn+string(f.from))
	}
	return Take(f.in.ID)
}

// show shows one question.
func (f *Form) show(at int) {
	w, it := f.shell.Words(), f.in.Items[at]
	f.at = at
	options := f.in.OptionsOf(it)
	chosen, labels := -1, make([]string, len(options))
	for i, o := range options {
		labels[i] = fmt.Sprintf("%d  %s", o.Value, o.Label)
		if v, ok := f.answers[it.ID]; ok && v == o.Value {
			chosen = i
		}
	}
	f.choice = kit.NewChoice("", labels, chosen, f.answer)
	f.choice.OnPressed = func(int) { f.onward() }
	f.choice.OnKey = f.key
	f.next = kit.Primary("", func() {
		if f.at == len(f.in.Items)-1 {
			f.finish()
		} else {
			f.show(f.at + 1)
		}
	})
	f.sayNext()
	buttons := kit.Buttons(f.next)
	if at > 0 {
		buttons.Add(kit.Quiet(w.T("common.back"), func() { f.show(f.at - 1) }))
	}
	buttons.Add(kit.Quiet(w.T("common.stop_here"), f.shell.Back))
	above := kit.Column(look.Gap, kit.Small(f.in.Title+" · "+f.progress()))
	if !it.Unscored || len(it.Options) == 0 {
		for _, line := range []string{f.in.Intro, f.in.Note, f.in.Lead} {
			if line != "" {
				above.Add(kit.Sub(line))
			}
		}
	}
	f.screen.SetObjects(
		kit.Inset(0, 8, 0, 4, above),
		kit.NewCard(kit.Column(look.CardPadding, kit.Title(it.Text), f.choice)),
		kit.Inset(0, 4, 0, 0, buttons),
		kit.Small(w.T("measure.keys")))
	f.toAnswers()
}

// progress says where one is, in words.
func (f *Form) progress() string {
	w := f.shell.Words()
	if f.in.Items[f.at].Unscored {
		return w.T("measure.unscored")
	}
	number := 0
	for _, it := range f.in.Items[:f.at+1] {
		if !it.Unscored {
			number++
		}
	}
	return w.T("measure.progress", "Number", number, "Of", f.scored)
}

// sayNext says on the button what it does now.
func (f *Form) sayNext() {
	_, answered := f.answers[f.in.Items[f.at].ID]
	switch w := f.shell.Words(); {
	case f.at == len(f.in.Items)-1:
		f.next.SetText(w.T("common.done"))
	case answered:
		f.next.SetText(w.T("measure.next"))
	default:
		f.next.SetText(w.T("common.skip"))
	}
}

// toAnswers puts the keyboard on the answers.
func (f *Form) toAnswers() {
	if f.canvas != nil {
		f.canvas.Focus(f.choice.Tick(max(0, f.choice.Chosen())))
		f.screen.ScrollToTop()
	}
}

// answer notes an answer.
func (f *Form) answer(i int) {
	it := f.in.Items[f.at]
	f.answers[it.ID] = f.in.OptionsOf(it)[i].Value
	f.touched, f.waits = true, true
	f.sayNext()
}

// onward shows the next question; after the last the keyboard is on Done, so that
// nothing is finished by answering.
func (f *Form) onward() {
	if f.at < len(f.in.Items)-1 {
		f.show(f.at + 1)
	} else if f.canvas != nil {
		f.canvas.Focus(f.next)
	}
}

// key answers with a number, and goes back and on with the arrows sideways.
func (f *Form) key(k fyne.KeyName) bool {
	options := f.in.OptionsOf(f.in.Items[f.at])
	put := func(i int) {
		f.choice.SetChosen(i)
		f.answer(i)
		if f.canvas != nil {
			f.canvas.Focus(f.choice.Tick(i))
		}
	}
	switch k {
	case fyne.KeyLeft, fyne.KeyBackspace:
		if f.at > 0 {
			f.show(f.at - 1)
		}
		return true
	case fyne.KeyRight:
		if f.at < len(f.in.Items)-1 {
			f.show(f.at + 1)
		}
		return true
	case fyne.KeyDown, fyne.KeyUp:
		if f.choice.Chosen() >= 0 {
			return false
		}
		if k == fyne.KeyDown {
			put(0)
		} else {
			put(len(options) - 1)
		}
		return true
	}
	value, err := strconv.Atoi(strings.TrimPrefix(string(k), "KP_"))
	if err != nil {
		return false
	}
	for i, o := range options {
		if o.Value == value {
			put(i)
			f.onward()
			return true
		}
	}
	return false
}

// response is what was answered, to be saved.
func (f *Form) response() journal.Response {
	r := journal.Response{InstrumentID: f.in.ID, InstrumentVersion: f.in.Version, Answers: maps.Clone(f.answers), Corrects: f.from}
	if !f.again {
		r.TakenAt = journal.At(f.shell.Now())
	}
	return r
}

// finish keeps the answers and shows what they came to.
func (f *Form) finish() {
	if len(f.answers) == 0 {
		f.shell.Back()
		return
	}
	if !f.waits {
		f.shell.Go(Score(f.from))
		return
	}
	f.save(func(err error) {
		if err != nil {
			f.shell.Fail(err)
			return
		}
		f.shell.Go(Score(f.kept))
	})
}

// save keeps the answers as a response that does not change any more.
func (f *Form) save(done func(error)) {
	if f.saving {
		return
	}
	f.saving = true
	r := f.response()
	f.shell.Runner().Do(f.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		r, err = f.store.SaveResponse(ctx, r)
		return err
	}, func(err error) {
		f.saving = false
		if err == nil {
			f.kept, f.from, f.complete = r.ID, r.ID, r.Complete
			f.waits = f.answers != nil && !maps.Equal(r.Answers, f.answers) // answered meanwhile
		}
		waiting := f.leaving
		f.leaving = nil
		done(err)
		for _, left := range waiting {
			left()
		}
	})
}

// Leave implements route.Leaver: what was answered so far is kept.
func (f *Form) Leave(done func()) {
	switch {
	case f.saving:
		f.leaving = append(f.leaving, func() { f.Leave(done) })
	case !f.waits:
		done()
	default:
		f.save(func(err error) {
			if err != nil {
				kit.ConfirmLeaving(f.shell.Window(), f.shell.Words(), done)
				return
			}
			if _, first := f.Detour(); !f.complete && !first { // nothing over Support's way on
				f.shell.Say(f.shell.Words().T("measure.kept"))
			}
			done()
		})
	}
}

// Detour implements route.Detour: an answer that opens Support does so however
// the form is left.
func (f *Form) Detour() (route.Route, bool) {
	return support.Answered(), (f.touched || f.held) && f.in.OpensSupport(f.answers)
}

// PutAway implements route.Keeper.
func (f *Form) PutAway(done func()) {
	f.held = true
	switch {
	case f.saving:
		f.leaving = append(f.leaving, func() { f.PutAway(done) })
	case !f.waits:
		done()
	default:
		f.save(func(error) { done() })
	}
}

// Focus implements route.Focuser.
func (f *Form) Focus(c fyne.Canvas) {
	f.canvas = c
	f.toAnswers()
}

// Wipe implements route.Wiper.
func (f *Form) Wipe() {
	f.answers, f.choice, f.canvas = nil, nil, nil
	f.waits, f.touched = false, false
	f.screen.SetObjects()
}

package sessions

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/form"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// effects is the checklist of side effects of one session, in plain words. What
// is not ticked is not recorded; nothing is rated by the program.
type effects struct {
	*form.Form
	page    *Page
	rows    []*effectRow
	thanked bool // the answer stands on the page
}

// effectRow is one line of the list and what is said about it.
type effectRow struct {
	name  string // of its fields
	asked bool   // asked by itself: "not there" is an answer too
	had   journal.SideEffect
	now   journal.SideEffect
	there bool
}

// The severities that are offered, as codes of their messages.
var (
	felt     = []string{"1", "2", "3"}
	feltOrNo = []string{"0", "1", "2", "3"}
)

func newEffects(p *Page, s journal.DosingSession) (*effects, []fyne.CanvasObject) {
	w := p.shell.Words()
	f := &effects{page: p}
	f.Form = form.New(p.shell, p.Screen, f)
	f.Form.Then(f.thank)
	story, _ := course.SessionStory(p.store, s.ID)
	had := map[string]journal.SideEffect{}
	var others []journal.SideEffect // a second one of a code, or one the list no longer has
	listed := map[string]bool{}
	for _, e := range assets.SideEffects() {
		listed[e.Code] = true
	}
	for _, e := range story.Effects {
		if _, twice := had[e.Code]; twice || !listed[e.Code] {
			others = append(others, e)
			continue
		}
		had[e.Code] = e
	}
	list, again := kit.Column(10), kit.Column(look.CardGap)
	ask := func(item assets.SideEffect) bool { return s.Phase == "maintenance" && item.Bladder }
	for _, first := range []bool{true, false} { // in the order of the page
		for _, item := range assets.SideEffects() {
			e, ok := had[item.Code]
			if !ok {
				e = journal.SideEffect{SessionID: s.ID, Code: item.Code}
			}
			switch {
			case ask(item) != first:
			case first:
				again.Add(f.asked(item.Code, e))
			default:
				list.Add(f.ticked(item.Code, e))
			}
		}
	}
	for _, e := range others {
		list.Add(f.ticked(string(e.ID), e))
	}
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("sessions.effects")),
		kit.Sub(facts.Session(w, s)+" · "+facts.Day(s.Date, p.shell.Now())+". "+w.T("sessions.effects_sub")))}
	if len(again.Objects) > 0 {
		objects = append(objects, kit.NewCard(kit.Column(look.CardGap, kit.Sub(w.T("sessions.effects_again")), again)))
	}
	objects = append(objects, kit.NewCard(list), f.Buttons())
	f.Ready()
	return f, objects
}

// ticked is a line that unfolds when it is ticked.
func (f *effects) ticked(name string, e journal.SideEffect) fyne.CanvasObject {
	r := &effectRow{name: name, had: e}
	f.rows = append(f.rows, r)
	rated := felt
	if n, ok := e.Severity.Get(); ok && n == 0 {
		rated = feltOrNo
	}
	w := f.page.shell.Words()
	label := effectName(w, e)
	if e.Code == otherCode {
		label = w.T("side_effect.other")
	}
	inside := kit.Inset(26, 2, 0, 12, kit.Column(look.CardGap))
	inside.Hidden = e.ID == ""
	tick := f.Tick(name, label, e.ID != "", func(on bool) {
		inside.Hidden = !on
		f.page.Screen.Relayout()
	})
	inside.Objects[0] = kit.Column(look.CardGap,
		f.Chips(name+".severity", w.T("sessions.effect.severity"), "severity.", rated, e.Severity.String(), nil), f.details(name, e))
	return kit.Column(6, tick, inside)
}

// asked is a line that is asked by itself.
func (f *effects) asked(name string, e journal.SideEffect) fyne.CanvasObject {
	f.rows = append(f.rows, &effectRow{name: name, asked: true, had: e})
	w := f.page.shell.Words()
	details := kit.Column(0)
	n, _ := e.Severity.Get()
	details.Hidden = n == 0
	rated := f.Chips(name+".severity", effectName(w, e), "severity.", feltOrNo, e.Severity.String(), func(code string) {
		details.Hidden = code == "" || code == "0"
		f.page.Screen.Relayout()
	})
	details.Add(f.details(name, e))
	return kit.Column(look.Gap, rated, details)
}

// otherCode is the line for what the list does not have.
const otherCode = "other"

// details are what may be said about one: nothing has to be.
func (f *effects) details(name string, e journal.SideEffect) *fyne.Container {
	w := f.page.shell.Words()
	answer := func(what string, now journal.YesNo) fyne.CanvasObject {
		return f.Chips(name+"."+what, w.T("sessions.effect."+what), "yes_no.", texts(journal.YesNos), string(now), nil)
	}
	c := kit.Column(look.CardGap)
	if e.Code == otherCode {
		c.Add(f.Line(name+".label", w.T("sessions.effect.label"), e.Label, ""))
	}
	c.Add(kit.Columns(200, answer("gone", e.Gone), answer("still", e.StillAt24), answer("told", e.Told)))
	c.Add(kit.Columns(280, f.Line(name+".onset", w.T("sessions.effect.onset"), e.Onset, ""), f.Line(name+".note", w.T("common.note"), e.Note, "")))
	return c
}

// Read implements form.Keep: nothing can be wrong here.
func (f *effects) Read() bool {
	for _, r := range f.rows {
		e := r.had
		e.Severity = journal.Maybe[int]{}
		if code := f.Value(r.name + ".severity"); code != "" {
			e.Severity = journal.Some(int(code[0] - '0'))
		}
		e.Onset, e.Note = f.Value(r.name+".onset"), f.Value(r.name+".note")
		e.Gone, e.StillAt24 = journal.YesNo(f.Value(r.name+".gone")), journal.YesNo(f.Value(r.name+".still"))
		e.Told = journal.YesNo(f.Value(r.name + ".told"))
		if f.Has(r.name + ".label") {
			e.Label = f.Value(r.name + ".label")
		}
		r.now = e
		if r.asked {
			r.there = !e.Severity.IsZero()
		} else {
			r.there = f.Value(r.name) != ""
		}
	}
	return true
}

// ReadAll implements form.Keep.
func (f *effects) ReadAll() { f.Read() }

// Work implements form.Keep: what was changed is saved, and what is no longer
// ticked goes to the trash.
func (f *effects) Work() (func(context.Context) error, func()) {
	type one struct {
		row  *effectRow
		now  journal.SideEffect
		gone bool
	}
	var work []one
	for _, r := range f.rows {
		switch {
		case r.there && (r.now != r.had || r.had.ID == ""):
			work = append(work, one{row: r, now: r.now})
		case !r.there && r.had.ID != "":
			work = append(work, one{row: r, now: r.had, gone: true})
		}
	}
	done := 0
	return func(ctx context.Context) error {
			for i := range work {
				o := &work[i]
				if o.gone {
					if err := f.page.store.TrashRecord(ctx, o.now.ID); err != nil {
						return err
					}
					o.now = journal.SideEffect{SessionID: o.now.SessionID, Code: o.now.Code}
				} else {
					saved, err := f.page.store.SaveSideEffect(ctx, o.now)
					if err != nil {
						return err
					}
					o.now = saved
				}
				done++
			}
			return nil
		}, func() {
			for _, o := range work[:done] {
				o.row.had, o.row.now = o.now, o.now
			}
		}
}

// AddTo implements form.Keep.
func (f *effects) AddTo(u *journal.Unsaved) {
	for _, r := range f.rows {
		if r.there && (r.now != r.had || r.had.ID == "") {
			_ = u.AddRecord(&r.now)
		}
	}
}

// any says whether something of the list was there.
func (f *effects) any() bool {
	return slices.ContainsFunc(f.rows, func(r *effectRow) bool {
		n, rated := r.now.Severity.Get()
		return r.there && !(rated && n == 0)
	})
}

// Leave saves what was changed; the answer is then a line at the foot.
func (f *effects) Leave(done func()) {
	changed := f.Changed()
	f.Form.Leave(func() {
		if changed && f.any() {
			f.page.shell.Say(f.page.shell.Words().T("side_effects.thanks"))
		}
		done()
	})
}

// Save saves the list, and leads on from the answer.
func (f *effects) Save() {
	if f.thanked {
		f.page.shell.Back()
		return
	}
	f.Form.Save()
}

// thank is all the program says to what was recorded (domain.md §1.3).
func (f *effects) thank() {
	p, w := f.page, f.page.shell.Words()
	if !f.any() {
		p.shell.Back()
		return
	}
	f.thanked = true
	next := kit.Primary(w.T("common.continue"), p.shell.Back)
	p.Screen.SetObjects(kit.NewCard(kit.Column(18,
		kit.Lines(kit.Title(w.T("side_effects.thanks")), kit.Body(w.T("side_effects.emergency"))), kit.Buttons(next))))
	p.shell.Window().Canvas().Focus(next)
}

package noticed

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/form"
	"afterglow/journal"
)

// newFrom reads the part of an argument after what it is of: for a new record
// what it comes from and the session.
func newFrom(rest string) (from, session journal.ID, isNew bool) {
	parts := append(strings.Split(rest, ":"), "", "")
	return journal.ID(parts[1]), journal.ID(parts[2]), parts[0] == fresh
}

// show puts a form on the page.
func (p *Page) show(f *form.Form, heading, sub string, card fyne.CanvasObject, id journal.ID, below ...fyne.CanvasObject) *form.Form {
	w := p.shell.Words()
	header := kit.Header(kit.Heading(w.T(heading)), kit.Sub(w.T(sub)))
	p.Screen.SetObjects(append([]fyne.CanvasObject{header, kit.NewCard(card), f.Buttons(p.removal(id)...)}, below...)...)
	f.Ready()
	return f
}

// keep is form.Keep of one record, whose words stand in a few fields.
type keep[T any] struct {
	form   *form.Form
	record T
	read   func(*T)
	needed string                       // the field without which there is nothing to save
	fault  string                       // what is said at it
	wrong  func() (field, fault string) // what else may be wrong; may be nil
	mend   func(*T)                     // makes it one that can be saved all the same
	save   func(context.Context, T) (T, error)
}

func (k *keep[T]) Read() bool {
	k.read(&k.record)
	if k.wrong != nil {
		if field, fault := k.wrong(); fault != "" {
			k.form.Fault(field, fault)
			return false
		}
	}
	if k.form.Value(k.needed) == "" {
		k.form.Fault(k.needed, k.fault)
		return false
	}
	return true
}

func (k *keep[T]) ReadAll() {
	k.read(&k.record)
	wrong := ""
	if k.wrong != nil {
		_, wrong = k.wrong()
	}
	if wrong != "" || k.form.Value(k.needed) == "" {
		k.mend(&k.record)
	}
}

func (k *keep[T]) Work() (func(context.Context) error, func()) {
	return form.Saving(k.record, k.save, func(t T) { k.record = t })
}

func (k *keep[T]) AddTo(u *journal.Unsaved) {
	if r, ok := any(&k.record).(journal.CourseRecord); ok {
		_ = u.AddRecord(r) // a record of ours always can be
	}
}

// begin gives a keep its form.
func begin[T any](p *Page, k *keep[T]) *form.Form {
	k.form = form.New(p.shell, p.Screen, k)
	return k.form
}

// insightForm is the form of an insight; changing says that it came back and is
// being changed.
func (p *Page) insightForm(rest string, changing bool) *form.Form {
	w := p.shell.Words()
	entry, session, isNew := newFrom(rest)
	i := journal.Insight{EntryID: entry, SessionID: session}
	if !isNew {
		i, _ = p.store.Insight(journal.ID(rest))
	}
	before := i.Text
	k := &keep[journal.Insight]{record: i, needed: "text", fault: w.T("noticed.insight.needed"), save: p.store.SaveInsight,
		mend: func(i *journal.Insight) { i.Text = w.T("common.untitled") }}
	f := begin(p, k)
	card := kit.Column(look.CardGap,
		f.Long("text", w.T("noticed.insight.text"), i.Text, 2),
		kit.AtMost(360, f.Level("sure", w.T("noticed.insight.sure"), w.T("noticed.sure_low"), w.T("noticed.sure_up"), i.Confidence)),
		p.sessionPick(f, i.SessionID))
	if line, way := p.from(i.EntryID, ""); line != "" {
		card.Add(row(kit.Small(line).OneLine(), way))
	}
	k.read = func(i *journal.Insight) {
		i.Text, i.SessionID = f.Value("text"), journal.ID(f.Value("session"))
		i.Confidence = level(f.Value("sure"))
		if changing && i.Text != before {
			i.State, i.LookedAt = journal.InsightChanged, journal.At(p.shell.Now())
		}
	}
	heading := "noticed.insight.edit"
	if isNew {
		heading = "noticed.insight.new"
	}
	return p.show(f, heading, "noticed.insight.sub", card, i.ID)
}

// level is a number from the form's list, or none.
func level(code string) journal.Maybe[int] {
	n := slices.Index([]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, code)
	if n < 0 {
		return journal.Maybe[int]{}
	}
	return journal.Some(n)
}

// sessionPick is the session something belongs to, or none.
func (p *Page) sessionPick(f *form.Form, now journal.ID) fyne.CanvasObject {
	w := p.shell.Words()
	var ids, names []string
	for _, s := range slices.Backward(p.store.Sessions()) {
		ids, names = append(ids, string(s.ID)), append(names, facts.SessionOn(w, s, p.shell.Now()))
	}
	return kit.AtMost(360, f.PickOf("session", w.T("noticed.session"), ids, names, string(now)))
}

func (p *Page) practiceForm(rest string) *form.Form {
	w := p.shell.Words()
	insight, session, isNew := newFrom(rest)
	one := journal.Practice{InsightID: insight, SessionID: session}
	if !isNew {
		one, _ = p.store.Practice(journal.ID(rest))
	}
	k := &keep[journal.Practice]{record: one, needed: "what", fault: w.T("noticed.practice.needed"), save: p.store.SavePractice,
		mend: func(one *journal.Practice) { one.What = w.T("common.untitled") }}
	f := begin(p, k)
	card := kit.Column(look.CardGap)
	if i, err := p.store.Insight(one.InsightID); err == nil {
		card.Add(kit.Lines(kit.Small(w.T("noticed.practice.from")), kit.Own("“"+i.Text+"”")))
	}
	card.Add(f.Long("what", w.T("noticed.practice.what"), one.What, 2))
	card.Add(f.Line("cadence", w.T("noticed.practice.cadence"), one.Cadence, ""))
	card.Add(f.Line("tiny", w.T("noticed.practice.tiny"), one.Tiny, w.T("noticed.practice.tiny_hint")))
	card.Add(f.Long("obstacles", w.T("noticed.practice.obstacles"), one.Obstacles, 2))
	states := make([]string, len(journal.PracticeStates))
	for i, s := range journal.PracticeStates {
		states[i] = string(s)
	}
	if !isNew {
		card.Add(f.Chips("state", w.T("noticed.practice.state"), "practice_state.", states, string(one.State), nil))
	}
	k.read = func(one *journal.Practice) {
		one.What, one.Cadence, one.Tiny, one.Obstacles = f.Value("what"), f.Value("cadence"), f.Value("tiny"), f.Value("obstacles")
		if f.Has("state") && f.Value("state") != "" {
			one.State = journal.PracticeState(f.Value("state"))
		}
	}
	if isNew {
		return p.show(f, "noticed.practice.new", "noticed.practice.sub", card, "")
	}
	return p.show(f, "noticed.practice.edit", "noticed.practice.sub", card, one.ID, p.logs(one))
}

// logs is what was noted of a practice, the newest on top. Nobody counts it.
func (p *Page) logs(one journal.Practice) fyne.CanvasObject {
	w := p.shell.Words()
	c := kit.Column(look.Gap, kit.Beside(kit.Title(w.T("noticed.logs")),
		kit.Wrap(0, kit.Quiet(w.T("noticed.log_add"), func() { p.shell.Go(LogRoute(one.ID, "")) }))))
	list := slices.Backward(p.store.PracticeLogs(one.ID))
	for _, l := range list {
		c.Add(kit.NewLine(joined(facts.Day(l.On, p.shell.Now()), w.T("done."+string(l.Done)), l.Word),
			func() { p.shell.Go(LogRoute(one.ID, l.ID)) }))
	}
	return kit.Inset(0, 16, 0, 0, c)
}

func (p *Page) questionForm(rest string) *form.Form {
	w := p.shell.Words()
	entry, session, isNew := newFrom(rest)
	q := journal.Question{EntryID: entry, SessionID: session}
	if !isNew {
		q, _ = p.store.Question(journal.ID(rest))
	}
	k := &keep[journal.Question]{record: q, needed: "text", fault: w.T("noticed.question.needed"), save: p.store.SaveQuestion,
		mend: func(q *journal.Question) { q.Text = w.T("common.untitled") }}
	f := begin(p, k)
	card := kit.Column(look.CardGap, f.Long("text", w.T("noticed.question.text"), q.Text, 2), p.sessionPick(f, q.SessionID))
	k.read = func(q *journal.Question) {
		q.Text, q.SessionID = f.Value("text"), journal.ID(f.Value("session"))
	}
	heading := "noticed.question.edit"
	if isNew {
		heading = "noticed.question.new"
	}
	return p.show(f, heading, "noticed.question.sub", card, q.ID)
}

func (p *Page) logForm(rest string) *form.Form {
	w := p.shell.Words()
	practice, id, _ := strings.Cut(rest, ":")
	l := journal.PracticeLog{PracticeID: journal.ID(practice), On: journal.On(p.shell.Now())}
	for _, one := range p.store.PracticeLogs(l.PracticeID) {
		if string(one.ID) == id {
			l = one
		}
	}
	k := &keep[journal.PracticeLog]{record: l, needed: "done", fault: w.T("noticed.log.needed"), save: p.store.SavePracticeLog}
	f := begin(p, k)
	card := kit.Column(look.CardGap)
	if one, err := p.store.Practice(l.PracticeID); err == nil {
		card.Add(kit.Own(one.What))
	}
	dones := make([]string, len(journal.Dones))
	for i, d := range journal.Dones {
		dones[i] = string(d)
	}
	card.Add(f.Chips("done", w.T("noticed.log.done"), "done.", dones, string(l.Done), nil))
	card.Add(f.Line("word", w.T("noticed.log.word"), l.Word, ""))
	card.Add(f.Date("on", w.T("noticed.log.on"), l.On))
	k.read = func(l *journal.PracticeLog) {
		l.Done, l.Word = journal.Done(f.Value("done")), f.Value("word")
		if on, err := journal.ParseWhen(f.Value("on")); err == nil && !on.IsZero() {
			l.On = on
		}
	}
	k.wrong = func() (field, fault string) {
		if _, err := journal.ParseWhen(f.Value("on")); err != nil {
			return "on", w.T("kit.not_a_date")
		}
		return "", ""
	}
	k.mend = func(l *journal.PracticeLog) {
		if l.Done == "" {
			l.Done = journal.DonePartly
		}
		if _, fault := k.wrong(); fault != "" {
			l.Word = joined(l.Word, f.Value("on"))
		}
	}
	return p.show(f, "noticed.log.heading", "noticed.log.sub", card, l.ID)
}

package sessions

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/noticed"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// story is one session from before it to a week after, top to bottom, and then
// what came of it.
func (p *Page) story() []fyne.CanvasObject {
	w := p.shell.Words()
	st, err := course.SessionStory(p.store, journal.ID(p.arg))
	if err != nil {
		return []fyne.CanvasObject{kit.EmptyState(w.T("sessions.gone_title"), w.T("sessions.gone_line"), nil)}
	}
	s := st.Session
	edit := kit.Quiet(w.T("common.edit"), func() { p.shell.Go(route.With(route.Sessions, argEdit+string(s.ID))) })
	write := kit.Primary(w.T("common.write"), func() { p.write(nearest(s, p.shell), s.ID) })
	var ofCourse string
	if st.Course != nil && len(p.store.Courses()) > 1 {
		ofCourse = st.Course.Title
	}
	head := kit.Beside(
		kit.Header(kit.Heading(facts.Session(w, s)), kit.Sub(joined(facts.Day(s.Date, p.shell.Now()), facets(w, s), ofCourse))),
		kit.Wrap(look.Gap, write, edit))
	t := &telling{Page: p, story: st, steps: sorted(st)}
	stops := []*fyne.Container{t.before(), t.day()}
	filled := []bool{s.Intention != "" || s.IntentionText != "" || len(st.Intention) > 0, took(s)}
	for _, f := range st.FollowUps {
		stops = append(stops, t.followUp(f))
		filled = append(filled, f.State == journal.FollowUpDone)
	}
	if len(t.steps[journal.PhaseNone]) > 0 {
		stops = append(stops, t.later())
		filled = append(filled, true)
	}
	way := kit.Column(0)
	for i, stop := range stops {
		way.Add(kit.NewStop(filled[i], i == len(stops)-1, stop))
	}
	return append([]fyne.CanvasObject{head, way}, t.cameOfIt()...)
}

func (p *Page) write(phase journal.Phase, session journal.ID) {
	p.shell.Go(route.With(route.Write, writing.Begin(phase, session)))
}

func took(s journal.DosingSession) bool { return s.Status == journal.SessionDone || s.Status == "" }

// sorted gives each step to the moment it belongs to: an entry to that it was
// written for, anything else to that in whose days it falls. PhaseNone is later.
func sorted(st course.Story) map[journal.Phase][]course.Step {
	out := map[journal.Phase][]course.Step{}
	for _, step := range st.Steps {
		phase := byDay(st.Session, step.At)
		if e := step.Entry; e != nil {
			switch e.Phase {
			case journal.PhaseBefore, journal.PhaseSameDay, journal.Phase24h, journal.Phase72h, journal.PhaseWeek:
				phase = e.Phase
			}
		}
		if len(st.FollowUps) == 0 && phase != journal.PhaseBefore && phase != journal.PhaseSameDay {
			phase = journal.PhaseNone
		}
		out[phase] = append(out[phase], step)
	}
	return out
}

func byDay(s journal.DosingSession, at journal.WallTime) journal.Phase {
	switch days := at.DaysSince(s.EndWall()); {
	case at.Before(s.StartWall()) && at.DaysSince(s.StartWall()) < 0, days < 0:
		return journal.PhaseBefore
	case days == 0:
		return journal.PhaseSameDay
	case days <= 2:
		return journal.Phase24h
	case days <= 6:
		return journal.Phase72h
	case days <= 8:
		return journal.PhaseWeek
	}
	return journal.PhaseNone
}

// telling is a story on its way to the page.
type telling struct {
	*Page
	story course.Story
	steps map[journal.Phase][]course.Step
}

// before is the intention, and what was written before.
func (t *telling) before() *fyne.Container {
	w, s := t.shell.Words(), t.story.Session
	c := kit.Column(10, kit.Title(w.T("sessions.before")))
	if s.Intention != "" {
		c.Add(kit.Own("“" + s.Intention + "”"))
	}
	if s.IntentionText != "" {
		c.Add(kit.Own(s.IntentionText))
	}
	t.add(c, journal.PhaseBefore)
	if !took(s) && len(t.steps[journal.PhaseBefore]) == 0 {
		c.Add(kit.Wrap(0, kit.Link(w.T("sessions.intention_write"), func() { t.write(journal.PhaseBefore, s.ID) })))
	} else if len(c.Objects) == 1 {
		c.Add(kit.Small(w.T("sessions.nothing_here")))
	}
	if list := t.dayOf(); list != nil {
		c.Add(list)
	}
	return c
}

// dayOf is the clinic's list, on the day of a session. What is ticked is
// remembered until the journal is locked, and kept nowhere.
func (t *telling) dayOf() fyne.CanvasObject {
	s, today := t.story.Session, journal.On(t.shell.Now()).Date()
	if s.Date.Date() != today || s.Status == journal.SessionCancelled || s.Status == journal.SessionMoved {
		return nil
	}
	var ticks []fyne.CanvasObject
	for i, line := range strings.Split(course.DayOf(t.store, s), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		key := tick{s.ID, today, i}
		ticks = append(ticks, kit.NewTick(line, t.view.ticked[key], func(on bool) {
			if t.view.ticked == nil {
				t.view.ticked = map[tick]bool{}
			}
			t.view.ticked[key] = on
		}))
	}
	if len(ticks) == 0 {
		return nil
	}
	return kit.Inset(0, 6, 0, 0, kit.NewCard(kit.Column(look.Gap,
		append([]fyne.CanvasObject{kit.Small(t.shell.Words().T("sessions.day_of"))}, ticks...)...)))
}

// day is the session itself: what was recorded, the first words, readings and
// side effects.
func (t *telling) day() *fyne.Container {
	w, s := t.shell.Words(), t.story.Session
	title := w.T("sessions.itself")
	if s.Status != "" && s.Status != journal.SessionDone {
		title += " · " + w.T("status."+string(s.Status))
	}
	c := kit.Column(look.CardGap, kit.Title(title))
	if known := known(w, s); len(known) > 0 {
		c.Add(kit.NewCard(kit.Columns(210, known...)))
	}
	for _, long := range []struct{ name, text string }{{"note", s.Note}, {"clinic_note", s.ClinicNote}} {
		if long.text != "" {
			c.Add(kit.NewCard(kit.Lines(kit.Small(w.T("field."+long.name)), kit.Own(long.text))))
		}
	}
	t.add(c, journal.PhaseSameDay)
	if !took(s) {
		return c
	}
	if !t.wrote(journal.PhaseSameDay) && s.Date.Date() == journal.On(t.shell.Now()).Date() {
		c.Add(kit.Wrap(0, kit.Primary(w.T("sessions.first_words"), func() { t.shell.Go(route.To(route.Right)) })))
	}
	c.Add(kit.Columns(300, t.effects(), t.readings()))
	return c
}

// wrote says whether there is an entry of that moment.
func (t *telling) wrote(phase journal.Phase) bool {
	for _, step := range t.steps[phase] {
		if step.Entry != nil {
			return true
		}
	}
	return false
}

// effects are the side effects as the person rated them.
func (t *telling) effects() fyne.CanvasObject {
	w, s := t.shell.Words(), t.story.Session
	c := kit.Column(look.Gap, kit.Section(w.T("sessions.effects")))
	var absent []string
	for _, e := range asListed(t.story.Effects) {
		if n, rated := e.Severity.Get(); rated && n == 0 {
			absent = append(absent, effectName(w, e))
			continue
		}
		c.Add(kit.Body(effect(w, e)))
	}
	if len(absent) > 0 {
		c.Add(kit.Small(w.T("severity.0") + ": " + strings.Join(absent, " · ")))
	}
	label := w.T("sessions.effects_change")
	if len(t.story.Effects) == 0 {
		c.Add(kit.Small(w.T("sessions.effects_none")))
		label = w.T("sessions.effects_add")
	}
	if len(t.story.AskAgain) > 0 {
		c.Add(kit.Small(w.T("sessions.effects_again")))
	}
	c.Add(kit.Wrap(0, kit.Link(label, func() { t.shell.Go(EffectsRoute(s.ID)) })))
	return kit.NewCard(c)
}

// readings are the vital signs as they were read. They are shown, no more.
func (t *telling) readings() fyne.CanvasObject {
	w, s := t.shell.Words(), t.story.Session
	c := kit.Column(look.Gap, kit.Section(w.T("sessions.readings")))
	to := func(id journal.ID) func() {
		return func() { t.shell.Go(route.With(route.Sessions, argReading+string(s.ID)+":"+string(id))) }
	}
	for _, v := range inOrder(t.story.Vitals) {
		c.Add(kit.Column(0, kit.Body(reading(w, v)), kit.Wrap(0, kit.Link(w.T("common.edit"), to(v.ID)))))
	}
	if len(t.story.Vitals) == 0 {
		c.Add(kit.Small(w.T("sessions.readings_none")))
	}
	c.Add(kit.Wrap(0, kit.Link(w.T("sessions.reading_add"), to(""))))
	return kit.NewCard(c)
}

// asListed puts side effects into the order of the checklist.
func asListed(list []journal.SideEffect) []journal.SideEffect {
	at := map[string]int{}
	for i, item := range assets.SideEffects() {
		at[item.Code] = i
	}
	slices.SortStableFunc(list, func(a, b journal.SideEffect) int { return cmp.Compare(at[a.Code], at[b.Code]) })
	return list
}

// inOrder puts readings without a time of day into the order of their moments.
func inOrder(list []journal.Vital) []journal.Vital {
	slices.SortStableFunc(list, func(a, b journal.Vital) int {
		if a.At.HasTime() && b.At.HasTime() {
			return strings.Compare(a.At.Wall(), b.At.Wall())
		}
		return cmp.Compare(slices.Index(journal.VitalMoments, a.Moment), slices.Index(journal.VitalMoments, b.Moment))
	})
	return list
}

// known is what was recorded about the session in a word or two.
func known(w *assets.Words, s journal.DosingSession) []fyne.CanvasObject {
	clock := joined(s.Start)
	switch {
	case s.Start != "" && s.End != "":
		clock = w.T("common.from_to", "From", s.Start, "To", s.End)
	case s.End != "":
		clock = w.T("sessions.until", "Time", s.End)
	}
	extra, eyeshade := "", ""
	if s.ExtraDose {
		extra = w.T("yes_no.yes")
	}
	if s.Eyeshade != "" {
		eyeshade = w.T("yes_no." + string(s.Eyeshade))
	}
	var out []fyne.CanvasObject
	for _, f := range []struct{ id, value string }{
		{"common.time", clock},
		{"field.dose_as_prescribed", s.Dose},
		{"field.extra_dose", extra},
		{"field.place", s.Place},
		{"field.companions", s.Companions},
		{"field.music", s.Music},
		{"field.eyeshade", eyeshade},
		{"field.arrival_mood", s.ArrivalMood.String()},
		{"field.arrival_anxiety", s.ArrivalAnxiety.String()},
	} {
		if f.value != "" {
			out = append(out, kit.Column(3, kit.Small(w.T(f.id)), kit.Body(f.value)))
		}
	}
	return out
}

// followUp is one look back: what was written then, or the way to it. It is
// never late.
func (t *telling) followUp(f journal.FollowUp) *fyne.Container {
	w, s := t.shell.Words(), t.story.Session
	c := kit.Column(10, kit.Title(w.T("phase."+string(f.Kind))))
	t.add(c, f.Kind)
	write := func() { t.write(f.Kind, s.ID) }
	switch now := journal.WallNow(t.shell.Now()); {
	case f.State == journal.FollowUpDone && t.wrote(f.Kind):
	case f.State == journal.FollowUpSkipped:
		c.Add(kit.Wrap(14, kit.Inset(0, 4, 0, 0, kit.Small(w.T("follow_up_state.skipped")).OneLine()), kit.Link(w.T("common.write"), write)))
	case now.Before(f.Due):
		c.Add(kit.Small(w.T("sessions.from", "Date", facts.Day(f.Due.When(), t.shell.Now()))))
	default:
		c.Add(kit.Wrap(14, kit.Link(w.T("common.write"), write), kit.Link(w.T("common.skip"), func() { t.skip(f) })))
	}
	return c
}

func (t *telling) skip(f journal.FollowUp) {
	f.State = journal.FollowUpSkipped
	t.Do(func(ctx context.Context) error {
		_, err := t.store.SaveFollowUp(ctx, f)
		return err
	}, t.Refresh)
}

// later is what belongs to the session and is further away.
func (t *telling) later() *fyne.Container {
	c := kit.Column(look.Gap, kit.Title(t.shell.Words().T("sessions.later")))
	t.add(c, journal.PhaseNone)
	return c
}

// add puts what there is of a moment under its title.
func (t *telling) add(c *fyne.Container, phase journal.Phase) {
	w, now := t.shell.Words(), t.shell.Now()
	var asked *kit.Text // the line of the measures of one day
	var day string
	for _, step := range t.steps[phase] {
		switch {
		case step.Entry != nil:
			e := *step.Entry
			c.Add(kit.NewPressCard(kit.Lines(
				kit.Small(facts.Moment(e.OccurredAt, now)+" · "+facts.KindOrMoment(w, e.Kind, e.Phase)), kit.Own(facts.Name(w, e))),
				func() { t.shell.Go(route.With(route.Read, string(e.ID))) }))
		case step.CheckIn != nil:
			c.Add(kit.Small(t.checkIn(*step.CheckIn)))
		case step.Response != nil:
			title := step.Response.InstrumentID
			if in, ok := t.store.Instrument(step.Response.InstrumentID, step.Response.InstrumentVersion); ok {
				title = in.Title
			}
			if asked == nil || day != step.Response.TakenAt.Date() {
				day = step.Response.TakenAt.Date()
				asked = kit.Small(facts.Day(step.Response.TakenAt, now))
				c.Add(asked)
			}
			asked.SetText(joined(asked.Text(), title))
		}
	}
}

// checkIn is a check-in in a line.
func (t *telling) checkIn(c journal.CheckIn) string {
	w := t.shell.Words()
	parts := []string{facts.Day(c.On, t.shell.Now())}
	for _, f := range []struct {
		id    string
		value journal.Maybe[int]
	}{{"sessions.check_in.mood", c.Mood}, {"sessions.check_in.anxiety", c.Anxiety}, {"sessions.check_in.energy", c.Energy}, {"sessions.check_in.connected", c.Connected}} {
		if n, ok := f.value.Get(); ok {
			parts = append(parts, w.T(f.id, "Number", n))
		}
	}
	if c.Line != "" {
		parts = append(parts, "“"+c.Line+"”")
	}
	return joined(parts...)
}

// cameOfIt are the insights, practices and questions of the session.
func (t *telling) cameOfIt() []fyne.CanvasObject {
	w, id := t.shell.Words(), t.story.Session.ID
	part := func(title, add string, to route.Route) *fyne.Container {
		return kit.Column(look.Gap, kit.Section(w.T(title)), kit.Wrap(0, kit.Link(w.T(add), func() { t.shell.Go(to) })))
	}
	insert := func(c *fyne.Container, line fyne.CanvasObject) {
		last := len(c.Objects) - 1
		c.Objects = append(c.Objects[:last:last], line, c.Objects[last])
	}
	row := func(text string, to route.Route) fyne.CanvasObject {
		return kit.NewLine(text, func() { t.shell.Go(to) })
	}
	insights := part("noticed.insights", "noticed.insight_add", noticed.NewInsight("", id))
	for _, i := range t.story.Insights {
		insert(insights, row(i.Text, noticed.InsightRoute(i.ID)))
	}
	practices := part("noticed.practices", "noticed.practice_add", noticed.NewPractice("", ""))
	for _, one := range t.story.Practices {
		insert(practices, row(one.What, noticed.PracticeRoute(one.ID)))
	}
	questions := part("noticed.questions", "noticed.question_add", noticed.NewQuestion("", id))
	for _, q := range t.story.Questions {
		insert(questions, row(q.Text, noticed.QuestionRoute(q.ID)))
	}
	return []fyne.CanvasObject{kit.Inset(0, 18, 0, 0, kit.Title(w.T("noticed.heading"))),
		kit.Columns(250, kit.NewCard(insights), kit.NewCard(practices), kit.NewCard(questions))}
}

// nearest is the moment of writing that fits a session now.
func nearest(s journal.DosingSession, shell Shell) journal.Phase {
	today := journal.WallNow(shell.Now())
	switch days := today.DaysSince(journal.WallOf(s.Date)); {
	case days < 0:
		return journal.PhaseBefore
	case days == 0:
		return journal.PhaseSameDay
	case days <= 1:
		return journal.Phase24h
	case days <= 4:
		return journal.Phase72h
	case days <= 10:
		return journal.PhaseWeek
	}
	return journal.PhaseMaintenance
}

package demo

import (
	"context"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/measure"
)

// Fill writes the fictional course into a journal, as it would look at now: the
// sessions, what was written around them, and everything else that was recorded.
func Fill(ctx context.Context, j *journal.Journal, now time.Time) error {
	d := assets.Demo(now)
	f := filling{ctx: ctx, j: j, sessions: map[int]journal.ID{}}
	f.course(d)
	f.entries(d.Entries)
	f.bodily(d.Course)
	f.numbers(d.Course)
	f.insights(d.Course)
	f.support(d.Course)
	return f.err
}

// filling goes on until the first error and then does nothing more.
type filling struct {
	ctx      context.Context
	j        *journal.Journal
	err      error
	sessions map[int]journal.ID // by number
	ids      []journal.ID       // of the entries
}

// put saves one record, if all went well so far.
func put[T any](f *filling, save func(context.Context, T) (T, error), t T) T {
	if f.err != nil {
		return t
	}
	var saved T
	saved, f.err = save(f.ctx, t)
	return saved
}

func head(at time.Time) journal.Head { return journal.Head{WrittenAt: journal.At(at)} }

func (f *filling) entry(i int) journal.ID {
	if i < 0 || i >= len(f.ids) {
		return ""
	}
	return f.ids[i]
}

func (f *filling) course(d assets.DemoJournal) {
	c := put(f, f.j.SaveCourse, journal.Course{Head: head(d.Course.StartedOn), Title: d.Course.Title, Clinic: d.Course.Clinic, Reason: d.Course.Reason,
		StartedOn: journal.On(d.Course.StartedOn), PlannedTotal: d.Course.PlannedTotal, Status: journal.CourseOpen, DayOf: d.Course.DayOf})
	for _, s := range d.Sessions {
		one := journal.DosingSession{CourseID: c.ID,
			Seq: s.Number, Phase: journal.SessionPhase(s.Phase), Date: journal.On(s.Date), Start: s.Start, End: s.End,
			Route: journal.Route(s.Route), Dose: s.Dose, Place: s.Place, Music: s.Music, Companions: s.Companions,
			Intention: s.Intention, Status: journal.SessionStatus(s.Status), Note: s.Note, WrittenAt: journal.At(s.Date)}
		for _, a := range d.Course.Arrivals {
			if a.Session == s.Number {
				one.ArrivalMood, one.ArrivalAnxiety, one.Eyeshade = journal.Some(a.Mood), journal.Some(a.Anxiety), journal.YesNo(a.Eyeshade)
			}
		}
		f.sessions[s.Number] = put(f, f.j.SaveSession, one).ID
	}
}

func (f *filling) entries(list []assets.DemoEntry) {
	var entries []journal.Entry
	for _, e := range list {
		entry := journal.Entry{Kind: journal.Kind(e.Kind), Phase: journal.Phase(e.Phase), Title: e.Title, Tags: e.Tags,
			SessionID: f.sessions[e.Session], OccurredAt: journal.At(e.At), WrittenAt: journal.At(e.At),
			PromptIDs: e.PromptIDs, Mark: journal.Mark(e.Mark)}
		for _, s := range e.Sections {
			entry.Sections = append(entry.Sections, journal.Section{Key: s.Key, Heading: s.Heading, Text: s.Text})
		}
		entries = append(entries, entry)
	}
	for _, e := range put(f, f.j.SaveEntries, entries) {
		f.ids = append(f.ids, e.ID)
	}
}

func (f *filling) bodily(c assets.DemoCourse) {
	for _, v := range c.Vitals {
		put(f, f.j.SaveVital, journal.Vital{SessionID: f.sessions[v.Session], Moment: journal.VitalMoment(v.Moment),
			Systolic: v.Systolic, Diastolic: v.Diastolic, Pulse: v.Pulse, Source: v.Source})
	}
	for _, e := range c.SideEffects {
		put(f, f.j.SaveSideEffect, journal.SideEffect{SessionID: f.sessions[e.Session], Code: e.Code, Severity: journal.Some(e.Severity), Onset: e.Onset,
			Gone: journal.YesNo(e.Gone), StillAt24: journal.YesNo(e.StillAt24), Told: journal.YesNo(e.Told), Note: e.Note})
	}
	for _, s := range c.FollowUpsSkipped {
		put(f, f.j.SaveFollowUp, journal.FollowUp{SessionID: f.sessions[s.Session], Kind: journal.Phase(s.Kind), State: journal.FollowUpSkipped})
	}
}

func (f *filling) numbers(c assets.DemoCourse) {
	for _, r := range c.Responses {
		put(f, f.j.SaveResponse, journal.Response{Head: head(r.At), InstrumentID: r.Instrument, TakenAt: journal.At(r.At),
			Answers: measure.Answers(r.Answers), IsBaseline: r.Baseline})
	}
	for _, d := range c.CheckIns {
		put(f, f.j.SaveCheckIn, journal.CheckIn{Head: head(d.At), On: journal.At(d.At), Mood: some(d.Mood), Anxiety: some(d.Anxiety), Energy: some(d.Energy),
			Connected: some(d.Connected), SleepHours: some(d.SleepHours), SleepQuality: some(d.SleepQuality), Line: d.Line})
	}
}

func some[T int | float64](v *T) journal.Maybe[T] {
	if v == nil {
		return journal.Maybe[T]{}
	}
	return journal.Some(*v)
}

func (f *filling) insights(c assets.DemoCourse) {
	var ids []journal.ID
	for _, i := range c.Insights {
		in := journal.Insight{Head: head(i.At), Text: i.Text, Confidence: journal.Some(i.Confidence), EntryID: f.entry(i.Entry),
			SessionID: f.sessions[i.Session], State: journal.InsightState(i.State)}
		if !i.LookedAt.IsZero() {
			in.LookedAt = journal.At(i.LookedAt)
		}
		ids = append(ids, put(f, f.j.SaveInsight, in).ID)
	}
	for _, p := range c.Practices {
		one := journal.Practice{Head: head(p.At), What: p.What, Cadence: p.Cadence, Tiny: p.Tiny, Obstacles: p.Obstacles,
			EntryID: f.entry(p.Entry), State: journal.PracticeState(p.State)}
		if p.Insight != nil {
			one.InsightID = ids[*p.Insight]
		}
		id := put(f, f.j.SavePractice, one).ID
		for _, l := range p.Log {
			put(f, f.j.SavePracticeLog, journal.PracticeLog{Head: head(l.On), PracticeID: id, On: journal.On(l.On), Done: journal.Done(l.Done), Word: l.Word})
		}
	}
	for _, q := range c.Questions {
		one := journal.Question{Head: head(q.At), Text: q.Text, EntryID: f.entry(q.Entry), SessionID: f.sessions[q.Session], State: journal.QuestionState(q.State)}
		if !q.RaisedOn.IsZero() {
			one.RaisedOn = journal.On(q.RaisedOn)
		}
		put(f, f.j.SaveQuestion, one)
	}
}

func (f *filling) support(c assets.DemoCourse) {
	put(f, f.j.SaveSupportPlan, journal.SupportPlan{Signs: c.Plan.Signs, OnMyOwn: c.Plan.OnMyOwn, Places: c.Plan.Places, People: c.Plan.People,
		Professionals: c.Plan.Professionals})
	for i, p := range c.People {
		put(f, f.j.SaveCareContact, journal.CareContact{Role: journal.CareRole(p.Role), Label: p.Label, Phone: p.Phone, Note: p.Note, OnSupportCard: true, Order: i + 1})
	}
}

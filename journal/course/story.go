package course

import (
	"slices"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// Story is everything around one session.
type Story struct {
	Session   journal.DosingSession
	Course    *journal.Course
	Intention []journal.Summary // what was written before
	FollowUps []journal.FollowUp
	Vitals    []journal.Vital
	Effects   []journal.SideEffect
	// AskAgain are the codes of the checklist that are asked at this session by
	// themselves: those of the bladder, at a maintenance session, as long as
	// nothing was recorded of them here.
	AskAgain  []string
	Steps     []Step // entries, check-ins and responses around it, in order
	Insights  []journal.Insight
	Practices []journal.Practice
	Questions []journal.Question
}

// Step is one thing around a session: an entry, a check-in or a response.
type Step struct {
	At       journal.WallTime
	Entry    *journal.Summary
	CheckIn  *journal.CheckIn
	Response *journal.Response
}

// SessionStory tells one session: from the day before it to a week after its
// end, and whatever belongs to it at any time.
func SessionStory(src Source, id journal.ID) (Story, error) {
	s, err := src.Session(id)
	if err != nil {
		return Story{}, err
	}
	st := Story{Session: s, FollowUps: src.FollowUps(s), Vitals: src.Vitals(id), Effects: src.SideEffects(id)}
	for _, c := range src.Courses() {
		if c.ID == s.CourseID {
			st.Course = &c
		}
	}
	entries := map[journal.ID]bool{}
	for _, e := range slices.Backward(src.Summaries(journal.Filter{SessionID: id})) {
		entries[e.ID] = true
		st.Steps = append(st.Steps, Step{At: journal.WallOf(e.OccurredAt), Entry: &e})
		if e.Phase == journal.PhaseBefore {
			st.Intention = append(st.Intention, e)
		}
	}
	from, to := s.StartWall().Day().Add(-day), s.EndWall().Day().Add((trend.AfterDays+1)*day)
	near := func(w journal.When) bool {
		at := journal.WallOf(w)
		return !at.Before(from) && at.Before(to)
	}
	for _, c := range src.CheckIns() {
		if near(c.On) {
			st.Steps = append(st.Steps, Step{At: journal.WallOf(c.On), CheckIn: &c})
		}
	}
	for _, r := range src.Responses() {
		if r.SessionID == id || near(r.TakenAt) {
			st.Steps = append(st.Steps, Step{At: journal.WallOf(r.TakenAt), Response: &r})
		}
	}
	slices.SortStableFunc(st.Steps, func(a, b Step) int { return byWall(a.At, b.At) })
	insights := map[journal.ID]bool{}
	for _, i := range src.Insights() {
		if i.SessionID == id || entries[i.EntryID] {
			insights[i.ID] = true
			st.Insights = append(st.Insights, i)
		}
	}
	for _, p := range src.Practices() {
		if p.SessionID == id || insights[p.InsightID] || entries[p.EntryID] {
			st.Practices = append(st.Practices, p)
		}
	}
	for _, q := range src.Questions() {
		if q.SessionID == id || entries[q.EntryID] {
			st.Questions = append(st.Questions, q)
		}
	}
	st.AskAgain = askAgain(s, st.Effects)
	return st, nil
}

func askAgain(s journal.DosingSession, have []journal.SideEffect) []string {
	if s.Phase != "maintenance" {
		return nil
	}
	var codes []string
	for _, e := range assets.SideEffects() {
		if e.Bladder && !slices.ContainsFunc(have, func(h journal.SideEffect) bool { return h.Code == e.Code }) {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

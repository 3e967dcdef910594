package course_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/course"
	"afterglow/journal/measure"
)

var ctx = context.Background()

// fresh is an empty journal.
func fresh(t *testing.T) *journal.Journal {
	t.Helper()
	j, _, err := journal.Create(ctx, filepath.Join(t.TempDir(), "j"), journal.CreateOptions{Passphrase: []byte("correct horse"), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func when(t *testing.T, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// put saves and gives what was saved.
func put[T any](t *testing.T, save func(context.Context, T) (T, error), v T) T {
	t.Helper()
	saved, err := save(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	got, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func offered(j *journal.Journal, now time.Time) string {
	var out []string
	for _, o := range course.Offered(j, now) {
		out = append(out, o.Instrument.ID+" "+string(o.Why))
	}
	return strings.Join(out, ", ")
}

// fill is a whole form of the lowest answers.
func fill(t *testing.T, j *journal.Journal, id, on string) {
	t.Helper()
	in, _ := j.Instrument(id, "")
	a := measure.Answers{}
	for _, it := range in.Items {
		a[it.ID] = 0
	}
	put(t, j.SaveResponse, journal.Response{InstrumentID: id, TakenAt: when(t, on), Answers: a})
}

// domain.md §3.6, along a course.
func TestWhatIsOfferedAlongACourse(t *testing.T) {
	j := fresh(t)
	if got := offered(j, at(t, "2026-09-01 09:00")); got != "" {
		t.Errorf("without a course: %s", got)
	}
	put(t, j.SaveCourse, journal.Course{Title: "k", StartedOn: when(t, "2026-09-01")})
	for _, d := range []string{"2026-09-05", "2026-09-08", "2026-09-12"} {
		put(t, j.SaveSession, journal.DosingSession{Date: when(t, d), Start: "10:00", End: "12:00", Phase: "initial", Status: journal.SessionDone})
	}
	step := func(now, want string) {
		t.Helper()
		if got := offered(j, at(t, now+" 15:00")); got != want {
			t.Errorf("on %s: %s; want %s", now, got, want)
		}
	}
	all := "phq-9 start, gad-7 start, who-5 start"
	step("2026-08-31", "") // before it begins
	step("2026-09-01", all)
	step("2026-09-05", "") // the day of a session
	for _, id := range []string{"phq-9", "gad-7", "who-5"} {
		fill(t, j, id, "2026-09-02")
	}
	step("2026-09-03", "")
	step("2026-09-08", "") // the day of a session
	step("2026-09-09", "phq-9 series, gad-7 series")
	fill(t, j, "phq-9", "2026-09-09")
	step("2026-09-10", "gad-7 series")
	step("2026-09-12", "")
	step("2026-09-16", "phq-9 series, gad-7 series, who-5 series")
	step("2026-09-19", "phq-9 end, gad-7 end, who-5 end") // a week after the last
	for _, id := range []string{"phq-9", "gad-7", "who-5"} {
		fill(t, j, id, "2026-09-19")
	}
	step("2026-09-30", "")
	step("2026-10-18", "")
	step("2026-10-19", "phq-9 monthly, gad-7 monthly, who-5 monthly")
	put(t, j.SaveSession, journal.DosingSession{Date: when(t, "2026-10-19"), Phase: "maintenance", Status: journal.SessionPlanned})
	step("2026-10-19", "") // the day of a planned session
	s := j.Sessions()[3]
	s.Status = journal.SessionMoved
	put(t, j.SaveSession, s)
	step("2026-10-19", "phq-9 monthly, gad-7 monthly, who-5 monthly")

	settings := j.Settings()
	settings.MeasureEvery = map[string]int{"phq-9": 0, "gad-7": 60}
	put(t, j.SaveSettings, settings)
	step("2026-10-19", "who-5 monthly")
	if j.Settings().MeasureEvery["gad-7"] = 1; j.Settings().MeasureEvery["gad-7"] != 60 {
		t.Error("the settings are not a copy")
	}
	c := j.Courses()[0]
	c.Status = journal.CourseEnded
	put(t, j.SaveCourse, c)
	step("2026-10-19", "")
}

func TestASkippedMeasureComesBackAfterItsTime(t *testing.T) {
	j := fresh(t)
	put(t, j.SaveCourse, journal.Course{Title: "k", StartedOn: journal.On(time.Now())})
	now := time.Now()
	if got := offered(j, now); got != "phq-9 start, gad-7 start, who-5 start" {
		t.Fatal(got)
	}
	if _, err := j.SkipMeasure(ctx, "phq-9"); err != nil {
		t.Fatal(err)
	}
	if got := offered(j, now); got != "gad-7 start, who-5 start" {
		t.Error(got)
	}
	if got := offered(j, now.AddDate(0, 0, 7)); got != "phq-9 start, gad-7 start, who-5 start" {
		t.Error(got)
	}
}

func TestTodayAlongASession(t *testing.T) {
	j := fresh(t)
	k := put(t, j.SaveCourse, journal.Course{Title: "k", DayOf: "Warm socks"})
	s := put(t, j.SaveSession, journal.DosingSession{CourseID: k.ID, Date: when(t, "2026-11-10"), Start: "10:00", End: "12:00", Status: journal.SessionDone})
	tell := func(now string) string {
		d := course.DueToday(j, at(t, now))
		var out []string
		if d.Before != nil {
			out = append(out, "before")
		}
		if d.DayOf != "" {
			out = append(out, d.DayOf)
		}
		if d.FirstWords != nil {
			out = append(out, "first words")
		}
		for _, f := range d.FollowUps {
			out = append(out, string(f.Kind))
		}
		return strings.Join(out, ", ")
	}
	for _, c := range [][2]string{
		{"2026-11-08 12:00", ""}, {"2026-11-09 12:00", "before"}, {"2026-11-10 08:00", "before, Warm socks"}, {"2026-11-10 13:00", "first words"},
		{"2026-11-11 07:00", "24h"}, {"2026-11-11 23:00", "24h"}, {"2026-11-12 07:00", "72h"}, {"2026-11-16 12:00", "72h"},
		{"2026-11-17 07:00", "1w"}, {"2026-11-23 12:00", "1w"}, {"2026-11-24 12:00", ""}, {"2027-11-24 12:00", ""},
	} {
		if got := tell(c[0]); got != c[1] {
			t.Errorf("at %s: %q, want %q", c[0], got, c[1])
		}
	}
	// Writing is doing it, skipping is done with it, and a corrected end moves it.
	put(t, j.SaveEntry, journal.Entry{SessionID: s.ID, Phase: journal.Phase24h, Sections: []journal.Section{{Text: "slept"}}})
	f := j.FollowUps(s)
	if f[0].State != journal.FollowUpDone || f[0].EntryID == "" || f[1].State != journal.FollowUpOpen {
		t.Errorf("%+v", f)
	}
	f[1].State = journal.FollowUpSkipped
	put(t, j.SaveFollowUp, f[1])
	if a, b := tell("2026-11-11 09:00"), tell("2026-11-14 09:00"); a != "" || b != "" {
		t.Errorf("%q, %q", a, b)
	}
	s.End = "01:00" // past midnight
	s = put(t, j.SaveSession, s)
	if due := j.FollowUps(s)[2].Due.String(); due != "2026-11-18T01:00:00" {
		t.Error(due)
	}
	s.Status = journal.SessionCancelled
	if s = put(t, j.SaveSession, s); len(j.FollowUps(s)) != 0 {
		t.Error("a cancelled session has follow-ups")
	}
}

func TestInsightsComeBack(t *testing.T) {
	j := fresh(t)
	s := put(t, j.SaveSession, journal.DosingSession{Date: when(t, "2026-11-10"), Start: "10:00", End: "12:00", Status: journal.SessionDone})
	put(t, j.SaveSession, journal.DosingSession{Date: when(t, "2026-12-20"), Status: journal.SessionPlanned})
	i := put(t, j.SaveInsight, journal.Insight{Head: journal.Head{WrittenAt: when(t, "2026-11-10T15:00:00Z")}, Text: "x", SessionID: s.ID})
	tell := func(now string) string {
		var out []string
		for _, d := range course.DueToday(j, at(t, now)).Insights {
			out = append(out, string(d.Moment))
		}
		return strings.Join(out, ", ")
	}
	check := func(want map[string]string) {
		t.Helper()
		for now, w := range want {
			if got := tell(now); got != w {
				t.Errorf("at %s: %q, want %q", now, got, w)
			}
		}
	}
	check(map[string]string{"2026-11-12 20:00": "", "2026-11-13 08:00": "72h", "2026-11-16 08:00": "72h", "2026-11-17 08:00": "1w",
		"2026-11-24 08:00": "", "2026-12-18 08:00": "", "2026-12-19 08:00": "before", "2026-12-20 08:00": "before", "2026-12-21 08:00": ""})
	i.LookedAt, i.State = when(t, "2026-11-13T09:00:00Z"), journal.InsightKept
	i = put(t, j.SaveInsight, i)
	check(map[string]string{"2026-11-13 10:00": "", "2026-11-16 08:00": "", "2026-11-17 08:00": "1w", "2026-12-19 08:00": "before"})
	i.State = journal.InsightReleased
	put(t, j.SaveInsight, i)
	check(map[string]string{"2026-11-17 08:00": "", "2026-12-19 08:00": ""})

	// Written much later than its session, it is not sent back at once.
	put(t, j.SaveInsight, journal.Insight{Head: journal.Head{WrittenAt: when(t, "2026-11-17T15:00:00Z")}, Text: "y", SessionID: s.ID})
	check(map[string]string{"2026-11-17 16:00": "", "2026-11-18 08:00": ""})
}

func TestTheStoryOfASession(t *testing.T) {
	j := fresh(t)
	s := put(t, j.SaveSession, journal.DosingSession{Date: when(t, "2026-11-10"), Start: "10:00", End: "12:00", Phase: "maintenance", Status: journal.SessionDone})
	write := func(phase journal.Phase, on string) journal.Entry {
		return put(t, j.SaveEntry, journal.Entry{Title: string(phase), SessionID: s.ID, Phase: phase, OccurredAt: when(t, on), Sections: []journal.Section{{Text: "w"}}})
	}
	day := write(journal.Phase24h, "2026-11-11T09:00:00Z")
	write(journal.PhaseBefore, "2026-11-10T08:00:00Z")
	write(journal.PhaseSameDay, "2026-11-10T13:00:00Z")
	for _, on := range []string{"2026-11-08", "2026-11-10T18:00:00Z", "2026-11-17", "2026-11-18"} {
		put(t, j.SaveCheckIn, journal.CheckIn{On: when(t, on), Mood: journal.Some(4)})
	}
	fill(t, j, "phq-9", "2026-11-12")
	insight := put(t, j.SaveInsight, journal.Insight{Text: "i", EntryID: day.ID})
	put(t, j.SavePractice, journal.Practice{What: "p", InsightID: insight.ID})
	put(t, j.SaveQuestion, journal.Question{Text: "q", SessionID: s.ID})
	put(t, j.SaveQuestion, journal.Question{Text: "of something else"})
	put(t, j.SaveVital, journal.Vital{SessionID: s.ID, Pulse: 70})
	put(t, j.SaveSideEffect, journal.SideEffect{SessionID: s.ID, Code: "urine_often", Severity: journal.Some(0)})
	st, err := course.SessionStory(j, s.ID)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, one := range st.Steps {
		switch {
		case one.Entry != nil:
			steps = append(steps, string(one.Entry.Phase))
		case one.CheckIn != nil:
			steps = append(steps, "check-in")
		case one.Response != nil:
			steps = append(steps, one.Response.InstrumentID)
		}
	}
	if want := []string{"before", "same_day", "check-in", "24h", "phq-9", "check-in"}; !slices.Equal(steps, want) {
		t.Errorf("%v", steps)
	}
	if got := fmt.Sprint(len(st.Intention), len(st.Insights), len(st.Practices), len(st.Questions), len(st.Vitals), len(st.Effects), len(st.FollowUps)); got != "1 1 1 1 1 1 3" {
		t.Error(got)
	}
	if !slices.Equal(st.AskAgain, []string{"urine_pain", "bladder_pain", "urine_blood"}) {
		t.Errorf("asked again: %v", st.AskAgain)
	}
	s.Phase = "initial"
	put(t, j.SaveSession, s)
	if st, _ := course.SessionStory(j, s.ID); st.AskAgain != nil {
		t.Error("asked at a session of the first series")
	}
	if _, err := course.SessionStory(j, "0"); err != journal.ErrNotFound {
		t.Error(err)
	}
}

// Before the first session there is one to compare with, and no more; who has
// maintenance sessions only is offered them by the month.
func TestWhatIsOfferedOutsideASeries(t *testing.T) {
	j := fresh(t)
	put(t, j.SaveCourse, journal.Course{Title: "k", StartedOn: when(t, "2026-09-01")})
	for _, id := range []string{"phq-9", "gad-7", "who-5"} {
		fill(t, j, id, "2026-09-01")
	}
	for _, day := range []string{"2026-09-09", "2026-09-20", "2026-11-20"} {
		if got := offered(j, at(t, day+" 15:00")); got != "" {
			t.Errorf("before any session, on %s: %s", day, got)
		}
	}
	put(t, j.SaveSession, journal.DosingSession{Date: when(t, "2026-09-22"), Start: "10:00", End: "12:00", Phase: "maintenance", Status: journal.SessionDone})
	if got := offered(j, at(t, "2026-09-24 15:00")); got != "" {
		t.Errorf("after a maintenance session: %s", got)
	}
	if got := offered(j, at(t, "2026-10-02 15:00")); got != "phq-9 monthly, gad-7 monthly, who-5 monthly" {
		t.Errorf("a month later: %s", got)
	}
}

// own is the file of a measure of the person's own.
func own(version string, days int) []byte {
	gap := ""
	if days > 0 {
		gap = fmt.Sprintf(`"min_gap_days": %d, `, days)
	}
	return fmt.Appendf(nil, `{"id": "own", "version": %q, "lang": "en", "title": "Own", "intro": "How is it?",
		"items": [{"id": "a", "text": "Calm", "options": [{"value": 0, "label": "no"}, {"value": 10, "label": "yes"}]}],
		"scoring": {"method": "sum"}, "direction": "higher_better", %s"licence": "mine", "credit": "me", "source": "me", "checked_on": "2026-11"}`, version, gap)
}

// A measure of the person's own follows the same rules once its file says how
// often, and the file's days are never cut short.
func TestAMeasureOfOnesOwnIsOfferedAsItsFileSays(t *testing.T) {
	j := fresh(t)
	settings := j.Settings()
	settings.MeasureEvery = map[string]int{"phq-9": 0, "gad-7": 0, "who-5": 0}
	put(t, j.SaveSettings, settings)
	put(t, j.SaveCourse, journal.Course{Title: "k", StartedOn: when(t, "2026-09-01")})
	for _, d := range []string{"2026-09-05", "2026-09-12"} {
		put(t, j.SaveSession, journal.DosingSession{Date: when(t, d), Start: "10:00", End: "12:00", Phase: "initial", Status: journal.SessionDone})
	}
	add := func(version string, days int) {
		t.Helper()
		if _, err := j.AddInstrument(ctx, "own.json", own(version, days)); err != nil {
			t.Fatal(err)
		}
	}
	step := func(now, want string) {
		t.Helper()
		if got := offered(j, at(t, now+" 15:00")); got != want {
			t.Errorf("on %s: %q; want %q", now, got, want)
		}
	}
	add("1", 0)
	step("2026-09-02", "") // its file says nothing
	add("2", 3)
	step("2026-09-02", "own start")
	step("2026-09-05", "") // the day of a session
	fill(t, j, "own", "2026-09-06")
	step("2026-09-08", "")
	step("2026-09-09", "own series")
	step("2026-09-12", "") // the day of a session
	fill(t, j, "own", "2026-09-19")
	step("2026-10-18", "")
	step("2026-10-19", "own monthly")
	add("3", 45) // the newest version counts
	step("2026-11-02", "")
	step("2026-11-03", "own again")
	settings = j.Settings()
	settings.MeasureEvery["own"] = 0
	put(t, j.SaveSettings, settings)
	step("2026-11-03", "")
}

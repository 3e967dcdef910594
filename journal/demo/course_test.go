package demo

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
	"afterglow/journal/trend"
)

// The demo carries the whole course, with the numbers of the drawing.
func TestTheDemoCarriesTheWholeCourse(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.FixedZone("", 3600))
	j, err := Make(context.Background(), filepath.Join(t.TempDir(), "demo"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	d := trend.Of(j, trend.RangeCourse, now)
	if len(d.Measures) != 3 || len(d.Sessions) != 8 || len(d.Windows) != 8 || len(d.CheckIns) != 6 {
		t.Fatalf("%d measures, %d sessions, %d numbers of the check-in", len(d.Measures), len(d.Sessions), len(d.CheckIns))
	}
	var scores []float64
	for _, p := range d.Measures[0].Points {
		scores = append(scores, p.Value)
	}
	if want := []float64{18, 15, 12, 9, 8, 10, 7, 6}; d.Measures[0].Title != "PHQ-9" || !slices.Equal(scores, want) {
		t.Errorf("%s: %v", d.Measures[0].Title, scores)
	}
	if got := trend.Sentence(assets.English(), d.Measures[0]); got != "Your score is 6. It was 18 when you started." {
		t.Error(got)
	}
	if n := len(d.CheckIns[0].Points); n < 55 || n > 79 || len(d.CheckIns[0].Runs()) < 4 {
		t.Errorf("%d moods in %d runs", n, len(d.CheckIns[0].Runs()))
	}
	for _, a := range d.After[0].Afters {
		if len(a.Points) < 3 {
			t.Errorf("%d moods after session %d", len(a.Points), a.Session.Number)
		}
	}
	due := course.DueToday(j, now)
	if len(due.FollowUps) != 1 || due.FollowUps[0].Kind != journal.Phase72h || len(due.Insights) != 1 || len(due.Practices) != 2 || len(due.Questions) != 3 || due.CheckedIn {
		t.Errorf("today: %+v", due)
	}
	if n := len(j.Insights()); n != 5 || j.SupportPlan().Blank() || j.SupportPlan().SaferSpace != "" || len(j.CareContacts()) != 2 {
		t.Errorf("%d insights, plan %+v", n, j.SupportPlan())
	}
	for _, s := range j.Sessions() {
		st, err := course.SessionStory(j, s.ID)
		if err != nil || len(st.Steps) < 4 || st.Course == nil {
			t.Errorf("session %d: %d steps, %v", s.Seq, len(st.Steps), err)
		}
	}
}

func TestALongCourseIsWhole(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	d := trend.Of(LongCourse(now, 2000, 200), trend.RangeAll, now)
	points := 0
	for _, s := range d.Measures {
		points += len(s.Points)
	}
	if points != 200 || len(d.CheckIns[0].Points) != 2000 || len(d.Sessions) != 71 {
		t.Fatalf("%d responses, %d check-ins, %d sessions", points, len(d.CheckIns[0].Points), len(d.Sessions))
	}
}

package journal

import (
	"context"
	"slices"
	"testing"
)

// What was chosen to compare with is the course's, and without one the journal's;
// it goes on to the correction of what was chosen.
func TestWhatScoresAreComparedWithCanBeChosen(t *testing.T) {
	ctx := context.Background()
	j, _ := trial(t)
	take := func(r Response) Response {
		t.Helper()
		r.InstrumentID, r.Answers = "who-5", whole(t, j, "who-5")
		r, err := j.SaveResponse(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	choose := func(ids ...ID) {
		t.Helper()
		if err := j.SaveBaselines(ctx, ids); err != nil {
			t.Fatal(err)
		}
	}
	a, b := take(Response{TakenAt: when(t, "2026-09-01")}), take(Response{TakenAt: when(t, "2026-09-15")})
	choose(a.ID)
	if got := j.Baselines(); !slices.Equal(got, []ID{a.ID}) {
		t.Errorf("without a course: %v", got)
	}
	if _, err := j.SaveCourse(ctx, Course{Title: "k", Clinic: "North"}); err != nil {
		t.Fatal(err)
	}
	if got := j.Baselines(); len(got) != 0 {
		t.Errorf("a new course begins with %v", got)
	}
	choose(b.ID)
	corrected := take(Response{Corrects: take(Response{Corrects: b.ID}).ID})
	if got := j.Baselines(); !slices.Equal(got, []ID{corrected.ID}) {
		t.Errorf("%v, want the correction of the correction %s", got, corrected.ID)
	}
	if c := j.Courses()[0]; c.Clinic != "North" {
		t.Errorf("the choice took the rest of the course along: %+v", c)
	}
	choose()
	if got := j.Baselines(); len(got) != 0 {
		t.Errorf("given up, and still %v", got)
	}
}

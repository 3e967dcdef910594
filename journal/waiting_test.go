package journal

import (
	"reflect"
	"slices"
	"testing"

	"afterglow/journal/measure"
)

// What a page of the course held when no disk took it is there after the next
// unlocking: once, and beside what someone else wrote meanwhile.
func TestRecordsOfTheCourseWaitForTheNextUnlocking(t *testing.T) {
	j, dir := trial(t)
	i, err := j.SaveInsight(ctx, Insight{Text: "before"})
	if err != nil {
		t.Fatal(err)
	}
	q, err := j.SaveQuestion(ctx, Question{Text: "before"})
	if err != nil {
		t.Fatal(err)
	}
	saved, stale := i, q
	saved.Text, stale.Text = "after", "mine"
	var u Unsaved
	for _, r := range []CourseRecord{&CheckIn{On: when(t, "2026-11-21"), Mood: Some(0)},
		&Response{InstrumentID: "phq-9", TakenAt: when(t, "2026-11-21"), Answers: measure.Answers{"9": 1}}, &saved, &stale} {
		if err := u.AddRecord(r); err != nil {
			t.Fatal(err)
		}
	}
	sealed, err := j.SealUnsaved(u)
	if err != nil || !u.Words() {
		t.Fatal(err)
	}
	if _, err := j.SaveInsight(ctx, saved); err != nil { // the save that hung, and ended well
		t.Fatal(err)
	}
	q.Text = "theirs"
	if _, err := j.SaveQuestion(ctx, q); err != nil {
		t.Fatal(err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	got, err := j.OpenUnsaved(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if rest, err := j.SaveUnsaved(ctx, got); err != nil || rest.Words() {
		t.Fatalf("%+v, %v", rest, err)
	}
	var questions []string
	for _, q := range j.Questions() {
		questions = append(questions, q.Text)
	}
	if c := j.CheckIns(); len(c) != 1 || c[0].Mood != Some(0) {
		t.Errorf("check-ins: %+v", c)
	}
	if r := j.Responses(); len(r) != 1 || r[0].Complete || r[0].Answers["9"] != 1 || r[0].RecallDays != 14 {
		t.Errorf("responses: %+v", r)
	}
	if list := j.Insights(); len(list) != 1 || list[0].Text != "after" || list[0].Revision != 2 {
		t.Errorf("insights: %+v", list)
	}
	slices.Sort(questions) // they stand at the same place, and were written in the same second
	if !slices.Equal(questions, []string{"mine", "theirs"}) {
		t.Errorf("questions: %v", questions)
	}
}

// Every type of the course has its kind: one without would be lost at locking.
func TestEveryTypeOfTheCourseCanWait(t *testing.T) {
	j := newJournal()
	all := []CourseRecord{&Course{}, &Vital{}, &SideEffect{}, &Insight{}, &Practice{}, &PracticeLog{}, &Question{}, &CheckIn{}, &Response{},
		&ExternalScore{}, &CustomInstrument{}, &FollowUp{}, &Skip{}, &SupportPlan{}, &CareContact{}}
	if n := reflect.TypeFor[treatment]().NumField(); n != len(all) {
		t.Errorf("%d types of %d", len(all), n)
	}
	for _, r := range all {
		if s := j.shelfOf(kindOf(r)); s == nil || s.name() != kindOf(r) {
			t.Errorf("%T is of kind %q", r, kindOf(r))
		}
	}
}

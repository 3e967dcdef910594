package journal

import "testing"

func TestRecordsOfTheCourseWaitToo(t *testing.T) {
	j, _, _ := seaside(t)
	defer j.Close()
	s, err := j.SaveSession(ctx, DosingSession{Date: At(j.now())})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := j.SaveInsight(ctx, Insight{Text: "the sea"})
	if err != nil {
		t.Fatal(err)
	}
	saved, err := j.SaveQuestion(ctx, Question{Text: "why"})
	if err != nil {
		t.Fatal(err)
	}
	later := kept
	later.Text = "the sea, changed meanwhile"
	if _, err := j.SaveInsight(ctx, later); err != nil {
		t.Fatal(err)
	}
	var u Unsaved
	u.AddCourse(Course{Title: "autumn"})
	u.AddVital(Vital{SessionID: s.ID, Pulse: 70})
	u.AddSideEffect(SideEffect{SessionID: s.ID, Code: "nausea"})
	changed := kept
	changed.Text = "the sea, on the page"
	u.AddInsight(changed) // based on what is no longer the newest
	u.AddPractice(Practice{What: "ten steps", SessionID: s.ID})
	u.AddPracticeLog(PracticeLog{PracticeID: kept.ID, Done: DonePartly, On: s.Date})
	hung := saved
	hung.Revision = 0
	u.AddQuestion(hung) // reached the disk after the page gave up waiting
	sealed, err := j.SealUnsaved(u)
	if err != nil || !u.Words() {
		t.Fatalf("%v, or nothing waits", err)
	}
	got, err := j.OpenUnsaved(sealed)
	if err != nil {
		t.Fatal(err)
	}
	rest, err := j.SaveUnsaved(ctx, got)
	if err != nil || rest.Words() {
		t.Fatalf("%+v, %v", rest, err)
	}
	if n := len(j.Courses()); n != 1 {
		t.Errorf("%d courses", n)
	}
	if len(j.Vitals(s.ID)) != 1 || len(j.SideEffects(s.ID)) != 1 || len(j.Practices()) != 1 || len(j.PracticeLogs(kept.ID)) != 1 {
		t.Error("something that waited is missing")
	}
	texts := map[string]bool{}
	for _, i := range j.Insights() {
		texts[i.Text] = true
	}
	if len(texts) != 2 || !texts["the sea, on the page"] || !texts["the sea, changed meanwhile"] {
		t.Errorf("the insights are %v", texts)
	}
	if q := j.Questions(); len(q) != 1 {
		t.Errorf("a question that was there already is there twice: %+v", q)
	}
	if _, err := j.SaveUnsaved(ctx, Unsaved{Records: []unsavedOther{{Kind: "song", Data: []byte("{}")}}}); err == nil {
		t.Error("a kind that is not known was dropped in silence")
	}
}

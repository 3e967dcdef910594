package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal/measure"
	"afterglow/journal/vault"
)

// whole is a full form of an instrument, each answer its first option.
func whole(t fataler, j *Journal, id string) measure.Answers {
	t.Helper()
	in, ok := j.Instrument(id, "")
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	a := measure.Answers{}
	for _, it := range in.Items {
		a[it.ID] = in.OptionsOf(it)[0].Value
	}
	return a
}

const ownMeasure = `{"id": "own", "version": "1", "lang": "en", "title": "Own", "intro": "How is it?",
 "items": [{"id": "a", "text": "Calm", "options": [{"value": 0, "label": "no"}, {"value": 10, "label": "yes"}]}],
 "scoring": {"method": "sum"}, "direction": "higher_better", "licence": "mine", "credit": "me", "source": "me", "checked_on": "2026-11"}`

// everything saves one record of every type of the course, all fields given, and
// gives how each is read again.
func everything(t fataler, j *Journal) map[string]func(*Journal) any {
	t.Helper()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := j.SaveCourse(ctx, Course{Title: "First", Clinic: "the clinic", Reason: "why", StartedOn: when(t, "2026-09-01"), EndedOn: when(t, "2026-12-01"),
		PlannedTotal: 6, Status: CourseOpen, DayOf: "socks\nwater", BaselineIDs: []ID{"00000000000000000000000000000001"}})
	ok(err)
	s, err := j.SaveSession(ctx, DosingSession{CourseID: c.ID, Date: when(t, "2026-11-10"), Start: "10:00", End: "12:00", ExtraDose: true, Eyeshade: Yes,
		ArrivalMood: Some(0), ArrivalAnxiety: Some(10), IntentionText: "longer", ClinicNote: "as read out"})
	ok(err)
	v, err := j.SaveVital(ctx, Vital{SessionID: s.ID, At: when(t, "2026-11-10T10:05:00+01:00"), Moment: "before", Systolic: 120, Diastolic: 80, Pulse: 70, SpO2: 98, Source: "nurse"})
	ok(err)
	e, err := j.SaveSideEffect(ctx, SideEffect{SessionID: s.ID, Code: "other", Label: "hiccups", Severity: Some(0), Onset: "noon", Gone: Yes, StillAt24: No, Told: Yes, Note: "n"})
	ok(err)
	i, err := j.SaveInsight(ctx, Insight{Text: "i", Confidence: Some(0), EntryID: "00000000000000000000000000000002", SessionID: s.ID, LookedAt: when(t, "2026-11-14")})
	ok(err)
	p, err := j.SavePractice(ctx, Practice{InsightID: i.ID, EntryID: "00000000000000000000000000000002", What: "w", Cadence: "c", Tiny: "t", Obstacles: "o"})
	ok(err)
	l, err := j.SavePracticeLog(ctx, PracticeLog{PracticeID: p.ID, On: when(t, "2026-11-12"), Done: DonePartly, Word: "cold"})
	ok(err)
	q, err := j.SaveQuestion(ctx, Question{Text: "q", EntryID: "00000000000000000000000000000002", SessionID: s.ID, State: QuestionRaised})
	ok(err)
	d, err := j.SaveCheckIn(ctx, CheckIn{On: when(t, "2026-11-11T08:00:00-05:00"), Mood: Some(0), Anxiety: Some(10), Energy: Some(1), Connected: Some(2), SleepHours: Some(6.5), SleepQuality: Some(0), Line: "l"})
	ok(err)
	r, err := j.SaveResponse(ctx, Response{InstrumentID: "who-5", TakenAt: when(t, "2026-11-11"), Answers: whole(t, j, "who-5"), IsBaseline: true, SessionID: s.ID})
	ok(err)
	x, err := j.SaveExternalScore(ctx, ExternalScore{Label: "Clinic", On: when(t, "2026-11-11"), Value: 0.5, Min: -1, Max: 4, Direction: measure.LowerBetter, Source: "letter"})
	ok(err)
	_, err = j.AddInstrument(ctx, "own.json", []byte(ownMeasure))
	ok(err)
	f := j.FollowUps(s)[1]
	f.State, f.EntryID = FollowUpSkipped, "00000000000000000000000000000002"
	f, err = j.SaveFollowUp(ctx, f)
	ok(err)
	k, err := j.SkipMeasure(ctx, "gad-7")
	ok(err)
	plan, err := j.SaveSupportPlan(ctx, SupportPlan{Signs: "1", OnMyOwn: "2", Places: "3", People: "4", Professionals: "5", SaferSpace: "6"})
	ok(err)
	person, err := j.SaveCareContact(ctx, CareContact{Role: "person", Label: "Jo", Phone: "555-0117", Note: "n", OnSupportCard: true, Order: 1})
	ok(err)
	same := func(got []any, want any) any {
		if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
			return fmt.Sprintf("%+v, want %+v", got, want)
		}
		return nil
	}
	return map[string]func(*Journal) any{
		"course":       func(j *Journal) any { return same(anys(j.Courses()), c) },
		"session":      func(j *Journal) any { return same(anys(j.Sessions()), s) },
		"vital":        func(j *Journal) any { return same(anys(j.Vitals(s.ID)), v) },
		"side effect":  func(j *Journal) any { return same(anys(j.SideEffects(s.ID)), e) },
		"insight":      func(j *Journal) any { return same(anys(j.Insights()), i) },
		"practice":     func(j *Journal) any { return same(anys(j.Practices()), p) },
		"log":          func(j *Journal) any { return same(anys(j.PracticeLogs(p.ID)), l) },
		"question":     func(j *Journal) any { return same(anys(j.Questions()), q) },
		"check-in":     func(j *Journal) any { return same(anys(j.CheckIns()), d) },
		"response":     func(j *Journal) any { return same(anys(j.Responses()), r) },
		"external":     func(j *Journal) any { return same(anys(j.ExternalScores()), x) },
		"follow-up":    func(j *Journal) any { return same(anys(j.FollowUps(s)[1:2]), f) },
		"skip":         func(j *Journal) any { return same(anys(j.Skips()), k) },
		"plan":         func(j *Journal) any { return same([]any{j.SupportPlan()}, plan) },
		"care contact": func(j *Journal) any { return same(anys(j.CareContacts()), person) },
		"instrument": func(j *Journal) any {
			in, _ := measure.Parse("own.json", []byte(ownMeasure))
			return same(anys(j.Instruments()[3:]), in)
		},
	}
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

func TestEveryRecordOfTheCourseIsTheSameAfterOpeningAgain(t *testing.T) {
	j, dir := trial(t)
	checks := everything(t, j)
	look := func(j *Journal, when string) {
		t.Helper()
		for name, check := range checks {
			if problem := check(j); problem != nil {
				t.Errorf("%s %s: %v", when, name, problem)
			}
		}
	}
	look(j, "at once")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len(j.Courses()) + len(j.CheckIns()) + len(j.Responses()) + len(j.Insights()) + len(j.Questions()) + len(j.CareContacts()) + len(j.TrashedRecords()); n != 0 || !j.SupportPlan().Blank() {
		t.Errorf("%d things are listed after Close", n)
	}
	if _, err := j.SaveCheckIn(ctx, CheckIn{Mood: Some(1)}); !errors.Is(err, vault.ErrClosed) {
		t.Error(err)
	}
	j = reopen(t, dir, OpenOptions{})
	look(j, "opened again")
	if r, err := j.Check(ctx); err != nil || len(r.Problems) != 0 {
		t.Error(r.Problems, err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWhatTheCourseRefuses(t *testing.T) {
	j, _ := trial(t)
	s, err := j.SaveSession(ctx, DosingSession{Date: when(t, "2026-11-10")})
	if err != nil {
		t.Fatal(err)
	}
	full := whole(t, j, "phq-9")
	for want, save := range map[string]func() error{
		"title: a course":     func() error { _, err := j.SaveCourse(ctx, Course{}); return err },
		"status: ":            func() error { _, err := j.SaveCourse(ctx, Course{Title: "t", Status: "cured"}); return err },
		"planned_total: ":     func() error { _, err := j.SaveCourse(ctx, Course{Title: "t", PlannedTotal: -1}); return err },
		"arrival_mood: ":      func() error { s.ArrivalMood = Some(11); _, err := j.SaveSession(ctx, s); return err },
		"session_id: a read":  func() error { _, err := j.SaveVital(ctx, Vital{Pulse: 1}); return err },
		"write down at least": func() error { _, err := j.SaveVital(ctx, Vital{SessionID: s.ID}); return err },
		"a reading is":        func() error { _, err := j.SaveVital(ctx, Vital{SessionID: s.ID, Pulse: 1000}); return err },
		"code: ":              func() error { _, err := j.SaveSideEffect(ctx, SideEffect{SessionID: s.ID}); return err },
		"severity: use a number from 0 to 3": func() error {
			_, err := j.SaveSideEffect(ctx, SideEffect{SessionID: s.ID, Code: "nausea", Severity: Some(4)})
			return err
		},
		"resolved: ": func() error {
			_, err := j.SaveSideEffect(ctx, SideEffect{SessionID: s.ID, Code: "nausea", Gone: "maybe"})
			return err
		},
		"text: write it in one sentence":    func() error { _, err := j.SaveInsight(ctx, Insight{Text: " "}); return err },
		"confidence: ":                      func() error { _, err := j.SaveInsight(ctx, Insight{Text: "x", Confidence: Some(11)}); return err },
		"what: ":                            func() error { _, err := j.SavePractice(ctx, Practice{}); return err },
		"done: ":                            func() error { _, err := j.SavePracticeLog(ctx, PracticeLog{PracticeID: s.ID}); return err },
		"text: write the question":          func() error { _, err := j.SaveQuestion(ctx, Question{}); return err },
		"text: the text is not valid UTF-8": func() error { _, err := j.SaveQuestion(ctx, Question{Text: "\xff"}); return err },
		"text: this is longer": func() error {
			_, err := j.SaveQuestion(ctx, Question{Text: strings.Repeat("x", MaxRecordText+1)})
			return err
		},
		"a check-in holds": func() error { _, err := j.SaveCheckIn(ctx, CheckIn{Line: " "}); return err },
		"mood: ":           func() error { _, err := j.SaveCheckIn(ctx, CheckIn{Mood: Some(-1)}); return err },
		"sleep_h: ":        func() error { _, err := j.SaveCheckIn(ctx, CheckIn{SleepHours: Some(24.5)}); return err },
		"a response holds": func() error { _, err := j.SaveResponse(ctx, Response{InstrumentID: "phq-9"}); return err },
		`instrument: there is no measure "qids" here: use phq-9, gad-7, who-5`: func() error { _, err := j.SaveResponse(ctx, Response{InstrumentID: "qids", Answers: full}); return err },
		"item 1 of PHQ-9 cannot be 4": func() error {
			_, err := j.SaveResponse(ctx, Response{InstrumentID: "phq-9", Answers: measure.Answers{"1": 4}})
			return err
		},
		"entered_for: ": func() error {
			_, err := j.SaveResponse(ctx, Response{InstrumentID: "phq-9", Answers: full, EnteredFor: "x"})
			return err
		},
		"corrects: there is nothing": func() error { _, err := j.SaveResponse(ctx, Response{Corrects: s.ID, Answers: full}); return err },
		"label: write what": func() error {
			_, err := j.SaveExternalScore(ctx, ExternalScore{On: when(t, "2026-11-10"), Max: 1})
			return err
		},
		"min: ": func() error {
			_, err := j.SaveExternalScore(ctx, ExternalScore{Label: "x", On: when(t, "2026-11-10")})
			return err
		},
		"value: use a number from 0 to 4": func() error {
			_, err := j.SaveExternalScore(ctx, ExternalScore{Label: "x", On: when(t, "2026-11-10"), Max: 4, Value: 5})
			return err
		},
		"kind: ": func() error {
			_, err := j.SaveFollowUp(ctx, FollowUp{SessionID: s.ID, Kind: "2d", State: FollowUpDone})
			return err
		},
		"state: \"overdue\"": func() error {
			_, err := j.SaveFollowUp(ctx, FollowUp{SessionID: s.ID, Kind: Phase24h, State: "overdue"})
			return err
		},
		"label: write a name": func() error { _, err := j.SaveCareContact(ctx, CareContact{}); return err },
		"role: ":              func() error { _, err := j.SaveCareContact(ctx, CareContact{Label: "x", Role: "guru"}); return err },
		"own.json: it is not JSON: choose the file of a measure, or ask for it again where it came from": func() error { _, err := j.AddInstrument(ctx, "own.json", []byte("x")); return err },
		"own.json: id: phq-9 comes with": func() error {
			_, err := j.AddInstrument(ctx, "own.json", []byte(strings.Replace(ownMeasure, `"own"`, `"phq-9"`, 1)))
			return err
		},
	} {
		if err := save(); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", want, err)
		}
	}
	if n := len(j.Courses()) + len(j.Responses()) + len(j.CheckIns()) + len(j.Questions()) + len(j.TrashedRecords()); n != 0 {
		t.Errorf("%d things were saved all the same", n)
	}
}

func TestAnswersAreKeptAsTheyWereGiven(t *testing.T) {
	j, dir := trial(t)
	a := whole(t, j, "phq-9")
	delete(a, "9")
	part, err := j.SaveResponse(ctx, Response{InstrumentID: "phq-9", TakenAt: when(t, "2026-11-10"), Answers: a, IsBaseline: true, Total: Some(99), Complete: true})
	if err != nil || part.Complete || !part.Total.IsZero() || !part.Value.IsZero() || part.RecallDays != 14 || part.InstrumentVersion != "1" || part.EnteredFor != "self" {
		t.Fatalf("%+v, %v", part, err)
	}
	a["1"] = 3 // the caller's own
	if got := j.Responses()[0]; got.Answers["1"] != 0 {
		t.Error("an answer was changed from outside")
	}
	j.Responses()[0].Answers["2"] = 3
	part.Answers["3"] = 3
	if got, _ := j.Response(part.ID); got.Answers["2"] != 0 || got.Answers["3"] != 0 {
		t.Error("an answer was changed through a list")
	}
	_, err = j.SaveResponse(ctx, part)
	wantErr(t, err, ErrImmutable)

	// A correction takes its place, at the same moment, and the old one is kept.
	a["9"] = 1
	whole, err := j.SaveResponse(ctx, Response{Corrects: part.ID, Answers: a})
	if total, ok := whole.Total.Get(); err != nil || !ok || total != 4 || whole.TakenAt != part.TakenAt || !whole.IsBaseline || whole.InstrumentID != "phq-9" {
		t.Fatalf("%+v, %v", whole, err)
	}
	if _, err := j.SaveResponse(ctx, Response{Corrects: part.ID, InstrumentID: "gad-7", Answers: measure.Answers{"1": 0}}); err == nil {
		t.Error("a correction is of another measure")
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if list, all := j.Responses(), j.AllResponses(); len(list) != 1 || list[0].ID != whole.ID || len(all) != 2 {
		t.Errorf("%+v of %d", list, len(all))
	}
	if err := j.TrashRecord(ctx, whole.ID); err != nil {
		t.Fatal(err)
	}
	if list := j.Responses(); len(list) != 1 || list[0].ID != part.ID {
		t.Error("without its correction the first one is not there again")
	}
}

// Whatever is answered, left out and corrected: the total is there if and only if
// every scored item is answered.
func TestATotalOnlyOfWholeForms(t *testing.T) {
	j, _ := trial(t)
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SampledFrom(j.Instruments()).Draw(t, "instrument")
		a, missing := measure.Answers{}, 0
		for _, it := range in.Items {
			if rapid.IntRange(0, 8).Draw(t, "left out") > 0 {
				a[it.ID] = rapid.SampledFrom(in.OptionsOf(it)).Draw(t, "answer").Value
			} else if !it.Unscored {
				missing++
			}
		}
		r, err := j.SaveResponse(ctx, Response{InstrumentID: in.ID, Answers: a})
		if len(a) == 0 {
			return
		}
		if err != nil || r.Complete != (missing == 0) || r.Total.IsZero() != (missing > 0) || r.Value.IsZero() != (missing > 0) {
			t.Fatalf("%d missing: %+v, %v", missing, r, err)
		}
	})
}

func TestAMeasureOfOnesOwn(t *testing.T) {
	j, dir := trial(t)
	add := func(text string) error { _, err := j.AddInstrument(ctx, "own.json", []byte(text)); return err }
	if err := errors.Join(add(ownMeasure), add(ownMeasure)); err != nil {
		t.Fatal(err)
	}
	if err := add(strings.Replace(ownMeasure, "Calm", "Quiet", 1)); err == nil || !strings.HasPrefix(err.Error(), "own.json: version: ") {
		t.Errorf("another text under the same version: %v", err)
	}
	r, err := j.SaveResponse(ctx, Response{InstrumentID: "own", Answers: measure.Answers{"a": 10}})
	if err != nil || r.Value != Some(10) {
		t.Fatal(r, err)
	}
	if err := add(strings.NewReplacer("Calm", "Quiet", `"version": "1"`, `"version": "2"`).Replace(ownMeasure)); err != nil {
		t.Fatal(err)
	}
	if in, ok := j.Instrument("own", ""); !ok || in.Version != "2" {
		t.Errorf("the newest is %s", in.Version)
	}
	var ids []ID
	for _, c := range j.custom.list(nil, nil) {
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		if err := j.TrashRecord(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if _, ok := j.Instrument("own", ""); ok || len(j.Instruments()) != 3 {
		t.Error("a measure in the trash is offered")
	}
	if in, ok := j.Instrument("own", "1"); !ok || in.Title != "Own" {
		t.Error("its answers cannot be explained any more")
	}
	if err := add(ownMeasure); err != nil || len(j.Instruments()) != 4 {
		t.Errorf("adding it again does not bring it back: %v", err)
	}
}

func TestTheTrashTakesWhatBelongsToARecord(t *testing.T) {
	j, dir := trial(t)
	everything(t, j)
	s, p := j.Sessions()[0], j.Practices()[0]
	other, err := j.SaveSession(ctx, DosingSession{Date: when(t, "2026-11-12")})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := j.SaveSideEffect(ctx, SideEffect{SessionID: other.ID, Code: "nausea"})
	if err != nil {
		t.Fatal(err)
	}
	q := j.Questions()[0]
	for _, id := range []ID{s.ID, p.ID, q.ID} {
		if err := j.TrashRecord(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if len(j.Sessions()) != 1 || len(j.Practices()) != 0 || len(j.Questions()) != 0 {
		t.Error("something in the trash is listed")
	}
	var titles []string
	for _, r := range j.TrashedRecords() {
		titles = append(titles, r.Type+" "+r.Title)
	}
	slices.Sort(titles)
	if want := []string{"dosing-session 2026-11-10", "practice w", "question q"}; !slices.Equal(titles, want) {
		t.Errorf("in the trash: %v", titles)
	}
	if err := j.UntrashRecord(ctx, q.ID); err != nil || len(j.Questions()) != 1 {
		t.Errorf("the question does not come back: %v", err)
	}
	wantErr(t, j.TrashRecord(ctx, "00000000000000000000000000000009"), ErrNotFound)

	// Session and practice, and a vital, a side effect, a follow-up and a log.
	if n, err := j.EmptyTrash(ctx); err != nil || n != 6 {
		t.Fatalf("%d, %v", n, err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if _, err := j.Session(s.ID); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if len(j.Vitals(s.ID))+len(j.SideEffects(s.ID))+len(j.PracticeLogs(p.ID))+len(j.TrashedRecords()) != 0 {
		t.Error("something of it is left")
	}
	if e := j.SideEffects(other.ID); len(e) != 1 || e[0].ID != kept.ID || len(j.Questions()) != 1 {
		t.Error("something else went with it")
	}
	if r, err := j.Check(ctx); err != nil || len(r.Problems) != 0 {
		t.Error(r.Problems, err)
	}
}

func TestZeroIsAnAnswerAndNothingIsNot(t *testing.T) {
	for _, c := range []struct {
		in   CheckIn
		want string
	}{
		{CheckIn{Mood: Some(0), SleepHours: Some(0.)}, `"mood":0,"sleep_h":0`}, {CheckIn{SleepHours: Some(6.5)}, `"sleep_h":6.5`}, {CheckIn{}, ``},
	} {
		b, err := json.Marshal(c.in)
		var back CheckIn
		if err == nil {
			err = json.Unmarshal(b, &back)
		}
		if err != nil || back != c.in || !strings.Contains(string(b), c.want) || strings.Contains(string(b), "anxiety") {
			t.Errorf("%s: %+v, %v", b, back, err)
		}
	}
}

func TestAnInsightIsLookedAt(t *testing.T) {
	j, _ := trial(t)
	i, err := j.SaveInsight(ctx, Insight{Text: "x"})
	if err != nil || i.State != InsightOpen || !i.LookedAt.IsZero() {
		t.Fatal(i, err)
	}
	for _, c := range []struct {
		answer InsightState
		text   string
		state  InsightState
		want   string
	}{{InsightKept, "ignored", InsightKept, "x"}, {InsightOpen, "", InsightKept, "x"}, {InsightChanged, "y", InsightChanged, "y"}, {InsightReleased, "", InsightReleased, "y"}} {
		got, err := j.LookAtInsight(ctx, i.ID, c.answer, c.text)
		if err != nil || got.State != c.state || got.Text != c.want || got.LookedAt.IsZero() {
			t.Errorf("%s: %+v, %v", c.answer, got, err)
		}
	}
	if _, err := j.LookAtInsight(ctx, i.ID, "forgotten", ""); err == nil {
		t.Error("any word is an answer")
	}
}

func TestQuestionsStandInThePersonsOrder(t *testing.T) {
	j, _ := trial(t)
	for _, text := range []string{"a", "b", "c"} {
		if _, err := j.SaveQuestion(ctx, Question{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	list := j.Questions()
	list[0].Order = 9
	if _, err := j.SaveQuestion(ctx, list[0]); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range j.Questions() {
		got = append(got, q.Text)
	}
	if !slices.Equal(got, []string{"b", "c", "a"}) {
		t.Error(got)
	}
}

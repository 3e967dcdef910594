package bundle

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// anyCourse adds to a content what a person could have recorded beside entries.
func anyCourse(t *rapid.T, c *Content) {
	ids := func(what string) []journal.ID { return rapid.SliceOfNDistinct(anyID(), 0, 2, rapid.ID).Draw(t, what) }
	item := func(id journal.ID) Item {
		return Item{ID: id, Revision: rapid.Uint64().Draw(t, "revision"), RecordPref: rapid.SampledFrom(journal.RecordPrefs).Draw(t, "pref")}
	}
	text := func() string { return anyText().Draw(t, "text") }
	level := func(most int) journal.Maybe[int] {
		if rapid.Bool().Draw(t, "given") {
			return journal.Some(rapid.IntRange(0, most).Draw(t, "level"))
		}
		return journal.Maybe[int]{}
	}
	entry, session := journal.ID(""), journal.ID("")
	if len(c.Entries) > 0 && rapid.Bool().Draw(t, "of an entry") {
		entry = c.Entries[0].ID
	}
	if len(c.Sessions) > 0 && rapid.Bool().Draw(t, "of a session") {
		session = c.Sessions[0].ID
	}
	for _, id := range ids("questions") {
		c.Questions = append(c.Questions, Question{Item: item(id), Text: text(), State: rapid.SampledFrom(journal.QuestionStates).Draw(t, "state"), EntryID: entry, SessionID: session})
	}
	for _, id := range ids("responses") {
		in := rapid.SampledFrom(measure.BuiltIn()).Draw(t, "instrument")
		r := Response{Item: item(id), InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: anyWhen().Draw(t, "taken"), RecallDays: in.RecallDays, SessionID: session}
		answers := measure.Answers{}
		for _, it := range in.Items {
			if rapid.IntRange(0, 20).Draw(t, "answered") > 0 {
				answers[it.ID] = rapid.SampledFrom(in.OptionsOf(it)).Draw(t, "answer").Value
			}
		}
		if score := in.Score(answers); score.Complete {
			r.Complete, r.Total, r.Value = true, journal.Some(score.Total), journal.Some(score.Value)
		}
		if !r.Complete && len(answers) > 0 || r.Complete && rapid.Bool().Draw(t, "answers") {
			r.Answers = answers
		}
		c.Responses = append(c.Responses, r)
	}
	for _, in := range measure.BuiltIn() {
		if len(c.Responses) > 0 {
			c.Instruments = append(c.Instruments, in)
		}
	}
	for _, id := range ids("scores") {
		c.ExternalScores = append(c.ExternalScores, ExternalScore{Item: item(id), Label: text(), On: anyWhen().Draw(t, "on"), Value: rapid.Float64Range(0, 60).Draw(t, "value"), Max: 60, Source: text()})
	}
	for _, id := range ids("check-ins") {
		c.CheckIns = append(c.CheckIns, CheckIn{Item: item(id), On: anyWhen().Draw(t, "on"), Mood: level(10), Anxiety: level(10), SleepHours: journal.Some(rapid.Float64Range(0, 24).Draw(t, "hours")), Line: text()})
	}
	for _, id := range ids("insights") {
		c.Insights = append(c.Insights, Insight{Item: item(id), Text: text(), Confidence: level(10), EntryID: entry, SessionID: session, WrittenAt: anyWhen().Draw(t, "written")})
	}
	for _, id := range ids("practices") {
		p := Practice{Item: item(id), What: text(), Cadence: text(), Tiny: text(), Obstacles: text(), WrittenAt: anyWhen().Draw(t, "written")}
		if len(c.Insights) > 0 {
			p.InsightID = c.Insights[0].ID
		}
		if rapid.Bool().Draw(t, "log") {
			p.Log = []PracticeLine{{On: anyWhen().Draw(t, "on"), Done: rapid.SampledFrom(journal.Dones).Draw(t, "done"), Word: text()}}
		}
		c.Practices = append(c.Practices, p)
	}
	if session == "" {
		return
	}
	for _, id := range ids("side effects") {
		c.SideEffects = append(c.SideEffects, SideEffect{Item: item(id), SessionID: session, Code: "nausea", Severity: level(3), Onset: text(), Gone: journal.Yes, Note: text()})
	}
	for _, id := range ids("readings") {
		c.Vitals = append(c.Vitals, Vital{Item: item(id), SessionID: session, Systolic: rapid.IntRange(0, 999).Draw(t, "systolic"), Source: text()})
	}
}

func TestDataThatContradictsItselfIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Content){
		"a question of an entry that is not there": func(c *Content) { c.Questions[0].EntryID = idB },
		"an id that is there twice":                func(c *Content) { c.Questions = append(c.Questions, c.Questions[0]) },
		"an id that is none":                       func(c *Content) { c.Practices[0].ID = "../x" },
		"a preference that is none":                func(c *Content) { c.Questions[0].RecordPref = "always" },
		"a side effect of no session":              func(c *Content) { c.SideEffects[0].SessionID = "" },
		"a side effect of a session elsewhere":     func(c *Content) { c.SideEffects[0].SessionID = idA },
		"a side effect beyond severe":              func(c *Content) { c.SideEffects[0].Severity = journal.Some(4) },
		"a response without its measure":           func(c *Content) { c.Instruments = nil },
		"a measure twice":                          func(c *Content) { c.Instruments = append(c.Instruments, phq9()) },
		"a measure without items":                  func(c *Content) { c.Instruments[0].Items = nil },
		"a total out of reach":                     func(c *Content) { c.Responses[0].Total, c.Responses[0].Value = journal.Some(28), journal.Some(28) },
		"a total that is two numbers":              func(c *Content) { c.Responses[0].Value = journal.Some(8) },
		"a total of an unfinished form":            func(c *Content) { c.Responses[0].Complete = false },
		"a total that its answers do not come to": func(c *Content) {
			c.Responses[0].Answers = measure.Answers{}
			for _, it := range phq9().Items {
				c.Responses[0].Answers[it.ID] = 0
			}
		},
		"an answer its measure does not have": func(c *Content) {
			c.Responses[0] = Response{Item: Item{ID: idB}, InstrumentID: "phq-9", InstrumentVersion: phq9().Version, TakenAt: c.MadeAt, Answers: measure.Answers{"1": 4}}
		},
		"a day of a practice without its day": func(c *Content) { c.Practices[0].Log[0].On = journal.When{} },
	} {
		c := sample(t)
		change(&c)
		if err := c.check(); err == nil {
			t.Errorf("%s: it passed", name)
		}
	}
	lies := []File{{"data/responses.json", []byte(`[{"id":"` + string(idA) + `","instrument_id":"phq-9","instrument_version":"x","taken_at":"2026-11-21","answers":{"1":null}}]`)}}
	if _, err := openTar(crafted{signer: newIdentity(t), files: lies}.tar(t)); !errors.Is(err, ErrDamaged) {
		t.Errorf("an answer that is null: %v", err)
	}
}

// A file may call anything "PHQ-9": what is shown is what the program knows by that name.
func TestAKnownMeasureIsTheProgramsOwn(t *testing.T) {
	c := sample(t)
	c.Instruments[0].Title = "Something else"
	if in, ok := c.Instrument("phq-9", phq9().Version); !ok || in.Title != phq9().Title {
		t.Errorf("%q", in.Title)
	}
}

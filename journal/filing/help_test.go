package filing_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

func when(t interface{ Fatal(...any) }, s string) journal.When {
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func builtIn(id string) measure.Instrument {
	list := measure.BuiltIn()
	return list[slices.IndexFunc(list, func(in measure.Instrument) bool { return in.ID == id })]
}

// foreign is a measure of a therapist's own that claims codes.
func foreign() measure.Instrument {
	in := builtIn("gad-7")
	in.ID, in.Title = "my-scale", "=My scale"
	return in
}

// response is what answers come to.
func response(id journal.ID, in measure.Instrument, taken journal.When, a measure.Answers, kept bool) bundle.Response {
	r := bundle.Response{Item: bundle.Item{ID: id}, InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: taken, RecallDays: in.RecallDays}
	if !kept {
		r.Answers = a
	}
	if s := in.Score(a); s.Complete {
		r.Complete, r.Total, r.Value = true, journal.Some(s.Total), journal.Some(s.Value)
	}
	return r
}

// anyContent draws what a sealed file could hold, foreign texts and all.
func anyContent() *rapid.Generator[bundle.Content] {
	instruments := append(measure.BuiltIn(), foreign())
	return rapid.Custom(func(t *rapid.T) bundle.Content {
		text := func() string {
			return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", " ", "=1+1", "-3", "@x", "+", "\t=x", "\r=x", "a;=b", "a\n# b", "```\n# x", "<!--", "\u202e", "\x00\x0b\f", "1. x", "||"})).Draw(t, "text")
		}
		moment := func() journal.When {
			s := fmt.Sprintf("%04d-%02d-%02d", rapid.SampledFrom([]int{0, 1, 1660, 2026, 9999}).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
			if rapid.Bool().Draw(t, "timed") {
				s += rapid.SampledFrom([]string{"T00:00:00Z", "T23:59:59+23:59", "T00:00:00-23:00", "T16:42:00.5+01:00", "T12:00:00+14:00"}).Draw(t, "time")
			}
			return when(t, s)
		}
		given := func() journal.When {
			if rapid.Bool().Draw(t, "given") {
				return moment()
			}
			return journal.When{}
		}
		level := func(most int) (m journal.Maybe[int]) {
			if rapid.Bool().Draw(t, "given") {
				m = journal.Some(rapid.IntRange(0, most).Draw(t, "level"))
			}
			return m
		}
		next := 0
		id := func() journal.ID { next++; return journal.ID(fmt.Sprintf("%032x", next)) }
		item := func() bundle.Item {
			return bundle.Item{ID: id(), RecordPref: rapid.SampledFrom(journal.RecordPrefs).Draw(t, "pref")}
		}
		each := func(add func()) {
			for range rapid.IntRange(0, 2).Draw(t, "number") {
				add()
			}
		}
		c := bundle.Content{MadeAt: moment(), Maker: bundle.Maker{Alias: text(), SigningKey: text()}, Purpose: text(), Cover: bundle.Cover{Line: text()}, Instruments: instruments}
		session := journal.ID("")
		each(func() {
			it := item()
			session = it.ID
			c.Sessions = append(c.Sessions, bundle.Session{ID: it.ID, RecordPref: it.RecordPref, Date: moment(), Seq: rapid.IntRange(0, 9).Draw(t, "seq"), Route: rapid.SampledFrom(journal.Routes).Draw(t, "route"),
				Dose: text(), Intention: text(), Status: rapid.SampledFrom(append(journal.SessionStatuses, "", "later")).Draw(t, "status")})
		})
		each(func() {
			it := item()
			c.Entries = append(c.Entries, bundle.Entry{ID: it.ID, RecordPref: it.RecordPref, Kind: rapid.SampledFrom(append(journal.Kinds, "song", "")).Draw(t, "kind"), Title: text(), OccurredAt: given(), WrittenAt: given(),
				SessionID: session, Tags: []string{text()}, Sections: []journal.Section{{Heading: text(), Text: text()}, {Text: text()}}})
		})
		each(func() {
			c.Questions = append(c.Questions, bundle.Question{Item: item(), Text: text(), SessionID: session})
		})
		each(func() {
			in, a := rapid.SampledFrom(instruments).Draw(t, "measure"), measure.Answers{}
			for _, it := range in.Items {
				if rapid.IntRange(0, 15).Draw(t, "left out") > 0 {
					a[it.ID] = rapid.SampledFrom(in.OptionsOf(it)).Draw(t, "answer").Value
				}
			}
			r := response(id(), in, moment(), a, rapid.Bool().Draw(t, "kept"))
			r.IsBaseline, r.RecordPref, r.SessionID = rapid.Bool().Draw(t, "baseline"), rapid.SampledFrom(journal.RecordPrefs).Draw(t, "pref"), session
			r.EnteredFor = rapid.SampledFrom(append(journal.EnteredFors, "", "=else")).Draw(t, "for")
			c.Responses = append(c.Responses, r)
		})
		each(func() {
			c.ExternalScores = append(c.ExternalScores, bundle.ExternalScore{Item: item(), Label: text(), On: moment(), Value: rapid.Float64Range(-60, 60).Draw(t, "value"), Min: -60, Max: 60, Source: text()})
		})
		each(func() {
			c.CheckIns = append(c.CheckIns, bundle.CheckIn{Item: item(), On: moment(), Mood: level(10), SleepQuality: level(10), SleepHours: journal.Some(rapid.Float64Range(0, 24).Draw(t, "hours")), Line: text()})
		})
		each(func() {
			c.Insights = append(c.Insights, bundle.Insight{Item: item(), Text: text(), Confidence: level(10), WrittenAt: moment(), SessionID: session})
		})
		each(func() {
			c.Practices = append(c.Practices, bundle.Practice{Item: item(), What: text(), Cadence: text(), WrittenAt: moment(), Log: []bundle.PracticeLine{{On: moment(), Done: rapid.SampledFrom(journal.Dones).Draw(t, "done"), Word: text()}}})
		})
		if session == "" {
			return c
		}
		each(func() {
			c.SideEffects = append(c.SideEffects, bundle.SideEffect{Item: item(), SessionID: session, Code: rapid.SampledFrom([]string{"nausea", "=new", ""}).Draw(t, "code"), Label: text(), Severity: level(3), Gone: journal.Yes, Note: text()})
		})
		each(func() {
			n := rapid.IntRange(0, 200)
			c.Vitals = append(c.Vitals, bundle.Vital{Item: item(), SessionID: session, At: given(), Moment: "before", Systolic: n.Draw(t, "upper"), Diastolic: n.Draw(t, "lower"), Pulse: n.Draw(t, "pulse"), SpO2: n.Draw(t, "spo2"), Source: text()})
		})
		return c
	})
}

package bundle

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// inFile are the ids of one type that are in the file.
type inFile map[journal.ID]bool

// names says that every id is "" or there. What is not in the file must not be
// named in it either.
func (f inFile) names(ids ...journal.ID) error {
	for _, id := range ids {
		if id != "" && !f[id] {
			return errors.New("something names what is not in the file")
		}
	}
	return nil
}

// checkData looks at the lists: ids, what they name, and every element.
func (c Content) checkData() error {
	there := map[string]inFile{}
	for _, p := range parts {
		there[p.kind] = inFile{}
		for _, it := range p.items(c) {
			if !isID(string(it.ID)) || there[p.kind][it.ID] {
				return fmt.Errorf("%s: an id is wrong or there twice", p.name)
			}
			if !slices.Contains(journal.RecordPrefs, it.RecordPref) {
				return fmt.Errorf("%s: record_pref is none of the values it can have", p.name)
			}
			there[p.kind][it.ID] = true
		}
	}
	entries, sessions, insights := there[ItemEntry], there[ItemSession], there[ItemInsight]
	for _, err := range []error{
		all(nameEntries, c.Entries, func(e Entry) error { return first(sessions.names(e.SessionID), e.check()) }),
		all(nameSessions, c.Sessions, func(s Session) error { return s.check() }),
		all("data/questions.json", c.Questions, func(q Question) error {
			return first(entries.names(q.EntryID), sessions.names(q.SessionID), checkTexts(q.Text, string(q.State)))
		}),
		c.checkInstruments(),
		all("data/responses.json", c.Responses, func(r Response) error { return first(sessions.names(r.SessionID), c.checkResponse(r)) }),
		all("data/external-scores.json", c.ExternalScores, ExternalScore.check),
		all("data/check-ins.json", c.CheckIns, CheckIn.check),
		all("data/side-effects.json", c.SideEffects, func(s SideEffect) error { return first(within(sessions, s.SessionID), s.check()) }),
		all("data/vitals.json", c.Vitals, func(v Vital) error { return first(within(sessions, v.SessionID), v.check()) }),
		all("data/insights.json", c.Insights, func(i Insight) error {
			return first(entries.names(i.EntryID), sessions.names(i.SessionID), checkLevel(i.Confidence, 10), checkTexts(i.Text, string(i.State)))
		}),
		all("data/practices.json", c.Practices, func(p Practice) error {
			return first(entries.names(p.EntryID), sessions.names(p.SessionID), insights.names(p.InsightID), p.check())
		}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func all[T any](name string, list []T, check func(T) error) error {
	for _, t := range list {
		if err := check(t); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func within(sessions inFile, id journal.ID) error {
	if !sessions[id] {
		return errors.New("it belongs to a session that is not in the file")
	}
	return nil
}

func (c Content) checkInstruments() error {
	seen := map[string]bool{}
	for _, in := range c.Instruments {
		if err := in.Valid(); err != nil {
			return fmt.Errorf("%s: %w", nameInstruments, err)
		}
		if key := in.ID + " " + in.Version; seen[key] {
			return fmt.Errorf("%s: a measure is there twice", nameInstruments)
		} else {
			seen[key] = true
		}
	}
	return nil
}

// checkResponse holds a response against its instrument: a score is what its
// answers come to, and without answers what they can come to.
func (c Content) checkResponse(r Response) error {
	if !slices.ContainsFunc(c.Instruments, func(in measure.Instrument) bool { return in.ID == r.InstrumentID && in.Version == r.InstrumentVersion }) {
		return errors.New("a response is of a measure that is not in the file")
	}
	in, _ := c.Instrument(r.InstrumentID, r.InstrumentVersion)
	if r.TakenAt.IsZero() || r.RecallDays < 0 || in.Fits(r.Answers) != nil {
		return errors.New("a response does not fit its measure")
	}
	total, hasTotal := r.Total.Get()
	value, hasValue := r.Value.Get()
	if hasTotal != r.Complete || hasValue != r.Complete {
		return errors.New("a response has a total without all its answers, or none with them")
	}
	if len(r.Answers) == 0 {
		if low, high := in.Bounds(); r.Complete && (value < low || value > high || value != in.Shown(total)) {
			return errors.New("a total is not one that its measure can have")
		}
		return checkTexts(string(r.EnteredFor))
	}
	if score := in.Score(r.Answers); score.Complete != r.Complete || r.Complete && (score.Total != total || score.Value != value) {
		return errors.New("a total is not what its answers come to")
	}
	return checkTexts(string(r.EnteredFor))
}

func (s ExternalScore) check() error {
	for _, f := range []float64{s.Value, s.Min, s.Max} {
		if math.IsNaN(f) || math.Abs(f) > 1e9 {
			return errors.New("a score is no number that can be shown")
		}
	}
	if s.On.IsZero() || !(s.Min < s.Max) || s.Value < s.Min || s.Value > s.Max {
		return errors.New("a score is outside its own range")
	}
	return checkTexts(s.Label, s.Source, string(s.Direction))
}

func (c CheckIn) check() error {
	if hours, given := c.SleepHours.Get(); given && !(hours >= 0 && hours <= 24) {
		return errors.New("a check-in has a number outside its range")
	}
	if c.On.IsZero() {
		return errors.New("a check-in has no day")
	}
	return first(checkLevel(c.Mood, 10), checkLevel(c.Anxiety, 10), checkLevel(c.Energy, 10), checkLevel(c.Connected, 10),
		checkLevel(c.SleepQuality, 10), checkTexts(c.Line))
}

func (s SideEffect) check() error {
	return first(checkLevel(s.Severity, 3), checkTexts(s.Code, s.Label, s.Onset, string(s.Gone), string(s.StillAt24), string(s.Told), s.Note))
}

func (v Vital) check() error {
	for _, n := range []int{v.Systolic, v.Diastolic, v.Pulse, v.SpO2} {
		if n < 0 || n > 999 {
			return errors.New("a reading is no number that can be one")
		}
	}
	return checkTexts(string(v.Moment), v.Source)
}

func (p Practice) check() error {
	for _, l := range p.Log {
		if err := checkTexts(string(l.Done), l.Word); err != nil {
			return err
		}
		if l.On.IsZero() {
			return errors.New("a line of a practice has no day")
		}
	}
	return checkTexts(p.What, p.Cadence, p.Tiny, p.Obstacles, string(p.State))
}

func checkLevel(n journal.Maybe[int], most int) error {
	if v, given := n.Get(); given && (v < 0 || v > most) {
		return errors.New("a number is outside its range")
	}
	return nil
}

// checkTexts holds texts to what a record of the journal may hold.
func checkTexts(texts ...string) error {
	for _, t := range texts {
		if len(t) > journal.MaxRecordText {
			return fmt.Errorf("a text is longer than 256 kB: %w", ErrTooLarge)
		}
		if !utf8.ValidString(t) {
			return journal.ErrNotUTF8
		}
	}
	return nil
}

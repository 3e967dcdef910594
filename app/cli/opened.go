package cli

import (
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// sayOpened shows a sealed file to a person. Every text in it is a stranger's.
func (a *app) sayOpened(o *bundle.Opened, signature string) error {
	w := a.words
	said := saying{w: w}
	said.add("from", o.Maker.Alias)
	said.add("words", strings.Join(o.FingerprintWords, " "))
	said.add("signature", w.T("cli.open.signature."+signature))
	said.add("made", shortWhen(o.MadeAt))
	said.add("purpose", o.Purpose)
	said.add("line", o.Cover.Line)
	for _, q := range o.Questions {
		said.item("question", q.RecordPref, q.Text)
	}
	for _, s := range o.Sessions {
		said.item("session", s.RecordPref, strings.Join([]string{shortWhen(s.Date), string(s.Route), s.Dose, s.Intention}, " "))
		for _, e := range o.SideEffects {
			if e.SessionID == s.ID {
				said.item("side_effect", e.RecordPref, said.effect(e))
			}
		}
	}
	for _, r := range o.Responses {
		said.item("measure", r.RecordPref, shortWhen(r.TakenAt), said.score(o.Content, r))
	}
	for _, s := range o.ExternalScores {
		said.item("measure", s.RecordPref, shortWhen(s.On), s.Label+" "+strconv.FormatFloat(s.Value, 'g', -1, 64))
	}
	for _, c := range o.CheckIns {
		said.item("check_in", c.RecordPref, shortWhen(c.On), said.day(c), c.Line)
	}
	for _, i := range o.Insights {
		said.item("insight", i.RecordPref, i.Text)
	}
	for _, p := range o.Practices {
		said.item("practice", p.RecordPref, p.What, p.Cadence)
	}
	for _, u := range o.Unknown {
		said.add("unknown", u)
	}
	if err := a.say(said.lines...); err != nil {
		return err
	}
	for _, e := range o.Entries {
		if err := a.say(""); err != nil {
			return err
		}
		facts := []string{shortWhen(e.OccurredAt), string(e.Kind), string(e.Phase), tagList(e.Tags), w.N("cli.show.words", e.Words)}
		if e.RecordPref == journal.SessionOnly {
			facts = append(facts, w.T("filing.session_only"))
		}
		if err := a.page(e.Title, facts, printable(e.Text())); err != nil {
			return err
		}
	}
	return nil
}

// saying is lines in the making.
type saying struct {
	w     *assets.Words
	lines []string
}

// add is a line behind its label, if there is something to say.
func (s *saying) add(label, value string) {
	if value = oneLine(value); value != "" {
		s.lines = append(s.lines, s.w.T("cli.open."+label)+" "+value)
	}
}

// item is a line of one thing in the file, which says so where it is for the
// session only.
func (s *saying) item(label string, pref journal.RecordPref, parts ...string) {
	if pref == journal.SessionOnly {
		parts = append(parts, s.w.T("filing.session_only"))
	}
	s.add(label, dotted(parts))
}

// dotted is the parts that say something, with a dot between.
func dotted(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = oneLine(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// effect is a side effect and how strong it was.
func (s *saying) effect(e bundle.SideEffect) string {
	name, strength := s.called("side_effect.", e.Code), e.Severity.String()
	if strength != "" {
		strength = s.called("severity.", strength)
	}
	return dotted([]string{name, e.Label, strength})
}

// called is what a code is called, or the code where there is no word for it.
func (s *saying) called(kind, code string) string {
	if s.w.Has(kind + code) {
		return s.w.T(kind + code)
	}
	return code
}

// score is a measure and its number, which an unfinished one has not.
func (s *saying) score(c bundle.Content, r bundle.Response) string {
	name := r.InstrumentID
	if in, ok := c.Instrument(r.InstrumentID, r.InstrumentVersion); ok {
		name = in.Title
	}
	return strings.TrimSpace(name + " " + r.Value.String())
}

// day is the numbers of a check-in.
func (s *saying) day(c bundle.CheckIn) string {
	var out []string
	for _, n := range []struct{ id, value string }{
		{"check_in.mood", c.Mood.String()}, {"check_in.anxiety", c.Anxiety.String()}, {"check_in.energy", c.Energy.String()},
		{"check_in.connected", c.Connected.String()}, {"check_in.sleep_h", c.SleepHours.String()}, {"check_in.sleep_q", c.SleepQuality.String()},
	} {
		if n.value != "" {
			out = append(out, s.w.T(n.id)+" "+n.value)
		}
	}
	return strings.Join(out, ", ")
}

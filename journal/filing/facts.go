package filing

import (
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/measure"
	"afterglow/journal/report"
)

// fact is a name and a value in words. The Markdown document and the notes of a
// FHIR file say the same facts.
type fact struct{ name, value string }

// facts gathers those that have a value.
type facts struct {
	w    *assets.Words
	list []fact
}

func (f *facts) add(id, value string) {
	if value = oneLine(value); value != "" {
		f.list = append(f.list, fact{f.w.T(id), value})
	}
}

// note is the facts as lines of plain text.
func note(list []fact) string {
	lines := make([]string, len(list))
	for i, f := range list {
		lines[i] = f.name + ": " + f.value
	}
	return strings.Join(lines, "\n")
}

func sessionFacts(s bundle.Session, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.route", called(w, "route.", string(s.Route)))
	f.add("filing.dose", s.Dose)
	f.add("filing.intention", s.Intention)
	return f.list
}

func effectFacts(e bundle.SideEffect, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.severity", e.Severity.String())
	f.add("filing.onset", e.Onset)
	f.add("filing.resolved", called(w, "common.", string(e.Gone)))
	f.add("filing.at_24h", called(w, "common.", string(e.StillAt24)))
	f.add("filing.told_clinic", called(w, "common.", string(e.Told)))
	f.add("filing.note", e.Note)
	return f.list
}

// effectName is a side effect in the words of the checklist, and the person's own.
func effectName(e bundle.SideEffect, w *assets.Words) string {
	return joined(": ", called(w, "side_effect.", e.Code), e.Label)
}

// readAt is when and by whom vital signs were read.
func readAt(v bundle.Vital, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.moment", called(w, "vital_moment.", string(v.Moment)))
	f.add("filing.read_by", v.Source)
	return f.list
}

// level is a number of a check-in, or none.
type level struct {
	id    string
	value journal.Maybe[int]
}

func levels(d bundle.CheckIn) []level {
	return []level{{"check_in.mood", d.Mood}, {"check_in.anxiety", d.Anxiety}, {"check_in.energy", d.Energy}, {"check_in.connected", d.Connected}, {"check_in.sleep_q", d.SleepQuality}}
}

func responseFacts(in measure.Instrument, r bundle.Response, w *assets.Words) []fact {
	f := facts{w: w}
	if r.IsBaseline {
		f.add("filing.baseline", w.T("common.yes"))
	}
	if r.EnteredFor != "" && r.EnteredFor != journal.EnteredFors[0] {
		f.add("filing.entered_for", called(w, "filing.entered_for.", string(r.EnteredFor)))
	}
	if r.AnswersKept() {
		f.add("filing.answers", w.T("filing.answers_kept"))
	}
	if !r.Complete {
		f.add("filing.score", w.T("filing.incomplete"))
	}
	if in.Percent() {
		f.add("filing.sum", r.Total.String())
	}
	return f.list
}

func scoreFacts(s bundle.ExternalScore, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.scale", w.T("filing.from_to", "From", decimal(s.Min), "To", decimal(s.Max)))
	f.add("filing.source", s.Source)
	if s.IsBaseline {
		f.add("filing.baseline", w.T("common.yes"))
	}
	return f.list
}

func insightFacts(i bundle.Insight, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.sure", i.Confidence.String())
	f.add("filing.state", called(w, "insight_state.", string(i.State)))
	f.add("filing.written", report.Moment(i.WrittenAt))
	return f.list
}

func practiceFacts(p bundle.Practice, w *assets.Words) []fact {
	f := facts{w: w}
	f.add("filing.cadence", p.Cadence)
	f.add("filing.tiny", p.Tiny)
	f.add("filing.obstacles", p.Obstacles)
	f.add("filing.state", called(w, "practice_state.", string(p.State)))
	f.add("filing.written", report.Moment(p.WrittenAt))
	for _, l := range p.Log {
		f.list = append(f.list, fact{report.Moment(l.On), joined(", ", called(w, "filing.done.", string(l.Done)), l.Word)})
	}
	return f.list
}

// called is the words for a code, or the code of a newer program as it stands.
func called(w *assets.Words, area, code string) string {
	if code != "" && w.Has(area+code) {
		return w.T(area + code)
	}
	return oneLine(code)
}

func joined(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = oneLine(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}

// oneLine is a text on one line, without what deceives the eye.
func oneLine(s string) string { return strings.Join(strings.Fields(markdown.Clean(s)), " ") }

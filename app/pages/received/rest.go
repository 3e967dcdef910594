package received

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/overview"
	"afterglow/journal/report"
)

// hasRest says whether there is anything between page one and the entries.
func hasRest(c bundle.Content) bool {
	return len(c.Insights)+len(c.Practices)+len(c.Responses)+len(c.ExternalScores)+len(c.CheckIns)+len(c.Vitals) > 0 || notes(c)
}

// notes says whether a side effect has more to it than page one has room for.
func notes(c bundle.Content) bool {
	for _, e := range c.SideEffects {
		if e.Note != "" || e.Onset != "" {
			return true
		}
	}
	return false
}

// rest is what came of it, and the numbers.
func rest(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	page := kit.Column(look.CardGap)
	part := func(id string, rows []fyne.CanvasObject) {
		if len(rows) > 0 {
			page.Add(kit.Column(10, append([]fyne.CanvasObject{kit.Section(w.T(id))}, rows...)...))
		}
	}
	part("received.insights", insights(c, w))
	part("received.practices", practices(c, w))
	part("received.effects", effects(c, w))
	part("received.vitals", vitals(c, w))
	part("received.responses", responses(c, w))
	part("received.scores", scores(c, w))
	part("received.check_ins", checkIns(c, w))
	return page
}

// lines is a line with the quiet lines below it that are not empty.
func lines(first fyne.CanvasObject, quiet ...string) fyne.CanvasObject {
	out := kit.Column(2, first)
	for _, q := range quiet {
		if q != "" {
			out.Add(kit.Small(q))
		}
	}
	return out
}

// joined are the parts that are not empty, on one line.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// named is a word of the translations by a value that a file gave, or nothing.
func named(w *assets.Words, area, value string) string {
	if id := area + value; value != "" && w.Has(id) {
		return w.T(id)
	}
	return ""
}

func labelled(w *assets.Words, id, text string) string {
	if text = plain(text); text == "" {
		return ""
	}
	return w.T("received.named", "Name", w.T(id), "Text", text)
}

func insights(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, i := range c.Insights {
		sure := ""
		if n, ok := i.Confidence.Get(); ok {
			sure = w.T("received.sure", "Number", n)
		}
		out = append(out, lines(kit.Own(plain(i.Text)), joined(report.Moment(i.WrittenAt), named(w, "insight_state.", string(i.State)), sure), asked(w, i.RecordPref)))
	}
	return out
}

func practices(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, p := range c.Practices {
		quiet := []string{joined(plain(p.Cadence), named(w, "practice_state.", string(p.State)), report.Moment(p.WrittenAt)),
			labelled(w, "received.tiny", p.Tiny), labelled(w, "received.obstacles", p.Obstacles)}
		for _, l := range p.Log {
			quiet = append(quiet, joined(report.Moment(l.On), named(w, "done.", string(l.Done)), plain(l.Word)))
		}
		out = append(out, lines(kit.Own(plain(p.What)), append(quiet, asked(w, p.RecordPref))...))
	}
	return out
}

func effects(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	if !notes(c) {
		return nil
	}
	for _, e := range c.SideEffects {
		out = append(out, lines(kit.Body(joined(sessionOf(c, w, e), overview.Effect(e, w))), labelled(w, "received.onset", e.Onset), plain(e.Note), asked(w, e.RecordPref)))
	}
	return out
}

// sessionOf is the name of the session of a side effect.
func sessionOf(c bundle.Content, w *assets.Words, e bundle.SideEffect) string {
	for _, s := range c.Sessions {
		if s.ID == e.SessionID && s.Seq > 0 {
			return w.T("common.session_number", "Number", s.Seq)
		}
	}
	return ""
}

func vitals(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, v := range c.Vitals {
		var parts []string
		if v.Systolic != 0 || v.Diastolic != 0 {
			parts = append(parts, w.T("received.pressure", "High", number(v.Systolic), "Low", number(v.Diastolic)))
		}
		if v.Pulse != 0 {
			parts = append(parts, w.T("received.pulse", "Number", v.Pulse))
		}
		if v.SpO2 != 0 {
			parts = append(parts, w.T("received.oxygen", "Number", v.SpO2))
		}
		out = append(out, lines(kit.Body(strings.Join(parts, " · ")), joined(report.Moment(v.At), named(w, "vital_moment.", string(v.Moment)), plain(v.Source)), asked(w, v.RecordPref)))
	}
	return out
}

func number(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

// responses are the questionnaires: the total, and what was answered where that was
// shared.
func responses(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, r := range c.Responses {
		in, known := c.Instrument(r.InstrumentID, r.InstrumentVersion)
		title := plain(r.InstrumentID)
		if known {
			title = plain(in.Title)
		}
		var quiet []string
		if r.AnswersKept() {
			quiet = append(quiet, w.T("received.totals_only"))
		}
		for _, it := range in.Items {
			value, given := r.Answers[it.ID]
			if !given {
				continue
			}
			answer := strconv.Itoa(value)
			for _, o := range in.OptionsOf(it) {
				if o.Value == value {
					answer = joined(answer, plain(o.Label))
				}
			}
			quiet = append(quiet, w.T("received.named", "Name", plain(it.Text), "Text", answer))
		}
		out = append(out, lines(kit.Body(joined(title, report.Moment(r.TakenAt), r.Value.String())), append(quiet, asked(w, r.RecordPref))...))
	}
	return out
}

func scores(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, s := range c.ExternalScores {
		float := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
		value := w.T("received.on_scale", "Value", float(s.Value), "Low", float(s.Min), "Top", float(s.Max))
		out = append(out, lines(kit.Body(joined(plain(s.Label), report.Moment(s.On), value)), plain(s.Source), asked(w, s.RecordPref)))
	}
	return out
}

func checkIns(c bundle.Content, w *assets.Words) (out []fyne.CanvasObject) {
	for _, k := range c.CheckIns {
		var parts []string
		for _, one := range []struct{ id, value string }{
			{"mood", k.Mood.String()}, {"anxiety", k.Anxiety.String()}, {"energy", k.Energy.String()}, {"connected", k.Connected.String()},
			{"sleep_h", k.SleepHours.String()}, {"sleep_q", k.SleepQuality.String()},
		} {
			if one.value != "" {
				parts = append(parts, w.T("received.named", "Name", w.T("check_in."+one.id), "Text", one.value))
			}
		}
		out = append(out, lines(kit.Body(report.Moment(k.On)), strings.Join(parts, " · "), plain(k.Line), asked(w, k.RecordPref)))
	}
	return out
}

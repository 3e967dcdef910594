package filing

import (
	"regexp"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// Markdown is the whole content as one document.
func Markdown(c bundle.Content, w *assets.Words) []byte {
	d := &document{w: w}
	d.line("# " + escape(report.Title(c, w)))
	d.line("")
	d.line(escape(w.T("notice.patient_written")))
	front := facts{w: w}
	front.add("filing.purpose", c.Purpose)
	front.add("filing.made", report.Moment(c.MadeAt))
	front.add("filing.number", c.BundleID)
	d.line("")
	d.facts("- ", front.list)
	d.quote(strings.TrimSpace(c.Cover.Line))
	if len(c.Unknown) > 0 {
		d.part(escape(w.T("report.unknown")))
	}
	d.questions(c)
	d.sessions(c)
	d.measures(c)
	d.checkIns(c)
	d.insights(c)
	d.practices(c)
	d.entries(c)
	return []byte(d.text.String())
}

// document is a Markdown document in the making.
type document struct {
	w    *assets.Words
	text strings.Builder
}

func (d *document) line(s string) { d.text.WriteString(s + "\n") }

// part is a paragraph or heading of its own.
func (d *document) part(s string) {
	d.line("")
	d.line(s)
}

// chapter begins a chapter, if there is something in it.
func (d *document) chapter(id string, things int) {
	if things > 0 {
		d.part("## " + escape(d.w.T(id)))
		d.line("")
	}
}

// item is a line of a list, and the facts below it. What is for the session only says so.
func (d *document) item(mark, what string, pref journal.RecordPref, list []fact) {
	if pref == journal.SessionOnly {
		what = strings.TrimSpace(what + " (" + d.w.T("filing.session_only") + ")")
	}
	d.line(mark + escape(oneLine(what)))
	d.facts(strings.Repeat(" ", len(mark))+"- ", list)
}

func (d *document) facts(mark string, list []fact) {
	for _, f := range list {
		d.line(mark + escape(f.name+": "+f.value))
	}
}

// quote is a text to the letter but for what deceives the eye, each line behind
// "> ": whatever stands in it, it ends where it ends.
func (d *document) quote(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	d.line("")
	for l := range strings.SplitSeq(markdown.Clean(text), "\n") {
		d.line("> " + l)
	}
}

func (d *document) questions(c bundle.Content) {
	d.chapter("filing.questions", len(c.Questions))
	for _, q := range c.Questions {
		d.item("1. ", q.Text, q.RecordPref, nil)
	}
}

func (d *document) sessions(c bundle.Content) {
	d.chapter("filing.sessions", len(c.Sessions))
	for _, s := range c.Sessions {
		number, date, _, _, _ := report.SessionFacts(s, d.w)
		if number != "" {
			number = d.w.T("common.session_number", "Number", s.Seq)
		}
		d.item("- ", joined(" · ", number, date), s.RecordPref, sessionFacts(s, d.w))
		for _, v := range c.Vitals {
			if v.SessionID == s.ID {
				d.item("  - ", d.w.T("filing.reading")+": "+joined(" · ", d.reading(v)...), v.RecordPref, readAt(v, d.w))
			}
		}
		for _, e := range c.SideEffects {
			if e.SessionID == s.ID {
				d.item("  - ", d.w.T("filing.side_effect")+": "+effectName(e, d.w), e.RecordPref, effectFacts(e, d.w))
			}
		}
	}
}

// reading is the numbers of a reading with their units.
func (d *document) reading(v bundle.Vital) (parts []string) {
	parts = append(parts, report.Moment(v.At))
	for _, n := range []struct {
		id    string
		value int
		unit  string
	}{{"filing.systolic", v.Systolic, "mmHg"}, {"filing.diastolic", v.Diastolic, "mmHg"}, {"filing.pulse", v.Pulse, "/min"}, {"filing.spo2", v.SpO2, "%"}} {
		if n.value != 0 {
			parts = append(parts, d.w.T(n.id)+" "+positive(n.value)+" "+n.unit)
		}
	}
	return parts
}

func (d *document) measures(c bundle.Content) {
	d.chapter("filing.measures", len(c.Responses)+len(c.ExternalScores))
	for _, r := range c.Responses {
		in, _ := instrumentOf(c, r)
		list := responseFacts(in, r, d.w)
		for _, a := range answersOf(in, r) {
			list = append(list, fact{oneLine(a.item.Text), oneLine(a.option.Label) + " (" + decimal(float64(a.option.Value)) + ")"})
		}
		d.item("- ", joined(" · ", report.Moment(r.TakenAt), in.Title, r.Value.String()), r.RecordPref, list)
	}
	for _, s := range c.ExternalScores {
		d.item("- ", joined(" · ", report.Moment(s.On), s.Label, decimal(s.Value)), s.RecordPref, scoreFacts(s, d.w))
	}
}

func (d *document) checkIns(c bundle.Content) {
	d.chapter("filing.check_ins", len(c.CheckIns))
	for _, day := range c.CheckIns {
		f := facts{w: d.w}
		for _, l := range levels(day) {
			f.add(l.id, l.value.String())
		}
		f.add("check_in.sleep_h", number(day.SleepHours))
		f.add("check_in.line", day.Line)
		d.item("- ", report.Moment(day.On), day.RecordPref, f.list)
	}
}

func (d *document) insights(c bundle.Content) {
	d.chapter("filing.insights", len(c.Insights))
	for _, i := range c.Insights {
		d.item("- ", i.Text, i.RecordPref, insightFacts(i, d.w))
	}
}

func (d *document) practices(c bundle.Content) {
	d.chapter("filing.practices", len(c.Practices))
	for _, p := range c.Practices {
		d.item("- ", p.What, p.RecordPref, practiceFacts(p, d.w))
	}
}

func (d *document) entries(c bundle.Content) {
	d.chapter("filing.entries", len(c.Entries))
	for i, e := range c.Entries {
		if i > 0 {
			d.line("")
		}
		d.line("### " + escape(report.EntryTitle(e, d.w)))
		d.part(escape(report.EntryFacts(c, e, d.w)))
		if e.RecordPref == journal.SessionOnly {
			d.part("**" + escape(d.w.T("filing.session_only")) + "**")
		}
		if tags := joined(", ", e.Tags...); tags != "" {
			d.part(escape(d.w.T("common.tags") + ": " + tags))
		}
		d.quote(e.Text())
	}
}

var (
	marks  = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~!&$^]")
	begins = regexp.MustCompile(`^([0-9]{1,9})([.)])|^([-+=])`)
)

// escape is a line of plain text as Markdown.
func escape(s string) string {
	return begins.ReplaceAllString(marks.ReplaceAllString(s, `\$0`), `$1\$2$3`)
}

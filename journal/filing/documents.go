package filing

import (
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/report"
)

// documents writes what the patient wrote, each as plain text of their own.
func (x *writer) documents() {
	for _, q := range x.c.Questions {
		x.document("question", q.Item, writing{kind: x.w.T("filing.question"), text: q.Text, session: q.SessionID})
	}
	for _, i := range x.c.Insights {
		x.document("insight", i.Item, writing{kind: x.w.T("filing.insight"), text: under(i.Text, insightFacts(i, x.w)), written: i.WrittenAt, session: i.SessionID})
	}
	for _, p := range x.c.Practices {
		x.document("practice", p.Item, writing{kind: x.w.T("filing.practice"), text: under(p.What, practiceFacts(p, x.w)), written: p.WrittenAt, session: p.SessionID})
	}
	for _, e := range x.c.Entries {
		kind := called(x.w, "kind.", string(e.Kind))
		if kind == "" {
			kind = x.w.T("kind.free")
		}
		x.document("entry", bundle.Item{ID: e.ID, RecordPref: e.RecordPref}, writing{
			kind: kind, title: report.EntryTitle(e, x.w), text: e.Text(),
			about: report.EntryFacts(x.c, e, x.w), written: e.WrittenAt, occurred: e.OccurredAt, session: e.SessionID,
		})
	}
}

// under is a text with the facts below it.
func under(text string, list []fact) string {
	if len(list) == 0 {
		return text
	}
	return text + "\n\n" + note(list)
}

// writing is what a document is made of.
type writing struct {
	kind, title, text, about string
	written, occurred        journal.When
	session                  journal.ID
}

func (x *writer) document(part string, it bundle.Item, of writing) {
	d := documentReference{
		head: x.begin("DocumentReference", part, it), Status: "current", Type: concept{Text: of.kind}, Subject: x.who, Author: []reference{x.who},
		Date: instant(of.written), Description: text(of.about),
		Content: []documentContent{{attachment{ContentType: "text/plain; charset=utf-8", Data: []byte(of.text), Title: text(of.title)}}},
	}
	context := documentContext{Related: x.sessionRef(of.session)}
	if start := dateTime(of.occurred); start != "" {
		context.Period = &period{start}
	}
	if context.Period != nil || context.Related != nil {
		d.Context = &context
	}
	x.add(d.head, d)
}

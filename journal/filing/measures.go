package filing

import (
	"slices"
	"strconv"

	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// measures writes every measure that was answered, as it was asked, and every
// response with its score.
func (x *writer) measures() error {
	asked := map[string]bool{}
	for _, r := range x.c.Responses {
		in, err := instrumentOf(x.c, r)
		if err != nil {
			return err
		}
		f := form{x, in, isBuiltIn(in)}
		if key := in.ID + "|" + in.Version; !asked[key] {
			asked[key] = true
			f.questionnaire()
		}
		f.response(r)
	}
	return nil
}

// isBuiltIn says whether a measure came with the program, so that its codes are known.
func isBuiltIn(in measure.Instrument) bool {
	return slices.ContainsFunc(measure.BuiltIn(), func(own measure.Instrument) bool { return own.ID == in.ID && own.Version == in.Version })
}

// form writes what concerns one measure.
type form struct {
	*writer
	in    measure.Instrument
	known bool // it came with the program
}

// coded is a code of LOINC where one was verified, else one of our own, and for a
// measure from a file none.
func (f form) coded(code, own string) []coding {
	switch {
	case !f.known:
		return nil
	case code != "":
		return []coding{f.code(code)}
	case f.in.LOINC.Panel == "":
		return []coding{{System: f.system(), Code: own}}
	}
	return nil
}

func (f form) system() string { return ours + "CodeSystem/" + f.in.ID }
func (f form) url() string    { return ours + "Questionnaire/" + f.in.ID }

// linkID is the item's as in the examples of HL7, where it has a code.
func (f form) linkID(it measure.Item) string {
	if f.known && it.LOINC != "" {
		return "/" + it.LOINC
	}
	return it.ID
}

// answer is an answer as a code, with its number.
func (f form) answer(it measure.Item, o measure.Option) answerCoding {
	c := coding{Display: text(o.Label), Extension: []extension{{ordinal, o.Value}}}
	switch {
	case f.known && o.LOINC != "":
		loinc := f.code(o.LOINC)
		c.System, c.Code = loinc.System, loinc.Code
	case f.known:
		c.System, c.Code = f.system(), "answer-"+strconv.Itoa(o.Value)
		if len(it.Options) > 0 {
			c.Code = it.ID + "-" + c.Code
		}
	}
	return answerCoding{c}
}

func (f form) questionnaire() {
	in := f.in
	q := questionnaire{
		head: head{ResourceType: "Questionnaire", ID: uuid("Questionnaire", in.ID, in.Version)},
		URL:  f.url(), Version: in.Version, Title: text(in.Title), Status: "active", SubjectType: []string{"Patient"},
		Description: text(in.Intro), Copyright: text(in.Credit + "\n" + in.Licence), Code: f.coded(in.LOINC.Panel, "panel"),
	}
	if f.known && in.LOINC.Panel != "" {
		q.Copyright += "\n" + loincNotice
	}
	for _, it := range in.Items {
		item := questionnaireItem{LinkID: f.linkID(it), Code: f.coded(it.LOINC, "item-"+it.ID), Text: text(it.Text), Type: "choice"}
		for _, o := range in.OptionsOf(it) {
			item.AnswerOption = append(item.AnswerOption, f.answer(it, o))
		}
		q.Item = append(q.Item, item)
	}
	f.add(q.head, q)
}

// response writes the answers, where they were shared, and the score, where there is one.
func (f form) response(r bundle.Response) {
	var from []reference
	if !r.AnswersKept() {
		q := questionnaireResponse{
			head: f.begin("QuestionnaireResponse", "", r.Item), Questionnaire: f.url() + "|" + f.in.Version,
			Status: "in-progress", Subject: f.who, Authored: dateTime(r.TakenAt), Source: f.who,
		}
		if r.Complete {
			q.Status = "completed"
		}
		for _, a := range answersOf(f.in, r) {
			q.Item = append(q.Item, responseItem{f.linkID(a.item), text(a.item.Text), []answerCoding{f.answer(a.item, a.option)}})
		}
		f.add(q.head, q)
		from = []reference{{urn(q.ID)}}
	}
	value, complete := r.Value.Get()
	if !complete {
		return
	}
	o := f.survey("score", r.Item)
	o.Code = concept{f.coded(f.in.LOINC.Total, "total"), f.w.T("filing.score_of", "Measure", text(f.in.Title))}
	o.EffectiveDateTime, o.DerivedFrom = dateTime(r.TakenAt), from
	o.ValueQuantity, o.Note = score(float64(value)), notes(note(responseFacts(f.in, r, f.w)))
	f.add(o.head, o)
}

// externalScore is a number with its label: nothing is known of the measure.
func (x *writer) externalScore(s bundle.ExternalScore) {
	o := x.survey("external", s.Item)
	o.Code = concept{Text: text(s.Label)}
	if o.Code.Text == "" {
		o.Code.Text = x.w.T("filing.score")
	}
	o.EffectiveDateTime, o.ValueQuantity, o.Note = dateTime(s.On), score(s.Value), notes(note(scoreFacts(s, x.w)))
	x.add(o.head, o)
}

// survey is an observation of a questionnaire, told by the patient.
func (x *writer) survey(part string, it bundle.Item) observation {
	o := x.told(part, it)
	o.Category = []concept{{Coding: []coding{{System: category, Code: "survey"}}}}
	return o
}

// told is an observation of the patient's own.
func (x *writer) told(part string, it bundle.Item) observation {
	return observation{head: x.begin("Observation", part, it), Status: "final", Subject: x.who, Performer: []reference{x.who}}
}

func score(value float64) *quantity { return &quantity{value, "{score}", ucum, "{score}"} }

package journal

import (
	"context"
	"fmt"
	"strings"

	"afterglow/assets"
)

// InsightState is what the person has done with an insight.
type InsightState string

// The states of an insight.
const (
	InsightOpen     InsightState = "open"
	InsightKept     InsightState = "kept"
	InsightChanged  InsightState = "changed"
	InsightReleased InsightState = "released"
)

// InsightStates lists them in the order they are offered.
var InsightStates = []InsightState{InsightOpen, InsightKept, InsightChanged, InsightReleased}

// Insight is one thing the person noticed, in one sentence (domain.md §1.3, §9),
// and where it came from. It comes back to be looked at (package course).
type Insight struct {
	Head
	Sharing
	Text       string       `json:"text"`
	Confidence Maybe[int]   `json:"confidence,omitzero"` // how sure: 0 a little, 10 very
	EntryID    ID           `json:"entry_id,omitempty"`
	SessionID  ID           `json:"session_id,omitempty"`
	State      InsightState `json:"state"`
	// LookedAt is when the person last looked at it when it came back. It comes
	// back at the next moment after that.
	LookedAt When `json:"looked_at,omitzero"`
}

func (i *Insight) check() error {
	if strings.TrimSpace(i.Text) == "" {
		return assets.Wrong("wrong.insight", "text")
	}
	if i.State == "" {
		i.State = InsightOpen
	}
	return first(checkOneOf("state", i.State, InsightStates), checkGiven("confidence", i.Confidence), checkTexts("text", i.Text))
}

// Insights lists the insights in the order they were written.
func (j *Journal) Insights() []Insight {
	return there(j.insights, nil, func(Insight) string { return "" })
}

// Insight is one insight.
func (j *Journal) Insight(id ID) (Insight, error) { return j.insights.get(id) }

// SaveInsight makes an insight durable.
func (j *Journal) SaveInsight(ctx context.Context, i Insight) (Insight, error) {
	return saveRecord(ctx, j, j.insights, i)
}

// LookAtInsight answers an insight that came back: kept, changed (to text, which
// "" leaves as it is) or released. InsightOpen only puts it off to its next moment.
func (j *Journal) LookAtInsight(ctx context.Context, id ID, answer InsightState, text string) (Insight, error) {
	i, err := j.Insight(id)
	if err != nil {
		return i, err
	}
	if answer != InsightOpen {
		i.State = answer
	}
	if answer == InsightChanged && strings.TrimSpace(text) != "" {
		i.Text = text
	}
	i.LookedAt = At(j.now())
	return j.SaveInsight(ctx, i)
}

// QuestionState is where a question stands.
type QuestionState string

// The states of a question.
const (
	QuestionOpen   QuestionState = "open"
	QuestionRaised QuestionState = "raised"
	QuestionParked QuestionState = "parked"
)

// QuestionStates lists them in the order they are offered.
var QuestionStates = []QuestionState{QuestionOpen, QuestionRaised, QuestionParked}

// Question is something for the therapist (domain.md §1.3, §6.2): in the
// person's own order, smaller first.
type Question struct {
	Head
	Sharing
	Text      string        `json:"text"`
	Order     int           `json:"priority,omitempty"`
	EntryID   ID            `json:"entry_id,omitempty"`
	SessionID ID            `json:"session_id,omitempty"`
	State     QuestionState `json:"state"`
	RaisedOn  When          `json:"raised_on,omitzero"`
}

func (q *Question) check() error {
	if strings.TrimSpace(q.Text) == "" {
		return assets.Wrong("wrong.question", "text")
	}
	if q.State == "" {
		q.State = QuestionOpen
	}
	return first(checkBounds("priority", q.Order), checkOneOf("state", q.State, QuestionStates), checkTexts("text", q.Text))
}

// Questions lists all questions in the person's order.
func (j *Journal) Questions() []Question {
	return there(j.questions, nil, func(q Question) string { return fmt.Sprintf("%04d", q.Order) })
}

// Question is one question.
func (j *Journal) Question(id ID) (Question, error) { return j.questions.get(id) }

// SaveQuestion makes a question durable. A new one without an order is the last.
func (j *Journal) SaveQuestion(ctx context.Context, q Question) (Question, error) {
	if q.ID == "" && q.Order == 0 {
		for _, other := range j.Questions() {
			q.Order = max(q.Order, other.Order)
		}
		q.Order++
	}
	if q.State == QuestionRaised && q.RaisedOn.IsZero() {
		q.RaisedOn = On(j.now())
	}
	return saveRecord(ctx, j, j.questions, q)
}

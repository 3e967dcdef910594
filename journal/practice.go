package journal

import (
	"context"
	"strings"

	"afterglow/assets"
)

// PracticeState is whether a practice is being tried.
type PracticeState string

// The states of a practice.
const (
	PracticeTrying PracticeState = "trying"
	PracticePaused PracticeState = "paused"
	PracticeEnded  PracticeState = "ended"
)

// PracticeStates lists them in the order they are offered.
var PracticeStates = []PracticeState{PracticeTrying, PracticePaused, PracticeEnded}

// Practice is something the person tries in their days (domain.md §5.7, §9).
// Nobody counts it.
type Practice struct {
	Head
	Sharing
	InsightID ID            `json:"insight_id,omitempty"`
	EntryID   ID            `json:"entry_id,omitempty"`
	SessionID ID            `json:"session_id,omitempty"`
	What      string        `json:"what"`
	Cadence   string        `json:"cadence,omitempty"`      // when and how often, in own words
	Tiny      string        `json:"tiny_version,omitempty"` // how I will make it tiny
	Obstacles string        `json:"obstacles,omitempty"`    // what could get in the way
	State     PracticeState `json:"state"`
}

func (p *Practice) check() error {
	if strings.TrimSpace(p.What) == "" {
		return assets.Wrong("wrong.practice", "what")
	}
	if p.State == "" {
		p.State = PracticeTrying
	}
	return first(checkOneOf("state", p.State, PracticeStates),
		checkTexts("what", p.What, "cadence", p.Cadence, "tiny_version", p.Tiny, "obstacles", p.Obstacles))
}

// Practices lists the practices in the order they were written.
func (j *Journal) Practices() []Practice {
	return there(j.practices, nil, func(Practice) string { return "" })
}

// Practice is one practice.
func (j *Journal) Practice(id ID) (Practice, error) { return j.practices.get(id) }

// SavePractice makes a practice durable.
func (j *Journal) SavePractice(ctx context.Context, p Practice) (Practice, error) {
	return saveRecord(ctx, j, j.practices, p)
}

// Done says how a practice went on a day.
type Done string

// The answers, "no" being said as "not today".
const (
	DoneYes    Done = "yes"
	DonePartly Done = "partly"
	DoneNo     Done = "no"
)

// Dones lists them in the order they are offered.
var Dones = []Done{DoneYes, DonePartly, DoneNo}

// PracticeLog is one line about a practice: a day, how it went, and a word.
type PracticeLog struct {
	Head
	PracticeID ID     `json:"practice_id"`
	On         When   `json:"on"`
	Done       Done   `json:"done"`
	Word       string `json:"word,omitempty"`
}

func (l *PracticeLog) check() error {
	switch {
	case l.PracticeID == "":
		return assets.Wrong("wrong.of_practice", "practice_id")
	case l.On.IsZero():
		return assets.Wrong("wrong.day", "on")
	}
	return first(setOneOf(new(Done), "done", string(l.Done), Dones), checkTexts("word", l.Word))
}

// PracticeLogs lists what was noted of a practice, oldest first.
func (j *Journal) PracticeLogs(practice ID) []PracticeLog {
	return there(j.practiceLogs, func(l PracticeLog) bool { return l.PracticeID == practice }, func(l PracticeLog) string { return l.On.Wall() })
}

// SavePracticeLog makes a line durable; without a day it is of today.
func (j *Journal) SavePracticeLog(ctx context.Context, l PracticeLog) (PracticeLog, error) {
	if l.On.IsZero() {
		l.On = On(j.now())
	}
	return saveRecord(ctx, j, j.practiceLogs, l)
}

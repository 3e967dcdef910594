// Package noticed is the page of what came of a course: what the person noticed,
// what they are trying, and what they would like to ask. Nothing is counted and
// nothing has to be done with any of it.
//
// The argument of its route is "" for the page, and for a form "insight:ID",
// "change:ID" (an insight that is looked at anew), "practice:ID", "question:ID"
// or "log:PRACTICE:ID". A new one has the id "new" and then what it belongs to.
package noticed

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what this page asks of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(string)
	Offer(text, action string, do func())
	Fail(error)
	Changed()
}

// Store is what this page asks of the journal.
type Store interface {
	Sessions() []journal.DosingSession
	Summaries(journal.Filter) []journal.Summary
	Settings() journal.Settings
	Insights() []journal.Insight
	Insight(journal.ID) (journal.Insight, error)
	SaveInsight(context.Context, journal.Insight) (journal.Insight, error)
	LookAtInsight(ctx context.Context, id journal.ID, answer journal.InsightState, text string) (journal.Insight, error)
	Practices() []journal.Practice
	Practice(journal.ID) (journal.Practice, error)
	SavePractice(context.Context, journal.Practice) (journal.Practice, error)
	PracticeLogs(practice journal.ID) []journal.PracticeLog
	SavePracticeLog(context.Context, journal.PracticeLog) (journal.PracticeLog, error)
	Questions() []journal.Question
	Question(journal.ID) (journal.Question, error)
	SaveQuestion(context.Context, journal.Question) (journal.Question, error)
	TrashRecord(context.Context, journal.ID) error
	UntrashRecord(context.Context, journal.ID) error
}

const (
	argInsight  = "insight"
	argChange   = "change"
	argPractice = "practice"
	argQuestion = "question"
	argLog      = "log"
	fresh       = "new"
)

func to(parts ...string) route.Route {
	return route.With(route.Noticed, strings.TrimRight(strings.Join(parts, ":"), ":"))
}

// NewInsight leads to an empty form of an insight, from an entry and a session or "".
func NewInsight(entry, session journal.ID) route.Route {
	return to(argInsight, fresh, string(entry), string(session))
}

// NewPractice leads to that of a practice, from an insight and a session or "".
func NewPractice(insight, session journal.ID) route.Route {
	return to(argPractice, fresh, string(insight), string(session))
}

// NewQuestion leads to that of a question, from an entry and a session or "".
func NewQuestion(entry, session journal.ID) route.Route {
	return to(argQuestion, fresh, string(entry), string(session))
}

// InsightRoute leads to the form of an insight.
func InsightRoute(id journal.ID) route.Route { return to(argInsight, string(id)) }

// ChangeRoute leads to the form in which an insight that came back is changed.
func ChangeRoute(id journal.ID) route.Route { return to(argChange, string(id)) }

// PracticeRoute leads to a practice and what was noted of it.
func PracticeRoute(id journal.ID) route.Route { return to(argPractice, string(id)) }

// QuestionRoute leads to the form of a question.
func QuestionRoute(id journal.ID) route.Route { return to(argQuestion, string(id)) }

// LogRoute leads to the form of a line about a practice, "" for a new one.
func LogRoute(practice, line journal.ID) route.Route {
	return to(argLog, string(practice), string(line))
}

package assets

import (
	"fmt"
	"sync"
	"time"
)

// DemoJournal is the journal of R., who does not exist: six sessions over
// three weeks and two maintenance sessions, and what was written around them.
// It is for trying the program and for pictures of it.
type DemoJournal struct {
	Alias    string
	Sessions []DemoSession // by date
	Entries  []DemoEntry   // by when they were written
	Course   DemoCourse
}

// DemoSession is one session. Start and End are "15:04"; the other texts are
// as in the form, Route, Phase and Status the codes of the journal.
type DemoSession struct {
	Number                                                   int
	Phase                                                    string
	Date                                                     time.Time // midnight in the zone of now
	Start, End                                               string
	Route, Dose, Place, Music, Companions, Intention, Status string
	Note                                                     string
}

// DemoEntry is one entry. Phase is empty where it stands around no session;
// Session is the number of the session it belongs to, 0 for none.
type DemoEntry struct {
	Kind, Phase string
	Title       string
	Sections    []DemoSection // all of the template's, as the writing page leaves them
	Tags        []string
	Session     int
	At          time.Time // when it was written, in the zone of now
	PromptIDs   []string
	Mark        string
}

// DemoSection is one section; Text is Markdown and may be empty.
type DemoSection struct{ Key, Heading, Text string }

type demoFile struct {
	Alias    string `json:"alias"`
	Sessions []struct {
		Number     int    `json:"number"`
		Phase      string `json:"phase"`
		Day        int    `json:"day"` // days from the day it is shown, never after it
		Start      string `json:"start"`
		End        string `json:"end"`
		Route      string `json:"route"`
		Dose       string `json:"dose"`
		Place      string `json:"place"`
		Music      string `json:"music"`
		Companions string `json:"companions"`
		Intention  string `json:"intention"`
		Note       string `json:"note"`
	} `json:"sessions"`
	Entries []struct {
		Day      int               `json:"day"`
		Time     string            `json:"time"` // "15:04"
		Kind     string            `json:"kind"`
		Phase    string            `json:"phase"`
		Session  int               `json:"session"`
		Mark     string            `json:"mark"`
		Title    string            `json:"title"`
		Tags     []string          `json:"tags"`
		Prompts  []string          `json:"prompts"`
		Sections map[string]string `json:"sections"` // by the keys of the template
	} `json:"entries"`
}

var demo = sync.OnceValue(func() demoFile { return load[demoFile]("demo.json") })

// Demo is the fictional journal as it would look on the day of now: the last
// session three days ago, the last entry yesterday.
func Demo(now time.Time) DemoJournal {
	file := demo()
	j := DemoJournal{Alias: file.Alias}
	for _, s := range file.Sessions {
		j.Sessions = append(j.Sessions, DemoSession{
			Number: s.Number, Phase: s.Phase, Date: dayAt(now, s.Day, "00:00"), Start: s.Start, End: s.End,
			Route: s.Route, Dose: s.Dose, Place: s.Place, Music: s.Music, Companions: s.Companions,
			Intention: s.Intention, Status: "done", Note: s.Note,
		})
	}
	at := map[string]int{}
	for i, e := range file.Entries {
		at[fmt.Sprintf("%d %s", e.Day, e.Time)] = i
		entry := DemoEntry{
			Kind: e.Kind, Phase: e.Phase, Title: e.Title, Session: e.Session, At: dayAt(now, e.Day, e.Time), Mark: e.Mark,
			Tags: append([]string(nil), e.Tags...), PromptIDs: append([]string(nil), e.Prompts...),
		}
		t, _ := TemplateFor(e.Kind)
		for _, s := range t.Sections {
			entry.Sections = append(entry.Sections, DemoSection{s.Key, s.Heading, e.Sections[s.Key]})
		}
		j.Entries = append(j.Entries, entry)
	}
	j.Course = demoCourse(now, at)
	return j
}

// dayAt is the clock time on the day that is that many days from now, in now's
// own zone.
func dayAt(now time.Time, days int, clock string) time.Time {
	t, _ := time.Parse("15:04", clock)
	y, m, d := now.Date()
	return time.Date(y, m, d+days, t.Hour(), t.Minute(), 0, 0, now.Location())
}

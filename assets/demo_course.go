package assets

import (
	"sync"
	"time"
)

// DemoCourse is what R. recorded of the course beside sessions and entries.
// Numbers that were not given are nil; codes are those of the journal. Session
// is the number of a session, 0 for none; Entry the index of an entry in
// DemoJournal.Entries, -1 for none.
type DemoCourse struct {
	Title, Clinic, Reason, DayOf string
	PlannedTotal                 int
	StartedOn                    time.Time
	Arrivals                     []DemoArrival
	Vitals                       []DemoVital
	SideEffects                  []DemoSideEffect
	FollowUpsSkipped             []DemoFollowUp
	Responses                    []DemoResponse
	CheckIns                     []DemoCheckIn
	Insights                     []DemoInsight
	Practices                    []DemoPractice
	Questions                    []DemoQuestion
	Plan                         DemoPlan
	People                       []DemoPerson
}

// DemoArrival is how R. arrived at a session.
type DemoArrival struct {
	Session  int    `json:"session"`
	Mood     int    `json:"mood"`
	Anxiety  int    `json:"anxiety"`
	Eyeshade string `json:"eyeshade"`
}

// DemoVital is a reading.
type DemoVital struct {
	Session   int    `json:"session"`
	Moment    string `json:"moment"`
	Systolic  int    `json:"systolic"`
	Diastolic int    `json:"diastolic"`
	Pulse     int    `json:"pulse"`
	Source    string `json:"source"`
}

// DemoSideEffect is a line of the checklist.
type DemoSideEffect struct {
	Session   int    `json:"session"`
	Code      string `json:"code"`
	Severity  int    `json:"severity"`
	Onset     string `json:"onset"`
	Gone      string `json:"resolved"`
	StillAt24 string `json:"present_at_24h"`
	Told      string `json:"told_clinic"`
	Note      string `json:"note"`
}

// DemoFollowUp is a look back that was passed over.
type DemoFollowUp struct {
	Session int    `json:"session"`
	Kind    string `json:"kind"`
}

// DemoResponse is a questionnaire.
type DemoResponse struct {
	Day        int            `json:"day"`
	Time       string         `json:"time"`
	Instrument string         `json:"instrument"`
	Answers    map[string]int `json:"answers"`
	Baseline   bool           `json:"baseline"`
	At         time.Time      `json:"-"`
}

// DemoCheckIn is half a minute of a day.
type DemoCheckIn struct {
	Day          int       `json:"day"`
	Time         string    `json:"time"`
	Mood         *int      `json:"mood"`
	Anxiety      *int      `json:"anxiety"`
	Energy       *int      `json:"energy"`
	Connected    *int      `json:"connected"`
	SleepHours   *float64  `json:"sleep_h"`
	SleepQuality *int      `json:"sleep_q"`
	Line         string    `json:"line"`
	At           time.Time `json:"-"`
}

// DemoInsight is one thing noticed. LookedAt is zero if it was not looked at again.
type DemoInsight struct {
	Day        int       `json:"day"`
	Time       string    `json:"time"`
	Text       string    `json:"text"`
	Confidence int       `json:"confidence"`
	Session    int       `json:"session"`
	From       string    `json:"entry"` // day and time of an entry
	State      string    `json:"state"`
	Looked     int       `json:"looked"`
	Entry      int       `json:"-"`
	At         time.Time `json:"-"`
	LookedAt   time.Time `json:"-"`
}

// DemoPractice is something tried; Insight is an index of Insights or nil.
type DemoPractice struct {
	Day       int           `json:"day"`
	Time      string        `json:"time"`
	What      string        `json:"what"`
	Cadence   string        `json:"cadence"`
	Tiny      string        `json:"tiny"`
	Obstacles string        `json:"obstacles"`
	Insight   *int          `json:"insight"`
	From      string        `json:"entry"`
	State     string        `json:"state"`
	Log       []DemoLogLine `json:"log"`
	Entry     int           `json:"-"`
	At        time.Time     `json:"-"`
}

// DemoLogLine is how it went on a day.
type DemoLogLine struct {
	Day  int       `json:"day"`
	Done string    `json:"done"`
	Word string    `json:"word"`
	On   time.Time `json:"-"`
}

// DemoQuestion is something for M.
type DemoQuestion struct {
	Day      int       `json:"day"`
	Time     string    `json:"time"`
	Text     string    `json:"text"`
	Session  int       `json:"session"`
	From     string    `json:"entry"`
	State    string    `json:"state"`
	Raised   int       `json:"raised"`
	Entry    int       `json:"-"`
	At       time.Time `json:"-"`
	RaisedOn time.Time `json:"-"`
}

// DemoPlan is R.'s support plan; the last box is empty.
type DemoPlan struct {
	Signs         string `json:"signs"`
	OnMyOwn       string `json:"on_my_own"`
	Places        string `json:"places"`
	People        string `json:"people"`
	Professionals string `json:"professionals"`
}

// DemoPerson is someone of R.'s.
type DemoPerson struct {
	Role  string `json:"role"`
	Label string `json:"label"`
	Phone string `json:"phone"`
	Note  string `json:"note"`
}

type demoCourseFile struct {
	Course struct {
		Title        string `json:"title"`
		Clinic       string `json:"clinic"`
		Reason       string `json:"reason"`
		Day          int    `json:"day"`
		PlannedTotal int    `json:"planned_total"`
		DayOf        string `json:"day_of"`
	} `json:"course"`
	Arrivals         []DemoArrival    `json:"arrivals"`
	Vitals           []DemoVital      `json:"vitals"`
	SideEffects      []DemoSideEffect `json:"side_effects"`
	FollowUpsSkipped []DemoFollowUp   `json:"follow_ups_skipped"`
	Responses        []DemoResponse   `json:"responses"`
	CheckIns         []DemoCheckIn    `json:"check_ins"`
	Insights         []DemoInsight    `json:"insights"`
	Practices        []DemoPractice   `json:"practices"`
	Questions        []DemoQuestion   `json:"questions"`
	Plan             DemoPlan         `json:"plan"`
	People           []DemoPerson     `json:"people"`
}

var demoCourseText = sync.OnceValue(func() []byte {
	b, err := data.ReadFile("data/demo_course.json")
	if err != nil {
		panic("assets: " + err.Error())
	}
	return b
})

// demoCourse is the course as it would look on the day of now. entries says
// which entry is at "DAY TIME".
func demoCourse(now time.Time, entries map[string]int) DemoCourse {
	var f demoCourseFile
	if err := strict(demoCourseText(), &f); err != nil { // read anew each time: the caller owns it
		panic("assets: data/demo_course.json: " + err.Error())
	}
	c := DemoCourse{Title: f.Course.Title, Clinic: f.Course.Clinic, Reason: f.Course.Reason, DayOf: f.Course.DayOf,
		PlannedTotal: f.Course.PlannedTotal, StartedOn: dayAt(now, f.Course.Day, "00:00"), Arrivals: f.Arrivals, Vitals: f.Vitals,
		SideEffects: f.SideEffects, FollowUpsSkipped: f.FollowUpsSkipped, Responses: f.Responses, CheckIns: f.CheckIns,
		Insights: f.Insights, Practices: f.Practices, Questions: f.Questions, Plan: f.Plan, People: f.People}
	entry := func(from string) int {
		if i, ok := entries[from]; ok {
			return i
		}
		return -1
	}
	for i := range c.Responses {
		c.Responses[i].At = dayAt(now, c.Responses[i].Day, c.Responses[i].Time)
	}
	for i := range c.CheckIns {
		c.CheckIns[i].At = dayAt(now, c.CheckIns[i].Day, c.CheckIns[i].Time)
	}
	for i := range c.Insights {
		in := &c.Insights[i]
		in.At, in.Entry = dayAt(now, in.Day, in.Time), entry(in.From)
		if in.Looked != 0 {
			in.LookedAt = dayAt(now, in.Looked, "20:00")
		}
	}
	for i := range c.Practices {
		p := &c.Practices[i]
		p.At, p.Entry = dayAt(now, p.Day, p.Time), entry(p.From)
		for k := range p.Log {
			p.Log[k].On = dayAt(now, p.Log[k].Day, "00:00")
		}
	}
	for i := range c.Questions {
		q := &c.Questions[i]
		q.At, q.Entry = dayAt(now, q.Day, q.Time), entry(q.From)
		if q.Raised != 0 {
			q.RaisedOn = dayAt(now, q.Raised, "00:00")
		}
	}
	return c
}

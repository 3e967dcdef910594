package journal

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Route is how the medicine was given. It is recorded, never interpreted.
type Route string

// Routes lists the routes in the order they are offered (domain.md §1.2).
var Routes = []Route{"IV", "IM", "SC", "sublingual", "oral", "intranasal-esketamine", "intranasal", "other"}

// SessionStatus is what became of a planned session.
type SessionStatus string

// The states of a session.
const (
	SessionPlanned   SessionStatus = "planned"
	SessionDone      SessionStatus = "done"
	SessionCancelled SessionStatus = "cancelled"
	SessionMoved     SessionStatus = "moved"
)

// SessionStatuses lists them in the order they are offered.
var SessionStatuses = []SessionStatus{SessionPlanned, SessionDone, SessionCancelled, SessionMoved}

// SessionPhase is the part of the course a session belongs to.
type SessionPhase string

// SessionPhases lists them in their order.
var SessionPhases = []SessionPhase{"initial", "maintenance", "other"}

// DosingSession is one session in which the medicine is given, as the person
// records it. All but the date may be left empty. Start and End are "15:04" by
// the clock on the wall; Dose is text as prescribed and is never computed with.
type DosingSession struct {
	ID         ID            `json:"id"`
	Revision   uint64        `json:"-"`
	CourseID   ID            `json:"course_id,omitempty"`
	Seq        int           `json:"seq,omitempty"`
	Phase      SessionPhase  `json:"phase,omitempty"`
	Date       When          `json:"date"`
	Start      string        `json:"start,omitempty"`
	End        string        `json:"end,omitempty"`
	Route      Route         `json:"route,omitempty"`
	Dose       string        `json:"dose_as_prescribed,omitempty"`
	Place      string        `json:"place,omitempty"`
	Music      string        `json:"music,omitempty"`
	Companions string        `json:"companions,omitempty"`
	Intention  string        `json:"intention_line,omitempty"`
	Status     SessionStatus `json:"status,omitempty"`
	Note       string        `json:"note,omitempty"`
	ExtraDose  bool          `json:"extra_dose,omitempty"` // an extra dose within this session
	Eyeshade   YesNo         `json:"eyeshade,omitempty"`
	// ArrivalMood and ArrivalAnxiety are 0 to 10, on arriving.
	ArrivalMood    Maybe[int] `json:"arrival_mood,omitzero"`
	ArrivalAnxiety Maybe[int] `json:"arrival_anxiety,omitzero"`
	IntentionText  string     `json:"intention,omitempty"` // longer than the line
	ClinicNote     string     `json:"clinic_note,omitempty"`
	WrittenAt      When       `json:"written_at"`
	TrashedAt      When       `json:"trashed_at,omitzero"`
	Sharing
}

// SessionFields lists the names SetField knows, in the order a form shows them.
var SessionFields = []string{"date", "seq", "phase", "start", "end", "route", "dose_as_prescribed", "extra_dose", "place", "music", "eyeshade", "companions",
	"arrival_mood", "arrival_anxiety", "intention_line", "intention", "status", "note", "clinic_note", "course_id"}

// SetField sets the field of that name (as in its JSON) from text, or says in
// one line what would be accepted.
func (s *DosingSession) SetField(name, value string) error {
	value = strings.TrimSpace(value)
	if !utf8.ValidString(value) {
		return fmt.Errorf("%s: %w", name, ErrNotUTF8)
	}
	switch name {
	case "date":
		w, err := ParseWhen(value)
		if err != nil {
			return fmt.Errorf("date: %w", err)
		}
		s.Date = w
	case "seq":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n > 9999 {
			return fmt.Errorf("seq: %q is not a session number", value)
		}
		s.Seq = n
	case "start", "end":
		if value != "" && !isClock(value) {
			return fmt.Errorf("%s: %q is not a time of day, write 14:30", name, value)
		}
		if name == "start" {
			s.Start = value
		} else {
			s.End = value
		}
	case "phase":
		return setOneOf(&s.Phase, name, value, SessionPhases)
	case "route":
		return setOneOf(&s.Route, name, value, Routes)
	case "status":
		return setOneOf(&s.Status, name, value, SessionStatuses)
	case "dose_as_prescribed":
		s.Dose = value
	case "place":
		s.Place = value
	case "music":
		s.Music = value
	case "companions":
		s.Companions = value
	case "intention_line":
		s.Intention = value
	case "note":
		s.Note = value
	case "intention":
		s.IntentionText = value
	case "clinic_note":
		s.ClinicNote = value
	case "course_id":
		s.CourseID = ID(value)
	case "extra_dose":
		var answer YesNo
		err := setOneOf(&answer, name, value, YesNos)
		if err == nil {
			s.ExtraDose = answer == Yes
		}
		return err
	case "eyeshade":
		return setOneOf(&s.Eyeshade, name, value, YesNos)
	case "arrival_mood":
		return setLevel(&s.ArrivalMood, name, value)
	case "arrival_anxiety":
		return setLevel(&s.ArrivalAnxiety, name, value)
	default:
		return fmt.Errorf("there is no field %q: use %s", name, strings.Join(SessionFields, ", "))
	}
	return nil
}

// setLevel sets a number from 0 to 10; "" takes it away.
func setLevel(dst *Maybe[int], name, value string) error {
	if value == "" {
		*dst = Maybe[int]{}
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 10 {
		return fmt.Errorf("%s: %q is not a number from 0 to 10", name, value)
	}
	*dst = Some(n)
	return nil
}

func setOneOf[T ~string](dst *T, name, value string, allowed []T) error {
	var names []string
	for _, a := range allowed {
		if string(a) == value {
			*dst = a
			return nil
		}
		names = append(names, string(a))
	}
	return fmt.Errorf("%s: %q is not one of %s", name, value, strings.Join(names, ", "))
}

// isClock says whether s is "15:04".
func isClock(s string) bool {
	if len(s) != 5 || s[2] != ':' {
		return false
	}
	h, err1 := strconv.ParseUint(s[:2], 10, 8)
	m, err2 := strconv.ParseUint(s[3:], 10, 8)
	return err1 == nil && err2 == nil && h < 24 && m < 60
}

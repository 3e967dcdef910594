package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// When is a moment exactly as a person entered it: a bare civil date
// ("1660-01-13") or RFC 3339 with its own offset ("2026-11-21T16:42:00+01:00").
// It is kept as text, so no later change of clock or time zone moves it, and
// no year is out of range. The zero When means "not given".
type When struct{ text string }

// dateLayout is a civil date, ISO 8601.
const dateLayout = "2006-01-02"

// ErrWhen is the answer to text that is neither of the two forms.
var ErrWhen = errors.New(`not a date: write 2026-11-21, or 2026-11-21T16:42:00+01:00`)

// ParseWhen reads either form. The text is kept to the letter.
func ParseWhen(s string) (When, error) {
	if s == "" {
		return When{}, nil
	}
	if _, err := time.Parse(dateLayout, s); err == nil {
		return When{s}, nil
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil && strictTime(s) {
		return When{s}, nil
	}
	return When{}, fmt.Errorf("%q is %w", s, ErrWhen)
}

// strictTime refuses the forms that time.Parse takes beyond RFC 3339: an hour of
// one digit, a comma before the fraction, an offset of a day and more
// (go.dev/issue/54580). s went through time.Parse.
func strictTime(s string) bool {
	if len(s) < len("2006-01-02T15:04:05Z") || s[13] != ':' || s[19] == ',' {
		return false
	}
	zone := s[len(s)-len("+01:00"):]
	return s[len(s)-1] == 'Z' || zone[1:3] < "24" && zone[4:] < "60"
}

// At is the moment t to the second, with t's own offset.
func At(t time.Time) When { return When{t.Format(time.RFC3339)} }

// On is the civil date of t in t's own zone.
func On(t time.Time) When { return When{t.Format(dateLayout)} }

// String is the text as entered.
func (w When) String() string { return w.text }

// IsZero says that no moment was given.
func (w When) IsZero() bool { return w.text == "" }

// HasTime says whether a time of day was given beside the date.
func (w When) HasTime() bool { return len(w.text) > len(dateLayout) }

// Time is the moment as a time.Time in its own offset; a bare date is its
// midnight in UTC. Use Wall for ordering and Date for calendars.
func (w When) Time() time.Time {
	if w.HasTime() {
		t, _ := time.Parse(time.RFC3339, w.text)
		return t
	}
	t, _ := time.Parse(dateLayout, w.text)
	return t
}

// Date is the civil date part, "2006-01-02", or "" when not given.
func (w When) Date() string {
	if w.IsZero() {
		return ""
	}
	return w.text[:len(dateLayout)]
}

// Wall is a text that orders moments by the clock on the wall where they were
// entered: "2006-01-02T15:04:05", a bare date before every time of that day.
func (w When) Wall() string {
	if !w.HasTime() {
		return w.text
	}
	return w.text[:len("2006-01-02T15:04:05")]
}

// MarshalJSON writes the text as entered.
func (w When) MarshalJSON() ([]byte, error) { return json.Marshal(w.text) }

// UnmarshalJSON reads what MarshalJSON wrote and refuses anything else.
func (w *When) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	got, err := ParseWhen(s)
	if err != nil {
		return err
	}
	*w = got
	return nil
}

package facts

import (
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"afterglow/assets"
	"afterglow/journal"
)

// Term says things with the person's own word for a session.
type Term struct {
	words     *assets.Words
	one, many string // "session", "sessions"
}

// TermOf is the word that was chosen.
func TermOf(w *assets.Words, s journal.Settings) Term {
	id := "session_term." + string(s.Term())
	return Term{w, w.N(id, 1), w.N(id, 2)}
}

// Say is a message in which the word stands as {{.One}} or {{.Many}}, and as
// {{.OneUp}} or {{.ManyUp}} where it begins the text.
func (t Term) Say(id string) string {
	return t.words.T(id, "One", t.one, "Many", t.many, "OneUp", capital(t.one), "ManyUp", capital(t.many))
}

// Session is one session's name: "Treatment 5".
func (t Term) Session(s journal.DosingSession) string {
	if s.Seq == 0 {
		return capital(t.one)
	}
	return capital(t.one) + " " + strconv.Itoa(s.Seq)
}

// SessionOn is a session's name and day: "Treatment 5 · 21 November".
func (t Term) SessionOn(s journal.DosingSession, now time.Time) string {
	return t.Session(s) + " · " + Day(s.Date, now)
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

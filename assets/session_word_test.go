package assets_test

import (
	"regexp"
	"strings"
	"testing"

	"afterglow/assets"
)

// fixed are the messages that say one of the words for a session whatever word was
// chosen, by their id or its beginning, and why.
var fixed = map[string]string{
	"session_term.":         "these are the words there are to choose from",
	"settings.word":         "it names the thing whose word is chosen, beside the choice",
	"settings.course_line":  "it names the thing whose word is chosen, above the choice",
	"settings.course_state": "it names the thing whose word is chosen, on the way to the choice",
	"share.purpose_default": "the session here is the hour with the therapist",
	"record_pref":           "the session here is the hour with the therapist",
	"filing.session_only":   "the session here is the hour with the therapist",
	"notice.first_run":      "a reviewed notice; a treatment here is what a clinic gives",
	"cli.":                  "the command line names a type of record and the parts of a format, dosing-session and --session",
}

var sessionWord = regexp.MustCompile(`(?i)\b(session|treatment|journey)s?\b`)

func TestEverySentenceSaysThePersonsWordForASession(t *testing.T) {
	unused := map[string]bool{}
	for id := range fixed {
		unused[id] = true
	}
	for id, m := range messages(t, "en") {
		for _, text := range m.forms {
			if !sessionWord.MatchString(regexp.MustCompile(`{{.*?}}`).ReplaceAllString(text, "")) {
				continue
			}
			excused := false
			for beginning := range fixed {
				if strings.HasPrefix(id, beginning) {
					excused = true
					delete(unused, beginning)
				}
			}
			if !excused {
				t.Errorf("%s: %s says %q: the person may have another word; write {{.One}}, {{.Many}}, {{.OneUp}} or {{.ManyUp}}", m.file, id, text)
			}
		}
	}
	for id := range unused {
		t.Errorf("%s is excused for nothing", id)
	}
}

func TestThePersonsOwnWordForASession(t *testing.T) {
	for word, want := range map[string]string{
		"session":   "Session 5. No sessions yet. 1 session is marked. Between sessions",
		"treatment": "Treatment 5. No treatments yet. 1 treatment is marked. Between treatments",
		"journey":   "Journey 5. No journeys yet. 1 journey is marked. Between journeys",
	} {
		w := assets.English().Called(word)
		got := w.T("common.session_number", "Number", 5) + ". " + w.T("sessions.empty_title") + ". " + w.N("chart.sessions", 1) + " " + w.T("moment.maintenance.title")
		if got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
	if got := assets.English().T("common.session"); got != "Session" {
		t.Errorf("where nothing was chosen it is %q", got)
	}
}

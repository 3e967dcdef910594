package facts_test

import (
	"testing"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

func TestThePersonsOwnWordForASession(t *testing.T) {
	w := assets.English()
	for word, want := range map[journal.SessionWord]string{"": "Session 5, No sessions yet", "treatment": "Treatment 5, No treatments yet", "journey": "Journey 5, No journeys yet"} {
		term := facts.TermOf(w, journal.Settings{SessionWord: word})
		if got := term.Session(journal.DosingSession{Seq: 5}) + ", " + term.Say("sessions.empty_title"); got != want {
			t.Errorf("%q says %q, want %q", word, got, want)
		}
	}
	if got := facts.TermOf(w, journal.Settings{}).Session(journal.DosingSession{}); got != "Session" {
		t.Errorf("without a number it is %q", got)
	}
}

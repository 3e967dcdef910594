package assets_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"afterglow/assets"
)

// avoided are the words and phrases that no text of ours uses (domain.md §1.2,
// §4.6, §6.7, §7), as regular expressions between word boundaries, without
// regard to case.
var avoided = []string{
	// control instead of choice
	`must`, `should`, `shouldn't`, `don't forget`, `do not forget`, `overdue`, `streaks?`, `badges?`, `progress rings?`, `well done`, `good job`,
	`missed`, `you forgot`, `in a row`, `keep it up`,
	// grading, and words that are someone else's
	`trips?`, `tripping`, `high`, `journeys?`, `failed session`, `ego death`, `boosters?`,
	// promises
	`breakthroughs?`, `heal(s|ed|ing)?`, `resets?`, `rewir(e|es|ed|ing)`, `cures?`, `cured`, `miracles?`,
	// safe messaging
	`commit(s|ted|ting)? suicide`, `(successful|failed|completed) (suicide|attempt)`, `depressives?`, `suffer(s|ing)? from`,
	// one way only
	`close your eyes`, `scan your body`,
	// theory
	`integration`, `neuroplasticity`, `neural`, `somatic`, `default mode`,
	// claims of medicine
	`(treats|improves|helps|relieves) depression`, `clinically`, `therapeutics?`, `(screens|detects|diagnoses|monitors)`,
	`you have (minimal|mild|moderate|moderately|severe)`, `you are at risk`, `high risk`, `risk score`, `measures your risk`, `seek treatment`, `mg`, `mg/kg`,
	`(increase|decrease|lower|raise|adjust) (your|the) dose`, `remission`, `diagnosis`, `symptom-free`,
	// claims of security
	`hipaa`, `bank-level`, `bank-grade`, `zero-knowledge`, `military[- ]grade`, `unhackable`, `unbreakable`, `100 ?%( private| secure)?`,
	`revok(e|es|ed|ing)`, `expires?`, `self-destructs?`, `view[- ]only`, `cannot be copied`, `redacted securely`, `24/7`, `here for you`,
}

// allowed are phrases in which a word of the list means something else.
var allowed = []string{
	"high contrast", // the look
}

// free are the messages in which a word of the list is meant.
var free = map[string][]string{
	"measure.details.below": {"remission"},           // the terms of studies, in the details of a measure (domain.md §3.7)
	"overview.note.below":   {"remission"},           // and in the therapist's footnote (domain.md §6.2)
	"session_term.journey":  {"journey", "journeys"}, // the word that the person chose
}

var avoid = regexp.MustCompile(`(?i)\b(` + strings.Join(avoided, "|") + `)\b`)

// avoidedIn is the first avoided word in a text, or "".
func avoidedIn(text string) string {
	text = regexp.MustCompile(`{{.*?}}`).ReplaceAllString(strings.ReplaceAll(text, "’", "'"), " ")
	for _, phrase := range allowed {
		text = regexp.MustCompile(`(?i)`+regexp.QuoteMeta(phrase)).ReplaceAllString(text, " ")
	}
	return avoid.FindString(text)
}

func TestTheSearchForAvoidedWords(t *testing.T) {
	for text, want := range map[string]string{
		"You must write today.":        "must",
		"Don’t forget your check-in":   "Don't forget",
		"How good was your trip?":      "trip",
		"The score is High.":           "High",
		"A HIPAA compliant app":        "HIPAA",
		"High contrast":                "",
		"a thigh, a mustard, stripped": "",
		"This is higher than before.":  "",
	} {
		if got := avoidedIn(text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

// Every string in every embedded JSON file: translations, prompts, templates,
// moments, crisis lines and the fictional journal.
func TestNoTextUsesAvoidedWords(t *testing.T) {
	looked := 0
	for _, dir := range []string{"translations", "data"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			var v any
			if err := json.Unmarshal(text, &v); err != nil {
				return err
			}
			eachString(v, "", func(where, s string) {
				looked++
				id, _, _ := strings.Cut(where, " ")
				if word := avoidedIn(s); word != "" && !slices.Contains(free[id], word) {
					t.Errorf("%s: %s says %q: %q", path, where, word, s)
				}
			})
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if looked < 200 {
		t.Errorf("only %d texts were looked at", looked)
	}
}

func eachString(v any, where string, do func(where, s string)) {
	switch v := v.(type) {
	case string:
		do(where, v)
	case []any:
		for _, e := range v {
			eachString(e, where, do)
		}
	case map[string]any:
		for k, e := range v {
			eachString(e, strings.TrimPrefix(where+" "+k, " "), do)
		}
	}
}

// Exact texts that were reviewed, wherever they are shown.
func TestReviewedNotices(t *testing.T) {
	w := assets.English()
	for id, want := range map[string]string{
		"notice.first_run":     "This is a notebook, not a treatment. It does not diagnose, give medical advice, or watch over you. It works without the internet and sends nothing anywhere. If you are in danger, use the Support button or call your emergency number.",
		"notice.not_monitored": "Not monitored. Not for emergencies.",
		"notice.encrypted":     "Encrypted on this computer with your passphrase.",
		"notice.purpose":       "A private journal for people doing ketamine-assisted therapy with a clinician.",
		"support.item9.thanks": "Thank you for answering honestly.",
		"support.item9.text":   "You said you have had thoughts of being better off dead or of hurting yourself. Many people who live with depression have thoughts like these, and they can come and go. You do not have to sort this out alone.",
		"support.item9.act_now": "If you might act on these thoughts, or you are not sure you are safe, " +
			"please call your emergency number or a crisis line now.",
		"support.cannot_contact": "This app cannot contact anyone for you, and nobody is watching what you write here.",
	} {
		if got := w.T(id); got != want {
			t.Errorf("%s says %q", id, got)
		}
	}
}

// What the domain names by a code has words.
func TestEveryCodeHasWords(t *testing.T) {
	w := assets.English()
	for area, codes := range map[string][]string{
		"phase":         append([]string{"none"}, phases...),
		"route":         {"IV", "IM", "SC", "sublingual", "oral", "intranasal-esketamine", "intranasal", "other"},
		"route_short":   {"IV", "IM", "SC", "sublingual", "oral", "intranasal-esketamine", "intranasal", "other"},
		"status":        {"planned", "done", "cancelled", "moved"},
		"session_phase": {"initial", "maintenance", "other"},
		"mark":          {"private", "ask", "share"},
		"mark_line":     {"private", "ask", "share"},
		"field": {"date", "seq", "phase", "start", "end", "route", "dose_as_prescribed", "place", "music",
			"companions", "intention_line", "status", "note", "extra_dose", "eyeshade", "arrival_mood", "arrival_anxiety", "intention", "clinic_note"},
		"severity": {"0", "1", "2", "3"}, "yes_no": {"yes", "no"}, "course_status": {"open", "paused", "ended"},
		"vital_moment": {"before", "during", "after"}, "insight_state": {"open", "kept", "changed", "released"},
		"question_state": {"open", "raised", "parked"}, "practice_state": {"trying", "paused", "ended"}, "done": {"yes", "partly", "no"},
		"follow_up_state": {"open", "done", "skipped"}, "care_role": {"therapist", "prescriber", "clinic", "sitter", "person", "line"},
		"plan":           {"signs", "on_my_own", "places", "people", "professionals", "safer_space"},
		"measure_why":    {"start", "series", "end", "monthly"},
		"measure.better": {"lower_better", "higher_better"}, "trend_range": {"course", "3-months", "year", "all"},
		"check_in": {"mood", "mood.low", "mood.top", "anxiety", "anxiety.low", "anxiety.top", "energy", "energy.low", "energy.top",
			"connected", "connected.low", "connected.top", "sleep_h", "sleep_q", "sleep_q.low", "sleep_q.top", "line"},
		"strength": {"score.0", "score.1", "score.2", "score.3", "score.4"},
	} {
		for _, code := range codes {
			if !w.Has(area + "." + code) {
				t.Errorf("there are no words for %s.%s", area, code)
			}
		}
	}
}

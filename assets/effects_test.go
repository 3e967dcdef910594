package assets_test

import (
	"strings"
	"testing"

	"afterglow/assets"
)

// domain.md §1.3, in its order; "+" before what is asked again at maintenance
// sessions.
const reviewedSideEffects = `Dizzy or unsteady
Nausea
Vomiting
Headache
Sleepy
Blurred or double vision
Things looked or sounded different
Felt disconnected from body or surroundings
Anxious or panicky
Confused
Memory gaps
Heart racing
Raised blood pressure (if measured)
Low mood afterwards (“crash”)
Irritable
Trouble sleeping
Vivid dreams or nightmares
Numb or tingling
Sore or numb mouth or nose
+Need to pass urine more often
+Pain or burning passing urine
+Bladder or lower belly pain
+Blood in urine
Cravings or wanting more
Other`

func TestTheChecklistIsTheReviewedOne(t *testing.T) {
	var lines []string
	seen := map[string]bool{}
	for _, e := range assets.SideEffects() {
		line := e.Label
		if e.Bladder {
			line = "+" + line
		}
		lines = append(lines, line)
		if seen[e.Code] || e.Code == "" {
			t.Errorf("code %q is empty or twice", e.Code)
		}
		seen[e.Code] = true
	}
	if got := strings.Join(lines, "\n"); got != reviewedSideEffects || !seen["other"] {
		t.Errorf("the checklist reads\n%s", got)
	}
	assets.SideEffects()[0].Label = "changed"
	if assets.SideEffects()[0].Label == "changed" {
		t.Error("a caller changed the original")
	}
}

// What the app says to a side effect, to a higher score and on the support plan
// (domain.md §1.3, §3.7, §4.2, §4.4, §4.5).
func TestReviewedWordsOfTheCourse(t *testing.T) {
	w := assets.English()
	for id, want := range map[string]string{
		"side_effects.thanks":    "Thank you. Your care team may want to know about this.",
		"side_effects.emergency": "If something feels like an emergency, call your local emergency number.",
		"trend.higher":           "This is higher than last time. You may want to mention it to your care team.",
		"measure.share_item":     "If you share your answers, your therapist will see this one. If you share only the total, they will not. You might want to tell them.",
		"plan.title":             "My support plan",
		"plan.signs":             "How I can tell it is getting hard",
		"plan.on_my_own":         "Things I can do on my own",
		"plan.places":            "Where I can go, who I can be around",
		"plan.people":            "People I can tell",
		"plan.professionals":     "Professionals and lines I can call",
		"plan.safer_space":       "Making my space safer",
	} {
		if got := w.T(id); got != want {
			t.Errorf("%s says %q", id, got)
		}
	}
	if got := w.T("trend.score_since", "Score", 9, "Baseline", 18); got != "Your score is 9. It was 18 when you started." {
		t.Error(got)
	}
	if got := w.N("session_term.treatment", 2); got != "treatments" {
		t.Error(got)
	}
}

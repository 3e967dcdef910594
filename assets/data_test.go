package assets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"testing"

	"afterglow/assets"
)

// The fifty prompts as they were reviewed (domain.md §5.1 to §5.6), one a line,
// "* " before a gentle one. A change here is a change of reviewed text.
const promptsSHA256 = "810078ae6e1fe26370b8a6c6b500ffcd3455dbb8fa78794eaae8ecfc82307419"

var phases = []string{"before", "same_day", "24h", "72h", "1w", "maintenance"}

func TestPromptsAreTheReviewedOnes(t *testing.T) {
	var lines []string
	for _, p := range assets.Prompts("") {
		line := assets.English().T("prompt." + p.ID)
		if p.Gentle {
			line = "* " + line
		}
		if p.Opens == "side_effects" {
			line += " (Opens the side-effect list.)" // the review's note to the page, not words for the person
		}
		lines = append(lines, line)
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	if len(lines) != 50 || hex.EncodeToString(sum[:]) != promptsSHA256 {
		t.Errorf("%d prompts with hash %x", len(lines), sum)
	}
}

func TestPromptsByPhase(t *testing.T) {
	want := map[string]int{"before": 10, "same_day": 9, "24h": 8, "72h": 8, "1w": 7, "maintenance": 8}
	seen := map[string]bool{}
	for _, phase := range phases {
		list := assets.Prompts(phase)
		if len(list) != want[phase] {
			t.Errorf("%s: %d prompts, want %d", phase, len(list), want[phase])
		}
		if len(list) == 0 || !list[0].Gentle {
			t.Errorf("%s does not begin with a gentle prompt", phase)
		}
		for _, p := range list {
			if p.Phase != phase || seen[p.ID] || !regexp.MustCompile(`^p[0-5][0-9]$`).MatchString(p.ID) {
				t.Errorf("%s: prompt %q of phase %q, seen before: %v", phase, p.ID, p.Phase, seen[p.ID])
			}
			seen[p.ID] = true
			if got, ok := assets.PromptByID(p.ID); !ok || got != p {
				t.Errorf("PromptByID(%q) = %v, %v", p.ID, got, ok)
			}
		}
	}
	if len(seen) != 50 {
		t.Errorf("the phases hold %d prompts", len(seen))
	}
	if got := assets.Prompts("nowhere"); len(got) != 0 {
		t.Errorf("a phase there is not has %d prompts", len(got))
	}
	if _, ok := assets.PromptByID("p51"); ok {
		t.Error("there is no prompt p51")
	}
}

// domain.md §5.7, in its own order and spelling: kind | title | mark | sections.
const reviewedTemplates = `
intention | Before I go in | ask | One line · What I am carrying · What would help if it gets hard · Setting, music, who is with me · Mood / anxiety / sleep now
session | After the session | ask | **First words** · What happened, in any order · Feelings · Body · Images · A hard part (folded) · What I want to keep · Side effects
insight | Something I noticed | ask | In one sentence · Where it came from · How sure I am (a little … very) · What it might ask of me · Try it as a practice?
dream | A dream | private | What I remember · The feeling on waking · Anything it reminds me of
body | Body note | private | Where · What it is like (warm, tight, buzzing, numb …) · When it changes · What it might need
gratitude | Something good, small or large | private | What · Who or what had a part in it · How it felt to notice
practice | A practice I am trying | ask | What I will do · When and how often · How I will make it tiny · What could get in the way · Log: did it / not today + a word
letter | Letter to my therapist | share | What I want you to know · What I find hard to say · What I would like from our hour · What I do not want to talk about yet
`

func TestTemplatesAreTheReviewedOnes(t *testing.T) {
	var got []string
	for _, tpl := range assets.Templates()[1:] {
		var headings []string
		for _, s := range tpl.Sections {
			h := s.Heading
			switch {
			case s.Hint != "" && h == "Log":
				h += ": " + s.Hint
			case s.Hint != "":
				h += " (" + s.Hint + ")"
			}
			if s.Folded {
				h += " (folded)"
			}
			if s.Lead {
				h = "**" + h + "**"
			}
			headings = append(headings, h)
		}
		got = append(got, strings.Join([]string{tpl.Kind, assets.English().T("kind." + tpl.Kind), tpl.Mark, strings.Join(headings, " · ")}, " | "))
	}
	if text := strings.Join(got, "\n"); text != strings.TrimSpace(reviewedTemplates) {
		t.Errorf("the templates read\n%s", text)
	}
}

func TestFreePageIsOneOpenBox(t *testing.T) {
	free := assets.Templates()[0]
	if free.Kind != "free" || len(free.Sections) != 1 || free.Sections[0].Heading != "" || free.Sections[0].Key == "" {
		t.Errorf("the free page is %+v", free)
	}
}

func TestTemplateSectionsHaveKeysOfTheirOwn(t *testing.T) {
	for _, tpl := range assets.Templates() {
		seen := map[string]bool{}
		for _, s := range tpl.Sections {
			if s.Key == "" || seen[s.Key] {
				t.Errorf("%s: key %q is empty or twice", tpl.Kind, s.Key)
			}
			seen[s.Key] = true
		}
		if got, ok := assets.TemplateFor(tpl.Kind); !ok || got.Kind != tpl.Kind {
			t.Errorf("TemplateFor(%q) = %+v, %v", tpl.Kind, got, ok)
		}
	}
	if _, ok := assets.TemplateFor("poem"); ok {
		t.Error("there is no template for poems")
	}
}

func TestMomentsFollowASession(t *testing.T) {
	list, w := assets.Moments(), assets.English()
	if len(list) != len(phases) {
		t.Fatalf("%d moments", len(list))
	}
	for i, m := range list {
		tpl, ok := assets.TemplateFor(m.Kind)
		if m.Phase != phases[i] || !ok || !w.Has("moment."+m.Phase+".title") || !w.Has("moment."+m.Phase+".line") || m.Mark != tpl.Mark || len(m.Sections) != len(tpl.Sections) {
			t.Errorf("moment %d is %+v", i, m)
		}
		if got, ok := assets.MomentFor(m.Phase); !ok || got.Phase != m.Phase {
			t.Errorf("MomentFor(%q) = %+v, %v", m.Phase, got, ok)
		}
	}
	if list[0].Kind != "intention" || list[1].Kind != "session" || list[2].Kind != "free" {
		t.Error("the moments open other templates than they used to")
	}
}

func TestWhatIsAnsweredIsACopy(t *testing.T) {
	assets.Templates()[1].Sections[0].Heading = "changed"
	assets.Moments()[0].Sections[0].Heading = "changed"
	assets.Prompts("before")[0].ID = "changed"
	assets.Countries()[0].Lines[0].Number = "changed"
	if assets.Templates()[1].Sections[0].Heading != "One line" || assets.Moments()[0].Sections[0].Heading != "One line" ||
		assets.Prompts("before")[0].ID == "changed" || assets.Countries()[0].Lines[0].Number == "changed" {
		t.Error("a caller changed the original")
	}
}

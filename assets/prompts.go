package assets

import "sync"

// Prompt is one question or invitation to write. Each stands alone, can be
// skipped, and supposes nothing of how a session was (domain.md §5).
type Prompt struct {
	ID    string `json:"id"`    // "p01" to "p50"; kept for good, entries name them. Its text is the message "prompt.ID"
	Phase string `json:"phase"` // before | same_day | 24h | 72h | 1w | maintenance
	// Gentle marks the one to begin with in its phase.
	Gentle bool `json:"gentle,omitempty"`
	// Opens names a list that belongs to the question ("side_effects"), for a
	// page that has it.
	Opens string `json:"opens,omitempty"`
}

var prompts = sync.OnceValue(func() []Prompt { return load[[]Prompt]("prompts.json") })

// Prompts lists the prompts of a phase, a gentle one first; none for a phase
// there is not. The empty phase gives all of them.
func Prompts(phase string) []Prompt {
	var gentle, rest []Prompt
	for _, p := range prompts() {
		switch {
		case phase != "" && p.Phase != phase:
		case phase != "" && p.Gentle:
			gentle = append(gentle, p)
		default:
			rest = append(rest, p)
		}
	}
	return append(gentle, rest...)
}

// PromptByID finds the prompt an entry was written beside.
func PromptByID(id string) (Prompt, bool) {
	for _, p := range prompts() {
		if p.ID == id {
			return p, true
		}
	}
	return Prompt{}, false
}

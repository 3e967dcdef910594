package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ID names a record: 32 lower-case hexadecimal digits, 128 random bits. It says
// nothing of when or what.
type ID string

// Kind names the template an entry was written from (domain: eight templates
// and free).
type Kind string

// The kinds of entry.
const (
	KindFree      Kind = "free"
	KindIntention Kind = "intention"
	KindSession   Kind = "session"
	KindInsight   Kind = "insight"
	KindDream     Kind = "dream"
	KindBody      Kind = "body"
	KindGratitude Kind = "gratitude"
	KindPractice  Kind = "practice"
	KindLetter    Kind = "letter"
)

// Kinds lists every kind in the order they are offered.
var Kinds = []Kind{KindFree, KindIntention, KindSession, KindInsight, KindDream, KindBody, KindGratitude, KindPractice, KindLetter}

// Phase is where around a dosing session an entry stands.
type Phase string

// The phases.
const (
	PhaseNone        Phase = ""
	PhaseBefore      Phase = "before"
	PhaseSameDay     Phase = "same_day"
	Phase24h         Phase = "24h"
	Phase72h         Phase = "72h"
	PhaseWeek        Phase = "1w"
	PhaseMaintenance Phase = "maintenance"
)

// Phases lists the moments one can write at, in their order.
var Phases = []Phase{PhaseBefore, PhaseSameDay, Phase24h, Phase72h, PhaseWeek, PhaseMaintenance}

// Section is one part of an entry. Heading is the words shown above it, kept
// as they were when it was written; a free entry has one section without one.
type Section struct {
	Key     string `json:"key"`
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
}

// Entry is one piece of writing. Revision is given by the journal and grows by
// one at each save; the zero ID asks for a new entry.
type Entry struct {
	ID         ID        `json:"id"`
	Revision   uint64    `json:"-"`
	Kind       Kind      `json:"kind"`
	Phase      Phase     `json:"phase,omitempty"`
	Title      string    `json:"title"`
	Sections   []Section `json:"sections"`
	Tags       []string  `json:"tags,omitempty"`
	SessionID  ID        `json:"session_id,omitempty"`
	OccurredAt When      `json:"occurred_at"`
	WrittenAt  When      `json:"written_at"`
	EditedAt   When      `json:"edited_at,omitzero"`
	PromptIDs  []string  `json:"prompt_ids,omitempty"`
	Mark       Mark      `json:"mark"`
	// RecordPref is asked of whoever it is shared with.
	RecordPref RecordPref `json:"record_pref,omitempty"`
	// Unfinished is set while the writing page is open, so that an entry cut
	// off by a crash is offered again.
	Unfinished bool `json:"unfinished,omitempty"`
	// Sitting names one opening of the writing page. History keeps the last
	// revision of every sitting, not each autosave.
	Sitting   string `json:"sitting,omitempty"`
	TrashedAt When   `json:"trashed_at,omitzero"`
}

// Text is the whole entry as Markdown: one section without a heading to the
// letter; otherwise every section that has words, under "## Heading".
func (e Entry) Text() string { return SectionsText(e.Sections) }

// SectionsText is Entry.Text for sections alone.
func SectionsText(sections []Section) string {
	if len(sections) == 1 && sections[0].Heading == "" {
		return sections[0].Text
	}
	var b strings.Builder
	for _, s := range sections {
		if strings.TrimSpace(s.Text) == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		if s.Heading != "" {
			b.WriteString("## " + s.Heading + "\n\n")
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// Words counts the words of the text (not of title or headings).
func (e Entry) Words() int { return CountWords(e.Sections) }

// CountWords counts what a reader would call words: runs between white space
// that hold a letter or a digit.
func CountWords(sections []Section) int {
	n := 0
	for _, s := range sections {
		inWord, counted := false, false
		for _, r := range s.Text {
			switch {
			case unicode.IsSpace(r):
				inWord, counted = false, false
			case !inWord || !counted:
				inWord = true
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					n++
					counted = true
				}
			}
		}
	}
	return n
}

// Blank says that nobody wrote anything here: no title, no word in a section.
func (e Entry) Blank() bool {
	if strings.TrimSpace(e.Title) != "" {
		return false
	}
	for _, s := range e.Sections {
		if strings.TrimSpace(s.Text) != "" {
			return false
		}
	}
	return true
}

// check refuses what the journal must not hold.
func (e Entry) check() error {
	if e.Blank() {
		return ErrEmpty
	}
	size := len(e.Title)
	if !utf8.ValidString(e.Title) {
		return ErrNotUTF8
	}
	for _, s := range e.Sections {
		size += len(s.Heading) + len(s.Text)
		if !utf8.ValidString(s.Text) || !utf8.ValidString(s.Heading) || !utf8.ValidString(s.Key) {
			return ErrNotUTF8
		}
	}
	for _, t := range e.Tags {
		if !utf8.ValidString(t) {
			return ErrNotUTF8
		}
	}
	if size > MaxEntryBytes {
		return ErrTooLarge
	}
	return nil
}

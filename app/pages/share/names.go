package share

import (
	"slices"
	"strings"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// kinds are the types of what can be ticked, in the order they are offered.
var kinds = []string{bundle.ItemQuestion, bundle.ItemEntry, bundle.ItemSession, bundle.ItemResponse, bundle.ItemExternal,
	bundle.ItemCheckIn, bundle.ItemInsight, bundle.ItemPractice}

// naming says what things are called in a list.
type naming struct {
	words    *assets.Words
	now      time.Time
	sessions map[journal.ID]journal.DosingSession
	titles   map[string]string // of measures
}

func newNaming(w *assets.Words, now time.Time, src sharing.Source) naming {
	n := naming{words: w, now: now, sessions: map[journal.ID]journal.DosingSession{}, titles: map[string]string{}}
	for _, s := range src.Sessions() {
		n.sessions[s.ID] = s
	}
	for _, r := range src.Responses() {
		if in, ok := src.Instrument(r.InstrumentID, r.InstrumentVersion); ok {
			n.titles[r.InstrumentID] = in.Title
		}
	}
	return n
}

// of is a thing's name on one line.
func (n naming) of(c sharing.Candidate) string {
	switch c.Type {
	case bundle.ItemSession:
		if s, ok := n.sessions[c.ID]; ok {
			return facts.SessionOn(n.words, s, n.now)
		}
	case bundle.ItemResponse:
		return n.measure(c.Measure)
	case bundle.ItemCheckIn:
		if c.Text == "" {
			return n.words.T("share.one.check-in")
		}
	}
	if text := strings.Join(strings.Fields(c.Text), " "); text != "" {
		return text
	}
	return n.words.T("common.untitled")
}

// second is the quiet line: its day, its mark, and what is asked of whoever keeps it.
func (n naming) second(c sharing.Candidate) string {
	parts := []string{n.words.T("mark." + string(c.Mark))}
	if day := facts.ShortDay(c.When, n.now); day != "" && c.Type != bundle.ItemSession {
		parts = slices.Insert(parts, 0, day)
	}
	if c.RecordPref == journal.SessionOnly {
		parts = append(parts, n.words.T("record_pref.session_only"))
	}
	return strings.Join(parts, " · ")
}

// dated is its name with its day.
func (n naming) dated(c sharing.Candidate) string {
	if day := facts.ShortDay(c.When, n.now); day != "" && c.Type != bundle.ItemSession {
		return n.of(c) + " · " + day
	}
	return n.of(c)
}

// measures are the measures that were answered, and the scores from elsewhere.
func (n naming) measures(all []sharing.Candidate) (out []string) {
	for _, c := range all {
		if c.Measure != "" && !slices.Contains(out, c.Measure) {
			out = append(out, c.Measure)
		}
	}
	return out
}

func (n naming) measure(id string) string {
	if title := n.titles[id]; title != "" {
		return title
	}
	return id
}

package timeline

import (
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

// filters are the choices that narrow the list: kind, session, tag, and what is
// meant for the therapist.
type filters struct {
	words  *assets.Words
	filter *journal.Filter
	object *fyne.Container

	kind, session, tag *kit.PickList
	share              *kit.Chip
	sessions           []journal.ID
	tags               []string
}

func newFilters(w *assets.Words, filter *journal.Filter, changed func()) *filters {
	f := &filters{words: w, filter: filter}
	kinds, at := []string{w.T("timeline.all_kinds")}, 0
	for i, k := range journal.Kinds {
		kinds = append(kinds, facts.Kind(w, k))
		if k == filter.Kind {
			at = i + 1
		}
	}
	f.kind = kit.NewPickList(kinds, at, func(i int) {
		filter.Kind = ""
		if i > 0 {
			filter.Kind = journal.Kinds[i-1]
		}
		changed()
	})
	f.session = kit.NewPickList([]string{w.T("timeline.all_sessions")}, 0, func(i int) {
		filter.SessionID = f.sessions[i]
		changed()
	})
	f.tag = kit.NewPickList([]string{w.T("timeline.all_tags")}, 0, func(i int) {
		filter.Tag = f.tags[i]
		changed()
	})
	f.share = kit.NewChip(w.T("mark.share"), filter.Mark == journal.MarkShare, func(on bool) {
		filter.Mark = ""
		if on {
			filter.Mark = journal.MarkShare
		}
		changed()
	})
	f.object = kit.Columns(190, f.kind, f.session, f.tag, kit.Inset(0, 5, 0, 0, kit.Wrap(0, f.share)))
	return f
}

// offer shows the sessions and tags there are.
func (f *filters) offer(sessions []journal.DosingSession, tags []journal.TagCount, now time.Time) {
	names, chosen := []string{f.words.T("timeline.all_sessions")}, 0
	f.sessions = []journal.ID{""}
	for i := len(sessions) - 1; i >= 0; i-- {
		s := sessions[i]
		if s.ID == f.filter.SessionID {
			chosen = len(names)
		}
		names, f.sessions = append(names, facts.SessionOn(f.words, s, now)), append(f.sessions, s.ID)
	}
	f.session.SetAnswers(names, chosen)

	names, chosen = []string{f.words.T("timeline.all_tags")}, 0
	f.tags = []string{""}
	for _, t := range tags {
		if t.Tag == f.filter.Tag {
			chosen = len(names)
		}
		names, f.tags = append(names, t.Tag), append(f.tags, t.Tag)
	}
	if f.filter.Tag != "" && chosen == 0 { // nothing carries it any more
		chosen = len(names)
		names, f.tags = append(names, f.filter.Tag), append(f.tags, f.filter.Tag)
	}
	f.tag.SetAnswers(names, chosen)
}

// reset shows that nothing narrows.
func (f *filters) reset() {
	kinds := []string{f.words.T("timeline.all_kinds")}
	for _, k := range journal.Kinds {
		kinds = append(kinds, facts.Kind(f.words, k))
	}
	f.kind.SetAnswers(kinds, 0)
	f.share.SetOn(false)
}

func (f *filters) wipe() {
	f.sessions, f.tags = nil, nil
	f.session.SetAnswers(nil, -1)
	f.tag.SetAnswers(nil, -1)
}

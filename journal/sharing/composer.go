package sharing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/trend"
)

// composer copies what a selection names into a content.
type composer struct {
	src   Source
	sel   Selection
	keeps keeps
	there map[journal.ItemRef]bool // what was ticked
	met   map[journal.ItemRef]bool // what of it was found
	now   time.Time
}

// takes says whether a thing was ticked, and remembers that it is there.
func (b *composer) takes(kind string, id journal.ID) bool {
	r := ref(kind, id)
	if !b.there[r] {
		return false
	}
	if b.met == nil {
		b.met = map[journal.ItemRef]bool{}
	}
	b.met[r] = true
	return true
}

// named is an id of something else, if that is in the file too.
func (b *composer) named(kind string, id journal.ID) journal.ID {
	if b.there[ref(kind, id)] {
		return id
	}
	return ""
}

// sessions adds the sessions that were ticked, and what goes along with them.
func (b *composer) sessions(_ context.Context, c *bundle.Content) error {
	for _, s := range b.src.Sessions() {
		if !s.TrashedAt.IsZero() || !b.takes(bundle.ItemSession, s.ID) {
			continue
		}
		shared := shareSession(s)
		if !b.sel.Detail.Dose {
			shared.Dose = ""
		}
		if err := b.keeps.apply(ref(bundle.ItemSession, s.ID), s.Revision, &shared); err != nil {
			return err
		}
		c.Sessions = append(c.Sessions, shared)
		if b.sel.Detail.SideEffects {
			for _, e := range b.src.SideEffects(s.ID) {
				effect, of := shareSideEffect(e, s.Sharing), ref(bundle.ItemSideEffect, e.ID)
				if b.keeps.whole(of, "") {
					continue
				}
				if err := b.keeps.apply(of, e.Revision, &effect); err != nil {
					return err
				}
				c.SideEffects = append(c.SideEffects, effect)
			}
		}
		if b.sel.Detail.Vitals {
			for _, v := range b.src.Vitals(s.ID) {
				if !b.keeps.whole(ref(bundle.ItemVital, v.ID), "") {
					c.Vitals = append(c.Vitals, shareVital(v, s.Sharing))
				}
			}
		}
	}
	slices.SortStableFunc(c.Sessions, func(x, y bundle.Session) int {
		return strings.Compare(orderKey(x.Date, journal.When{}, x.ID), orderKey(y.Date, journal.When{}, y.ID))
	})
	return nil
}

// entries adds the entries that were ticked.
func (b *composer) entries(ctx context.Context, c *bundle.Content) error {
	sessions := map[journal.ID]journal.DosingSession{}
	for _, s := range b.src.Sessions() {
		sessions[s.ID] = s
	}
	for r := range b.there {
		if r.Type != bundle.ItemEntry {
			continue
		}
		e, err := b.src.Entry(ctx, r.ID)
		if err != nil {
			return fmt.Errorf("entry %s: %w", r.ID, err)
		}
		if !e.TrashedAt.IsZero() {
			return fmt.Errorf("entry %s: %w", r.ID, journal.ErrNotFound)
		}
		b.takes(bundle.ItemEntry, r.ID)
		shared := shareEntry(e)
		if s, ok := sessions[e.SessionID]; ok {
			shared.SameDay = withinADay(e.WrittenAt, s)
		}
		shared.SessionID = b.named(bundle.ItemSession, e.SessionID)
		if b.keeps.whole(r, TagsField) {
			shared.Tags = nil
		}
		if err := b.keeps.apply(r, e.Revision, &shared); err != nil {
			return err
		}
		shared.Words = journal.CountWords(shared.Sections)
		c.Entries = append(c.Entries, shared)
	}
	slices.SortFunc(c.Entries, func(x, y bundle.Entry) int {
		return strings.Compare(orderKey(x.OccurredAt, x.WrittenAt, x.ID), orderKey(y.OccurredAt, y.WrittenAt, y.ID))
	})
	return nil
}

// numbers adds what was measured and checked in.
func (b *composer) numbers(_ context.Context, c *bundle.Content) error {
	baseline := map[journal.ID]bool{}
	all := trend.Of(b.src, trend.RangeAll, b.now)
	for _, s := range append(all.Measures, all.External...) {
		if s.Baseline != nil {
			baseline[s.Baseline.ID] = true
		}
	}
	for _, r := range b.src.Responses() {
		if !b.takes(bundle.ItemResponse, r.ID) {
			continue
		}
		shared := shareResponse(r, baseline[r.ID])
		shared.SessionID = b.named(bundle.ItemSession, r.SessionID)
		if !b.sel.Detail.Answers || b.keeps.whole(ref(bundle.ItemResponse, r.ID), AnswersField) {
			shared.Answers = nil
		}
		c.Responses = append(c.Responses, shared)
	}
	for _, s := range b.src.ExternalScores() {
		if b.takes(bundle.ItemExternal, s.ID) {
			shared := shareScore(s, baseline[s.ID])
			if err := b.keeps.apply(ref(bundle.ItemExternal, s.ID), s.Revision, &shared); err != nil {
				return err
			}
			c.ExternalScores = append(c.ExternalScores, shared)
		}
	}
	for _, ch := range b.src.CheckIns() {
		if b.takes(bundle.ItemCheckIn, ch.ID) {
			shared := shareCheckIn(ch)
			if err := b.keeps.apply(ref(bundle.ItemCheckIn, ch.ID), ch.Revision, &shared); err != nil {
				return err
			}
			c.CheckIns = append(c.CheckIns, shared)
		}
	}
	return nil
}

// insights adds what came of it: questions, insights, practices.
func (b *composer) insights(_ context.Context, c *bundle.Content) error {
	for _, q := range b.src.Questions() {
		if b.takes(bundle.ItemQuestion, q.ID) {
			shared := shareQuestion(q)
			shared.EntryID, shared.SessionID = b.named(bundle.ItemEntry, q.EntryID), b.named(bundle.ItemSession, q.SessionID)
			if err := b.keeps.apply(ref(bundle.ItemQuestion, q.ID), q.Revision, &shared); err != nil {
				return err
			}
			c.Questions = append(c.Questions, shared)
		}
	}
	for _, i := range b.src.Insights() {
		if b.takes(bundle.ItemInsight, i.ID) {
			shared := shareInsight(i)
			shared.EntryID, shared.SessionID = b.named(bundle.ItemEntry, i.EntryID), b.named(bundle.ItemSession, i.SessionID)
			if err := b.keeps.apply(ref(bundle.ItemInsight, i.ID), i.Revision, &shared); err != nil {
				return err
			}
			c.Insights = append(c.Insights, shared)
		}
	}
	for _, p := range b.src.Practices() {
		if b.takes(bundle.ItemPractice, p.ID) {
			var log []journal.PracticeLog
			if b.sel.Detail.Log {
				log = b.src.PracticeLogs(p.ID)
			}
			shared := sharePractice(p, log)
			shared.EntryID, shared.SessionID = b.named(bundle.ItemEntry, p.EntryID), b.named(bundle.ItemSession, p.SessionID)
			shared.InsightID = b.named(bundle.ItemInsight, p.InsightID)
			if err := b.keeps.apply(ref(bundle.ItemPractice, p.ID), p.Revision, &shared); err != nil {
				return err
			}
			c.Practices = append(c.Practices, shared)
		}
	}
	return nil
}

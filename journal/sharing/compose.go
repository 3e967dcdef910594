package sharing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// Compose is the preview: exactly what the reader of the sealed file will see.
//
// Errors: ErrNothingChosen, ErrNoKey, journal.ErrNotFound, bundle.ErrAddressee when To
// names both keys and a passphrase, crypto.ErrBadRecipient.
func Compose(ctx context.Context, src Source, sel Selection, now time.Time) (bundle.Content, error) {
	if len(sel.EntryIDs) == 0 && len(sel.SessionIDs) == 0 {
		return bundle.Content{}, ErrNothingChosen
	}
	if src.Identity() == nil {
		return bundle.Content{}, ErrNoKey
	}
	c := bundle.Content{
		BundleID: bundle.NewID(),
		MadeAt:   journal.At(now),
		Maker:    bundle.Maker{Alias: src.Settings().Alias, SigningKey: src.Identity().SigningKey()},
		Purpose:  sel.Purpose,
		Cover:    bundle.Cover{Line: sel.Line},
	}
	if err := address(&c, sel.To, src.Shares()); err != nil {
		return bundle.Content{}, err
	}
	all := map[journal.ID]journal.DosingSession{}
	for _, s := range src.Sessions() {
		all[s.ID] = s
	}
	for _, id := range unique(sel.SessionIDs) {
		s, ok := all[id]
		if !ok || !s.TrashedAt.IsZero() {
			return bundle.Content{}, fmt.Errorf("session %s: %w", id, journal.ErrNotFound)
		}
		c.Sessions = append(c.Sessions, shareSession(s))
	}
	for _, id := range unique(sel.EntryIDs) {
		e, err := src.Entry(ctx, id)
		if err != nil {
			return bundle.Content{}, fmt.Errorf("entry %s: %w", id, err)
		}
		if !e.TrashedAt.IsZero() {
			return bundle.Content{}, fmt.Errorf("entry %s: %w", id, journal.ErrNotFound)
		}
		shared := shareEntry(e)
		if s, ok := all[e.SessionID]; ok {
			shared.SameDay = withinADay(e.WrittenAt, s)
		}
		if slices.Contains(sel.SessionIDs, e.SessionID) {
			shared.SessionID = e.SessionID
		}
		c.Entries = append(c.Entries, shared)
	}
	slices.SortFunc(c.Entries, func(a, b bundle.Entry) int {
		return strings.Compare(orderKey(a.OccurredAt, a.WrittenAt, a.ID), orderKey(b.OccurredAt, b.WrittenAt, b.ID))
	})
	slices.SortFunc(c.Sessions, func(a, b bundle.Session) int {
		return strings.Compare(orderKey(a.Date, journal.When{}, a.ID), orderKey(b.Date, journal.When{}, b.ID))
	})
	c.Period = period(c)
	return c, nil
}

// shareEntry copies what may be shared of an entry, and nothing by accident:
// a field that is not named here stays in the journal.
func shareEntry(e journal.Entry) bundle.Entry {
	sections := append([]journal.Section{}, e.Sections...)
	return bundle.Entry{
		ID: e.ID, Revision: e.Revision, Kind: e.Kind, Phase: e.Phase, Title: e.Title,
		OccurredAt: e.OccurredAt, WrittenAt: e.WrittenAt, EditedAt: e.EditedAt,
		Tags: slices.Clone(e.Tags), Sections: sections, Words: journal.CountWords(sections),
	}
}

// shareSession does the same for a session: place, music, companions, times of
// the clock and the note stay in the journal.
func shareSession(s journal.DosingSession) bundle.Session {
	return bundle.Session{ID: s.ID, Seq: s.Seq, Phase: s.Phase, Date: s.Date, Route: s.Route, Dose: s.Dose, Intention: s.Intention}
}

// orderKey sorts by the clock on the wall, then by when it was written.
func orderKey(at, written journal.When, id journal.ID) string {
	if at.IsZero() {
		at = written
	}
	return strings.Join([]string{at.Wall(), written.Wall(), string(id)}, "\x00")
}

// period is from the first to the last date of the entries, or, where only
// sessions are shared, of the sessions.
func period(c bundle.Content) bundle.Period {
	var days []string
	for _, e := range c.Entries {
		day := e.OccurredAt.Date()
		if day == "" {
			day = e.WrittenAt.Date()
		}
		days = append(days, day)
	}
	if len(days) == 0 {
		for _, s := range c.Sessions {
			days = append(days, s.Date.Date())
		}
	}
	days = slices.DeleteFunc(days, func(d string) bool { return d == "" })
	if len(days) == 0 {
		return bundle.Period{}
	}
	return bundle.Period{From: slices.Min(days), To: slices.Max(days)}
}

// unique keeps the first of each.
func unique(ids []journal.ID) []journal.ID {
	seen := map[journal.ID]bool{}
	var out []journal.ID
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

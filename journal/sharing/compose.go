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
// Errors: ErrNothingChosen, ErrNoKey, ErrChangedSince, journal.ErrNotFound,
// bundle.ErrAddressee when To names both keys and a passphrase, crypto.ErrBadRecipient.
func Compose(ctx context.Context, src Source, sel Selection, now time.Time) (bundle.Content, error) {
	if len(sel.Items) == 0 {
		return bundle.Content{}, ErrNothingChosen
	}
	if src.Identity() == nil {
		return bundle.Content{}, ErrNoKey
	}
	c := bundle.Content{
		BundleID:   bundle.NewID(),
		MadeAt:     journal.At(now),
		Maker:      bundle.Maker{Alias: src.Settings().Alias, SigningKey: src.Identity().SigningKey()},
		Purpose:    sel.Purpose,
		Supersedes: sel.Replaces,
		Cover:      bundle.Cover{Line: sel.Line},
	}
	if err := address(&c, sel.To, src.Shares()); err != nil {
		return bundle.Content{}, err
	}
	b := composer{src: src, sel: sel, keeps: keepsOf(sel.KeptBack), there: map[journal.ItemRef]bool{}, now: now}
	for _, r := range sel.Items {
		b.there[r] = true
	}
	for _, step := range []func(context.Context, *bundle.Content) error{b.sessions, b.entries, b.numbers, b.insights} {
		if err := step(ctx, &c); err != nil {
			return bundle.Content{}, err
		}
	}
	for r := range b.there {
		if !b.met[r] {
			return bundle.Content{}, fmt.Errorf("%s %s: %w", r.Type, r.ID, journal.ErrNotFound)
		}
	}
	c.Period = period(c)
	return c, addInstruments(&c, src)
}

// shareEntry copies what may be shared of an entry, and nothing by accident:
// a field that is not named here stays in the journal.
func shareEntry(e journal.Entry) bundle.Entry {
	sections := append([]journal.Section{}, e.Sections...)
	return bundle.Entry{
		ID: e.ID, Revision: e.Revision, Kind: e.Kind, Phase: e.Phase, Title: e.Title,
		OccurredAt: e.OccurredAt, WrittenAt: e.WrittenAt, EditedAt: e.EditedAt,
		Tags: slices.Clone(e.Tags), Sections: sections, RecordPref: e.RecordPref,
	}
}

// shareSession does the same for a session: place, music, companions, times of
// the clock and the notes stay in the journal.
func shareSession(s journal.DosingSession) bundle.Session {
	return bundle.Session{
		ID: s.ID, Seq: s.Seq, Phase: s.Phase, Date: s.Date, Route: s.Route, Dose: s.Dose, Intention: s.Intention, Status: s.Status, RecordPref: s.RecordPref,
	}
}

// orderKey sorts by the clock on the wall, then by when it was written.
func orderKey(at, written journal.When, id journal.ID) string {
	if at.IsZero() {
		at = written
	}
	return strings.Join([]string{at.Wall(), written.Wall(), string(id)}, "\x00")
}

// period is from the first to the last date of what happened or was written; where
// there is nothing of that kind, of the insights, practices and questions there is none.
func period(c bundle.Content) bundle.Period {
	var days []string
	add := func(w journal.When) {
		if d := w.Date(); d != "" {
			days = append(days, d)
		}
	}
	for _, e := range c.Entries {
		if e.OccurredAt.IsZero() {
			e.OccurredAt = e.WrittenAt
		}
		add(e.OccurredAt)
	}
	if len(days) == 0 {
		for _, s := range c.Sessions {
			add(s.Date)
		}
	}
	for _, r := range c.Responses {
		add(r.TakenAt)
	}
	for _, s := range c.ExternalScores {
		add(s.On)
	}
	for _, ch := range c.CheckIns {
		add(ch.On)
	}
	if len(days) == 0 {
		return bundle.Period{}
	}
	return bundle.Period{From: slices.Min(days), To: slices.Max(days)}
}

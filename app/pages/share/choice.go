package share

import (
	"context"
	"maps"
	"slices"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// choice is what is chosen: what goes, what goes along with it, and what of it
// stays here. It knows nothing of the window.
type choice struct {
	all      []sharing.Candidate
	ticked   map[journal.ItemRef]bool
	detail   journal.ShareDetail
	kept     []journal.KeptBack
	replaces string
}

func newChoice(all []sharing.Candidate) *choice {
	return &choice{all: all, ticked: map[journal.ItemRef]bool{}, detail: journal.ShareDetail{Dose: true}}
}

// takeUp goes on with a share that was being put together. What is not there any
// more is left out, and what was kept back of it too.
func (c *choice) takeUp(d *journal.ShareDraft) {
	clear(c.ticked)
	for _, r := range d.Items {
		if _, there := c.candidate(r); there {
			c.ticked[r] = true
		}
	}
	c.detail, c.kept, c.replaces = d.Detail, slices.Clone(d.KeptBack), d.Replaces
}

// draft is the choice as it outlives a lock.
func (c *choice) draft() *journal.ShareDraft {
	return &journal.ShareDraft{Items: c.items(), Detail: c.detail, KeptBack: slices.Clone(c.kept), Replaces: c.replaces}
}

func (c *choice) candidate(r journal.ItemRef) (sharing.Candidate, bool) {
	i := slices.IndexFunc(c.all, func(one sharing.Candidate) bool { return one.ItemRef == r })
	if i < 0 {
		return sharing.Candidate{}, false
	}
	return c.all[i], true
}

func (c *choice) tick(r journal.ItemRef, on bool) {
	if on {
		c.ticked[r] = true
	} else {
		delete(c.ticked, r)
	}
}

// tickAll ticks several things, but none that is private: those are ticked one by
// one.
func (c *choice) tickAll(list []sharing.Candidate, on bool) {
	for _, one := range list {
		if !on || one.Mark != journal.MarkPrivate {
			c.tick(one.ItemRef, on)
		}
	}
}

// items are the things that are ticked, in the order they are offered.
func (c *choice) items() []journal.ItemRef {
	var out []journal.ItemRef
	for _, one := range c.all {
		if c.ticked[one.ItemRef] {
			out = append(out, one.ItemRef)
		}
	}
	return out
}

// has says whether something of a type is ticked.
func (c *choice) has(kind string) bool {
	for r := range maps.Keys(c.ticked) {
		if r.Type == kind {
			return true
		}
	}
	return false
}

// selection is the choice as it is composed. What was kept back of a thing that is
// not ticked now stays with the choice, and is not said in the log.
func (c *choice) selection(session func(sideEffect journal.ID) journal.ID) sharing.Selection {
	s := sharing.Selection{Items: c.items(), Detail: c.detail, Replaces: c.replaces}
	for _, k := range c.kept {
		of := k.ItemRef
		if of.Type == bundle.ItemSideEffect || of.Type == bundle.ItemVital {
			of = journal.ItemRef{Type: bundle.ItemSession, ID: session(of.ID)}
		}
		if c.ticked[of] {
			s.KeptBack = append(s.KeptBack, k)
		}
	}
	return s
}

// keep keeps a part back.
func (c *choice) keep(k journal.KeptBack) {
	if !slices.Contains(c.kept, k) {
		c.kept = append(c.kept, k)
	}
}

// showAgain takes that back.
func (c *choice) showAgain(k journal.KeptBack) {
	c.kept = slices.DeleteFunc(c.kept, func(one journal.KeptBack) bool { return one == k })
}

// of is what is kept back of one thing.
func (c *choice) of(r journal.ItemRef) (out []journal.KeptBack) {
	for _, k := range c.kept {
		if k.ItemRef == r {
			out = append(out, k)
		}
	}
	return out
}

// forget shows all of a thing again.
func (c *choice) forget(r journal.ItemRef) {
	c.kept = slices.DeleteFunc(c.kept, func(k journal.KeptBack) bool { return k.ItemRef == r })
}

// follows lets what was kept back of a thing stand for its next version, when
// nothing but its mark was changed.
func (c *choice) follows(r journal.ItemRef, from, to uint64) {
	for i, k := range c.kept {
		if k.ItemRef == r && k.Revision == from {
			c.kept[i].Revision = to
		}
	}
}

// stale are the things that were changed since a part of them was kept back.
func (c *choice) stale(ctx context.Context, src sharing.Source) (out []journal.ItemRef, err error) {
	for _, k := range c.kept {
		now, err := revisionOf(ctx, src, k.ItemRef)
		if err != nil {
			return nil, err
		}
		if k.Revision != 0 && k.Revision != now && !slices.Contains(out, k.ItemRef) {
			out = append(out, k.ItemRef)
		}
	}
	return out, nil
}

// revisionOf is the version of a thing now, 0 where it is not there any more.
func revisionOf(ctx context.Context, src sharing.Source, r journal.ItemRef) (uint64, error) {
	switch r.Type {
	case bundle.ItemEntry:
		e, err := src.Entry(ctx, r.ID)
		return e.Revision, err
	case bundle.ItemSession:
		for _, s := range src.Sessions() {
			if s.ID == r.ID {
				return s.Revision, nil
			}
		}
	case bundle.ItemQuestion:
		return version(src.Questions(), r.ID, func(q journal.Question) journal.Head { return q.Head }), nil
	case bundle.ItemResponse:
		return version(src.Responses(), r.ID, func(x journal.Response) journal.Head { return x.Head }), nil
	case bundle.ItemExternal:
		return version(src.ExternalScores(), r.ID, func(x journal.ExternalScore) journal.Head { return x.Head }), nil
	case bundle.ItemCheckIn:
		return version(src.CheckIns(), r.ID, func(x journal.CheckIn) journal.Head { return x.Head }), nil
	case bundle.ItemInsight:
		return version(src.Insights(), r.ID, func(x journal.Insight) journal.Head { return x.Head }), nil
	case bundle.ItemPractice:
		return version(src.Practices(), r.ID, func(x journal.Practice) journal.Head { return x.Head }), nil
	}
	return 0, nil
}

func version[T any](list []T, id journal.ID, head func(T) journal.Head) uint64 {
	for _, one := range list {
		if h := head(one); h.ID == id {
			return h.Revision
		}
	}
	return 0
}

package today

import (
	"context"
	"maps"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
)

// typed are words on the page that may be on no disk yet.
type typed struct {
	insights map[journal.ID]string // of those being changed
	words    map[journal.ID]string // about practices
	focus    journal.ID            // the insight whose field gets the keyboard next,
	next     fyne.Focusable        // and that field
	fields   []interface{ Wipe() } // what stands on the page
}

func newTyped() *typed {
	return &typed{insights: map[journal.ID]string{}, words: map[journal.ID]string{}}
}

// forget lets go of fields that are about to be replaced.
func (t *typed) forget() {
	for _, f := range t.fields {
		f.Wipe()
	}
	t.fields = nil
}

func (t *typed) wipe() {
	t.forget()
	*t = *newTyped()
}

// keepWords saves every word that was typed. What was saved is forgotten here.
func (p *Page) keepWords(done func(error)) {
	if len(p.typed.insights)+len(p.typed.words) == 0 {
		done(nil)
		return
	}
	insights, words := maps.Clone(p.typed.insights), maps.Clone(p.typed.words)
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		for id, text := range insights {
			i, err := p.store.Insight(id)
			if err == nil && strings.TrimSpace(text) != "" && text != i.Text {
				_, err = p.store.LookAtInsight(ctx, id, journal.InsightChanged, text)
			}
			if err != nil {
				return err
			}
		}
		for id, text := range words {
			if err := p.note(ctx, id, func(l *journal.PracticeLog) { l.Word = text }); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err == nil {
			saved := func(held, those map[journal.ID]string) {
				maps.DeleteFunc(held, func(id journal.ID, text string) bool { return those[id] == text })
			}
			saved(p.typed.insights, insights)
			saved(p.typed.words, words)
		}
		done(err)
	})
}

// Leave implements route.Leaver: what was typed is kept, and asked about where it
// cannot be.
func (p *Page) Leave(done func()) {
	p.keepWords(func(err error) {
		if err == nil {
			done()
			return
		}
		kit.ConfirmLeaving(p.shell.Window(), p.shell.Words(), func() {
			p.typed.wipe()
			done()
		})
	})
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) { p.keepWords(func(error) { done() }) }

// Unsaved implements route.Keeper: words the disk did not take wait for where they
// belong, or else as a page that is not finished.
func (p *Page) Unsaved(u *journal.Unsaved) {
	for id, text := range p.typed.insights {
		for _, i := range p.now.course.Insights {
			if i.ID == id && text != i.Text {
				changed := i.Insight
				changed.Text, changed.State, changed.LookedAt = text, journal.InsightChanged, journal.At(p.shell.Now())
				p.wait(u, &changed, text)
			}
		}
	}
	for id, text := range p.typed.words {
		if l := p.today(id); l.ID != "" {
			l.Word = text
			p.wait(u, &l, text)
		} else {
			p.wait(u, nil, text)
		}
	}
}

func (p *Page) wait(u *journal.Unsaved, r journal.CourseRecord, text string) {
	switch {
	case strings.TrimSpace(text) == "":
	case r == nil || u.AddRecord(r) != nil:
		u.Add(journal.Entry{Kind: journal.KindFree, Unfinished: true, Sections: []journal.Section{{Text: text}}})
	}
}

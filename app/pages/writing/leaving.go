package writing

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// status is the quiet line that says how it stands with saving.
func status(w *assets.Words, s state, at string) string {
	switch s {
	case saving:
		return w.T("common.saving")
	case saved:
		return w.T("common.saved_at", "Time", at)
	case copied:
		return w.T("writing.copied", "Time", at)
	case failed:
		return w.T("writing.not_saved")
	}
	return ""
}

// stuck stands over the page when it is to be left and the words could not be
// saved: try again, stay, or leave without them after a second question.
type stuck struct {
	object *fyne.Container
	text   *kit.Text
	first  *fyne.Container
	second *fyne.Container
}

func newStuck(w *assets.Words, again, stay, leave func()) *stuck {
	s := &stuck{text: kit.Warn("")}
	s.first = kit.Buttons(
		kit.Primary(w.T("common.try_again"), again),
		kit.Quiet(w.T("writing.stay"), stay),
		kit.Quiet(w.T("writing.leave_without"), func() {
			s.text.SetText(w.T("writing.leave_confirm"))
			s.first.Hide()
			s.second.Show()
		}))
	s.second = kit.Buttons(
		kit.Quiet(w.T("writing.stay"), stay),
		kit.Danger(w.T("writing.leave_without_do"), leave))
	s.object = kit.Column(0, kit.NewCard(kit.Column(14, s.text, s.first, s.second)))
	s.object.Hide()
	return s
}

func (s *stuck) show(text string) {
	s.text.SetText(text)
	s.first.Show()
	s.second.Hide()
	s.object.Show()
}

// leaver saves a draft at leaving and deals with what remains.
type leaver struct {
	shell Shell
	store Store
	draft *draft
	stuck *stuck
	done  func() // of the leaving under way
	moved func() // the stuck card was shown or hidden
}

func newLeaver(shell Shell, store Store, d *draft, moved func()) *leaver {
	l := &leaver{shell: shell, store: store, draft: d, moved: moved}
	l.stuck = newStuck(shell.Words(), l.try, l.stay, l.leave)
	return l
}

// Leave calls done when the words are safe, or given up knowingly.
func (l *leaver) Leave(done func()) {
	l.done = done
	l.try()
}

func (l *leaver) try() {
	l.draft.finish(false, func(err error) {
		if err != nil {
			l.stuck.show(l.shell.Words().T("writing.leave_failed"))
			l.moved()
			return
		}
		if l.draft.emptied() {
			l.trash()
			return
		}
		l.leave()
	})
}

func (l *leaver) stay() {
	l.done = nil
	l.stuck.object.Hide()
	l.moved()
}

func (l *leaver) leave() {
	l.draft.close()
	if l.draft.saves > 0 {
		l.shell.Changed()
	}
	if done := l.done; done != nil {
		l.done = nil
		done()
	}
}

// trash puts an entry without words where it can be brought back from.
func (l *leaver) trash() {
	id := l.draft.entry.ID
	trashEntry(l.shell, l.store, id, func(err error) {
		if err != nil {
			l.shell.Fail(err)
		}
		l.draft.entry.ID = "" // this page does not lead back to it
		l.draft.saves++
		l.leave()
	})
}

// clock is the time of the last save as it is shown.
func clock(shell Shell) string { return facts.Clock(shell.Now()) }

// trashEntry moves an entry to the trash and offers to bring it back.
func trashEntry(shell Shell, store Store, id journal.ID, done func(error)) {
	w := shell.Words()
	shell.Runner().Do(w.T("writing.deleting"), func(ctx context.Context, _ run.Progress) error { return store.Trash(ctx, id) }, func(err error) {
		if err == nil {
			shell.Offer(w.T("writing.trashed"), w.T("common.undo"), func() {
				shell.Runner().Do(w.T("writing.bringing_back"), func(ctx context.Context, _ run.Progress) error { return store.Untrash(ctx, id) }, func(err error) {
					if err != nil {
						shell.Fail(err)
						return
					}
					shell.Changed()
				})
			})
		}
		done(err)
	})
}

// putAway saves a draft that may not be there yet, and asks nobody.
func putAway(d *draft, done func()) {
	if d == nil {
		done()
		return
	}
	d.finish(true, func(error) { done() })
}

// unsaved adds a draft's words that are on no disk.
func unsaved(d *draft, u *journal.Unsaved) {
	if d != nil {
		d.unsaved(u)
	}
}

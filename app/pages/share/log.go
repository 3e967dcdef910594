package share

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// Log is the list of what was sealed, for whom and why. It is only here.
type Log struct {
	shell  Shell
	store  Store
	screen *kit.Screen
	again  *pages // a share that is looked at once more, nil for the list
}

var (
	_ route.Page      = (*Log)(nil)
	_ route.Refresher = (*Log)(nil)
	_ route.Escaper   = (*Log)(nil)
	_ route.Wiper     = (*Log)(nil)
)

// NewLog is the log of shares.
func NewLog(shell Shell, store Store) *Log {
	l := &Log{shell: shell, store: store, screen: kit.NewScreen()}
	l.Refresh()
	return l
}

// Content implements route.Page.
func (l *Log) Content() fyne.CanvasObject { return l.screen }

// Route implements route.Page.
func (l *Log) Route() route.Route { return route.To(route.Shares) }

// Escape implements route.Escaper: from one share back to the list.
func (l *Log) Escape() bool {
	if l.again == nil {
		return false
	}
	l.again = nil
	l.Refresh()
	return true
}

// Wipe implements route.Wiper.
func (l *Log) Wipe() {
	l.again = nil
	l.screen.SetObjects()
}

// Refresh implements route.Refresher.
func (l *Log) Refresh() {
	if l.again != nil {
		return
	}
	w := l.shell.Words()
	out := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("share.log_heading")), kit.Sub(w.T("share.log_sub")))}
	shares := l.store.Shares()
	if len(shares) == 0 {
		out = append(out, kit.EmptyState(w.T("share.log_empty_title"), w.T("share.log_empty_line"), nil))
	}
	for _, s := range shares {
		out = append(out, l.card(s, shares))
	}
	l.screen.SetObjects(out...)
}

// shareName is what a share is called among others.
func shareName(s journal.Share, now time.Time) string {
	parts := []string{facts.Moment(s.CreatedAt, now)}
	for _, part := range []string{s.Purpose, s.FileName} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

func (l *Log) card(s journal.Share, all []journal.Share) fyne.CanvasObject {
	w, now := l.shell.Words(), l.shell.Now()
	lines := kit.Lines(kit.Title(l.who(s)))
	if c, ok := l.contact(s); ok {
		if words, err := crypto.SigningKeyWords(c.SigningKey); err == nil {
			lines.Add(kit.Small(strings.Join(words, " ")))
		}
		lines.Add(kit.Small(facts.Compared(w, c, now)))
	} else if s.Fingerprint != "" {
		lines.Add(kit.Small(s.Fingerprint))
	}
	file := s.FileName
	if file == "" {
		file = w.T("share.log_no_file")
	}
	lines.Add(kit.Small(facts.Moment(s.CreatedAt, now) + " · " + file))
	if s.Purpose != "" {
		lines.Add(kit.Body(s.Purpose))
	}
	if s.Line != "" {
		lines.Add(kit.Own(s.Line))
	}
	lines.Add(kit.Small(counted(w, s)))
	lines.Add(kit.Small(detailLine(w, s)))
	if n := len(s.KeptBack); n > 0 {
		lines.Add(kit.Small(w.N("share.log_kept", n)))
	}
	for _, other := range all {
		switch {
		case s.Supersedes != "" && other.BundleID == s.Supersedes:
			lines.Add(kit.Small(w.T("share.log_replaces", "Share", shareName(other, now))))
		case other.Supersedes != "" && other.Supersedes == s.BundleID:
			lines.Add(kit.Small(w.T("share.log_replaced", "Share", shareName(other, now))))
		}
	}
	if !s.HandedOver.IsZero() {
		lines.Add(kit.Small(w.T("share.handed_over", "Date", facts.Day(s.HandedOver, now))))
	}
	if s.DeliveryNote != "" {
		lines.Add(kit.Small(w.T("share.log_note", "Note", s.DeliveryNote)))
	}
	if !s.AskedToDelete.IsZero() {
		lines.Add(kit.Small(w.T("share.log_asked", "Date", facts.Day(s.AskedToDelete, now))))
	}
	return kit.NewCard(kit.Column(look.CardGap, lines, l.actions(s)))
}

// who says for whom a share was sealed.
func (l *Log) who(s journal.Share) string {
	w := l.shell.Words()
	switch {
	case s.Recipient != "":
		return w.T("share.log_for", "Name", s.Recipient)
	case s.Fingerprint != "":
		return w.T("share.log_key")
	}
	return w.T("share.log_passphrase")
}

func (l *Log) contact(s journal.Share) (journal.Contact, bool) {
	for _, c := range l.store.Contacts() {
		if s.ContactID != "" && c.ID == s.ContactID {
			return c, true
		}
	}
	return journal.Contact{}, false
}

// actions are what can be done about a share that was sealed.
func (l *Log) actions(s journal.Share) fyne.CanvasObject {
	w := l.shell.Words()
	row := kit.Wrap(16)
	add := func(id string, do func()) { row.Add(kit.Link(w.T(id), do)) }
	if len(s.Content) > 0 {
		add("share.look_at", func() { l.look(s) })
	}
	if s.FileName == "" {
		return row
	}
	today := journal.On(l.shell.Now())
	if s.HandedOver.IsZero() {
		add("share.mark_handed_over", func() {
			s.HandedOver = journal.At(l.shell.Now())
			l.save(s)
		})
	} else {
		add("share.not_handed_over", func() {
			s.HandedOver = journal.When{}
			l.save(s)
		})
	}
	add("share.note_edit", func() { l.askNote(s) })
	if s.AskedToDelete.IsZero() {
		add("share.asked_to_delete", func() { l.askDeleted(s, today) })
	} else {
		add("share.not_asked_to_delete", func() {
			s.AskedToDelete = journal.When{}
			l.save(s)
		})
	}
	return row
}

// askNote lets the person write how it was given.
func (l *Log) askNote(s journal.Share) {
	w := l.shell.Words()
	note := kit.NewField(w.T("share.note"))
	note.SetHint(w.T("share.note_hint"))
	note.SetText(s.DeliveryNote)
	var d *kit.Dialog
	keep := func(*kit.Dialog) {
		d.Close()
		s.DeliveryNote = strings.TrimSpace(note.Text())
		l.save(s)
	}
	note.OnSubmitted(func(string) { keep(d) })
	d = kit.Ask(l.shell.Window(), w, w.T("share.note_edit"), note, w.T("share.keep_it"), keep)
	note.Focus(l.shell.Window().Canvas())
}

// askDeleted asks on which day the person asked for the file to be deleted.
func (l *Log) askDeleted(s journal.Share, today journal.When) {
	w := l.shell.Words()
	day := kit.NewDateField(w, w.T("share.asked_day"), l.shell.Now)
	day.SetValue(today)
	kit.Ask(l.shell.Window(), w, w.T("share.asked_to_delete"), kit.Column(look.CardGap, kit.Body(w.T("share.asked_line")), day), w.T("share.keep_it"), func(d *kit.Dialog) {
		on, ok := day.Value()
		if !ok {
			return
		}
		d.Close()
		s.AskedToDelete = on
		l.save(s)
	})
	day.Focus(l.shell.Window().Canvas())
}

// save remembers what only the person knows of a share.
func (l *Log) save(s journal.Share) {
	l.shell.Runner().Do(l.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := l.store.SaveShare(ctx, s)
		return err
	}, func(err error) {
		if err != nil {
			l.shell.Fail(err)
		}
		l.Refresh()
	})
}

// look shows a share exactly as it was sealed.
func (l *Log) look(s journal.Share) {
	w := l.shell.Words()
	var c bundle.Content
	l.shell.Runner().Do(w.T("share.opening"), func(ctx context.Context, _ run.Progress) error {
		sealed, err := l.store.SharedContent(ctx, s)
		if err != nil {
			return err
		}
		defer crypto.Wipe(sealed)
		c, err = bundle.DecodeContent(sealed)
		return err
	}, func(err error) {
		if err != nil {
			l.shell.Fail(err)
			return
		}
		l.again = newAgain(l, s, c)
		l.again.draw()
	})
}

package share

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// Log is the list of what was sealed, for whom and why. It is only here.
type Log struct {
	shell  Shell
	store  Store
	screen *kit.Screen
}

var (
	_ route.Page      = (*Log)(nil)
	_ route.Refresher = (*Log)(nil)
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

// Wipe implements route.Wiper.
func (l *Log) Wipe() { l.screen.SetObjects() }

// Refresh implements route.Refresher.
func (l *Log) Refresh() {
	w := l.shell.Words()
	out := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("share.log_heading")), kit.Sub(w.T("share.log_sub")))}
	shares := l.store.Shares()
	if len(shares) == 0 {
		out = append(out, kit.EmptyState(w.T("share.log_empty_title"), w.T("share.log_empty_line"), nil))
	}
	for _, s := range shares {
		out = append(out, l.card(s))
	}
	l.screen.SetObjects(out...)
}

func (l *Log) card(s journal.Share) fyne.CanvasObject {
	w := l.shell.Words()
	who := w.T("share.log_passphrase")
	if s.Recipient != "" {
		who = w.T("share.log_for", "Name", s.Recipient)
	} else if s.Fingerprint != "" {
		who = w.T("share.log_key")
	}
	entries := 0
	for _, i := range s.Items {
		if i.Type == "entry" {
			entries++
		}
	}
	facets := []string{facts.Moment(s.CreatedAt, l.shell.Now()), w.N("common.entries", entries)}
	if s.FileName == "" {
		facets = append(facets, w.T("share.log_no_file"))
	} else {
		facets = append(facets, s.FileName)
	}
	lines := kit.Lines(kit.Title(who), kit.Small(strings.Join(facets, " · ")))
	if s.Purpose != "" {
		lines.Add(kit.Body(s.Purpose))
	}
	if s.Line != "" {
		lines.Add(kit.Own(s.Line))
	}
	if !s.HandedOver.IsZero() {
		lines.Add(kit.Small(w.T("share.handed_over", "Date", facts.Day(s.HandedOver, l.shell.Now()))))
		return kit.NewCard(lines)
	}
	if s.FileName == "" {
		return kit.NewCard(lines)
	}
	return kit.NewCard(kit.Column(look.CardGap, lines, kit.Wrap(look.Gap, kit.Quiet(w.T("share.mark_handed_over"), func() { l.handOver(s) }))))
}

// handOver remembers that the person gave the file away: only they know.
func (l *Log) handOver(s journal.Share) {
	s.HandedOver = journal.At(l.shell.Now())
	l.shell.Runner().Do(l.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := l.store.SaveShare(ctx, s)
		return err
	}, func(err error) {
		l.shell.Fail(err)
		l.Refresh()
	})
}

package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// checking reads everything, says what it found, and offers the repair.
type checking struct {
	page    *Page
	found   *fyne.Container
	backups *kit.Card // says that a backup is damaged
	working bool
}

func (p *Page) checkCard() fyne.CanvasObject {
	w := p.words
	c := &checking{page: p, found: kit.Column(look.CardGap), backups: kit.NewCard(kit.Warn(w.T("settings.check_backups")))}
	c.backups.Hide()
	switch known := p.findings(p.store.Problems()); {
	case known.none():
		c.found.Hide()
	case len(known.lost) == 0:
		c.tell(kit.Body(w.T("settings.check_noticed_safe")), known)
	default:
		c.tell(kit.Warn(w.T("settings.check_noticed")), known)
	}
	start := kit.Primary(w.T("settings.check_start"), c.check)
	p.focus = func(canvas fyne.Canvas) { canvas.Focus(start) }
	return kit.Column(look.CardGap,
		card(w.T("settings.check_whole"), kit.Body(w.T("settings.check_what")), kit.Buttons(start)),
		c.found, c.backups)
}

// check reads everything.
func (c *checking) check() {
	var rep vault.Report
	var backups []journal.Problem
	c.work("settings.check_working", func(ctx context.Context) (err error) {
		if rep, err = c.page.store.Check(ctx); err == nil {
			backups, err = c.page.store.CheckBackups(ctx)
		}
		return err
	}, func() {
		c.backups.Hidden = len(backups) == 0
		found := c.page.findings(append(rep.Problems, unknownTo(rep.Problems, c.page.store.Problems())...))
		if found.none() {
			c.show(c.whole(rep.Records))
			return
		}
		w := c.page.words
		repair := kit.Buttons(kit.Quiet(w.T("settings.repair"), func() { c.askRepair(len(found.lost)) }))
		if len(found.lost) == 0 {
			c.tell(kit.Section(w.T("settings.check_safe_title")), found, kit.Body(w.T("settings.check_safe")), repair)
			return
		}
		c.tell(kit.Section(w.T("settings.check_lost_title")), found,
			kit.Body(w.T("settings.check_lost")), kit.Small(w.T("settings.repair_aside")), repair)
	})
}

// unknownTo are the problems that a report does not name.
func unknownTo(named, all []journal.Problem) (rest []journal.Problem) {
	for _, p := range all {
		found := false
		for _, q := range named {
			found = found || q == p || p.ID != "" && q.ID == p.ID
		}
		if !found {
			rest = append(rest, p)
		}
	}
	return rest
}

// askRepair lets a repair that leaves something out be thought over.
func (c *checking) askRepair(lost int) {
	w := c.page.words
	if lost == 0 {
		c.repair()
		return
	}
	kit.Confirm(c.page.shell.Window(), w, w.T("settings.repair_title"), w.N("settings.repair_text", lost), w.T("settings.repair"), true, c.repair)
}

// repair writes everything that can be read anew.
func (c *checking) repair() {
	var rep journal.RepairReport
	c.work("settings.repair_working", func(ctx context.Context) (err error) {
		rep, err = c.page.store.Repair(ctx)
		return err
	}, func() {
		w := c.page.words
		lines := kit.Column(12, kit.Section(w.T("settings.repaired")), kit.Body(w.N("settings.repaired_records", rep.Records)))
		if lost := c.page.findings(rep.Lost); len(lost.lost) > 0 {
			lines.Add(kit.Body(w.T("settings.repaired_without")))
			lines.Add(list(lost.lost))
			lines.Add(kit.Small(w.T("settings.repaired_aside")))
		}
		c.show(kit.NewCard(lines))
	})
}

// work does one thing at a time, with progress and Cancel.
func (c *checking) work(label string, work func(context.Context) error, done func()) {
	if c.working {
		return
	}
	c.working = true
	c.page.shell.Runner().Do(c.page.words.T(label), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		c.working = false
		if err != nil {
			c.page.shell.Fail(err)
			return
		}
		done()
	})
}

func (c *checking) whole(records int) fyne.CanvasObject {
	w := c.page.words
	return card(w.T("settings.check_good"), kit.Body(w.N("settings.check_good_line", records)))
}

// tell shows what was found under a heading, and what can be done about it.
func (c *checking) tell(heading fyne.CanvasObject, found findings, after ...fyne.CanvasObject) {
	lines := kit.Column(12, heading)
	if len(found.lost) > 0 {
		lines.Add(list(found.lost))
	}
	if len(found.lost) > 0 && len(found.safe) > 0 {
		lines.Add(kit.Body(c.page.words.T("settings.check_besides")))
	}
	if len(found.safe) > 0 {
		lines.Add(list(found.safe))
	}
	for _, o := range after {
		lines.Add(o)
	}
	c.show(kit.NewCard(lines))
}

func (c *checking) show(o fyne.CanvasObject) {
	c.found.Objects = []fyne.CanvasObject{o}
	c.found.Show()
	c.found.Refresh()
	c.page.screen.Relayout()
}

// list is one finding a line.
func list(lines []string) fyne.CanvasObject {
	all := kit.Column(look.Gap / 2)
	for _, l := range lines {
		all.Add(kit.Body("· " + l))
	}
	return all
}

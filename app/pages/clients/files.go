package clients

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/overview"
)

// files is every file that was kept, the newest first, and the lines of those that
// were deleted.
func (p *Page) files() fyne.CanvasObject {
	w, now := p.words, p.shell.Now()
	files := p.store.ReceivedFiles(p.at.client)
	missing := map[string]bool{}
	for _, g := range p.clients.Gaps(p.at.client) {
		missing[g.Before] = true
	}
	var objects []fyne.CanvasObject
	for i := len(files) - 1; i >= 0; i-- {
		objects = append(objects, p.fileCard(files[i], files, missing[files[i].BundleID]))
	}
	if len(files) == 0 {
		objects = append(objects, kit.Body(w.T("clients.no_files")))
	}
	if lines := p.store.Deletions(p.at.client); len(lines) > 0 {
		record := kit.Column(10, kit.Section(w.T("clients.deleted")))
		for _, d := range lines {
			record.Add(kit.Column(2, kit.Body(w.T("clients.deleted_line", "Date", facts.Moment(d.DeletedAt, now))),
				kit.Small(joined(p.counts(d.Counts), strings.Join(d.FingerprintWords, " ")))))
		}
		objects = append(objects, kit.NewCard(record))
	}
	p.screen = kit.NewReadingScreen(objects...)
	return p.screen
}

// fileCard is what is to be known of a file, and what can be done with it.
func (p *Page) fileCard(f journal.ReceivedFile, all []journal.ReceivedFile, missing bool) fyne.CanvasObject {
	w, now := p.words, p.shell.Now()
	lines := kit.Column(4, kit.Title(p.fileName(f)),
		kit.Small(joined(w.T("clients.made_on", "Date", facts.Moment(f.MadeAt, now)), w.T("clients.kept_on", "Date", facts.Moment(f.ReceivedAt, now)))),
		kit.Small(joined(overview.Period(bundle.Period{From: f.From, To: f.To}, w), p.counts(f.Counts))))
	for _, other := range all {
		switch other.BundleID {
		case f.ReplacedBy:
			lines.Add(kit.Body(w.T("clients.replaced_by", "Date", facts.Day(other.MadeAt, now))))
		case f.Supersedes:
			lines.Add(kit.Body(w.T("clients.replaces", "Date", facts.Day(other.MadeAt, now))))
		}
	}
	if missing {
		lines.Add(kit.Body(w.T("clients.missing")))
	}
	ask := kit.Link(w.T("clients.ask_delete"), func() { p.askedOn(f) })
	if !f.AskedToDeleteOn.IsZero() {
		lines.Add(kit.Warn(w.T("clients.asked_delete", "Dates", facts.Day(f.AskedToDeleteOn, now))))
		ask = kit.Link(w.T("clients.ask_change"), func() { p.askedOn(f) })
	}
	read := kit.Quiet(w.T("clients.read_file"), func() { p.turn(argument{p.at.client, partFile, string(f.ID)}) })
	return kit.NewCard(kit.Column(14, lines, kit.Buttons(read, kit.Quiet(w.T("clients.file_it")+"…", func() {
		p.askFiling(func(ctx context.Context) (bundle.Content, error) { return p.clients.Content(ctx, f) })
	})), kit.Wrap(22, ask, kit.Link(w.T("clients.delete"), func() { p.askDelete(f) }))))
}

// fileName is what a file is called: what it is for, or its day.
func (p *Page) fileName(f journal.ReceivedFile) string {
	if purpose := received.Plain(f.Purpose); purpose != "" {
		return purpose
	}
	return p.words.T("clients.file_of", "Date", facts.Day(f.MadeAt, p.shell.Now()))
}

// counts says how much is in a file.
func (p *Page) counts(c map[string]int) string {
	w := p.words
	var parts []string
	for _, one := range []struct{ kind, id string }{
		{bundle.ItemEntry, "common.entries"}, {bundle.ItemSession, "common.sessions"}, {bundle.ItemQuestion, "clients.questions"},
		{bundle.ItemResponse, "clients.responses"}, {bundle.ItemCheckIn, "clients.check_ins"},
	} {
		if n := c[one.kind]; n > 0 {
			parts = append(parts, w.N(one.id, n))
		}
	}
	return strings.Join(parts, " · ")
}

// joined is what is there of some parts, in one line.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}

// oneFile is one file by itself, as it was opened.
func (p *Page) oneFile() fyne.CanvasObject {
	w := p.words
	p.screen = kit.NewReadingScreen()
	back := kit.Wrap(0, kit.Link(w.T("clients.all_files"), func() { p.turn(argument{client: p.at.client, part: partFiles}) }))
	for _, f := range p.store.ReceivedFiles(p.at.client) {
		if string(f.ID) != p.at.id {
			continue
		}
		var content bundle.Content
		p.shell.Runner().Latest("client file", func(ctx context.Context) (err error) {
			content, err = p.clients.Content(ctx, f)
			return err
		}, func(err error) {
			if err != nil {
				p.screen.SetObjects(back, kit.Warn(w.T("clients.unreadable")))
				return
			}
			p.screen.SetObjects(back, received.View(content, w))
		})
		return p.screen
	}
	p.screen.SetObjects(back, kit.Body(w.T("clients.no_files")))
	return p.screen
}

// askedOn asks on which day the client wishes a file to be deleted.
func (p *Page) askedOn(f journal.ReceivedFile) {
	w := p.words
	day := kit.NewDateField(w, w.T("clients.ask_day"), p.shell.Now)
	day.SetValue(f.AskedToDeleteOn)
	day.SetHint(w.T("clients.ask_day_hint"))
	do := func(d *kit.Dialog) {
		on, ok := day.Value()
		if !ok {
			d.Relayout()
			return
		}
		d.Close()
		p.do(func(ctx context.Context) error {
			_, err := p.store.AskToDelete(ctx, f.ID, on)
			return err
		}, p.show)
	}
	d := kit.Ask(p.shell.Window(), w, w.T("clients.ask_title"), kit.Column(12, kit.Body(w.T("clients.ask_line")), day), w.T("common.save"), do)
	day.OnSubmitted(func(string) { do(d) })
	day.Focus(p.shell.Window().Canvas())
}

// askDelete says what goes and deletes a file when that is wanted.
func (p *Page) askDelete(f journal.ReceivedFile) {
	w := p.words
	notes := kit.NewTick(w.T("clients.delete_notes"), false, nil).Second(w.T("clients.delete_notes_line"))
	var d *kit.Dialog
	cancel := kit.Quiet(w.T("kit.cancel"), func() { d.Close() })
	yes := kit.Danger(w.T("common.delete"), func() {
		d.Close()
		notesToo := notes.On()
		p.do(func(ctx context.Context) error {
			_, err := p.clients.Delete(ctx, f.ID, notesToo)
			return err
		}, func() {
			p.shell.Say(w.T("clients.delete_done"))
			p.show()
		})
	})
	d = kit.ShowDialog(p.shell.Window(), kit.Column(14, kit.Title(w.T("clients.delete_title")),
		kit.Body(joined(p.fileName(f), facts.Moment(f.MadeAt, p.shell.Now()), p.counts(f.Counts))),
		kit.Body(w.T("clients.delete_line")), notes, kit.Buttons(cancel, yes)), nil, nil)
	d.Focus(cancel)
}

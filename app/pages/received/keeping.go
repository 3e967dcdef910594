package received

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/report"
)

// Keeper keeps a file that is read, in a therapist's vault that is open.
type Keeper interface {
	Clients() []journal.Client
	Look(*bundle.Opened) (clients.Known, error)
	// Keep is the work that keeps it.
	Keep(*bundle.Opened, clients.Choice) func(context.Context) (clients.Received, error)
	// Kept is told of the client, whose file it now is.
	Kept(client journal.ID)
}

// look asks what is known of the file; nothing is stored by that.
func (p *Page) look() {
	if p.keeper == nil {
		return
	}
	known, err := p.keeper.Look(p.opened)
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.known = known
	switch known.Trust {
	case clients.TrustKnown:
		p.trust = Known
	case clients.TrustCompared:
		p.trust = Compared
	}
}

// keeping is the way to keep the file with a client, or who it is kept with.
func (p *Page) keeping() fyne.CanvasObject {
	w := p.words
	lines := kit.Column(12, kit.Section(w.T("clients.keep_title")))
	switch client := p.known.Client; {
	case p.known.Kept.ID != "":
		owner := client
		for _, c := range p.keeper.Clients() {
			if c.ID == p.known.Kept.ClientID {
				owner = c
			}
		}
		lines.Add(kit.Body(w.T("clients.kept_already", "Client", owner.Alias, "Date", report.Moment(p.known.Kept.ReceivedAt))))
		lines.Add(kit.Buttons(kit.Quiet(w.T("clients.open_client", "Client", owner.Alias), func() { p.open(owner.ID) })))
	case p.known.InTrash.ID != "":
		gone := p.known.InTrash
		lines.Add(kit.Body(w.T("clients.keep_in_trash", "Client", gone.Alias)))
		lines.Add(kit.Buttons(kit.Primary(w.T("clients.keep_back", "Client", gone.Alias), func() { p.keep(clients.Choice{Client: gone.ID}, nil) })))
	case client.ID != "":
		lines.Add(kit.Body(w.T("clients.keep_known", "Client", client.Alias)))
		lines.Add(kit.Buttons(kit.Primary(w.T("clients.keep_with", "Client", client.Alias), func() { p.keep(clients.Choice{Client: client.ID}, nil) })))
	default:
		lines.Add(kit.Body(w.T("clients.keep_line")))
		lines.Add(kit.Buttons(kit.Primary(w.T("clients.keep_choose"), p.choose)))
	}
	return kit.NewCard(lines)
}

func (p *Page) open(client journal.ID) { p.shell.Go(route.With(route.Clients, string(client))) }

// choose asks whose file it is: a client there is, or a new one.
func (p *Page) choose() {
	w := p.words
	list := p.keeper.Clients()
	names := []string{w.T("clients.new")}
	for _, c := range list {
		names = append(names, c.Alias)
	}
	alias := kit.NewField(w.T("clients.alias"))
	alias.SetText(plain(p.opened.Maker.Alias))
	alias.SetHint(w.T("clients.alias_hint"))
	chosen := 0
	var d *kit.Dialog
	pick := kit.NewPickList(names, 0, func(i int) {
		chosen = i
		alias.Hidden = i > 0
		alias.Refresh()
		d.Relayout()
	})
	form := kit.Column(14, alias)
	if len(list) > 0 {
		form = kit.Column(14, kit.Labelled(w.T("clients.whose"), pick), alias)
	}
	do := func(d *kit.Dialog) {
		choice := clients.Choice{Alias: strings.TrimSpace(alias.Text())}
		if chosen > 0 {
			choice = clients.Choice{Client: list[chosen-1].ID}
		} else if choice.Alias == "" {
			alias.SetError(w.T("clients.alias_needed"))
			d.Relayout()
			return
		}
		p.keep(choice, d)
	}
	d = kit.Ask(p.shell.Window(), w, w.T("clients.keep_title"), form, w.T("clients.keep_do"), do)
	alias.OnChanged(func(string) {})
	alias.OnSubmitted(func(string) { do(d) })
	if len(list) > 0 {
		d.Focus(pick)
	} else {
		alias.Focus(p.shell.Window().Canvas())
	}
}

// keep keeps the file; asked is the dialog it was asked in, or nil. A key that has
// changed stops it, and nothing is kept meanwhile.
func (p *Page) keep(choice clients.Choice, asked *kit.Dialog) {
	work := p.keeper.Keep(p.opened, choice)
	var got clients.Received
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		got, err = work(ctx)
		return err
	}, func(err error) {
		if asked != nil {
			asked.Close()
		}
		var changed *clients.ErrKeyChanged
		var another *clients.ErrKeyOfAnother
		switch {
		case p.keeper == nil: // it was locked
		case err == nil:
			p.look()
			p.keeper.Kept(got.Client.ID)
			p.shell.Say(p.words.T("clients.kept", "Client", got.Client.Alias))
			p.open(got.Client.ID)
		case errors.As(err, &changed):
			p.stop(changed, choice)
		case errors.As(err, &another):
			kit.Inform(p.shell.Window(), p.words, p.words.T("clients.keep_title"), p.words.T("clients.key_of_another", "Client", another.Client.Alias), nil)
		case errors.Is(err, clients.ErrOtherFile):
			kit.Inform(p.shell.Window(), p.words, p.words.T("clients.keep_title"), p.words.T("clients.other_file"), nil)
		case errors.Is(err, clients.ErrNoName):
			p.choose()
		default:
			p.shell.Fail(err)
		}
	})
}

// stop says that the key is another one than that client's, and does not go on
// before the therapist said which of the two it is.
func (p *Page) stop(e *clients.ErrKeyChanged, choice clients.Choice) {
	w := p.words
	name := e.Client.Alias
	content := kit.Column(14, kit.Title(w.T("clients.stop_title", "Client", name)), kit.Warn(w.T("clients.stop_line", "Client", name)))
	for _, known := range e.Known {
		content.Add(kit.Column(4, kit.Small(w.T("clients.stop_known", "Client", name)), EightWords(known)))
	}
	content.Add(kit.Column(4, kit.Small(w.T("clients.stop_new")), EightWords(e.New)))
	content.Add(kit.Body(w.T("clients.stop_ask", "Client", name)))
	alias := kit.NewField(w.T("clients.stop_alias"))
	alias.SetText(choice.Alias)
	alias.OnChanged(func(string) {})
	var d *kit.Dialog
	leave := kit.Quiet(w.T("clients.stop_leave"), func() { d.Close() })
	apart := kit.Quiet(w.T("clients.stop_apart"), func() {
		name := strings.TrimSpace(alias.Text())
		if name == "" {
			alias.SetError(w.T("clients.alias_needed"))
			d.Relayout()
			return
		}
		d.Close()
		p.keep(clients.Choice{Alias: name, Decision: clients.DecideSomebodyElse}, nil)
	})
	told := kit.Quiet(w.T("clients.stop_told_do", "Client", name), func() {
		d.Close()
		p.keep(clients.Choice{Client: e.Client.ID, Decision: clients.DecideNewKey}, nil)
	})
	told.Disable()
	tick := kit.NewTick(w.T("clients.stop_told", "Client", name), false, func(on bool) {
		if on {
			told.Enable()
		} else {
			told.Disable()
		}
	})
	content.Add(kit.Buttons(leave))
	content.Add(kit.Column(10, kit.Section(w.T("clients.stop_apart_title")), alias, kit.Buttons(apart)))
	content.Add(kit.Column(10, kit.Section(w.T("clients.stop_told_title")), tick, kit.Buttons(told)))
	d = kit.ShowDialog(p.shell.Window(), content, nil, nil)
	d.Focus(leave)
}

// EightWords are the words of a key, in two lines.
func EightWords(words []string) fyne.CanvasObject {
	half := len(words) / 2
	return kit.Column(2, kit.Own(strings.Join(words[:half], "  ")), kit.Own(strings.Join(words[half:], "  ")))
}

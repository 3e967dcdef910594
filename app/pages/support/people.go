package support

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// People is the list of the person's own people, care team and lines.
type People struct {
	shell  Shell
	store  Store
	screen *kit.Screen
}

var (
	_ route.Page      = (*People)(nil)
	_ route.Refresher = (*People)(nil)
	_ route.Wiper     = (*People)(nil)
)

func newPeople(shell Shell, store Store) *People {
	p := &People{shell: shell, store: store, screen: kit.NewReadingScreen()}
	p.Refresh()
	return p
}

// Refresh implements route.Refresher.
func (p *People) Refresh() {
	w := p.shell.Words()
	add := kit.Primary(w.T("support.person_add"), func() { p.shell.Go(route.With(route.Support, person)) })
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("support.people_title")), kit.Sub(w.T("support.people_line")))}
	list := p.store.CareContacts()
	if len(list) == 0 {
		p.screen.SetObjects(append(objects, kit.EmptyState(w.T("support.people_none"), w.T("support.people_none_line"), add))...)
		return
	}
	for _, c := range list {
		facts := []string{}
		if c.Role != "" {
			facts = append(facts, w.T("care_role."+string(c.Role)))
		}
		if !c.OnSupportCard {
			facts = append(facts, w.T("support.person_off"))
		}
		lines := kit.Lines(kit.Title(c.Label))
		if c.Phone != "" {
			lines.Add(kit.Body(c.Phone))
		}
		if len(facts) > 0 {
			lines.Add(kit.Small(strings.Join(facts, " · ")))
		}
		objects = append(objects, kit.NewPressCard(lines, func() { p.shell.Go(route.With(route.Support, person+string(c.ID))) }))
	}
	p.screen.SetObjects(append(objects, kit.Buttons(add, kit.Quiet(w.T("common.back"), p.shell.Back)))...)
}

// Content implements route.Page.
func (p *People) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *People) Route() route.Route { return route.With(route.Support, people) }

// Wipe implements route.Wiper.
func (p *People) Wipe() { p.screen.SetObjects() }

// Person is one of them, to be written down or changed.
type Person struct {
	keeping
	shell   Shell
	store   Store
	contact journal.CareContact // as the journal has it
	gone    bool

	label, phone, note *kit.Field
	role               *kit.PickList
	shown              *kit.Tick
	screen             *kit.Screen
}

var (
	_ route.Page    = (*Person)(nil)
	_ route.Focuser = (*Person)(nil)
	_ route.Leaver  = (*Person)(nil)
	_ route.Keeper  = (*Person)(nil)
	_ route.Wiper   = (*Person)(nil)
)

func newPerson(shell Shell, store Store, id journal.ID) *Person {
	w := shell.Words()
	p := &Person{shell: shell, store: store, contact: journal.CareContact{Role: "person", OnSupportCard: true}}
	for _, c := range store.CareContacts() {
		if id != "" && c.ID == id {
			p.contact = c
		}
		if id == "" {
			p.contact.Order = max(p.contact.Order, c.Order+1)
		}
	}
	p.label, p.phone, p.note = kit.NewField(w.T("support.person_label")), kit.NewField(w.T("support.person_phone")), kit.NewField(w.T("support.person_note"))
	p.label.SetText(p.contact.Label)
	p.phone.SetText(p.contact.Phone)
	p.note.SetText(p.contact.Note)
	for _, f := range []*kit.Field{p.label, p.phone, p.note} {
		f.OnSubmitted(func(string) { p.Done() })
	}
	roles, chosen := make([]string, len(journal.CareRoles)), 4
	for i, r := range journal.CareRoles {
		roles[i] = w.T("care_role." + string(r))
		if r == p.contact.Role {
			chosen = i
		}
	}
	p.role = kit.NewPickList(roles, chosen, nil)
	p.shown = kit.NewTick(w.T("support.person_on"), p.contact.OnSupportCard, nil)
	heading := "support.person_add"
	buttons := kit.Buttons(kit.Primary(w.T("common.done"), p.Done))
	if p.contact.ID != "" {
		heading = "support.person_change"
		buttons.Add(kit.Quiet(w.T("support.person_remove"), p.remove))
	} else {
		buttons.Add(kit.Quiet(w.T("common.cancel"), func() {
			p.gone = true
			shell.Back()
		}))
	}
	p.screen = kit.NewReadingScreen(kit.Header(kit.Heading(w.T(heading)), kit.Sub(w.T("support.person_line"))),
		kit.NewCard(kit.Column(look.CardGap, p.label, p.phone, kit.AtMost(420, kit.Labelled(w.T("support.person_role"), p.role)), p.note, p.shown)),
		buttons)
	p.keeping = keeping{shell: shell, waits: p.waits, save: p.save}
	return p
}

// written is the person as they stand in the form.
func (p *Person) written() journal.CareContact {
	c := p.contact
	c.Label, c.Phone, c.Note = strings.TrimSpace(p.label.Text()), strings.TrimSpace(p.phone.Text()), strings.TrimSpace(p.note.Text())
	c.Role, c.OnSupportCard = journal.CareRoles[p.role.Chosen()], p.shown.On()
	return c
}

// waits says that there is something to be kept: a number without a name too.
func (p *Person) waits() bool {
	c := p.written()
	return !p.gone && c != p.contact && c.Label+c.Phone != ""
}

func (p *Person) save(done func(error)) {
	c := p.named()
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		c, err = p.store.SaveCareContact(ctx, c)
		return err
	}, func(err error) {
		if err == nil {
			p.contact = c
			p.label.SetText(c.Label)
		}
		done(err)
	})
}

// named is the person as they are kept: a number without a name is called by it.
func (p *Person) named() journal.CareContact {
	c := p.written()
	if c.Label == "" {
		c.Label = c.Phone
	}
	return c
}

// remove takes the person off, and offers to bring them back.
func (p *Person) remove() {
	w, id := p.shell.Words(), p.contact.ID
	p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		return p.store.TrashRecord(ctx, id)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.gone = true
		p.shell.Back()
		p.shell.Offer(w.T("support.person_removed"), w.T("common.undo"), func() {
			p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
				return p.store.UntrashRecord(ctx, id)
			}, func(err error) {
				if err != nil {
					p.shell.Fail(err)
					return
				}
				p.shell.Go(route.With(route.Support, people))
			})
		})
	})
}

// Unsaved implements route.Keeper.
func (p *Person) Unsaved(u *journal.Unsaved) {
	if p.waits() {
		c := p.named()
		_ = u.AddRecord(&c)
	}
}

// Content implements route.Page.
func (p *Person) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Person) Route() route.Route { return route.With(route.Support, person+string(p.contact.ID)) }

// Focus implements route.Focuser.
func (p *Person) Focus(c fyne.Canvas) { p.label.Focus(c) }

// Wipe implements route.Wiper.
func (p *Person) Wipe() {
	p.gone = true
	for _, f := range []*kit.Field{p.label, p.phone, p.note} {
		f.Wipe()
	}
	p.contact = journal.CareContact{}
	p.screen.SetObjects()
}

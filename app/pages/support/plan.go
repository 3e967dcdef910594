package support

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// box is one of the six boxes of a plan.
type box struct {
	id   string // of the message above it
	text *string
}

// boxesOf are the boxes of a plan in their order (domain.md §4.5).
func boxesOf(p *journal.SupportPlan) []box {
	return []box{{"plan.signs", &p.Signs}, {"plan.on_my_own", &p.OnMyOwn}, {"plan.places", &p.Places},
		{"plan.people", &p.People}, {"plan.professionals", &p.Professionals}, {"plan.safer_space", &p.SaferSpace}}
}

// Plan is where the support plan is written: six boxes, no examples.
type Plan struct {
	keeping
	shell   Shell
	store   Store
	plan    journal.SupportPlan // as the journal has it
	editors []*kit.Editor
	screen  *kit.Screen
}

var (
	_ route.Page    = (*Plan)(nil)
	_ route.Focuser = (*Plan)(nil)
	_ route.Leaver  = (*Plan)(nil)
	_ route.Keeper  = (*Plan)(nil)
	_ route.Wiper   = (*Plan)(nil)
)

func newPlan(shell Shell, store Store) *Plan {
	w := shell.Words()
	p := &Plan{shell: shell, store: store, plan: store.SupportPlan()}
	objects := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("plan.title")), kit.Sub(w.T("support.plan_line")))}
	for _, b := range boxesOf(&p.plan) {
		e := kit.NewEditor("", 2)
		e.SetTextOnceLaidOut(*b.text)
		p.editors = append(p.editors, e)
		objects = append(objects, kit.NewCard(kit.Column(look.Gap, kit.Section(w.T(b.id)), e.Object)))
	}
	objects = append(objects, kit.Buttons(kit.Primary(w.T("common.done"), shell.Back)), kit.Small(w.T("support.plan_kept")))
	p.screen = kit.NewReadingScreen(objects...)
	p.keeping = keeping{shell: shell, waits: p.waits, save: p.save}
	return p
}

// written is the plan as it stands in the boxes.
func (p *Plan) written() journal.SupportPlan {
	now := p.plan
	for i, b := range boxesOf(&now) {
		*b.text = p.editors[i].Written()
	}
	return now
}

func (p *Plan) waits() bool { return len(p.editors) > 0 && p.written() != p.plan }

func (p *Plan) save(done func(error)) {
	next := p.written()
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		next, err = p.store.SaveSupportPlan(ctx, next)
		return err
	}, func(err error) {
		if err == nil {
			p.plan = next
		}
		done(err)
	})
}

// Unsaved implements route.Keeper.
func (p *Plan) Unsaved(u *journal.Unsaved) {
	if p.waits() {
		next := p.written()
		_ = u.AddRecord(&next)
	}
}

// Content implements route.Page.
func (p *Plan) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Plan) Route() route.Route { return route.With(route.Support, plan) }

// Focus implements route.Focuser.
func (p *Plan) Focus(c fyne.Canvas) {
	c.Focus(p.editors[0])
	p.screen.ScrollToTop()
}

// Wipe implements route.Wiper.
func (p *Plan) Wipe() {
	for _, e := range p.editors {
		e.Wipe()
	}
	p.editors, p.plan = nil, journal.SupportPlan{}
	p.screen.SetObjects()
}

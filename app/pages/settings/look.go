package settings

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// sizeStep is how much one press changes the text size.
const sizeStep = 0.1

func (p *Page) lookCard() fyne.CanvasObject {
	w, now := p.words, p.shell.Look().Sound()
	variants, chosen := look.Variants(), 0
	names := make([]string, len(variants))
	for i, v := range variants {
		names[i] = w.T("settings.look." + string(v))
		if v == now.Variant {
			chosen = i
		}
	}
	p.size = kit.Body("").OneLine()
	p.saySize()
	return card(w.T("settings.look"),
		kit.OneOf(names, chosen, func(i int) {
			l := p.shell.Look()
			l.Variant = variants[i]
			p.shell.SetLook(l)
		}),
		kit.Labelled(w.T("settings.size"), kit.Wrap(12,
			kit.Quiet(w.T("settings.smaller"), func() { p.scale(-sizeStep) }),
			kit.Inset(0, 10, 0, 0, p.size),
			kit.Quiet(w.T("settings.larger"), func() { p.scale(+sizeStep) }))),
		kit.NewTick(w.T("settings.motion"), now.ReducedMotion, func(on bool) {
			l := p.shell.Look()
			l.ReducedMotion = on
			p.shell.SetLook(l)
		}))
}

// scale changes the text size.
func (p *Page) scale(by float64) {
	l := p.shell.Look().Sound()
	l.TextScale = float32(math.Round((float64(l.TextScale)+by)*10) / 10)
	p.shell.SetLook(l.Sound())
	p.saySize()
	p.screen.Relayout()
}

func (p *Page) saySize() {
	p.size.SetText(fmt.Sprintf("%.0f %%", p.shell.Look().Sound().TextScale*100))
}

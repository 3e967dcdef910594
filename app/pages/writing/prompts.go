package writing

import (
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal"
)

// promptCard shows one prompt at a time beside the page, and remembers which
// ones were shown while something was written.
type promptCard struct {
	words    *assets.Words
	object   *fyne.Container
	card     *kit.Card
	bring    *kit.Button
	question *kit.Text
	list     []assets.Prompt
	at       int
	used     []string
	changed  func() // it was shown, hidden or grew
}

// newPromptCard begins with the prompt first, or with a gentle one. used are
// those the entry was written beside before. nil: there are none for the phase.
func newPromptCard(w *assets.Words, phase journal.Phase, first string, used []string, changed func()) *promptCard {
	if phase == journal.PhaseNone {
		return nil
	}
	p := &promptCard{words: w, list: assets.Prompts(string(phase)), used: slices.Clone(used), changed: changed}
	if len(p.list) == 0 {
		return nil
	}
	if first == "" && len(used) > 0 {
		first = used[len(used)-1]
	}
	if i := slices.IndexFunc(p.list, func(q assets.Prompt) bool { return q.ID == first }); i >= 0 {
		p.at = i
	}
	p.question = kit.Own(p.text())
	p.card = kit.NewCard(kit.Column(14,
		kit.Small(w.T("writing.prompt")),
		p.question,
		kit.Wrap(16,
			kit.Link(w.T("common.another"), p.another),
			kit.Link(w.T("common.hide"), func() { p.show(false) }))))
	p.bring = kit.Link(w.T("writing.prompt_show"), func() { p.show(true) })
	p.bring.Hide()
	p.object = kit.Column(0, p.card, kit.Wrap(0, p.bring))
	return p
}

func (p *promptCard) text() string { return p.words.T("prompt." + p.list[p.at].ID) }

func (p *promptCard) another() {
	p.at = (p.at + 1) % len(p.list)
	p.question.SetText(p.text())
	p.changed()
}

func (p *promptCard) show(on bool) {
	p.card.Hidden, p.bring.Hidden = !on, on
	p.changed()
}

// use notes that words were written while this prompt was in sight.
func (p *promptCard) use() {
	if p == nil || p.card.Hidden {
		return
	}
	if id := p.list[p.at].ID; !slices.Contains(p.used, id) {
		p.used = append(p.used, id)
	}
}

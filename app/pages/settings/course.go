package settings

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/journal"
	"afterglow/journal/course"
	"afterglow/journal/measure"
)

// wordCard is what the person calls a session.
func (p *Page) wordCard() fyne.CanvasObject {
	now, chosen := p.store.Settings().Term(), 0
	names := make([]string, len(journal.SessionWords))
	for i, word := range journal.SessionWords {
		names[i] = capital(p.words.N("session_term."+string(word), 1))
		if word == now {
			chosen = i
		}
	}
	return card(p.words.T("settings.word"), kit.OneOf(names, chosen, func(i int) {
		p.shell.SetSessionWord(journal.SessionWords[i])
		p.words = p.shell.Words() // which have the new one
		p.offers.SetText(p.words.T("settings.offers_line"))
		p.screen.Relayout()
	}))
}

// capital begins a word with a capital letter.
func capital(s string) string {
	for _, r := range s {
		return string(unicode.ToUpper(r)) + strings.TrimPrefix(s, string(r))
	}
	return s
}

// every are the days a measure can wait for the next time; usual is none of them,
// and 0 is never.
const usual = -1

var every = []int{usual, 7, 14, 30, 0}

// offersCard is which measures are offered, and how often.
func (p *Page) offersCard() fyne.CanvasObject {
	p.offers = kit.Small(p.words.T("settings.offers_line"))
	list := kit.Column(look.CardGap)
	for _, in := range course.Newest(p.store.Instruments()) {
		list.Add(kit.AtMost(fieldWidth, kit.Labelled(in.Title, p.everyList(in))))
	}
	return card(p.words.T("settings.offers"), p.offers, list)
}

func (p *Page) everyList(in measure.Instrument) fyne.CanvasObject {
	id, choices, none := in.ID, every, usual
	if !course.Scheduled(in) {
		choices, none = every[1:], 0 // there is no usual time: never, until one is chosen
	}
	days, set := p.store.Settings().MeasureEvery[id]
	if !set {
		days = none
	}
	chosen := -1
	for i, d := range choices {
		if d == days {
			chosen = i
		}
	}
	if chosen < 0 { // chosen on the command line, or by a later version
		choices, chosen = append([]int{days}, choices...), 0
	}
	names := make([]string, len(choices))
	for i, d := range choices {
		switch id := "settings.every." + strconv.Itoa(d); {
		case d == usual:
			names[i] = p.words.T("settings.every.usual")
		case p.words.Has(id):
			names[i] = p.words.T(id)
		default:
			names[i] = p.words.T("settings.every_days", "Days", d)
		}
	}
	return kit.NewPickList(names, chosen, func(i int) {
		p.save(func(s *journal.Settings) {
			if choices[i] == none {
				delete(s.MeasureEvery, id)
				return
			}
			if s.MeasureEvery == nil {
				s.MeasureEvery = map[string]int{}
			}
			s.MeasureEvery[id] = choices[i]
		}, p.shell.Fail)
	})
}

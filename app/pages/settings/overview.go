package settings

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
)

// partWidth is the narrowest a way to a part gets.
const partWidth = 280

// overview is the page that holds what is changed now and then, and leads to
// what is done rarely and takes a little care.
func (p *Page) overview() []fyne.CanvasObject {
	w := p.words
	var ways []fyne.CanvasObject
	if !p.store.Therapist() { // a therapist has no course of their own here
		ways = append(ways, p.way(Course, "settings.course", kit.Sub(w.T("settings.course_state"))))
	}
	ways = append(ways,
		p.way(Passphrase, "settings.passphrase", kit.Sub(p.recoveryState())),
		p.way(Backups, "settings.backup", kit.Sub(p.backupState())),
		p.wayTo(route.To(route.Contacts), "settings.cards", kit.Sub(p.cardsState())),
		p.way(Check, "settings.check", p.checkState()),
		p.way(AllOut, "settings.out", kit.Sub(w.T("settings.out_state"))))
	return []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("settings.title")), kit.Sub(w.T("settings.line"))),
		p.lookCard(), p.youCard(), p.lockCard(),
		kit.Columns(partWidth, ways...),
		card(w.T("settings.folder"),
			kit.Body(p.folder),
			kit.Small(w.T("settings.folder_line")),
			kit.Wrap(0, kit.Quiet(w.T("settings.folder_copy"), func() { p.shell.Copy(p.folder) }))),
		aboutCard(w),
	}
}

// way leads to a part, and says in a line how it stands there.
func (p *Page) way(part, title string, state *kit.Text) fyne.CanvasObject {
	return p.wayTo(route.With(route.Settings, part), title, state)
}

func (p *Page) wayTo(r route.Route, title string, state *kit.Text) fyne.CanvasObject {
	return kit.NewPressCard(kit.Column(look.Gap, kit.Title(p.words.T(title)), state), func() { p.shell.Go(r) })
}

func (p *Page) recoveryState() string {
	when := p.store.Settings().RecoveryConfirmed
	if when.IsZero() {
		return p.words.T("settings.passphrase_state")
	}
	return p.words.T("settings.passphrase_state_kept", "Date", facts.Day(when, p.shell.Now()))
}

func (p *Page) backupState() string {
	if p.store.Settings().BackupFolder == "" {
		return p.words.T("settings.backup_state_none")
	}
	return p.words.T("settings.backup_state")
}

func (p *Page) cardsState() string {
	n := len(p.store.Contacts())
	if n == 0 {
		return p.words.T("settings.cards_state_none")
	}
	return p.words.N("settings.cards_state", n)
}

func (p *Page) checkState() *kit.Text {
	if len(p.store.Problems()) > 0 {
		return kit.Warn(p.words.T("settings.check_state_damage"))
	}
	return kit.Sub(p.words.T("settings.check_state"))
}

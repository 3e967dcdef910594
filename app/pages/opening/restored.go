package opening

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// restored says what a backup gave, and leads to the journal.
type restored struct {
	page   *Page
	dir    string
	screen *kit.Screen
	button *kit.Button
}

func newRestored(p *Page, dir string, report vault.RestoreReport) *restored {
	w := p.words
	r := &restored{page: p, dir: dir}
	if report.Records == 0 {
		r.button = kit.Primary(w.T("common.back"), p.begin)
		r.screen = sheet(w.T("opening.restored_none_title"), w.T("opening.restored_none_line"), kit.Buttons(r.button), p.foot())
		return r
	}
	r.button = kit.Primary(w.T("opening.restored_open"), r.open)
	title, line := "opening.restored_title", "opening.restored_line"
	if len(report.Problems) > 0 {
		title, line = "opening.restored_part_title", "opening.restored_part_line"
	}
	fact := func(id, value string) fyne.CanvasObject {
		return kit.Column(2, kit.Small(w.T(id)), kit.Section(value))
	}
	gave := kit.Column(look.CardGap, fact("opening.restored_count", w.N("opening.restored_records", report.Records)))
	if !report.SavedAt.IsZero() {
		gave.Add(fact("opening.restored_saved", facts.Moment(journal.At(report.SavedAt.Local()), p.shell.Now())))
	}
	gave.Add(fact("opening.restored_folder", dir))
	objects := []fyne.CanvasObject{kit.NewCard(gave)}
	if lost := unreadable(w, report.Problems, func(at time.Time) string {
		return facts.Day(journal.At(at.Local()), p.shell.Now())
	}); len(lost) > 0 {
		list := kit.Column(look.Gap, kit.Section(w.T("opening.restored_lost")))
		for _, text := range lost {
			list.Add(kit.Body(text))
		}
		list.Add(kit.Small(w.T("opening.restored_lost_line")))
		objects = append(objects, kit.NewCard(list))
	}
	if dir != p.door.Folder() {
		objects = append(objects, kit.Small(w.T("opening.restored_next_time", "Folder", p.door.Folder())))
	}
	r.screen = sheet(w.T(title), w.T(line), append(objects, kit.Buttons(r.button, kit.Quiet(w.T("common.back"), p.begin)), p.foot())...)
	return r
}

// maxDays bounds how many days the report names one by one.
const maxDays = 30

// unreadable says what could not be read, by the day it was saved on.
func unreadable(w *assets.Words, problems []vault.Problem, day func(time.Time) string) []string {
	count, days := map[string]int{}, []string{}
	slices.SortStableFunc(problems, func(a, b vault.Problem) int { return a.At.Compare(b.At) })
	undated := 0
	for _, p := range problems {
		if p.At.IsZero() {
			undated++
			continue
		}
		d := day(p.At)
		if count[d] == 0 {
			days = append(days, d)
		}
		count[d]++
	}
	var lines []string
	for i, d := range days {
		if i == maxDays {
			lines = append(lines, w.N("opening.restored_more", len(days)-maxDays))
			break
		}
		lines = append(lines, w.N("opening.restored_day", count[d], "Day", d))
	}
	if undated > 0 {
		lines = append(lines, w.T("opening.restored_undated"))
	}
	return lines
}

func (r *restored) object() fyne.CanvasObject { return r.screen }
func (r *restored) wipe()                     {}

// focus lets Enter go on, and the report be read from its beginning.
func (r *restored) focus(c fyne.Canvas) {
	c.Focus(r.button)
	r.screen.ScrollToTop()
}

func (r *restored) escape() bool {
	r.page.begin()
	return true
}

// open goes to the restored journal, which asks for its passphrase.
func (r *restored) open() {
	r.page.door.SetFolder(r.dir)
	r.page.begin()
}

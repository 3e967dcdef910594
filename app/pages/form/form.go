package form

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/run"
	"afterglow/journal"
)

// Form is the fields of one record.
type Form struct {
	shell  Shell
	keep   Keep
	screen *kit.Screen

	names  []string // in the order they were made
	fields map[string]field
	before string // what stood in them when it was last saved
	first  func(fyne.Canvas)
	then   func() // instead of going back after Save; may be nil
	saving bool
	after  []func() // to be done once what is being saved is
	folds  []func(open bool)
}

// field is one of them: what stands in it, and how it says what is wrong.
type field struct {
	get   func() string
	fault func(string)
	wipe  func()
}

// New is a form without fields, shown on screen.
func New(shell Shell, screen *kit.Screen, keep Keep) *Form {
	return &Form{shell: shell, keep: keep, screen: screen, fields: map[string]field{}}
}

func (f *Form) add(name string, one field) {
	f.names = append(f.names, name)
	f.fields[name] = one
}

// Line is a line to type in.
func (f *Form) Line(name, label, value, hint string) *kit.Field {
	l := kit.NewField(label)
	l.SetText(value)
	l.SetHint(hint)
	l.OnChanged(func(string) {})
	l.OnSubmitted(func(string) { f.Save() })
	f.add(name, field{l.Text, l.SetError, l.Wipe})
	if f.first == nil {
		f.first = l.Focus
	}
	return l
}

// Long is room for several lines, in the person's own words.
func (f *Form) Long(name, label, value string, rows int) fyne.CanvasObject {
	e := kit.NewEditor("", rows)
	e.SetTextOnceLaidOut(value)
	note := kit.Small("")
	note.Hide()
	note.SetColor(look.ColorWarning)
	e.OnChanged = func(string) { note.Hide() }
	f.add(name, field{e.Written, func(s string) {
		note.SetText(s)
		note.Hidden = s == ""
		note.Refresh()
	}, e.Wipe})
	if f.first == nil {
		f.first = func(c fyne.Canvas) { c.Focus(e) }
	}
	return kit.Column(5, kit.Small(label), e.Object, note)
}

// Date is a day.
func (f *Form) Date(name, label string, value journal.When) *kit.DateField {
	d := kit.NewDateField(f.shell.Words(), label, f.shell.Now)
	d.SetValue(value)
	f.add(name, field{d.Text, d.SetError, d.Wipe})
	if f.first == nil {
		f.first = d.Focus
	}
	return d
}

// Pick is a list of codes to choose from, the first answer being "not given";
// prefix and a code make the message of an answer.
func (f *Form) Pick(name, label, prefix string, codes []string, now string) fyne.CanvasObject {
	w := f.shell.Words()
	answers := make([]string, len(codes))
	for i, code := range codes {
		answers[i] = w.T(prefix + code)
	}
	return f.PickOf(name, label, codes, answers, now)
}

// PickOf is Pick with the answers as they are said.
func (f *Form) PickOf(name, label string, codes, answers []string, now string) fyne.CanvasObject {
	chosen := 0
	for i, code := range codes {
		if code == now {
			chosen = i + 1
		}
	}
	list := kit.NewPickList(append([]string{f.shell.Words().T("form.not_given")}, answers...), chosen, nil)
	f.add(name, field{func() string {
		if i := list.Chosen(); i > 0 {
			return codes[i-1]
		}
		return ""
	}, func(string) {}, func() {}})
	return kit.Labelled(label, list)
}

// Chips is a short list of codes of which one may be on, shown beside each other.
// changed may be nil.
func (f *Form) Chips(name, label, prefix string, codes []string, now string, changed func(code string)) fyne.CanvasObject {
	w := f.shell.Words()
	chosen := now
	chips := make([]*kit.Chip, len(codes))
	for i, code := range codes {
		chips[i] = kit.NewChip(w.T(prefix+code), code == now, func(on bool) {
			chosen = ""
			if on {
				chosen = code
			}
			for j, other := range chips {
				if j != i {
					other.SetOn(false)
				}
			}
			if changed != nil {
				changed(chosen)
			}
		})
	}
	f.add(name, field{func() string { return chosen }, func(string) {}, func() { chosen = "" }})
	if f.first == nil {
		f.first = func(c fyne.Canvas) { c.Focus(chips[0]) }
	}
	return kit.Labelled(label, kit.ChipRow(chips...))
}

// Tick is a box that may be ticked; its value is "yes" or "".
// changed may be nil.
func (f *Form) Tick(name, label string, on bool, changed func(on bool)) *kit.Tick {
	t := kit.NewTick(label, on, changed)
	f.add(name, field{func() string {
		if t.On() {
			return string(journal.Yes)
		}
		return ""
	}, func(string) {}, func() {}})
	if f.first == nil {
		f.first = func(c fyne.Canvas) { c.Focus(t) }
	}
	return t
}

// Level is a number from 0 to 10 or none, with words at both ends.
func (f *Form) Level(name, label, low, up string, now journal.Maybe[int]) fyne.CanvasObject {
	var codes, answers []string
	for _, n := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
		said := n
		switch n {
		case "0":
			said += " · " + low
		case "10":
			said += " · " + up
		}
		codes, answers = append(codes, n), append(answers, said)
	}
	return f.PickOf(name, label, codes, answers, now.String())
}

// Value is what stands in a field, without the air around it.
func (f *Form) Value(name string) string { return strings.TrimSpace(f.fields[name].get()) }

// Has says whether there is a field of that name.
func (f *Form) Has(name string) bool {
	_, ok := f.fields[name]
	return ok
}

// Fault says at a field what is to be put right, and brings it into view.
func (f *Form) Fault(name, text string) {
	f.fields[name].fault(text)
	for _, fold := range f.folds {
		fold(true)
	}
	f.screen.Relayout()
}

// More is a part that is folded away until it is asked for, or open from the
// beginning where something stands in it.
func (f *Form) More(open bool, objects ...fyne.CanvasObject) fyne.CanvasObject {
	w := f.shell.Words()
	inside := kit.Column(look.CardGap, objects...)
	more := kit.Quiet("", nil)
	fold := func(open bool) {
		inside.Hidden = !open
		more.SetText(w.T("common.more"))
		if open {
			more.SetText(w.T("common.less"))
		}
	}
	more.OnTapped = func() {
		fold(inside.Hidden)
		f.screen.Relayout()
	}
	fold(open)
	f.folds = append(f.folds, fold)
	return kit.Column(look.CardGap, kit.Wrap(0, more), inside)
}

// Buttons are Save and Cancel, and what else is given.
func (f *Form) Buttons(others ...fyne.CanvasObject) fyne.CanvasObject {
	w := f.shell.Words()
	return kit.Wrap(look.Gap, append([]fyne.CanvasObject{kit.Primary(w.T("common.save"), f.Save), kit.Quiet(w.T("common.cancel"), f.Cancel)}, others...)...)
}

// Then does something instead of going back when the form was saved.
func (f *Form) Then(do func()) { f.then = do }

// Ready is called when every field is there: from now on it is known whether
// anything was changed.
func (f *Form) Ready() { f.before = f.state() }

// Changed says whether anything was.
func (f *Form) Changed() bool { return f.state() != f.before }

func (f *Form) state() string {
	parts := make([]string, len(f.names))
	for i, name := range f.names {
		parts[i] = f.fields[name].get()
	}
	return strings.Join(parts, "\x00")
}

// Focus puts the keyboard on the first field.
func (f *Form) Focus(c fyne.Canvas) {
	if f.first != nil {
		f.first(c)
	}
}

// Save saves and goes back.
func (f *Form) Save() {
	if f.saving {
		return
	}
	f.store(func() {
		if f.then != nil {
			f.then()
			return
		}
		f.shell.Back()
	})
}

// Cancel leaves without saving.
func (f *Form) Cancel() {
	f.Ready()
	f.shell.Back()
}

// store saves the form and goes on; when something is wrong it stays.
func (f *Form) store(then func()) {
	if !f.keep.Read() {
		return
	}
	work, saved := f.keep.Work()
	state := f.state()
	f.saving = true
	f.shell.Runner().Do(f.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		f.saving = false
		after := f.after
		f.after = nil
		if err != nil {
			f.shell.Fail(err)
		} else {
			saved()
			f.before = state // what was typed since is not on the disk
			then()
		}
		for _, do := range after {
			do()
		}
	})
}

// Leave saves what was changed and then goes on. What cannot be saved for a
// slip in a field is asked about: no word is dropped in silence.
func (f *Form) Leave(done func()) {
	if f.saving {
		f.after = append(f.after, func() { f.Leave(done) })
		return
	}
	if !f.Changed() {
		done()
		return
	}
	if !f.keep.Read() {
		w := f.shell.Words()
		kit.Confirm(f.shell.Window(), w, w.T("form.leave_title"), w.T("form.leave_text"), w.T("form.leave"), true, done)
		return
	}
	f.store(done)
}

// PutAway saves the form at lock and calls done, whatever came of it.
func (f *Form) PutAway(done func()) {
	if f.saving {
		f.after = append(f.after, func() { f.PutAway(done) })
		return
	}
	if !f.Changed() {
		done()
		return
	}
	f.keep.ReadAll()
	work, saved := f.keep.Work()
	state := f.state()
	f.shell.Runner().Latest("put away form", work, func(err error) {
		if err == nil {
			saved()
			f.before = state
		}
		done()
	})
}

// Unsaved adds the record if it is on no disk.
func (f *Form) Unsaved(u *journal.Unsaved) {
	if f.Changed() {
		f.keep.ReadAll()
		f.keep.AddTo(u)
	}
}

// Wipe empties every field.
func (f *Form) Wipe() {
	for _, one := range f.fields {
		one.wipe()
	}
	f.before = ""
}

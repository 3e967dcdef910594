package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
)

var words = assets.English()

// start opens an application without a display, in our look.
func start(t *testing.T) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Settings{}))
	return app
}

// window shows content, 1000 by 700, and counts the Escapes that reach the canvas.
func window(t *testing.T, content fyne.CanvasObject) (w fyne.Window, escapes *int) {
	t.Helper()
	w = test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1000, 700))
	escapes = new(int)
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			*escapes++
		}
	})
	return w, escapes
}

// key presses a key as the window's driver does: for what has the focus, else
// for the canvas.
func key(w fyne.Window, name fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: name}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
	} else if watch := w.Canvas().OnTypedKey(); watch != nil {
		watch(ev)
	}
}

func TestEveryControlTakesTheKeyboardAndNeverKeepsEscape(t *testing.T) {
	start(t)
	nop := func() {}
	field, secret := kit.NewField("Name"), kit.NewPasswordField(words, "Passphrase")
	editor := kit.NewEditor("", 3)
	choice := kit.NewChoice("", []string{"one", "two"}, 0, nil)
	for name, f := range map[string]fyne.Focusable{
		"primary button": kit.Primary("a", nop),
		"scale":          kit.NewScale("Mood", "low", "bright", nop),
		"quiet button":   kit.Quiet("a", nop),
		"link":           kit.Link("a", nop),
		"danger button":  kit.Danger("a", nop),
		"rail item":      kit.NewRailItem("a", nop),
		"chip":           kit.NewChip("a", false, nil),
		"card":           kit.NewPressCard(kit.Body("a"), nop),
		"tick":           kit.NewTick("a", false, nil),
		"choice":         choice.Tick(0),
		"list":           kit.NewPickList([]string{"a", "b"}, 0, nil),
		"field":          field.Input,
		"secret":         secret.Input,
		"editor":         editor,
	} {
		var object fyne.CanvasObject
		switch f {
		case fyne.Focusable(field.Input):
			object = field
		case fyne.Focusable(secret.Input):
			object = secret
		case fyne.Focusable(editor):
			object = editor.Object
		default:
			object = f.(fyne.CanvasObject)
		}
		w, escapes := window(t, container.NewVBox(object))
		w.Canvas().FocusNext()
		if w.Canvas().Focused() != f {
			t.Errorf("%s: Tab leads to %T", name, w.Canvas().Focused())
			continue
		}
		key(w, fyne.KeyEscape)
		if *escapes != 1 {
			t.Errorf("%s keeps Escape", name)
		}
	}
}

func TestEnterAndSpacePressAlike(t *testing.T) {
	start(t)
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace} {
		pressed := 0
		press := func() { pressed++ }
		controls := []fyne.Focusable{
			kit.Primary("a", press), kit.Quiet("a", press), kit.Link("a", press), kit.NewRailItem("a", press),
			kit.NewPressCard(kit.Body("a"), press),
			kit.NewChip("a", false, func(bool) { press() }), kit.NewTick("a", false, func(bool) { press() }),
		}
		for _, c := range controls {
			w, _ := window(t, container.NewVBox(c.(fyne.CanvasObject)))
			w.Canvas().Focus(c)
			key(w, k)
		}
		if pressed != len(controls) {
			t.Errorf("%s pressed %d of %d", k, pressed, len(controls))
		}
	}
}

func TestWhatIsDisabledCannotBePressed(t *testing.T) {
	start(t)
	pressed := false
	b := kit.Primary("Seal…", func() { pressed = true })
	b.Disable()
	w, _ := window(t, container.NewVBox(b))
	test.Tap(b)
	w.Canvas().Focus(b)
	key(w, fyne.KeyReturn)
	if pressed {
		t.Error("a disabled button was pressed")
	}
}

func TestAChipAndATickSayTheirNewState(t *testing.T) {
	start(t)
	var said []bool
	note := func(on bool) { said = append(said, on) }
	chip, tick := kit.NewChip("a", false, note), kit.NewTick("b", true, note)
	window(t, container.NewVBox(chip, tick))
	test.Tap(chip)
	test.Tap(tick)
	test.Tap(chip)
	if len(said) != 3 || !said[0] || said[1] || said[2] || chip.On() || tick.On() {
		t.Errorf("said %v, chip %v, tick %v", said, chip.On(), tick.On())
	}
}

func TestOneAnswerOfAChoiceIsChosen(t *testing.T) {
	start(t)
	var said []int
	c := kit.NewChoice("Who is it for?", []string{"a", "b", "c"}, 0, func(i int) { said = append(said, i) })
	w, _ := window(t, container.NewVBox(c))
	test.Tap(c.Tick(2))
	test.Tap(c.Tick(2)) // chosen already: not said again, and not taken away
	w.Canvas().Focus(c.Tick(2))
	key(w, fyne.KeyUp)
	key(w, fyne.KeyUp)
	key(w, fyne.KeyUp) // nothing above the first
	if c.Chosen() != 0 || len(said) != 3 || said[0] != 2 || said[1] != 1 || said[2] != 0 {
		t.Errorf("chosen %d, said %v", c.Chosen(), said)
	}
	for i := range 3 {
		if c.Tick(i).On() != (i == 0) {
			t.Errorf("answer %d is ticked: %v", i, c.Tick(i).On())
		}
	}
	if w.Canvas().Focused() != fyne.Focusable(c.Tick(0)) {
		t.Error("the keyboard did not go along")
	}
}

func TestAPressOnAnAnswerIsToldAlsoWhenItIsChosenAndKeysAreOfferedFirst(t *testing.T) {
	start(t)
	pressed, taken := 0, 0
	c := kit.NewChoice("", []string{"a", "b"}, 0, nil)
	c.OnPressed = func(int) { pressed++ }
	c.OnKey = func(k fyne.KeyName) bool {
		taken++
		return k == fyne.Key2
	}
	w, _ := window(t, container.NewVBox(c))
	w.Canvas().Focus(c.Tick(0))
	key(w, fyne.KeyReturn)
	key(w, fyne.Key2)
	key(w, fyne.KeyDown)
	if pressed != 1 || c.Chosen() != 1 || taken != 3 {
		t.Errorf("pressed %d, chosen %d, %d keys offered", pressed, c.Chosen(), taken)
	}
}

func TestAScaleIsSetByKeysAndPointerAndTakenAway(t *testing.T) {
	start(t)
	changes := 0
	s := kit.NewScale("Mood", "low", "bright", func() { changes++ })
	w, _ := window(t, container.NewVBox(s))
	w.Canvas().Focus(s)
	value := func(want int) {
		t.Helper()
		v, ok := s.Value()
		if !ok {
			v = -1
		}
		if v != want {
			t.Fatalf("the number is %d, want %d", v, want)
		}
	}
	value(-1)
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyRight, 5}, {fyne.KeyRight, 6}, {fyne.KeyLeft, 5}, {fyne.KeyEnd, 10}, {fyne.KeyUp, 10}, {fyne.KeyHome, 0},
		{fyne.KeyDown, 0}, {fyne.Key1, 1}, {fyne.Key0, 10}, {fyne.Key0, 0}, {fyne.Key1, 1}, {fyne.Key7, 7}, {fyne.KeyBackspace, -1}} {
		key(w, step.key)
		value(step.want)
	}
	at := func(part float32) *fyne.PointEvent {
		return &fyne.PointEvent{Position: fyne.NewPos(s.Size().Width*part, 10)}
	}
	s.Tapped(at(0.5))
	value(5)
	s.Tapped(at(1))
	value(10)
	s.Tapped(at(1))
	value(-1)
	if changes != 14 {
		t.Errorf("%d changes were told", changes)
	}
}

func TestAListChangesByArrowsAndByItsMenu(t *testing.T) {
	start(t)
	var said []int
	p := kit.NewPickList([]string{"none", "Session 1", "Session 2"}, 0, func(i int) { said = append(said, i) })
	w, _ := window(t, container.NewVBox(p))
	w.Canvas().Focus(p)
	key(w, fyne.KeyUp)
	key(w, fyne.KeyDown)
	if p.Chosen() != 1 || len(said) != 1 {
		t.Fatalf("chosen %d, said %v", p.Chosen(), said)
	}
	key(w, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("Enter did not open the list")
	}
}

func TestAFieldSaysWhatIsWrongUntilItIsChanged(t *testing.T) {
	start(t)
	f := kit.NewField("Name")
	window(t, container.NewVBox(f))
	f.SetHint("as on the card")
	var typed string
	f.OnChanged(func(s string) { typed = s })
	f.SetError("Type a name first.")
	if f.Note() != "Type a name first." {
		t.Errorf("the field says %q", f.Note())
	}
	test.Type(f.Input, "Ada")
	if typed != "Ada" || f.Note() != "as on the card" {
		t.Errorf("typed %q, the field says %q", typed, f.Note())
	}
	f.Wipe()
	if f.Text() != "" {
		t.Error("words are left")
	}
}

func TestASecretIsHiddenUntilShown(t *testing.T) {
	start(t)
	p := kit.NewPasswordField(words, "Passphrase")
	w, _ := window(t, container.NewVBox(p))
	if !p.Input.Password {
		t.Error("the passphrase is readable at once")
	}
	w.Canvas().Focus(p.Input)
	w.Canvas().FocusNext()
	key(w, fyne.KeySpace)
	if p.Input.Password {
		t.Error("Show did not show")
	}
	key(w, fyne.KeySpace)
	if !p.Input.Password {
		t.Error("Hide did not hide")
	}
}

// TestAListMakesRoomForItsWidestAnswer: whichever is chosen, also where other
// answers were given to it since it was laid out.
func TestAListMakesRoomForItsWidestAnswer(t *testing.T) {
	start(t)
	p := kit.NewPickList(nil, -1, nil)
	row := kit.Wrap(12, p)
	window(t, kit.NewScreen(row))
	for _, answers := range [][]string{{"all"}, {"all", "Session 7 · 25 October"}} {
		p.SetAnswers(answers, len(answers)-1)
		if p.Size().Width < p.MinSize().Width {
			t.Errorf("%q has %v, and needs %v", answers, p.Size().Width, p.MinSize().Width)
		}
	}
}

package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"pgregory.net/rapid"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// TestNothingOverlapsOrRunsOut lays texts and buttons out at any width and text
// size: none covers another, and none leaves the width.
func TestNothingOverlapsOrRunsOut(t *testing.T) {
	app := start(t)
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.Float32Range(look.MinTextScale, look.MaxTextScale).Draw(t, "scale")
		width := rapid.Float32Range(400, 1400).Draw(t, "width")
		app.Settings().SetTheme(look.New(look.Settings{TextScale: scale}))
		word := rapid.StringMatching(`([a-z]{1,9} ){1,40}`)
		var all []fyne.CanvasObject
		text := func(s string) fyne.CanvasObject {
			o := kit.Body(s)
			all = append(all, o)
			return o
		}
		button := func(s string) fyne.CanvasObject {
			o := kit.Quiet(s, nil)
			all = append(all, o)
			return o
		}
		page := kit.Cards(
			text(word.Draw(t, "a")),
			kit.Beside(text(word.Draw(t, "b")), kit.Buttons(button("Write"), button("Not today"))),
			kit.Columns(260, text(word.Draw(t, "c")), text(word.Draw(t, "d")), text(word.Draw(t, "e"))),
			kit.Wrap(8, button("one"), button("another"), button("a third"), button("and a fourth")),
		)
		page.Resize(fyne.NewSize(width, page.MinSize().Height))
		page.Resize(fyne.NewSize(width, page.MinSize().Height))

		type box struct{ x, y, X, Y float32 }
		var boxes []box
		for _, o := range all {
			at, ok := place(page, o, fyne.Position{})
			if !ok {
				t.Fatal("an object is not on the page")
			}
			min := o.MinSize()
			b := box{at.X, at.Y, at.X + o.Size().Width, at.Y + fyne.Max(o.Size().Height, min.Height)}
			if b.x < -1 || b.X > width+1 {
				t.Fatalf("from %v to %v in a width of %v", b.x, b.X, width)
			}
			for _, other := range boxes {
				if b.x+1 < other.X && other.x+1 < b.X && b.y+1 < other.Y && other.y+1 < b.Y {
					t.Fatalf("%+v covers %+v at width %v, scale %v", b, other, width, scale)
				}
			}
			boxes = append(boxes, b)
		}
		if last := boxes[len(boxes)-1]; last.Y > page.MinSize().Height+1 {
			t.Fatalf("the page says it is %v high, its last line ends at %v", page.MinSize().Height, last.Y)
		}
	})
}

// place is where o lies below root.
func place(root, o fyne.CanvasObject, at fyne.Position) (fyne.Position, bool) {
	if root == o {
		return at, true
	}
	if c, ok := root.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if found, ok := place(child, o, at.Add(child.Position())); ok {
				return found, true
			}
		}
	}
	return at, false
}

func TestAHiddenObjectTakesNoRoom(t *testing.T) {
	start(t)
	first, second, third := kit.Body("a"), kit.Body("b"), kit.Body("c")
	window(t, container.NewVBox())
	all := kit.Lines(first, second, third)
	before := all.MinSize().Height
	second.Hide()
	if got, want := all.MinSize().Height, kit.Lines(kit.Body("a"), kit.Body("c")).MinSize().Height; got != want {
		t.Errorf("%v high with one hidden, %v with two, %v with all", got, want, before)
	}
}

func TestThePageFitsASmallWindowWithLargeText(t *testing.T) {
	app := start(t)
	app.Settings().SetTheme(look.New(look.Settings{TextScale: 1.6}))
	items := func(names ...string) (list []*kit.RailItem) {
		for _, n := range names {
			list = append(list, kit.NewRailItem(n, nil))
		}
		return list
	}
	rail := kit.NewRail("Afterglow", items("Today", "Journal", "Write", "Sessions", "Trends", "Share"), items("Support", "Settings", "Lock"))
	name := kit.NewField("What should this be called, if it should be called anything at all?")
	page := kit.NewScreen(
		kit.Header(kit.Heading("Good evening."), kit.Sub("Two days since session 4.")),
		kit.NewCard(kit.Cards(name, kit.NewPasswordField(words, "Passphrase"), kit.NewChoice("Who?", []string{"a", "b"}, 0, nil))),
	)
	body := container.NewBorder(nil, nil, rail, nil, page)
	if min := body.MinSize(); min.Width > 1024 || min.Height > 700 {
		t.Errorf("the window cannot be smaller than %v", min)
	}
}

func TestAQuietLineIsReplacedAndHidden(t *testing.T) {
	start(t)
	toasts := kit.NewToasts()
	window(t, toasts.Object())
	undone := false
	hideFirst := toasts.Show("Saved 12:04", "", nil)
	toasts.Show("Moved to trash.", "Undo", func() { undone = true })
	hideFirst() // late: the line is another one by now
	if got := drawn(toasts.Object()); got != "Moved to trash." {
		t.Errorf("the line says %q", got)
	}
	find(toasts.Object(), func(b *kit.Button) bool { return b.Text() == "Undo" }).Tapped(nil)
	if !undone || drawn(toasts.Object()) != "" {
		t.Errorf("undone %v, the line says %q", undone, drawn(toasts.Object()))
	}
}

func TestALongQuietLineStaysOnThePage(t *testing.T) {
	app := start(t)
	app.Settings().SetTheme(look.New(look.Settings{TextScale: 1.6}))
	toasts := kit.NewToasts()
	w, _ := window(t, toasts.Object())
	w.Resize(fyne.NewSize(820, 600))
	text := "Scores are compared with that of 12 September 2026 from now on."
	toasts.Show(text, "Undo", func() {})
	if min := toasts.Object().MinSize(); min.Width > toasts.Object().Size().Width {
		t.Errorf("the line is %v wide on a page of %v", min.Width, toasts.Object().Size().Width)
	}
	if got := strings.Join(strings.Fields(drawn(toasts.Object())), " "); got != text {
		t.Errorf("it says %q", got)
	}
}

func TestANewLookReachesWhatIsShown(t *testing.T) {
	app := start(t)
	b := kit.Primary("Write", nil)
	w, _ := window(t, container.NewVBox(b))
	small := b.MinSize()
	before := w.Canvas().Capture().At(20, 20)
	app.Settings().SetTheme(look.New(look.Settings{Variant: look.Dusk, TextScale: 2}))
	w.Canvas().Refresh(w.Content())
	b.Refresh()
	if b.MinSize().Height <= small.Height {
		t.Error("the text did not grow")
	}
	if after := w.Canvas().Capture().At(20, 20); after == before {
		t.Error("the colour did not change")
	}
}

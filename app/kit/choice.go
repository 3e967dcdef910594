package kit

import "fyne.io/fyne/v2"

// Choice is a question with a few answers, one of which is chosen, one below
// the other. The arrow keys move between them.
type Choice struct {
	form
	ticks  []*Tick
	chosen int

	// OnPressed is told of every press on an answer, also on the chosen one;
	// the arrows are no press.
	OnPressed func(i int)
	// OnKey is asked first about a key that an answer with the keyboard gets.
	OnKey func(fyne.KeyName) bool
}

// NewChoice asks label, with the answer at index chosen ticked, or none for -1.
// changed is called with the index of the newly chosen one.
func NewChoice(label string, answers []string, chosen int, changed func(int)) *Choice {
	c := &Choice{chosen: chosen}
	c.fill(c, 6)
	if label != "" {
		c.Container.Add(Section(label))
	}
	for i, answer := range answers {
		t := NewTick(answer, i == chosen, nil)
		t.round = true
		choose := func(i int) {
			if i == c.chosen {
				return
			}
			c.SetChosen(i)
			if changed != nil {
				changed(i)
			}
		}
		t.OnTapped = func() {
			choose(i)
			if c.OnPressed != nil {
				c.OnPressed(i)
			}
		}
		t.keys = func(k fyne.KeyName) bool {
			if c.OnKey != nil && c.OnKey(k) {
				return true
			}
			to := i
			switch k {
			case fyne.KeyDown, fyne.KeyRight:
				to++
			case fyne.KeyUp, fyne.KeyLeft:
				to--
			default:
				return false
			}
			if to >= 0 && to < len(c.ticks) {
				choose(to)
				if canvas := fyne.CurrentApp().Driver().CanvasForObject(t); canvas != nil {
					canvas.Focus(c.ticks[to])
				}
			}
			return true
		}
		c.ticks = append(c.ticks, t)
		c.Container.Add(t)
	}
	return c
}

// Chosen is the index of the chosen answer, -1 when there is none.
func (c *Choice) Chosen() int { return c.chosen }

// SetChosen chooses without telling.
func (c *Choice) SetChosen(i int) {
	c.chosen = i
	for j, t := range c.ticks {
		t.SetOn(i == j)
	}
}

// Tick is the answer at index i, to give it a second line or disable it.
func (c *Choice) Tick(i int) *Tick { return c.ticks[i] }

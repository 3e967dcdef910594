package chart

import (
	"math"

	"afterglow/assets"
)

// Role is what a shape is for.
type Role int

// The roles.
const (
	RoleInk      Role = iota // the series and its numbers
	RoleQuiet                // second text and what belongs to it
	RoleLine                 // hairlines: never the only sign of anything
	RoleAccent               // sessions
	RoleWindow               // ground behind the hours after a session
	RoleBaseline             // where it started
)

// Shape is the form of a dot.
type Shape int

// The shapes.
const (
	Open     Shape = iota // a ring, with the ground in it
	Filled                // a disc
	Square                // a filled square
	Triangle              // a filled triangle, standing
)

// Anchor says which end of a text its X is.
type Anchor int

// The anchors.
const (
	AtStart Anchor = iota
	AtMiddle
	AtEnd
)

// Box is a rectangle; Y grows downwards.
type Box struct{ X, Y, W, H float64 }

// Right is the right edge.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom is the lower edge.
func (b Box) Bottom() float64 { return b.Y + b.H }

// Rect is a filled rectangle.
type Rect struct {
	Box
	Role Role
}

// Line is a straight line. On and Off are the lengths of dashes and of the gaps
// between them, or 0 for none.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	On, Off        float64
	Role           Role
}

// Dot is a mark of radius R. Hit is which of the drawing's hits it belongs to.
type Dot struct {
	X, Y, R float64
	Shape   Shape
	Role    Role
	Hit     int
}

// Text is one line of letters. X is its anchor and Y the line it stands on.
type Text struct {
	X, Y   float64
	Text   string
	Size   float64
	Bold   bool
	Anchor Anchor
	Role   Role
	Width  float64 // as measured
}

// How far letters reach above and below the line they stand on, in parts of the size.
const (
	rise = 0.8
	fall = 0.25
)

// Box is the room the letters take.
func (t Text) Box() Box {
	b := Box{X: t.X, Y: t.Y - rise*t.Size, W: t.Width, H: (rise + fall) * t.Size}
	switch t.Anchor {
	case AtMiddle:
		b.X -= t.Width / 2
	case AtEnd:
		b.X -= t.Width
	}
	return b
}

// Hit is a point that can be read out: the area it answers for, and its place.
type Hit struct {
	Area Box
	X, Y float64
}

// Drawing is a figure in a frame.
type Drawing struct {
	Width, Height float64
	Title         string // what it shows
	Desc          string // the same and what there is to see, in a sentence or two
	Rects         []Rect
	Lines         []Line
	Dots          []Dot
	Texts         []Text
	Hits          []Hit // in the order of time

	sentence func(hit int) string
	longest  int // the hit with the longest sentence, about; -1 for none
}

// Say is the sentence of a point. It is made when it is asked for: there may be
// thousands.
func (d Drawing) Say(hit int) string { return d.sentence(hit) }

// Longest is about the longest sentence there is, or "".
func (d Drawing) Longest() string {
	if d.longest < 0 {
		return ""
	}
	return d.Say(d.longest)
}

// Frame is where a figure is drawn. Measure is the width of a text.
type Frame struct {
	Width   float64
	Plot    float64 // from the lowest value to the highest
	Scale   float64 // of the text; 1 is ordinary
	Measure func(text string, size float64, bold bool) float64
	Words   *assets.Words
	Heading bool // draw the title too
	// NoLegend leaves the legend out: whoever draws says it, once for many.
	NoLegend bool
}

// Figure is what can be drawn, and read as a table.
type Figure interface {
	Draw(Frame) Drawing
	Table(*assets.Words) Table
}

// Table is a figure in words.
type Table struct {
	Head []string
	Rows [][]string
}

// textSize is that of every text, at a scale of 1.
const textSize = 12

func (f Frame) size() float64 { return textSize * f.Scale }

func (f Frame) width(s string) float64 { return f.Measure(s, f.size(), false) }

// text is a text in the frame's size.
func (f Frame) text(s string, x, y float64, a Anchor, r Role) Text {
	return Text{X: x, Y: y, Text: s, Size: f.size(), Anchor: a, Role: r, Width: f.width(s)}
}

// usable puts a scale or height right that nothing could be drawn with.
func (f Frame) usable() Frame {
	if !(f.Scale > 0) {
		f.Scale = 1
	}
	if !(f.Plot > 0) {
		f.Plot = 1
	}
	return f
}

// HitAt is the point that answers for a place.
func (d Drawing) HitAt(x, y float64) (index int, found bool) {
	nearest := math.Inf(1)
	for i, h := range d.Hits {
		a := h.Area
		if x < a.X || x > a.Right() || y < a.Y || y > a.Bottom() {
			continue
		}
		if apart := math.Hypot(x-h.X, y-h.Y); apart < nearest {
			index, found, nearest = i, true, apart
		}
	}
	return index, found
}

package share

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
)

const (
	leftWidth    = 380
	narrowWindow = 760 // below this, at a text scale of 1, one side is seen at a time
)

// sides puts the choice left and the preview right; where there is no room for both
// one is seen, with a way to the other above it.
type sides struct {
	object      *fyne.Container
	left, right *fyne.Container
	turns       *fyne.Container
	second      bool // where one is seen: it is the right one
}

func newSides(w *assets.Words, right fyne.CanvasObject) *sides {
	s := &sides{left: container.NewStack(), right: container.NewStack(right)}
	s.turns = kit.Inset(look.CardPadding, 10, look.CardPadding, 0, kit.OneOf([]string{w.T("share.side_choose"), w.T("share.side_look")}, 0, func(i int) {
		s.second = i == 1
		s.object.Refresh()
	}))
	s.object = container.New(s, s.turns, s.left, s.right)
	return s
}

// showLeft shows something at the left.
func (s *sides) showLeft(o fyne.CanvasObject) {
	s.left.Objects = []fyne.CanvasObject{o}
	s.left.Refresh()
}

// MinSize implements fyne.Layout.
func (s *sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(leftWidth, 300) }

// Layout implements fyne.Layout.
func (s *sides) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	scale := max(1, look.Current().Settings().TextScale)
	one := size.Width < narrowWindow*scale
	s.turns.Hidden = !one
	s.left.Hidden, s.right.Hidden = one && s.second, one && !s.second
	if one {
		s.turns.Resize(fyne.NewSize(size.Width, s.turns.MinSize().Height))
		top := s.turns.MinSize().Height
		for _, side := range []*fyne.Container{s.left, s.right} {
			side.Move(fyne.NewPos(0, top))
			side.Resize(fyne.NewSize(size.Width, size.Height-top))
		}
		return
	}
	left := fyne.Min(leftWidth*scale, size.Width*0.46)
	s.left.Move(fyne.Position{})
	s.left.Resize(fyne.NewSize(left, size.Height))
	s.right.Move(fyne.NewPos(left, 0))
	s.right.Resize(fyne.NewSize(size.Width-left, size.Height))
}

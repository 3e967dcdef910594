package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
)

// Inset puts air around an object.
func Inset(left, top, right, bottom float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{left: left, top: top, right: right, bottom: bottom}, o)
}

type inset struct{ left, top, right, bottom float32 }

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(l.left, l.top))
	objects[0].Resize(size.SubtractWidthHeight(l.left+l.right, l.top+l.bottom).Max(fyne.Size{}))
}

// AtLeast keeps an object from getting smaller than width and height.
func AtLeast(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atLeast{width: width, height: height}, o)
}

type atLeast struct{ width, height float32 }

func (l *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(fyne.NewSize(l.width, l.height))
}

func (l *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// AtMost keeps an object from getting wider than width, at a text scale of 1; it
// stands at the left.
func AtMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atMost{width: width}, o)
}

type atMost struct{ width float32 }

func (l *atMost) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l *atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	most := l.width * max(1, look.Current().Settings().TextScale)
	width := fyne.Min(size.Width, fyne.Max(most, objects[0].MinSize().Width))
	objects[0].Resize(fyne.NewSize(width, size.Height))
	fit(objects[0], width)
}

package kit_test

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func trim(s string) string { return strings.TrimSpace(s) }

// collect calls f with every object of type T below o, in order.
func collect[T fyne.CanvasObject](o fyne.CanvasObject, f func(T)) {
	if found, ok := o.(T); ok {
		f(found)
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			collect(child, f)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			collect(child, f)
		}
	}
}

// find is the first object of type T below o that is as wanted, or the zero T.
func find[T fyne.CanvasObject](o fyne.CanvasObject, wanted func(T) bool) (found T) {
	done := false
	collect(o, func(x T) {
		if !done && wanted(x) {
			found, done = x, true
		}
	})
	return found
}

// drawn is the text a widget draws, its pieces apart by spaces.
func drawn(o fyne.CanvasObject) string {
	var parts []string
	collect(o, func(r *widget.RichText) {
		if s := r.String(); s != "" {
			parts = append(parts, s)
		}
	})
	return strings.Join(parts, " ")
}

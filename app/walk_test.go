package app

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"afterglow/journal"
)

// textsIn is every text that any object below root holds, visible or not.
func textsIn(root fyne.CanvasObject) []string {
	var texts []string
	walk(root, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			texts = append(texts, o.Text)
		case *widget.RichText:
			texts = append(texts, o.String())
		}
		v := reflect.Indirect(reflect.ValueOf(o))
		if v.Kind() != reflect.Struct {
			return
		}
		for _, name := range []string{"Text", "PlaceHolder"} { // of an entry, ours or Fyne's
			if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
				texts = append(texts, f.String())
			}
		}
	})
	return texts
}

// walk calls see with root and everything below it.
func walk(root fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if root == nil {
		return
	}
	see(root)
	switch o := root.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, see)
		}
	case *container.ThemeOverride:
		walk(o.Content, see)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, see)
		}
		if c, ok := root.(interface{ Children() []fyne.CanvasObject }); ok {
			for _, child := range c.Children() {
				walk(child, see)
			}
		}
	}
}

// heldBy is where a text is found in anything that a value leads to by
// pointers, fields, lists and maps, "" when nowhere. What only a closure knows
// is out of its reach; an open journal is not looked into, it is at work.
func heldBy(value any, text string) (where string) {
	s := search{seen: map[seenAt]bool{}, has: func(found string) bool { return strings.Contains(found, text) }}
	s.look(reflect.ValueOf(value), "")
	return s.found
}

// leadsToAJournal is where a journal is reached from a value, "" when nowhere.
func leadsToAJournal(value any) (where string) {
	s := search{seen: map[seenAt]bool{}, has: func(string) bool { return false }, journal: true}
	s.look(reflect.ValueOf(value), "")
	return s.found
}

type seenAt struct {
	at uintptr
	of reflect.Type
}

type search struct {
	has     func(text string) bool
	journal bool // a journal counts too
	seen    map[seenAt]bool
	found   string
}

func (s *search) look(v reflect.Value, path string) {
	if s.found != "" || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		if s.has(v.String()) {
			s.found = path
		}
	case reflect.Interface:
		s.look(v.Elem(), path)
	case reflect.Pointer:
		if v.IsNil() || s.seen[seenAt{v.Pointer(), v.Type()}] {
			return
		}
		s.seen[seenAt{v.Pointer(), v.Type()}] = true
		if v.Type() == reflect.TypeFor[*journal.Journal]() {
			if s.journal {
				s.found = path
			}
			return
		}
		s.look(v.Elem(), path)
	case reflect.Struct:
		for i := range v.NumField() {
			s.look(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			if s.has(string(v.Bytes())) {
				s.found = path
			}
			return
		}
		if v.Kind() == reflect.Slice {
			v = v.Slice3(0, v.Len(), v.Len())
		}
		for i := range v.Len() {
			s.look(v.Index(i), path+"[]")
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			s.look(it.Key(), path+"{key}")
			s.look(it.Value(), path+"{}")
		}
	}
}

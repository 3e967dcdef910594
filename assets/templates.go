package assets

import (
	"slices"
	"sync"
)

// Template is a way to lay out an entry: eight of domain.md §5.7, and "free".
type Template struct {
	Kind     string            `json:"kind"`
	Title    string            `json:"title"`
	Mark     string            `json:"mark"` // what is offered first: ask | private | share
	Sections []TemplateSection `json:"sections"`
}

// TemplateSection is one box of a template. Every one may be left empty.
type TemplateSection struct {
	Key     string `json:"key"`
	Heading string `json:"heading,omitempty"` // none in a free page
	Hint    string `json:"hint,omitempty"`    // shown small beside the heading, never stored
	Lead    bool   `json:"lead,omitempty"`    // comes first and larger
	Folded  bool   `json:"folded,omitempty"`  // closed until it is opened
}

// Moment is what Write offers at a point around a session.
type Moment struct {
	Phase string `json:"phase"`
	Title string `json:"title"`
	Kind  string `json:"kind"` // the template it opens
	Line  string `json:"line"` // one calm line under the title
	// Sections and Mark are those of the template.
	Sections []TemplateSection `json:"-"`
	Mark     string            `json:"-"`
}

var templates = sync.OnceValue(func() []Template { return load[[]Template]("templates.json") })

var moments = sync.OnceValue(func() []Moment {
	list := load[[]Moment]("moments.json")
	for i := range list {
		t, _ := TemplateFor(list[i].Kind)
		list[i].Sections, list[i].Mark = t.Sections, t.Mark
	}
	return list
})

// Templates lists every template in the order they are offered, free first.
func Templates() []Template {
	list := slices.Clone(templates())
	for i := range list {
		list[i].Sections = slices.Clone(list[i].Sections)
	}
	return list
}

// TemplateFor is the template of a kind.
func TemplateFor(kind string) (Template, bool) {
	for _, t := range templates() {
		if t.Kind == kind {
			t.Sections = slices.Clone(t.Sections)
			return t, true
		}
	}
	return Template{}, false
}

// Moments lists the moments in their order around a session: before, same_day,
// 24h, 72h, 1w, maintenance.
func Moments() []Moment {
	list := slices.Clone(moments())
	for i := range list {
		list[i].Sections = slices.Clone(list[i].Sections)
	}
	return list
}

// MomentFor is the moment of a phase.
func MomentFor(phase string) (Moment, bool) {
	for _, m := range Moments() {
		if m.Phase == phase {
			return m, true
		}
	}
	return Moment{}, false
}

package assets

import (
	"slices"
	"sync"
)

// Template is a way to lay out an entry: eight of domain.md §5.7, and "free". Its
// title is the message "kind.KIND".
type Template struct {
	Kind     string            `json:"kind"`
	Mark     string            `json:"mark"` // what is offered first: ask | private | share
	Sections []TemplateSection `json:"sections"`
}

// TemplateSection is one box of a template. Every one may be left empty.
type TemplateSection struct {
	Key     string `json:"key"`
	Heading string `json:"-"`                // the message "template.KIND.KEY.heading"; none in a free page
	Hint    string `json:"-"`                // "template.KIND.KEY.hint", shown small beside the heading, never stored
	Lead    bool   `json:"lead,omitempty"`   // comes first and larger
	Folded  bool   `json:"folded,omitempty"` // closed until it is opened
}

// Moment is what Write offers at a point around a session. Its title is the message
// "moment.PHASE.title", and one calm line under it "moment.PHASE.line".
type Moment struct {
	Phase string `json:"phase"`
	Kind  string `json:"kind"` // the template it opens
	// Sections and Mark are those of the template.
	Sections []TemplateSection `json:"-"`
	Mark     string            `json:"-"`
}

var templates = sync.OnceValue(func() []Template {
	list := load[[]Template]("templates.json")
	for i := range list {
		t := &list[i]
		for k := range t.Sections {
			s := &t.Sections[k]
			s.Heading = optional("template." + t.Kind + "." + s.Key + ".heading")
			s.Hint = optional("template." + t.Kind + "." + s.Key + ".hint")
		}
	}
	return list
})

// optional is a message that not every section has.
func optional(id string) string {
	if w := English(); w.Has(id) {
		return w.T(id)
	}
	return ""
}

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

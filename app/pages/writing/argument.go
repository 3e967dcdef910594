package writing

import (
	"strings"

	"afterglow/assets"
	"afterglow/journal"
)

// Begin is the argument of the Write page that opens a new entry at a moment
// around a session; session may be "".
func Begin(phase journal.Phase, session journal.ID) string {
	return strings.TrimSuffix("moment:"+string(phase)+":"+string(session), ":")
}

// BeginKind is the argument that opens a new entry of a template.
func BeginKind(kind journal.Kind) string { return "kind:" + string(kind) }

// BeginPrompt is the argument that opens a new entry beside one prompt, for a
// session or "".
func BeginPrompt(id string, session journal.ID) string {
	return strings.TrimSuffix("prompt:"+id+":"+string(session), ":")
}

// begun is a new entry and what stands beside it.
type begun struct {
	entry  journal.Entry
	prompt string // the prompt to begin with, or ""
	ok     bool
}

// begin reads an argument; not ok means it names an entry, or nothing.
func begin(arg string) begun {
	what, rest, found := strings.Cut(arg, ":")
	if !found {
		return begun{}
	}
	name, session, _ := strings.Cut(rest, ":")
	e := journal.Entry{SessionID: journal.ID(session)}
	switch what {
	case "moment":
		m, ok := assets.MomentFor(name)
		if !ok {
			return begun{}
		}
		e.Phase = journal.Phase(m.Phase)
		return begun{entry: laidOut(e, m.Kind), ok: true}
	case "kind":
		if _, ok := assets.TemplateFor(name); !ok {
			return begun{}
		}
		if name == string(journal.KindIntention) {
			e.Phase = journal.PhaseBefore
		}
		return begun{entry: laidOut(e, name), ok: true}
	case "prompt":
		p, ok := assets.PromptByID(name)
		if !ok {
			return begun{}
		}
		m, _ := assets.MomentFor(p.Phase)
		e.Phase = journal.Phase(p.Phase)
		return begun{entry: laidOut(e, m.Kind), prompt: p.ID, ok: true}
	}
	return begun{}
}

// laidOut gives an entry the sections and the mark of a template.
func laidOut(e journal.Entry, kind string) journal.Entry {
	t, _ := assets.TemplateFor(kind)
	e.Kind, e.Mark = journal.Kind(kind), journal.Mark(t.Mark)
	for _, s := range t.Sections {
		e.Sections = append(e.Sections, journal.Section{Key: s.Key, Heading: s.Heading})
	}
	return e
}

// withTemplate adds the sections of its template that an entry lacks, so that
// they can still be written.
func withTemplate(e journal.Entry) journal.Entry {
	t, ok := assets.TemplateFor(string(e.Kind))
	if !ok || e.Kind == journal.KindFree {
		return e
	}
	have := map[string]bool{}
	for _, s := range e.Sections {
		have[s.Key] = true
	}
	sections := append([]journal.Section(nil), e.Sections...)
	for _, s := range t.Sections {
		if !have[s.Key] {
			sections = append(sections, journal.Section{Key: s.Key, Heading: s.Heading})
		}
	}
	e.Sections = sections
	return e
}

// templateSection is what the template says of a section, for its hint.
func templateSection(kind journal.Kind, key string) assets.TemplateSection {
	t, _ := assets.TemplateFor(string(kind))
	for _, s := range t.Sections {
		if s.Key == key {
			return s
		}
	}
	return assets.TemplateSection{}
}

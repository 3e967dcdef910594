package share

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// goesIn is the plain list of what goes in, by number and name, what stays here of
// it, and what happens to a file that another person holds.
func (p *Page) goesIn() []fyne.CanvasObject {
	w := p.shell.Words()
	out := []fyne.CanvasObject{kit.Small(w.T("share.only_ticked"))}
	items := p.toSeal.Items
	for _, kind := range kinds {
		names := kit.Column(4)
		for _, r := range items {
			if c, ok := p.choice.candidate(r); ok && r.Type == kind {
				names.Add(kit.Body(p.names.dated(c)))
			}
		}
		if n := len(names.Objects); n > 0 {
			out = append(out, kit.Column(6, kit.Section(w.T("share.type_count", "Type", w.T("share.type."+kind), "Number", n)), names))
		}
	}
	along := kit.Column(4)
	for _, one := range []struct {
		id string
		n  int
	}{{"side_effects", len(p.content.SideEffects)}, {"vitals", len(p.content.Vitals)}} {
		if one.n > 0 {
			along.Add(kit.Body(w.T("share.type_count", "Type", w.T("share.along."+one.id), "Number", one.n)))
		}
	}
	for _, one := range []struct {
		id string
		on bool
	}{{"answers", p.toSeal.Detail.Answers && len(p.content.Responses) > 0}, {"dose", p.toSeal.Detail.Dose && len(p.content.Sessions) > 0}, {"log", p.toSeal.Detail.Log && len(p.content.Practices) > 0}} {
		if one.on {
			along.Add(kit.Body(w.T("share.along." + one.id)))
		}
	}
	if len(along.Objects) > 0 {
		out = append(out, kit.Column(6, kit.Section(w.T("share.along")), along))
	}
	if kept := p.keptList(p.toSeal.KeptBack); kept != nil {
		out = append(out, kept)
	}
	return append(out, kit.Small(w.T("share.what_happens")))
}

// keptList is what is kept back, each with a way to show it again; nil where nothing is.
func (p *Page) keptList(list []journal.KeptBack) fyne.CanvasObject {
	if len(list) == 0 {
		return nil
	}
	w := p.shell.Words()
	rows := kit.Column(look.Gap, kit.Section(w.T("share.kept_heading")))
	for _, k := range list {
		rows.Add(kit.Beside(kit.Body(p.keptName(k)), kit.Wrap(0, kit.Link(w.T("share.show_again"), func() {
			p.choice.showAgain(k)
			p.keptChanged()
		}))))
	}
	return rows
}

// keptName says what is kept back, without what stands there.
func (p *Page) keptName(k journal.KeptBack) string {
	w := p.shell.Words()
	what := fieldName(w, k.Field)
	if k.Type == bundle.ItemSideEffect {
		return w.T("share.kept.side_effect")
	}
	id := "share.kept.all"
	if k.To > 0 {
		id = "share.kept.part"
	}
	c, _ := p.choice.candidate(k.ItemRef)
	return w.T(id, "Name", p.names.of(c), "Field", what)
}

// fieldName is what a text of a thing is called: "the title", "page 2".
func fieldName(w *assets.Words, field string) string {
	name, number, numbered := strings.Cut(field, "/")
	if n, err := strconv.Atoi(number); numbered && err == nil {
		return w.T("share.field."+name, "Number", n+1)
	}
	return w.T("share.field." + name)
}

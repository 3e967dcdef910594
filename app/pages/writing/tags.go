package writing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal"
)

// suggestions is how many of the journal's tags are offered.
const suggestions = 6

// tagField is a line in which words, separated by commas, become tags, shown as
// chips under it. Pressing a chip takes the tag away, or adds one in use.
type tagField struct {
	object  *fyne.Container
	line    *kit.Input
	chips   *fyne.Container
	chosen  []string
	offered []string
	words   *assets.Words
	changed func() // the tags are others
	resized func() // the chips take another height
}

func newTagField(w *assets.Words, tags []string, known []journal.TagCount, changed, resized func()) *tagField {
	f := &tagField{words: w, chosen: slices.Clone(tags), changed: changed, resized: resized, chips: kit.ChipRow()}
	known = slices.Clone(known)
	slices.SortStableFunc(known, func(a, b journal.TagCount) int { return b.Count - a.Count })
	for _, k := range known[:min(len(known), suggestions)] {
		f.offered = append(f.offered, k.Tag)
	}
	f.line = kit.NewInput(w.T("writing.tags_hint"))
	f.line.OnChanged = func(s string) {
		if strings.Contains(s, ",") {
			f.take()
			return
		}
		f.changed()
	}
	f.line.OnSubmitted = func(string) { f.take() }
	f.object = kit.Lines(f.line, f.chips)
	f.draw()
	return f
}

// take makes tags of what stands in the line.
func (f *tagField) take() {
	f.chosen = f.tags()
	f.line.SetText("")
	f.draw()
	f.resized()
	f.changed()
}

// tags are the chosen ones with what stands in the line.
func (f *tagField) tags() []string { return withTags(f.chosen, f.line.Text) }

// withTags adds the tags of a line, "sea, home", to those there are; each once.
func withTags(have []string, line string) []string {
	out := slices.Clone(have)
	for _, tag := range strings.Split(line, ",") {
		tag = strings.TrimPrefix(strings.Join(strings.Fields(tag), " "), "#")
		same := func(t string) bool { return strings.EqualFold(t, tag) }
		if tag != "" && !slices.ContainsFunc(out, same) {
			out = append(out, tag)
		}
	}
	return out
}

func (f *tagField) draw() {
	f.chips.RemoveAll()
	for _, tag := range f.chosen {
		f.chips.Add(kit.NewChip(tag, true, func(bool) { f.set(tag, false) }))
	}
	for _, tag := range f.offered {
		if !slices.Contains(f.chosen, tag) {
			f.chips.Add(kit.NewChip(tag, false, func(bool) { f.set(tag, true) }))
		}
	}
}

func (f *tagField) set(tag string, on bool) {
	f.chosen = slices.DeleteFunc(slices.Clone(f.chosen), func(t string) bool { return t == tag })
	if on {
		f.chosen = append(f.chosen, tag)
	} else if !slices.Contains(f.offered, tag) {
		f.offered = append(f.offered, tag) // so that it can be put back
	}
	f.draw()
	f.resized()
	f.changed()
}

func (f *tagField) wipe() {
	f.line.Wipe()
	f.chosen, f.offered = nil, nil
	f.chips.RemoveAll()
}

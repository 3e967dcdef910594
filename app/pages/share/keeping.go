package share

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/received"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// keeping is where parts of what goes are kept back: the texts as they stand in the
// journal, to select from, and what is kept back of them. The preview stands beside.
type keeping struct {
	page   *Page
	screen *kit.Screen
	pick   *kit.PickList
	texts  *fyne.Container
	kept   *fyne.Container
	whole  bundle.Content // what goes with nothing kept back
	refs   []journal.ItemRef
	at     int
	fields []passage
}

// passage is a text, or a piece of a long one, that can be selected from.
type passage struct {
	of     journal.KeptBack // without the place in it
	begins int              // in the text
	editor *kit.Editor
}

// keepPartsHere begins with what the preview shows.
func (p *Page) keepPartsHere() { p.keepPartsOf(journal.ItemRef{}) }

// keepPartsOf shows the texts of a thing in the place of the choice. The zero one is
// the entry that the preview shows, or the first thing with a text.
func (p *Page) keepPartsOf(r journal.ItemRef) {
	sel, now := p.choice.selection(p.sessionOf), p.shell.Now()
	sel.KeptBack = nil
	var c bundle.Content
	p.shell.Runner().Latest("keeping", func(ctx context.Context) (err error) {
		c, err = sharing.Compose(ctx, p.store, sel, now)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.keeps(c, r)
	})
}

func (p *Page) keeps(c bundle.Content, r journal.ItemRef) {
	w := p.shell.Words()
	k := &keeping{page: p, whole: c, texts: kit.Column(look.CardGap), kept: kit.Column(look.Gap)}
	var names []string
	entry := p.preview.at - received.FirstEntry(p.content)
	for _, one := range p.choice.items() {
		if !k.keepable(one) {
			continue
		}
		if one == r || r.ID == "" && entry >= 0 && entry < len(p.content.Entries) && p.content.Entries[entry].ID == one.ID {
			k.at = len(k.refs)
		}
		k.refs = append(k.refs, one)
		candidate, _ := p.choice.candidate(one)
		names = append(names, p.names.dated(candidate))
	}
	if len(k.refs) == 0 {
		p.shell.Say(w.T("share.keep_nothing"))
		return
	}
	k.pick = kit.NewPickList(names, k.at, func(i int) {
		k.at = i
		k.draw()
		p.preview.showPage(k.refs[i])
	})
	k.screen = kit.NewScreen(
		kit.Header(kit.Heading(w.T("share.keep_heading")), kit.Sub(w.T("share.keep_line"))),
		kit.Labelled(w.T("share.keep_of"), k.pick),
		k.texts, k.kept)
	bar := kit.Wrap(10, kit.Primary(w.T("share.keep_part"), k.keepSelected), kit.Quiet(w.T("common.done"), p.choose))
	p.keeping = k
	k.draw()
	p.sides.showLeft(container.NewBorder(nil, kit.Inset(look.CardPadding, 10, look.CardPadding, 12, bar), nil, nil, k.screen))
	p.preview.listed = false
	p.look()
	if p.composed() {
		p.preview.showPage(k.refs[k.at])
	}
	k.focus(p.shell.Window().Canvas())
}

func (k *keeping) focus(c fyne.Canvas) { c.Focus(k.pick) }

func (k *keeping) wipe() {
	for _, f := range k.fields {
		f.editor.Wipe()
	}
	k.fields, k.whole, k.refs = nil, bundle.Content{}, nil
	k.pick.SetAnswers(nil, -1)
	k.texts.Objects, k.kept.Objects = nil, nil
	k.screen.SetObjects()
}

// keepable says whether there is anything to keep back of a thing.
func (k *keeping) keepable(r journal.ItemRef) bool {
	fields, _ := k.element(r)
	for _, f := range fields {
		if *f.Text != "" {
			return true
		}
	}
	return len(k.effects(r)) > 0 || r.Type == bundle.ItemResponse && len(k.answered(r)) > 0
}

// element are the texts of a thing and its version.
func (k *keeping) element(r journal.ItemRef) ([]sharing.Field, uint64) {
	c := &k.whole
	switch r.Type {
	case bundle.ItemEntry:
		return texts(c.Entries, r.ID, func(e *bundle.Entry) (journal.ID, uint64) { return e.ID, e.Revision })
	case bundle.ItemSession:
		fields, _ := texts(c.Sessions, r.ID, func(s *bundle.Session) (journal.ID, uint64) { return s.ID, 0 })
		revision, _ := revisionOf(context.Background(), k.page.store, r) // of a session nothing is read from the disk
		return fields, revision
	case bundle.ItemQuestion:
		return texts(c.Questions, r.ID, func(q *bundle.Question) (journal.ID, uint64) { return q.ID, q.Revision })
	case bundle.ItemResponse:
		return texts(c.Responses, r.ID, func(x *bundle.Response) (journal.ID, uint64) { return x.ID, x.Revision })
	case bundle.ItemExternal:
		return texts(c.ExternalScores, r.ID, func(x *bundle.ExternalScore) (journal.ID, uint64) { return x.ID, x.Revision })
	case bundle.ItemCheckIn:
		return texts(c.CheckIns, r.ID, func(x *bundle.CheckIn) (journal.ID, uint64) { return x.ID, x.Revision })
	case bundle.ItemInsight:
		return texts(c.Insights, r.ID, func(x *bundle.Insight) (journal.ID, uint64) { return x.ID, x.Revision })
	case bundle.ItemPractice:
		return texts(c.Practices, r.ID, func(x *bundle.Practice) (journal.ID, uint64) { return x.ID, x.Revision })
	}
	return nil, 0
}

func texts[T any](list []T, id journal.ID, of func(*T) (journal.ID, uint64)) ([]sharing.Field, uint64) {
	for i := range list {
		if found, revision := of(&list[i]); found == id {
			return sharing.Fields(&list[i]), revision
		}
	}
	return nil, 0
}

func (k *keeping) effects(r journal.ItemRef) (out []bundle.SideEffect) {
	for _, e := range k.whole.SideEffects {
		if r.Type == bundle.ItemSession && e.SessionID == r.ID {
			out = append(out, e)
		}
	}
	return out
}

func (k *keeping) answered(r journal.ItemRef) map[string]int {
	for _, x := range k.whole.Responses {
		if x.ID == r.ID {
			return x.Answers
		}
	}
	return nil
}

func (k *keeping) entry(r journal.ItemRef) bundle.Entry {
	for _, e := range k.whole.Entries {
		if e.ID == r.ID {
			return e
		}
	}
	return bundle.Entry{}
}

// draw shows the texts of the thing that is chosen.
func (k *keeping) draw() {
	p, w, r := k.page, k.page.shell.Words(), k.refs[k.at]
	k.texts.Objects, k.fields = nil, nil
	fields, revision := k.element(r)
	entry := k.entry(r)
	section := 0
	for _, f := range fields {
		label := fieldName(w, f.Name)
		if r.Type == bundle.ItemEntry && f.Name != "title" {
			if heading := entry.Sections[section].Heading; heading != "" {
				label = heading
			}
			section++
		}
		if *f.Text != "" {
			k.texts.Add(k.field(r, revision, f.Name, label, *f.Text))
		}
	}
	keep := func(label string, of journal.KeptBack) {
		k.texts.Add(kit.NewTick(label, p.isKept(of), func(on bool) {
			if on {
				p.choice.keep(of)
			} else {
				p.choice.showAgain(of)
			}
			p.keptChanged()
		}))
	}
	if len(entry.Tags) > 0 {
		keep(w.T("share.keep_tags"), journal.KeptBack{ItemRef: r, Revision: revision, Field: sharing.TagsField})
	}
	if r.Type == bundle.ItemResponse {
		keep(w.T("share.keep_answers"), journal.KeptBack{ItemRef: r, Revision: revision, Field: sharing.AnswersField})
	}
	for _, e := range k.effects(r) {
		keep(w.T("share.keep_effect", "Effect", w.T("side_effect."+e.Code)),
			journal.KeptBack{ItemRef: journal.ItemRef{Type: bundle.ItemSideEffect, ID: e.ID}, Revision: e.Revision})
	}
	k.drawKept()
}

// field is one text to select from, which can be kept back as a whole too.
func (k *keeping) field(r journal.ItemRef, revision uint64, name, label, text string) fyne.CanvasObject {
	p, w := k.page, k.page.shell.Words()
	all := kit.Link(w.T("share.keep_all"), func() {
		p.choice.keep(journal.KeptBack{ItemRef: r, Revision: revision, Field: name})
		p.keptChanged()
	})
	column := kit.Column(8, container.New(&besideMenu{}, kit.Section(label), all))
	for _, piece := range pieces(text) {
		one := passage{of: journal.KeptBack{ItemRef: r, Revision: revision, Field: name}, begins: piece[0], editor: kit.NewPassage(text[piece[0]:piece[1]])}
		k.fields = append(k.fields, one)
		column.Add(one.editor.Object)
	}
	return column
}

// keepSelected keeps back what is selected, in whichever texts.
func (k *keeping) keepSelected() {
	p, any := k.page, false
	for _, one := range k.fields {
		if from, to, ok := one.editor.SelectedPart(); ok {
			part := one.of
			part.From, part.To = one.begins+from, one.begins+to
			p.choice.keep(part)
			one.editor.Deselect()
			any = true
		}
	}
	if !any {
		p.shell.Say(p.shell.Words().T("share.keep_select"))
		return
	}
	p.keptChanged()
}

// drawKept lists what is kept back of the thing.
func (k *keeping) drawKept() {
	p, r := k.page, k.refs[k.at]
	list := p.choice.of(r)
	for _, e := range k.effects(r) {
		list = append(list, p.choice.of(journal.ItemRef{Type: bundle.ItemSideEffect, ID: e.ID})...)
	}
	k.kept.Objects = nil
	if o := p.keptList(list); o != nil {
		k.kept.Objects = []fyne.CanvasObject{o}
	}
	k.screen.Relayout()
}

func (p *Page) isKept(k journal.KeptBack) bool {
	for _, one := range p.choice.of(k.ItemRef) {
		if one == k {
			return true
		}
	}
	return false
}

// keptChanged follows a part that is kept back, or not any more.
func (p *Page) keptChanged() {
	if p.keeping != nil {
		p.keeping.drawKept()
	}
	p.look()
}

// pieceLength is how many bytes of a text one passage shows: selecting in a longer
// one is slow.
const pieceLength = 12_000

// pieces cuts a long text at the ends of its lines, from byte to byte.
func pieces(text string) (out [][2]int) {
	at := 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' && i-at >= pieceLength {
			out = append(out, [2]int{at, i + 1})
			at = i + 1
		}
	}
	if at < len(text) {
		out = append(out, [2]int{at, len(text)})
	}
	return out
}

package writing

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

// sheet is the page one writes on: title, sections, and what belongs to the
// entry. It knows nothing of saving; it tells when something was changed.
type sheet struct {
	words   *assets.Words
	changed func()

	title    *kit.Input
	titled   bool // the title was changed here
	sections []*sectionField
	prompts  *promptCard
	tags     *tagField
	session  journal.ID
	mark     journal.Mark
	pref     journal.RecordPref
	screen   *kit.Screen
}

// sectionField is one section with its editor.
type sectionField struct {
	section journal.Section
	editor  *kit.Editor
	opened  bool // not folded away
	touched bool // the editor holds the truth; before that, section does
}

func (f *sectionField) text() string {
	if f.touched {
		return f.editor.Written()
	}
	return f.section.Text
}

func newSheet(w *assets.Words, e journal.Entry, prompt string, sessions []journal.DosingSession, known []journal.TagCount, now time.Time, changed func()) *sheet {
	s := &sheet{words: w, session: e.SessionID, mark: e.Mark, pref: e.RecordPref, changed: changed}
	s.prompts = newPromptCard(w, e.Phase, prompt, e.PromptIDs, func() {})
	s.title = kit.NewInput(w.T("writing.title_hint"))
	s.title.TextStyle = look.SerifBold
	s.title.SetText(e.Title)
	s.title.OnChanged = func(string) {
		s.titled = true
		s.changed()
	}
	title := look.With(s.title, look.TextSize(look.SizeTitle), look.Plain())
	page := []fyne.CanvasObject{kit.Inset(-editorPadding, 0, 0, 0, title)}
	for _, section := range e.Sections {
		page = append(page, s.addSection(e.Kind, section))
	}
	page = append(page, s.about(e, sessions, known, now))
	s.screen = kit.NewScreen(page...)
	return s
}

// addSection is a section's heading over its editor; a folded one without
// words is a line that opens it.
func (s *sheet) addSection(kind journal.Kind, section journal.Section) fyne.CanvasObject {
	t := templateSection(kind, section.Key)
	free := section.Heading == ""
	f := &sectionField{section: section, opened: !t.Folded || section.Text != ""}
	switch {
	case free:
		f.editor = kit.NewPageEditor(s.words.T("writing.page_hint"), pageRows, look.SizeReading, false)
	case t.Lead:
		f.editor = kit.NewEditor(t.Hint, pageRows)
	default:
		f.editor = kit.NewEditor(t.Hint, sectionRows)
	}
	f.editor.SetTextOnceLaidOut(section.Text)
	f.editor.OnChanged = func(string) {
		f.touched = true
		s.prompts.use()
		s.changed()
	}
	s.sections = append(s.sections, f)
	if free {
		return kit.Inset(-editorPadding, 0, 0, 0, f.editor.Object)
	}
	heading := kit.Section(section.Heading)
	if f.opened {
		return kit.Lines(heading, f.editor.Object)
	}
	heading.Hide()
	f.editor.Object.Hide()
	var open *kit.Button
	open = kit.Link(s.words.T("writing.unfold", "Heading", section.Heading), func() {
		f.opened = true
		open.Hide()
		heading.Show()
		f.editor.Object.Show()
		s.screen.Relayout()
		focus(f.editor)
	})
	return kit.Lines(kit.Wrap(0, open), heading, f.editor.Object)
}

// The least height of an editor, in lines, and Fyne's air inside one.
const (
	sectionRows   = 2
	pageRows      = 6
	editorPadding = 9
)

// focus puts the keyboard on something that is shown.
func focus(f fyne.Focusable) {
	if o, ok := f.(fyne.CanvasObject); ok {
		if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
			c.Focus(f)
		}
	}
}

// about is the card of what belongs to the entry: session, tags, mark.
func (s *sheet) about(e journal.Entry, sessions []journal.DosingSession, known []journal.TagCount, now time.Time) fyne.CanvasObject {
	w := s.words
	answers, ids, chosen := []string{w.T("writing.no_session")}, []journal.ID{""}, 0
	for _, session := range slices.Backward(sessions) {
		if session.ID == e.SessionID {
			chosen = len(ids)
		}
		answers = append(answers, facts.SessionOn(w, session, now))
		ids = append(ids, session.ID)
	}
	pick := kit.NewPickList(answers, chosen, func(i int) {
		s.session = ids[i]
		s.changed()
	})
	s.tags = newTagField(w, e.Tags, known, s.changed, func() { s.screen.Relayout() })

	marks := []journal.Mark{journal.MarkPrivate, journal.MarkAsk, journal.MarkShare}
	var labels []string
	for _, m := range marks {
		labels = append(labels, w.T("mark."+string(m)))
	}
	line := kit.Small("")
	tell := func() { line.SetText(w.T("mark_line." + string(s.mark))) }
	if slices.Index(marks, s.mark) < 0 {
		s.mark = journal.MarkAsk
	}
	tell()
	mark := kit.OneOf(labels, slices.Index(marks, s.mark), func(i int) {
		s.mark = marks[i]
		tell()
		s.screen.Relayout()
		s.changed()
	})
	pref := kit.OneOf([]string{w.T("record_pref.fine"), w.T("record_pref.session_only")}, slices.Index(journal.RecordPrefs, s.pref), func(i int) {
		s.pref = journal.RecordPrefs[i]
		s.changed()
	})
	return kit.NewCard(kit.Column(16,
		kit.Columns(260, kit.Labelled(w.T("common.session"), pick), kit.Labelled(w.T("common.tags"), s.tags.object)),
		kit.Labelled(w.T("writing.mark"), kit.Lines(mark, line)),
		kit.Labelled(w.T("writing.pref"), pref)))
}

// entry is base with what now stands on the sheet.
func (s *sheet) entry(base journal.Entry) journal.Entry {
	if s.titled {
		base.Title = strings.TrimSpace(s.title.Text)
	}
	base.Sections = make([]journal.Section, len(s.sections))
	for i, f := range s.sections {
		base.Sections[i] = f.section
		base.Sections[i].Text = f.text()
	}
	base.Tags, base.SessionID, base.Mark, base.RecordPref = s.tags.tags(), s.session, s.mark, s.pref
	if s.prompts != nil {
		base.PromptIDs = slices.Clone(s.prompts.used)
	}
	return base
}

// begin is where writing begins: the first empty section, else the first.
func (s *sheet) begin() fyne.Focusable {
	for _, f := range s.sections {
		if f.text() == "" && f.opened {
			return f.editor
		}
	}
	if len(s.sections) > 0 {
		return s.sections[0].editor
	}
	return s.title
}

// wipe empties every field.
func (s *sheet) wipe() {
	s.title.Wipe()
	for _, f := range s.sections {
		f.editor.Wipe()
		f.section, f.touched = journal.Section{}, false
	}
	s.tags.wipe()
}

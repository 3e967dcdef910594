package received_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/received"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

type shell struct {
	*pagetest.Shell
	shown []*bundle.Opened
}

func (s *shell) ShowReceived(o *bundle.Opened) { s.shown = append(s.shown, o) }

type opener struct {
	own     bool
	forKeys bool
	err     error
	tried   string
}

func (o *opener) HasOwnKey() bool { return o.own }
func (o *opener) ForKeys() bool   { return o.forKeys }
func (o *opener) Open(_ context.Context, p []byte) (*bundle.Opened, error) {
	o.tried = string(p)
	return &bundle.Opened{}, o.err
}
func (o *opener) OpenWithOwnKey(context.Context) (*bundle.Opened, error) {
	o.tried = "own key"
	return &bundle.Opened{}, o.err
}

var say = assets.English().T

func file(t *testing.T) *bundle.Opened {
	entry := func(title, text, at string, same bool) bundle.Entry {
		return bundle.Entry{ID: journal.ID(title), Kind: "session", Title: title, OccurredAt: pagetest.When(t, at), WrittenAt: pagetest.When(t, at),
			SameDay: same, Sections: []journal.Section{{Key: "text", Text: text}}}
	}
	return &bundle.Opened{
		Content: bundle.Content{
			MadeAt: pagetest.When(t, "2026-11-23T10:00:00+01:00"), Maker: bundle.Maker{Alias: "R."}, Purpose: "our hour on Thursday",
			Period: bundle.Period{From: "2026-11-15", To: "2026-11-23"}, Cover: bundle.Cover{Line: "Please read the second one first.\u202e"},
			Sessions: []bundle.Session{{ID: "s", Seq: 4, Date: pagetest.When(t, "2026-11-20"), Route: "sublingual", Intention: "To let someone else carry the lantern."}},
			Entries: []bundle.Entry{
				entry("After session 4", "There was a lantern and I was not the one holding it. I noticed my shoulders before I noticed the room.\n\nAfterwards I slept.", "2026-11-20T16:42:00+01:00", true),
				entry("Letter to my therapist", "Why does the sea scare me less each time?\n\n- I do not want to talk about my brother yet.", "2026-11-22", false),
			},
		},
		FingerprintWords: strings.Fields("lantern tundra cobalt whisper meadow anchor violin harbour"),
	}
}

func start(t *testing.T, o *bundle.Opened, trust received.Trust) (*shell, *received.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	p := received.New(s, o, trust, nil)
	s.Show(p)
	return s, p
}

func TestTheOverviewSaysWhoAndForWhat(t *testing.T) {
	_, p := start(t, file(t), received.Unknown)
	for _, text := range []string{say("notice.patient_written"), "Purpose: our hour on Thursday", "Please read the second one first.",
		"lantern  tundra  cobalt  whisper", "meadow  anchor  violin  harbour", say("received.trust.unknown"), say("received.compare"),
		"Session 4 · 20 Nov 2026 · lozenge", "To let someone else carry the lantern.", say("received.keep_line")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the overview does not say %q", text)
		}
	}
}

func TestWordsThatWereComparedNeedNoComparing(t *testing.T) {
	_, p := start(t, file(t), received.Compared)
	if !pagetest.Says(p.Content(), say("received.trust.compared")) || pagetest.Says(p.Content(), say("received.compare")) {
		t.Error("the page asks to compare once more")
	}
}

func TestEntriesAreReadByTheArrowKeys(t *testing.T) {
	s, p := start(t, file(t), received.Known)
	key := func(k fyne.KeyName) { s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyDown)
	r, ok := pagetest.Find(p.Content(), func(*kit.Reader) bool { return true })
	if !ok || !strings.Contains(r.Text(), "not the one holding it") || !pagetest.Says(p.Content(), "After session 4") {
		t.Fatal("Down does not show the first entry")
	}
	key(fyne.KeyDown)
	key(fyne.KeyDown) // past the end: stays
	r, _ = pagetest.Find(p.Content(), func(*kit.Reader) bool { return true })
	if !strings.Contains(r.Text(), "my brother yet") {
		t.Errorf("the last entry reads %q", r.Text())
	}
	pagetest.Press(t, p.Content(), say("received.previous"))
	key(fyne.KeyHome)
	if !pagetest.Says(p.Content(), say("received.keep")) {
		t.Error("Home does not show the overview")
	}
}

func TestThePreviewHoldsEveryWord(t *testing.T) {
	pagetest.New(t, look.Settings{})
	o := file(t)
	v := received.View(o.Content, assets.English())
	if n := pagetest.Count[*kit.Reader](v); n != len(o.Entries) {
		t.Errorf("%d entries are shown", n)
	}
	for _, text := range []string{"After session 4", "Letter to my therapist", "Purpose: our hour on Thursday", say("notice.patient_written")} {
		if !pagetest.Says(v, text) {
			t.Errorf("the preview does not say %q", text)
		}
	}
}

func TestACopyIsSavedOnlyWhereThePersonSays(t *testing.T) {
	for ending, begins := range map[string]string{"pdf": "%PDF", "html": "<!doctype html"} {
		s, p := start(t, file(t), received.Unknown)
		path := filepath.Join(t.TempDir(), "copy."+ending)
		pagetest.Press(t, p.Content(), say("received.save_"+ending))
		name, _ := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
		name.SetText(path)
		pagetest.Press(t, s.Dialog(), say("kit.save"))
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(strings.ToLower(string(data)), strings.ToLower(begins)) {
			t.Errorf("%s: %v, begins %.20q", ending, err, data)
		}
		if len(s.Said) != 1 || s.Said[0] != say("received.saved") {
			t.Errorf("said %q", s.Said)
		}
	}
}

func TestLockingForgetsTheFile(t *testing.T) {
	_, p := start(t, file(t), received.Unknown)
	p.Wipe()
	if pagetest.Says(p.Content(), "Purpose: our hour on Thursday") {
		t.Error("the file is still shown")
	}
}

func TestTheWayIn(t *testing.T) {
	o := &opener{}
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	p := received.NewKey(s, "/tmp/for Dr M.afterglow", o)
	s.Show(p)
	if !pagetest.Says(p.Content(), "for Dr M.afterglow") {
		t.Error("the file's name is not said")
	}
	input := s.Win.Canvas().Focused().(*kit.Input)
	test.Type(input, "six words by voice")
	input.OnSubmitted("")
	if o.tried != "six words by voice" || len(s.shown) != 1 || input.Text != "" {
		t.Errorf("tried %q, shown %d, field %q", o.tried, len(s.shown), input.Text)
	}
	o = &opener{own: true}
	p = received.NewKey(s, "x.afterglow", o)
	pagetest.Press(t, p.Content(), say("received.own_key"))
	if o.tried != "own key" || len(s.shown) != 2 {
		t.Error("the own key does not open it")
	}
}

// A file for keys is opened with one press, and where no key is at hand it is said that
// no passphrase will do.
func TestAFileForACardNeedsNoPassphrase(t *testing.T) {
	o := &opener{own: true, forKeys: true}
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	s.Show(received.NewKey(s, "x.afterglow", o))
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if o.tried != "own key" || len(s.shown) != 1 {
		t.Errorf("tried %q", o.tried)
	}
	p := received.NewKey(s, "x.afterglow", &opener{forKeys: true})
	s.Show(p)
	if !pagetest.Says(p.Content(), say("received.key_elsewhere")) {
		t.Error("it is not said where it can be opened")
	}
}

func TestWhyAFileDoesNotOpenIsSaid(t *testing.T) {
	for err, id := range map[error]string{
		crypto.ErrWrongKey: "wrong_passphrase", bundle.ErrNotForYou: "not_for_you", bundle.ErrNewerFormat: "newer",
		bundle.ErrTooLarge: "too_large", crypto.ErrAbsurdWork: "absurd", bundle.ErrDamaged: "damaged",
	} {
		s := &shell{Shell: pagetest.New(t, look.Settings{})}
		p := received.NewKey(s, "x.afterglow", &opener{err: fmt.Errorf("opening: %w", err)})
		s.Show(p)
		input := s.Win.Canvas().Focused().(*kit.Input)
		test.Type(input, "words")
		pagetest.Press(t, p.Content(), say("received.open"))
		if !pagetest.Says(p.Content(), say("received.error."+id)) || input.SelectedText() != "words" || len(s.shown) != 0 {
			t.Errorf("%v is not said, or the field not ready", err)
		}
	}
}

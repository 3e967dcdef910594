package settings_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

const (
	oldOne = "a lantern"
	newOne = "lantern tundra cobalt whisper"
)

// quick is a journal whose keys are derived with the least work.
type quick struct {
	*journal.Journal
	fails error // what ChangePassphrase answers after it has done its work
}

func (q *quick) ChangePassphrase(ctx context.Context, next []byte, o journal.PassphraseOptions) (string, error) {
	o.KDF = crypto.CheapestKDF()
	code, err := q.Journal.ChangePassphrase(ctx, next, o)
	return code, errors.Join(err, q.fails)
}

// changing shows the page of the passphrase, of a journal with a recovery code.
func changing(t *testing.T) (s *shell, q *quick, dir, code string, p *settings.Page) {
	t.Helper()
	s = &shell{Shell: pagetest.New(t, look.Settings{})}
	dir = filepath.Join(t.TempDir(), "journal")
	j, code, err := journal.Create(t.Context(), dir, journal.CreateOptions{Passphrase: []byte(oldOne), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	q = &quick{Journal: j}
	p = settings.New(s, q, dir, settings.Passphrase)
	s.Show(p)
	return s, q, dir, code, p
}

// fill types the three passphrases.
func fill(t *testing.T, p *settings.Page, now, next, again string) {
	t.Helper()
	for i, text := range []string{now, next, again} {
		field(t, p, i).SetText(text)
	}
}

// answer presses the nth answer of the question.
func answer(t *testing.T, s *shell, n int) {
	t.Helper()
	if s.Dialog() == nil || !pagetest.Says(s.Dialog(), say("settings.known")) {
		t.Fatal("it is not asked whether someone knows the old one")
	}
	c, ok := pagetest.Find(s.Dialog(), func(*kit.PressCard) bool { n--; return n < 0 })
	if !ok {
		t.Fatal("there is no such answer")
	}
	c.Tapped(nil)
}

// opensWith says whether the journal on disk opens with a passphrase.
func opensWith(t *testing.T, dir, passphrase string) bool {
	t.Helper()
	j, err := journal.Open(t.Context(), dir, []byte(passphrase), journal.OpenOptions{ReadOnly: true})
	if err != nil && !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Fatal(err)
	}
	if err == nil {
		j.Close()
	}
	return err == nil
}

func (q *quick) codeOpens(code string) bool {
	return q.CheckRecoveryCode(context.Background(), code) == nil
}

func emptied(t *testing.T, p *settings.Page) {
	t.Helper()
	for i := range 3 {
		if text := field(t, p, i).Text; text != "" {
			t.Errorf("field %d still holds %q", i, text)
		}
	}
}

func TestThePassphraseIsChanged(t *testing.T) {
	s, q, dir, code, p := changing(t)
	fill(t, p, oldOne, newOne, newOne)
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	answer(t, s, 0)
	if opensWith(t, dir, oldOne) || !opensWith(t, dir, newOne) {
		t.Error("the old one opens the journal, or the new one does not")
	}
	if !q.codeOpens(code) || s.Dialog() != nil || len(s.Said) != 1 {
		t.Errorf("the recovery code is another one, or nothing is said: %q", s.Said)
	}
	emptied(t, p)
}

// TestTheSixWordsGoWithThePassphrase: suggested words are a passphrase too.
func TestTheSixWordsGoWithThePassphrase(t *testing.T) {
	s, _, _, _, p := changing(t)
	pagetest.Press(t, p.Content(), say("passphrase.six_words"))
	idea, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return regexp.MustCompile(`^[a-z]+( [a-z]+){5}$`).MatchString(o.Text()) })
	if !ok {
		t.Fatal("no six words are suggested")
	}
	fill(t, p, oldOne, idea.Text(), idea.Text())
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	answer(t, s, 0)
	if idea.Text() != "" {
		t.Error("the suggested words are still on the page")
	}
}

func TestWhoSaysSomeoneKnowsItGetsEveryKeyAnew(t *testing.T) {
	s, q, dir, code, p := changing(t)
	before := filepath.Join(t.TempDir(), "before"+journal.BackupEnding)
	if err := q.Backup(t.Context(), before, nil); err != nil {
		t.Fatal(err)
	}
	fill(t, p, oldOne, newOne, newOne)
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	if !pagetest.Says(s.Dialog(), say("settings.known_yes_line")) {
		t.Error("what keeps opening with the old one is not said")
	}
	answer(t, s, 1)
	if opensWith(t, dir, oldOne) || !opensWith(t, dir, newOne) || q.codeOpens(code) {
		t.Error("the old passphrase or the old code opens the journal, or the new one does not")
	}
	if !p.HoldsCode() || !pagetest.Says(s.Dialog(), say("settings.renewed_line")) {
		t.Fatal("the new code is not shown, or what keeps opening with the old one is not said")
	}
	if _, err := journal.Restore(t.Context(), before, filepath.Join(t.TempDir(), "old"), []byte(oldOne), nil); err != nil {
		t.Errorf("what the page says of older backups is not so: %v", err)
	}
	emptied(t, p)
}

func TestANewCodeIsShownWhateverFailedAfterIt(t *testing.T) {
	s, q, _, code, p := changing(t)
	q.fails = errors.New("the disk is away")
	fill(t, p, oldOne, newOne, newOne)
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	answer(t, s, 1)
	if q.codeOpens(code) || !p.HoldsCode() || len(s.Failed) != 1 {
		t.Error("a journal with a new code does not show it, or the error is not told")
	}
}

func TestWhatIsWrongIsSaidAtItsFieldAndNothingIsChanged(t *testing.T) {
	s, _, dir, _, p := changing(t)
	for _, one := range []struct {
		now, next, again, id string
		at                   int // the field that has the keyboard then
	}{
		{"", newOne, newOne, "passphrase.empty", 0},
		{oldOne, "", "", "passphrase.empty", 1},
		{oldOne, newOne, "another", "passphrase.differ", 2},
		{"not it", newOne, newOne, "settings.passphrase_wrong", 0},
	} {
		fill(t, p, one.now, one.next, one.again)
		pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
		if !pagetest.Says(p.Content(), say(one.id)) || s.Dialog() != nil {
			t.Errorf("%+v is not said", one)
		}
		if s.Win.Canvas().Focused() != field(t, p, one.at) {
			t.Errorf("%+v: the keyboard is elsewhere", one)
		}
	}
	if !opensWith(t, dir, oldOne) {
		t.Error("the passphrase was changed")
	}
}

func TestAQuestionNotAnsweredChangesNothing(t *testing.T) {
	s, _, dir, _, p := changing(t)
	for _, drop := range []func(){
		func() { pagetest.Press(t, s.Dialog(), say("kit.cancel")) },
		func() { s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		fill(t, p, oldOne, newOne, newOne)
		pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
		drop()
		if s.Dialog() != nil || !opensWith(t, dir, oldOne) || field(t, p, 1).Text != newOne {
			t.Error("it was changed, or what was typed is gone")
		}
	}
}

// TestNothingIsAskedOnAPageThatWasLeft: trying the present passphrase takes a
// second, and one may be elsewhere by then.
func TestNothingIsAskedOnAPageThatWasLeft(t *testing.T) {
	s, _, _, _, p := changing(t)
	late := s.BeLate()
	fill(t, p, oldOne, newOne, newOne)
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	pagetest.Press(t, p.Content(), say("settings.passphrase_change")) // a second press does nothing
	s.Leave(p)
	late.Settle()
	if s.Dialog() != nil {
		t.Error("the question is asked over another page")
	}
}

func TestADamagedJournalKeepsItsKeysAndSaysWhy(t *testing.T) {
	s, q, _, _, _ := changing(t)
	broken := &refusing{q, fmt.Errorf("the log is %w", vault.ErrDamaged)}
	p := settings.New(s, broken, "folder", settings.Passphrase)
	s.Show(p)
	fill(t, p, oldOne, newOne, newOne)
	pagetest.Press(t, p.Content(), say("settings.passphrase_change"))
	answer(t, s, 1)
	if !pagetest.Says(p.Content(), say("settings.passphrase_damaged")) || len(s.Failed) != 0 {
		t.Error("why it was not changed is not said on the page")
	}
}

// refusing changes no passphrase.
type refusing struct {
	*quick
	err error
}

func (r *refusing) ChangePassphrase(context.Context, []byte, journal.PassphraseOptions) (string, error) {
	return "", r.err
}

// TestThePassphraseIsChangedByKeyboardAlone types and presses Enter, nothing else.
func TestThePassphraseIsChangedByKeyboardAlone(t *testing.T) {
	s, _, dir, _, _ := changing(t)
	enter := func() { s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	for _, text := range []string{oldOne, newOne, newOne} {
		test.Type(s.Win.Canvas().Focused(), text)
		enter()
	}
	if s.Dialog() == nil {
		t.Fatal("Enter in the last field does not go on")
	}
	enter()
	if s.Dialog() != nil || !opensWith(t, dir, newOne) {
		t.Error("the passphrase was not changed")
	}
}

func TestNoPassphraseStaysInAPageThatWasLeftOrLocked(t *testing.T) {
	s, _, _, _, p := changing(t)
	fields := []*kit.Input{field(t, p, 0), field(t, p, 1), field(t, p, 2), field(t, p, codeField)}
	for i, end := range []func(){func() { s.Leave(p) }, p.Wipe} {
		for _, f := range fields {
			f.SetText(newOne)
		}
		end()
		for n, f := range fields {
			if f.Text != "" {
				t.Errorf("way %d out leaves %q in field %d", i, f.Text, n)
			}
		}
	}
}

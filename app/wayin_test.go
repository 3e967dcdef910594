package app

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/journal"
)

// hasAClosedJournal is a person before the Open page of a journal with words1 in
// it, whose recovery code is known.
func hasAClosedJournal(t *testing.T, change func(*Options)) (p *person, code string) {
	t.Helper()
	p = sitsDown(t, func(o *Options) {
		j, c, err := journal.Create(t.Context(), o.Folder, journal.CreateOptions{Passphrase: []byte(passphrase), KDF: o.KDF, KnownFile: o.KnownFile})
		if err != nil {
			t.Fatal(err)
		}
		code = c
		pagetest.Save(t, j, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Text: words1}}})
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(o)
		}
	})
	return p, code
}

// opens is what a secret gives on the journal's folder.
func (p *person) opens(secret string) error {
	p.t.Helper()
	j, err := journal.Open(p.t.Context(), p.options.Folder, []byte(secret), journal.OpenOptions{ReadOnly: true})
	if err == nil {
		err = j.Close()
	}
	return err
}

func TestAForgottenPassphraseIsReplacedByTheCode(t *testing.T) {
	p, code := hasAClosedJournal(t, nil)
	p.presses("opening.forgot")
	p.types(strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.fresh_title")
	const next = "harbour velvet nineteen oats"
	p.types(next)
	p.hits(fyne.KeyReturn)
	p.types(next)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Text() != words1 {
		t.Fatalf("the journal holds %+v", e)
	}
	for _, secret := range []string{next, code[:4]} {
		if held := heldBy(p.built, secret); held != "" {
			t.Errorf("%q is still in %s", secret, held)
		}
	}
	p.Lock()
	if p.opens(next) != nil || p.opens(passphrase) == nil {
		t.Error("the new passphrase does not open the journal, or the old one does")
	}
}

func TestNewKeysComeWithANewCode(t *testing.T) {
	p, code := hasAClosedJournal(t, nil)
	p.presses("opening.forgot")
	p.types(code)
	p.hits(fyne.KeyReturn)
	nth[*kit.Tick](p, 0).Tapped(nil)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.fresh_set")
	p.seesMessage("keeping.keep")
	p.presses("keeping.kept")
	p.types(code)
	p.hits(fyne.KeyReturn)
	p.seesMessage("keeping.other")
	p.presses("keeping.later")
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Text() != words1 {
		t.Errorf("the journal holds %+v", e)
	}
}

// TestWordsThatWaitOutliveNewKeys locks words in that no disk has, forgets the
// passphrase and asks for new keys: the words are there all the same.
func TestWordsThatWaitOutliveNewKeys(t *testing.T) {
	p, code := hasAClosedJournal(t, nil)
	j, err := journal.Open(t.Context(), p.options.Folder, []byte(passphrase), journal.OpenOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var u journal.Unsaved
	u.Add(journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Text: words2}}})
	if p.kept, err = j.SealUnsaved(u); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	p.presses("opening.forgot")
	p.types(code)
	p.hits(fyne.KeyReturn)
	nth[*kit.Tick](p, 0).Tapped(nil)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.fresh_set")
	p.presses("keeping.later")
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 2 {
		t.Errorf("the journal holds %+v", e)
	}
}

// TestACodeThatTheLockTookAwayIsToldOfAtTheNextUnlocking leaves the code on the
// screen until the window locks itself.
func TestACodeThatTheLockTookAwayIsToldOfAtTheNextUnlocking(t *testing.T) {
	p := sitsDown(t, nil)
	p.chooses(0)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.make")
	p.seesMessage("opening.code_title")
	p.waits(journal.DefaultLockAfter * time.Minute)
	p.seesMessage("opening.locked")
	if p.opens(passphrase) != nil || p.opened.Load() != nil {
		t.Fatal("the journal is not closed")
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Settings)
	p.seesMessage("settings.code_not_yet")
}

// goesBackInTime makes the folder the copy of itself that it was before one more
// entry was saved.
func goesBackInTime(t *testing.T) func(*Options) {
	return func(o *Options) {
		older := filepath.Join(t.TempDir(), "older")
		if err := os.CopyFS(older, os.DirFS(o.Folder)); err != nil {
			t.Fatal(err)
		}
		j, err := journal.Open(t.Context(), o.Folder, []byte(passphrase), journal.OpenOptions{KnownFile: o.KnownFile})
		if err != nil {
			t.Fatal(err)
		}
		pagetest.Save(t, j, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Text: words2}}})
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		o.Folder = older
	}
}

func TestAnOlderCopyIsEnteredOnlyWhenThePersonSaysSo(t *testing.T) {
	p, _ := hasAClosedJournal(t, goesBackInTime(t))
	for range 2 { // looking for the newer one does not make this one known
		p.types(passphrase)
		p.hits(fyne.KeyReturn)
		p.seesMessage("opening.older_title")
		if p.journal != nil {
			t.Fatal("the copy is entered unasked")
		}
		p.hits(fyne.KeyEscape)
		p.seesMessage("opening.older_closed")
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.presses("opening.older_accept")
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 {
		t.Errorf("the copy holds %+v", e)
	}
	p.Lock()
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Today) // asked once
}

func TestQuittingAtAnOlderCopyDoesNotAcceptIt(t *testing.T) {
	p, _ := hasAClosedJournal(t, goesBackInTime(t))
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.older_title")
	p.Lock() // nor does a lock
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.older_title")
	p.Quit()
	j, err := journal.Open(t.Context(), p.options.Folder, []byte(passphrase), journal.OpenOptions{KnownFile: p.options.KnownFile})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if len(j.Notices()) != 1 {
		t.Errorf("then it is told %v", j.Notices())
	}
}

// TestACopyThatWasNotEnteredIsNotBackedUp locks at the question: a backup of the
// older copy would take the place of a newer one.
func TestACopyThatWasNotEnteredIsNotBackedUp(t *testing.T) {
	backups := t.TempDir()
	back := goesBackInTime(t)
	p, _ := hasAClosedJournal(t, func(o *Options) {
		j, err := journal.Open(t.Context(), o.Folder, []byte(passphrase), journal.OpenOptions{KnownFile: o.KnownFile})
		if err != nil {
			t.Fatal(err)
		}
		s := j.Settings()
		s.BackupFolder = backups
		if _, err := j.SaveSettings(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		back(o)
	})
	made := func() int {
		list, err := os.ReadDir(backups)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.older_title")
	p.Lock()
	if n := made(); n != 0 {
		t.Fatalf("the copy was backed up %d times", n)
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.presses("opening.older_accept")
	p.Lock()
	if n := made(); n != 1 {
		t.Errorf("entered, it was backed up %d times", n)
	}
}

// backsUp makes a backup of the journal and says where.
func (p *person) backsUp() string {
	p.t.Helper()
	j, err := journal.Open(p.t.Context(), p.options.Folder, []byte(passphrase), journal.OpenOptions{ReadOnly: true})
	if err != nil {
		p.t.Fatal(err)
	}
	defer j.Close()
	path := filepath.Join(p.t.TempDir(), "mine"+journal.BackupEnding)
	if err := j.Backup(p.t.Context(), path, nil); err != nil {
		p.t.Fatal(err)
	}
	return path
}

func TestABackupIsRestoredBesideTheJournalAndOpened(t *testing.T) {
	p, code := hasAClosedJournal(t, nil)
	backup, before := p.backsUp(), p.options.Folder
	for n, secret := range []string{passphrase, strings.ToLower(code)} {
		p.presses("opening.restore_link")
		p.types(backup)
		p.hits(fyne.KeyReturn)
		p.types("something else")
		p.hits(fyne.KeyReturn)
		p.seesMessage("opening.restore_wrong")
		p.types(secret)
		p.hits(fyne.KeyReturn)
		p.seesMessage("opening.restored_line")
		if n == 0 {
			p.hits(fyne.KeyEscape)
		}
	}
	p.hits(fyne.KeyReturn)
	if p.options.Folder != before+"-restored-2" {
		t.Fatalf("the folder is %s", p.options.Folder)
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Text() != words1 {
		t.Errorf("restored is %+v", e)
	}
	if held := heldBy(p.built, passphrase); held != "" {
		t.Errorf("the passphrase is still in %s", held)
	}
}

// longWords are more than a backup seals in one piece.
var longWords = strings.Repeat(words1+". ", 40_000)

func TestADamagedBackupGivesWhatCanBeRead(t *testing.T) {
	p, _ := hasAClosedJournal(t, func(o *Options) {
		j, err := journal.Open(t.Context(), o.Folder, []byte(passphrase), journal.OpenOptions{KnownFile: o.KnownFile})
		if err != nil {
			t.Fatal(err)
		}
		defer j.Close()
		pagetest.Save(t, j, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Text: longWords}}})
	})
	backup := p.backsUp()
	// damage changes a byte in every stretch of so many bytes between the ends.
	damage := func(from, every int) {
		t.Helper()
		data, err := os.ReadFile(backup)
		if err == nil {
			ends := 8 + 4 + int(binary.BigEndian.Uint32(data[8:])) + 24
			last := len(data) - ends - 4 - 50
			for at := ends + from; at < last; at += every {
				data[at] ^= 1
			}
			data[last] ^= 1
			err = os.WriteFile(backup, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		p.presses("opening.restore_link")
		p.types(backup)
		p.hits(fyne.KeyReturn)
		p.types(passphrase)
		p.hits(fyne.KeyReturn)
	}
	damage(1<<20, 1<<20) // where the long entry is
	p.seesMessage("opening.restored_part_title")
	p.seesMessage("opening.restored_lost")
	p.hits(fyne.KeyReturn)
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Text() != words1 {
		t.Errorf("restored are %d entries", len(e))
	}
	p.Lock()
	damage(100, 60_000) // and everywhere
	p.seesMessage("opening.restored_none_title")
}

// asksFor alters what a header asks of the machine, in both its copies.
func asksFor(t *testing.T, dir, from, to string) {
	t.Helper()
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		path := filepath.Join(dir, name)
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var env struct {
			Header   json.RawMessage `json:"header"`
			MAC      string          `json:"mac"`
			Checksum string          `json:"checksum"`
		}
		if err := json.Unmarshal(file, &env); err != nil {
			t.Fatal(err)
		}
		altered := strings.ReplaceAll(string(env.Header), from, to)
		if altered == string(env.Header) {
			t.Fatalf("there is no %s in %s", from, env.Header)
		}
		mac, _ := hex.DecodeString(env.MAC)
		sum := sha256.Sum256(append([]byte(altered), mac...))
		env.Header, env.Checksum = json.RawMessage(altered), hex.EncodeToString(sum[:])
		out, err := json.Marshal(env)
		if err == nil {
			err = os.WriteFile(path, append(out, '\n'), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestThreeReasonsAreThreeSentences holds a wrong passphrase, a header that
// cannot be read and one that asks for absurd work apart; the last is said before
// any of that work is done.
func TestThreeReasonsAreThreeSentences(t *testing.T) {
	p, _ := hasAClosedJournal(t, nil)
	p.types("something else")
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.error.wrong")
	asksFor(t, p.options.Folder, `"m_kib":`, `"m_kib":99`)
	p.types(passphrase)
	began := time.Now()
	p.hits(fyne.KeyReturn)
	took := time.Since(began)
	p.seesMessage("opening.error.absurd")
	if took > 100*time.Millisecond {
		t.Errorf("that the work is absurd took %v to say", took)
	}
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		if err := os.WriteFile(filepath.Join(p.options.Folder, name), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.error.damaged")
}

func TestAHeaderReadFromItsBackupIsAnnounced(t *testing.T) {
	p, _ := hasAClosedJournal(t, nil)
	if err := os.WriteFile(filepath.Join(p.options.Folder, "vault.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Today)
	p.seesMessage("app.notice.header")
}

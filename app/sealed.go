package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
)

// Endings of the files that people hand to each other.
const (
	sealedEnding = ".afterglow"
	cardEnding   = ".afterglow-card"
)

// OpenFile asks for a shared file and opens it.
func (s *Shell) OpenFile() {
	kit.AskOpen(s.window, s.words, s.words.T("app.open_file_title"), "", []string{sealedEnding}, s.openSealed)
}

// dropped opens what was dropped on the window.
func (s *Shell) dropped(_ fyne.Position, files []fyne.URI) {
	for _, f := range files {
		switch ending := filepath.Ext(f.Path()); {
		case strings.EqualFold(ending, sealedEnding):
			s.openSealed(f.Path())
			return
		case strings.EqualFold(ending, cardEnding):
			s.addCard(f.Path())
			return
		}
	}
	s.Say(s.words.T("app.dropped_other"))
}

// addCard takes a contact card to the page of contacts, which asks before it is kept.
func (s *Shell) addCard(path string) {
	if s.locking {
		return
	}
	if s.journal == nil {
		s.Say(s.words.T("app.dropped_card_locked"))
		return
	}
	s.closeDialogs()
	s.card = path
	s.Go(route.To(route.Contacts))
}

// takeCard gives the card that is to be added, once.
func (s *Shell) takeCard() string {
	path := s.card
	s.card = ""
	return path
}

// ComeForward brings the window to the front, when the program was started again.
func (s *Shell) ComeForward() {
	s.window.Show()
	s.window.RequestFocus()
}

// OpenSealed opens a sealed file that another start of the program was given:
// instead of what lies over the page, and not while the window is being locked.
func (s *Shell) OpenSealed(path string) {
	if s.locking {
		return
	}
	s.closeDialogs()
	s.openSealed(path)
}

// openSealed shows the way into a sealed file: its passphrase, or the own key.
func (s *Shell) openSealed(path string) {
	s.leave(func() {
		s.remember()
		s.forgetReceived()
		s.sealed = &opener{words: s.words, path: path}
		if s.journal != nil {
			s.sealed.own = s.journal.Identity()
		}
		s.showReceived(received.NewKey(s, path, s.sealed))
	})
}

// showReceived shows a page of a shared file, in place of the one before.
func (s *Shell) showReceived(p route.Page) {
	s.wipeReceived()
	s.received = p
	s.beginIdle()
	s.arrive(p.Route())
}

// forgetReceived wipes the shared file that was opened last, and lets go of it.
func (s *Shell) forgetReceived() {
	s.wipeReceived()
	s.closeSealed()
}

func (s *Shell) wipeReceived() {
	if w, ok := s.received.(route.Wiper); ok {
		w.Wipe()
	}
	s.received = nil
}

// closeSealed lets go of the sealed file.
func (s *Shell) closeSealed() {
	if s.sealed != nil {
		s.sealed.close()
	}
	s.sealed = nil
}

// ShowReceived shows a file that was opened.
func (s *Shell) ShowReceived(o *bundle.Opened) {
	if s.sealed == nil {
		s.sealed = &opener{words: s.words} // it was opened elsewhere
	}
	s.sealed.opened = o
	switch {
	case s.clients != nil:
		s.showReceived(received.New(s, o, received.Unknown, keeper{s, s.clients}))
	case s.journal != nil:
		s.showReceived(received.New(s, o, s.trust(o.Maker.SigningKey), nil))
	default:
		s.showReceived(received.New(s, o, received.Unknown, nil))
	}
}

// trust is what the own contacts know of a key.
func (s *Shell) trust(key string) received.Trust {
	trust := received.Unknown
	for _, c := range s.journal.Contacts() {
		if c.SigningKey == key {
			trust = received.Known
			if !c.ComparedAt.IsZero() {
				return received.Compared
			}
		}
	}
	return trust
}

// keeper keeps the file that is read in a therapist's vault.
type keeper struct {
	s       *Shell
	clients *clients.Clients
}

// Clients are those there are.
func (k keeper) Clients() []journal.Client { return k.s.journal.Clients() }

// Look says what is known of a file and its maker.
func (k keeper) Look(o *bundle.Opened) (clients.Known, error) { return k.clients.Look(o) }

// Keep keeps the file, as work of the Runner.
func (k keeper) Keep(o *bundle.Opened, choice clients.Choice) func(context.Context) (clients.Received, error) {
	from := k.s.sealed
	return func(ctx context.Context) (clients.Received, error) {
		sum, err := from.sum(ctx)
		if err != nil {
			return clients.Received{}, err
		}
		return k.clients.Receive(ctx, o, sum, choice)
	}
}

// Kept marks a client of whom something came that was not looked at yet.
func (k keeper) Kept(client journal.ID) { k.s.views.clients.Came(client) }

// opener reads one sealed file. It stays open while what is in it is shown: to
// keep it with a client, its pictures are read once more.
type opener struct {
	words  *assets.Words
	path   string
	own    *crypto.Identity // of the unlocked journal, or nil
	opened *bundle.Opened   // once it is

	mu     sync.Mutex
	file   *os.File
	closed bool
}

// HasOwnKey says whether a journal is unlocked whose key might fit.
func (o *opener) HasOwnKey() bool { return o.own != nil }

// The beginning of an age file, and what stands there where a passphrase opens it
// (age-encryption.org/v1).
const (
	ageIntro  = "age-encryption.org/v1\n-> "
	ageScrypt = "scrypt "
)

// ForKeys says whether the file begins as one that keys open. It is for what is said
// first only: what the file is comes out when it is opened.
func (o *opener) ForKeys() bool {
	if info, err := os.Stat(o.path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(o.path)
	if err != nil {
		return false
	}
	defer f.Close()
	begin := make([]byte, len(ageIntro)+len(ageScrypt))
	if _, err := io.ReadFull(f, begin); err != nil {
		return false
	}
	kind, isAge := strings.CutPrefix(string(begin), ageIntro)
	return isAge && kind != ageScrypt
}

// Open opens the file with a passphrase.
func (o *opener) Open(ctx context.Context, passphrase []byte) (*bundle.Opened, error) {
	return o.open(ctx, crypto.PassphraseKey(passphrase), nil)
}

// OpenWithOwnKey opens the file with the unlocked journal's key.
func (o *opener) OpenWithOwnKey(ctx context.Context) (*bundle.Opened, error) {
	if o.own == nil {
		return nil, crypto.ErrWrongKey
	}
	return o.open(ctx, o.own.FileKey(), []string{o.own.Recipient()})
}

func (o *opener) open(ctx context.Context, key crypto.FileKey, me []string) (*bundle.Opened, error) {
	unreadable := errors.New(o.words.T("app.file_unreadable"))
	// Before it is opened: a pipe would be waited for.
	if info, err := os.Stat(o.path); err != nil || !info.Mode().IsRegular() {
		return nil, unreadable
	}
	f, err := os.Open(o.path)
	if err != nil {
		return nil, unreadable
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, unreadable
	}
	opened, err := bundle.Open(ctx, f, info.Size(), key, me)
	if err != nil {
		f.Close()
		return nil, err
	}
	o.hold(f)
	return opened, nil
}

// hold keeps the file open until close.
func (o *opener) hold(f *os.File) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.file != nil {
		o.file.Close()
	}
	if o.file = f; o.closed {
		f.Close()
	}
}

func (o *opener) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed, o.opened = true, nil
	if o.file != nil {
		o.file.Close()
	}
}

// sum is the hash of the sealed file in hexadecimal.
func (o *opener) sum(ctx context.Context) (string, error) {
	o.mu.Lock()
	f := o.file
	o.mu.Unlock()
	if f == nil {
		return "", os.ErrClosed
	}
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(f, 0, info.Size())); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), ctx.Err()
}

// remember puts the page that is shown into the history.
func (s *Shell) remember() {
	if s.current == nil {
		return
	}
	if from := s.current.Route(); !from.IsZero() && from.Page != route.Received {
		s.history = append(s.history, from)
	}
}

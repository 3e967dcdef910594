package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/bundle"
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
		o := &opener{words: s.words, path: path}
		if s.journal != nil {
			o.own = s.journal.Identity()
		}
		s.showReceived(received.NewKey(s, path, o))
	})
}

// showReceived shows a page of a shared file, in place of that of another.
func (s *Shell) showReceived(p route.Page) {
	s.forgetReceived()
	s.received = p
	s.beginIdle()
	s.arrive(p.Route())
}

// forgetReceived wipes the shared file that was opened last.
func (s *Shell) forgetReceived() {
	if w, ok := s.received.(route.Wiper); ok {
		w.Wipe()
	}
	s.received = nil
}

// ShowReceived shows a file that was opened.
func (s *Shell) ShowReceived(o *bundle.Opened) {
	trust := received.Unknown
	if s.journal != nil {
		for _, c := range s.journal.Contacts() {
			if c.SigningKey == o.Maker.SigningKey {
				trust = received.Known
				if !c.ComparedAt.IsZero() {
					trust = received.Compared
				}
			}
		}
	}
	s.showReceived(received.New(s, o, trust))
}

// opener reads one sealed file.
type opener struct {
	words *assets.Words
	path  string
	own   *crypto.Identity // of the unlocked journal, or nil
}

// HasOwnKey says whether a journal is unlocked whose key might fit.
func (o *opener) HasOwnKey() bool { return o.own != nil }

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
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, unreadable
	}
	return bundle.Open(ctx, f, info.Size(), key, me)
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

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
		if strings.EqualFold(filepath.Ext(f.Path()), sealedEnding) {
			s.openSealed(f.Path())
			return
		}
	}
	s.Say(s.words.T("app.dropped_other"))
}

// openSealed shows the way into a sealed file: its passphrase, or the own key.
func (s *Shell) openSealed(path string) {
	s.leave(func() {
		s.remember()
		s.show(received.NewKey(s, path, &opener{s: s, path: path}))
	})
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
	s.show(received.New(s, o, trust))
}

// opener reads one sealed file.
type opener struct {
	s    *Shell
	path string
}

// HasOwnKey says whether a journal is unlocked whose key might fit.
func (o *opener) HasOwnKey() bool { return o.s.journal != nil }

// Open opens the file with a passphrase.
func (o *opener) Open(ctx context.Context, passphrase []byte) (*bundle.Opened, error) {
	return o.open(ctx, crypto.PassphraseKey(passphrase), nil)
}

// OpenWithOwnKey opens the file with the unlocked journal's key.
func (o *opener) OpenWithOwnKey(ctx context.Context) (*bundle.Opened, error) {
	if o.s.journal == nil {
		return nil, crypto.ErrWrongKey
	}
	id := o.s.journal.Identity()
	return o.open(ctx, id.FileKey(), []string{id.Recipient()})
}

func (o *opener) open(ctx context.Context, key crypto.FileKey, me []string) (*bundle.Opened, error) {
	f, err := os.Open(o.path)
	if err != nil {
		return nil, errors.New(o.s.words.T("app.file_unreadable"))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, errors.New(o.s.words.T("app.file_unreadable"))
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

// Package received shows a sealed file that someone shared: the way into it, and
// what is in it. Nothing of it is stored. View is also the preview of the Share
// page: the same code on the same value.
//
// Everything in a file is foreign: titles and tags pass markdown.Clean, texts
// markdown.Parse, and nothing in them can act.
package received

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/bundle"
)

// Shell is what these pages ask of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Say(string)
	Fail(error)
	Sentence(error) string
	// ShowReceived shows a file that was opened.
	ShowReceived(*bundle.Opened)
}

// Opener reads the file.
type Opener interface {
	// HasOwnKey says whether a journal is unlocked whose key may fit.
	HasOwnKey() bool
	Open(ctx context.Context, passphrase []byte) (*bundle.Opened, error)
	OpenWithOwnKey(ctx context.Context) (*bundle.Opened, error)
}

// Trust is how far the key that signed the file is known here.
type Trust int

// The states of trust.
const (
	Unknown  Trust = iota // never seen here
	Known                 // belongs to a contact
	Compared              // and its eight words were compared in person
)

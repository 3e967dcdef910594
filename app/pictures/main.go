// Command pictures draws the pictures of the README: every screen, light and
// dark, from the fictional journal, with Fyne's software driver, so that they
// are the same on every machine.
//
//	pictures DIR
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app"
	"afterglow/app/look"
	"afterglow/app/pages/measure"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/demo"
	"afterglow/journal/sharing"
)

// day is the day the pictures show.
var day = time.Date(2026, 11, 23, 18, 20, 0, 0, time.UTC)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: pictures DIR")
		os.Exit(2)
	}
	temp, err := os.MkdirTemp("", "pictures")
	if err == nil {
		defer os.RemoveAll(temp)
		err = draw(os.Args[1], temp)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func draw(out, temp string) error {
	opened, err := shared(filepath.Join(temp, "shared"))
	if err != nil {
		return err
	}
	for _, kind := range []struct {
		name  string
		look  look.Settings
		which []string // the screens of this look; nil is all
	}{
		{"light", look.Settings{Variant: look.Paper, TextScale: 1}, nil},
		{"dark", look.Settings{Variant: look.Dusk, TextScale: 1}, nil},
		{"large", look.Settings{Variant: look.Paper, TextScale: 1.6}, nil},
		{"large-dark", look.Settings{Variant: look.Dusk, TextScale: 1.6}, []string{"today", "session", "trends", "support", "support-locked"}},
	} {
		if err := screens(out, filepath.Join(temp, kind.name), kind.name, kind.look, kind.which, opened); err != nil {
			return err
		}
	}
	return nil
}

// screens draws the screens of one look.
func screens(out, temp, name string, l look.Settings, which []string, opened *bundle.Opened) error {
	lookFile := filepath.Join(temp, "look.json")
	b, err := json.Marshal(struct {
		look.Settings
		Country string `json:"country"` // chosen before, so that Support has numbers while locked
	}{l, "US"})
	if err == nil {
		err = os.MkdirAll(temp, 0o700)
	}
	if err == nil {
		err = os.WriteFile(lookFile, b, 0o600)
	}
	if err != nil {
		return err
	}
	a := test.NewApp()
	defer a.Quit()
	options := app.Options{LookFile: lookFile, KDF: crypto.CheapestKDF(), Now: func() time.Time { return day },
		Runner: func(run.Display) run.Runner { return &run.Inline{} }}
	save := func(s *app.Shell, screen string) error {
		if which != nil && !slices.Contains(which, screen) {
			return nil
		}
		s.Window().Resize(fyne.NewSize(1180, 760))
		f, err := os.Create(filepath.Join(out, screen+"-"+name+".png"))
		if err != nil {
			return err
		}
		defer f.Close()
		return png.Encode(f, s.Window().Canvas().Capture())
	}
	options.Folder = "/home/r/.local/share/afterglow/journal" // shown, never made
	first := app.New(a, options)
	if err := save(first, "open"); err != nil {
		return err
	}
	first.Go(route.To(route.Support))
	if err := save(first, "support-locked"); err != nil {
		return err
	}
	options.Folder, options.Demo = filepath.Join(temp, "demo"), true
	s := app.New(a, options)
	letter, session := find(s)
	for _, one := range []struct {
		screen string
		route  route.Route
	}{
		{"today", route.To(route.Today)},
		{"journal", route.To(route.Journal)},
		{"read", route.With(route.Read, string(letter))},
		{"write", route.With(route.Write, "moment:72h")},
		{"right", route.To(route.Right)},
		{"sessions", route.To(route.Sessions)},
		{"session", route.With(route.Sessions, string(session))},
		{"noticed", route.To(route.Noticed)},
		{"check-in", route.To(route.CheckIn)},
		{"measure", measure.Take("phq-9")},
		{"trends", route.To(route.Trends)},
		{"share", route.To(route.Share)},
		{"support", route.To(route.Support)},
		{"settings", route.To(route.Settings)},
	} {
		s.Go(one.route)
		if err := save(s, one.screen); err != nil {
			return err
		}
	}
	s.ShowReceived(opened)
	if err := save(s, "received"); err != nil {
		return err
	}
	return therapist(a, options, temp, save)
}

// therapist draws the therapist's side: the clients, and what one of them shared.
func therapist(a fyne.App, options app.Options, temp string, save func(*app.Shell, string) error) error {
	options.Folder, options.Practice = filepath.Join(temp, "therapist"), true
	s := app.New(a, options)
	if s.Journal() == nil {
		return errors.New("the fictional therapist's vault cannot be made")
	}
	list := s.Journal().Clients()
	client := list[slices.IndexFunc(list, func(c journal.Client) bool { return c.Alias == assets.Demo(day).Alias })].ID
	for _, part := range []struct{ screen, arg string }{
		{"clients", ""},
		{"client", string(client)},
		{"client-entries", string(client) + ":entries"},
		{"client-notes", string(client) + ":notes"},
		{"client-files", string(client) + ":files"},
	} {
		s.Go(route.With(route.Clients, part.arg))
		if err := save(s, part.screen); err != nil {
			return err
		}
	}
	return nil
}

// find is the letter and the newest session of the fictional journal.
func find(s *app.Shell) (journal.ID, journal.ID) {
	j := s.Journal()
	letters, sessions := j.Summaries(journal.Filter{Kind: journal.KindLetter}), j.Sessions()
	return letters[0].ID, sessions[len(sessions)-1].ID
}

// shared seals what the fictional person marked for their therapist, and opens it.
func shared(folder string) (*bundle.Opened, error) {
	ctx := context.Background()
	j, err := demo.Make(ctx, folder, day)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	secret := []byte("six words that nobody else knows")
	sel := sharing.Selection{Detail: journal.ShareDetail{Dose: true, Answers: true, SideEffects: true, Log: true}, Purpose: "For our next session", Line: "Please read the letter first.", To: bundle.To{Passphrase: secret}}
	for _, e := range j.Summaries(journal.Filter{Mark: journal.MarkShare}) {
		if len(sel.Items) < 5 {
			sel.Items = append(sel.Items, sharing.Refs(bundle.ItemEntry, e.ID)...)
		}
	}
	for _, d := range j.Sessions() {
		sel.Items = append(sel.Items, sharing.Refs(bundle.ItemSession, d.ID)...)
	}
	c, err := sharing.Compose(ctx, j, sel, day)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "shared.afterglow")
	if _, err := sharing.SealToFile(ctx, j, sel, c, path, assets.English(), nil); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return bundle.Open(ctx, f, info.Size(), crypto.PassphraseKey(secret), nil)
}

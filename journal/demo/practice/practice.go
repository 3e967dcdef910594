// Package practice makes a fictional therapist's vault: invented clients, and what
// they shared. Like package demo, it never touches a folder it did not make itself.
package practice

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/demo"
	"afterglow/journal/sharing"
)

// Make makes the vault in demo.Folder(parent), as demo.Make makes a journal: the
// person of that journal has shared two files, and two others one each.
func Make(ctx context.Context, parent string, now time.Time) (*journal.Journal, error) {
	if err := demo.Ground(parent); err != nil {
		return nil, err
	}
	j, _, err := journal.Create(ctx, demo.Folder(parent), journal.CreateOptions{
		Passphrase: crypto.NormalizePassphrase(demo.Passphrase), Therapist: true, KDF: crypto.CheapestKDF()})
	if err != nil {
		return nil, err
	}
	settings := j.Settings()
	settings.Alias, settings.Country = "Dr. M.", demo.Country
	_, err = j.SaveSettings(ctx, settings)
	if err == nil {
		err = vault{j: j, now: now}.fill(ctx, filepath.Join(parent, "client"))
	}
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

type vault struct {
	j       *journal.Journal
	now     time.Time
	clients *clients.Clients
}

func (p vault) fill(ctx context.Context, folder string) (err error) {
	if p.clients, err = clients.Of(p.j); err != nil {
		return err
	}
	defer p.clients.Close()
	if err := p.fromJournal(ctx, folder); err != nil {
		return err
	}
	for _, one := range []struct {
		alias, purpose, title, text string
		days                        int
	}{
		{"Ines", "Before Tuesday", "The bus home", "Everyone on the bus had a face. I looked at each of them once, and none of it was too much.", 5},
		{"K. T.", "What I could not say aloud", "About the stairs", "I sat on the third step for a while. It was the first time that I did not count them.", 12},
	} {
		keys, err := crypto.NewIdentity()
		if err != nil {
			return err
		}
		at := journal.At(p.now.AddDate(0, 0, -one.days))
		sections := []journal.Section{{Key: "text", Text: one.text}}
		c := bundle.Content{MadeAt: at, Maker: bundle.Maker{Alias: one.alias}, Purpose: one.purpose, Period: bundle.Period{From: at.Date(), To: at.Date()},
			Entries: []bundle.Entry{{ID: journal.ID(hex.EncodeToString([]byte(one.alias + "                ")[:16])), Revision: 1, Kind: journal.KindFree,
				Title: one.title, OccurredAt: at, WrittenAt: at, Sections: sections, Words: journal.CountWords(sections)}}}
		if _, err := p.receive(ctx, c, keys, one.alias); err != nil {
			return err
		}
	}
	return nil
}

// fromJournal keeps two files of the fictional journal, in which one entry is in two
// versions, and notes beside them.
func (p vault) fromJournal(ctx context.Context, folder string) error {
	j, err := demo.Make(ctx, folder, p.now)
	if err != nil {
		return err
	}
	defer j.Close()
	var shared []journal.ItemRef
	for _, s := range j.Sessions() {
		shared = append(shared, sharing.Refs(bundle.ItemSession, s.ID)...)
	}
	for _, c := range sharing.Candidates(j) {
		if c.Type == bundle.ItemResponse || c.Type == bundle.ItemQuestion || c.Type == bundle.ItemSideEffect {
			shared = append(shared, c.ItemRef)
		}
	}
	var kept clients.Received
	for _, one := range []struct {
		days int
		note string
	}{
		{14, "The letter first, as they ask. Leave time for the end."},
		{1, "Ask what the water is like now. Leave the brother for them to bring up."},
	} {
		made := p.now.AddDate(0, 0, -one.days)
		items := slices.Clone(shared)
		for _, e := range j.Summaries(journal.Filter{Mark: journal.MarkShare}) {
			if e.WrittenAt.Time().Before(made) {
				items = append(items, sharing.Refs(bundle.ItemEntry, e.ID)...)
			}
		}
		c, err := sharing.Compose(ctx, j, sharing.Selection{Items: items, Purpose: "For our next hour", Line: "Please read the letter first.",
			Detail: journal.ShareDetail{Dose: true, Answers: true, SideEffects: true, Log: true}}, made)
		if err != nil {
			return err
		}
		if kept, err = p.receive(ctx, c, j.Identity(), ""); err != nil {
			return err
		}
		last := c.Entries[len(c.Entries)-1]
		if _, err := p.j.SaveClientNote(ctx, journal.ClientNote{ClientID: kept.Client.ID, EntryID: last.ID,
			Text: one.note}); err != nil {
			return err
		}
	}
	_, err = p.clients.MarkCompared(ctx, kept.Client.ID, kept.File.SigningKey)
	return err
}

// receive seals a content for the vault, opens it, and keeps it.
func (p vault) receive(ctx context.Context, c bundle.Content, keys *crypto.Identity, alias string) (clients.Received, error) {
	me := p.j.Identity()
	var sealed bytes.Buffer
	if _, err := bundle.Seal(&sealed, c, nil, keys, bundle.To{Recipients: []string{me.Recipient()}}); err != nil {
		return clients.Received{}, err
	}
	o, err := bundle.Open(ctx, bytes.NewReader(sealed.Bytes()), int64(sealed.Len()), me.FileKey(), []string{me.Recipient()})
	if err != nil {
		return clients.Received{}, err
	}
	sum := sha256.Sum256(sealed.Bytes())
	return p.clients.Receive(ctx, o, hex.EncodeToString(sum[:]), clients.Choice{Alias: alias})
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// shareCmd seals what is named for someone.
type shareCmd struct {
	Entry      []string `sep:"none" placeholder:"ID"`
	Session    []string `sep:"none" placeholder:"ID"`
	Item       []string `sep:"none" placeholder:"ID"`
	With       []string `enum:"answers,dose,side-effects,vitals,log" default:"dose" placeholder:"PART,…"`
	To         string   `xor:"to" required:"" placeholder:"KEY-OR-CARD"`
	SecretFile string   `xor:"to" required:"" placeholder:"FILE"`
	Out        string   `short:"o" required:"" placeholder:"FILE"`
	Purpose    string   `placeholder:"TEXT"`
	Line       string   `placeholder:"TEXT"`
}

func (c *shareCmd) run(ctx context.Context, a *app) (err error) {
	if len(c.Entry)+len(c.Session)+len(c.Item) == 0 {
		return a.usage("cli.error.nothing_to_share")
	}
	with := func(part string) bool { return slices.Contains(c.With, part) }
	sel := sharing.Selection{Purpose: c.Purpose, Line: c.Line, Detail: journal.ShareDetail{
		Answers: with("answers"), Dose: with("dose"), SideEffects: with("side-effects"), Vitals: with("vitals"), Log: with("log")}}
	var card bundle.Card
	if c.SecretFile != "" {
		secret, err := a.secretFile(c.SecretFile)
		if err != nil {
			return err
		}
		defer crypto.Wipe(secret)
		sel.To.Passphrase = secret
	} else {
		if card, err = a.addressee(c.To); err != nil {
			return err
		}
		sel.To.Recipients = crypto.Strongest(card.Recipients)
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if len(sel.To.Recipients) > 0 {
		if sel.Contact, err = contact(j, card); err != nil {
			return err
		}
	}
	entries, sessions := entryIDs(j, journal.Filter{}), sessionIDs(j)
	for _, given := range c.Entry {
		id, err := a.resolve(given, entries)
		if err != nil {
			return fmt.Errorf("--entry %w", err)
		}
		sel.Items = append(sel.Items, sharing.Refs(bundle.ItemEntry, id)...)
	}
	for _, given := range c.Session {
		id, err := a.resolve(given, sessions)
		if err != nil {
			return fmt.Errorf("--session %w", err)
		}
		sel.Items = append(sel.Items, sharing.Refs(bundle.ItemSession, id)...)
	}
	if err := c.items(a, j, &sel); err != nil {
		return err
	}
	content, err := sharing.Compose(ctx, j, sel, a.Now())
	if err != nil {
		return err
	}
	bar := a.bar("cli.share.sealing")
	_, err = sharing.SealToFile(ctx, j, sel, content, c.Out, a.words, func(done, total int) {
		bar.at(int64(done), int64(total))
	})
	bar.end()
	if own := j.Identity(); err == nil && card.SigningKey != "" && card.SigningKey != own.SigningKey() && !sel.Contact.Verified() {
		a.tell(a.words.T("cli.share.not_compared"))
	}
	return err
}

// items adds what was named whatever its type.
func (c *shareCmd) items(a *app, j *journal.Journal, sel *sharing.Selection) error {
	byID := map[journal.ID]journal.ItemRef{}
	var ids []journal.ID
	for _, candidate := range sharing.Candidates(j) {
		byID[candidate.ID] = candidate.ItemRef
		ids = append(ids, candidate.ID)
	}
	for _, given := range c.Item {
		id, err := a.resolve(given, ids)
		if err != nil {
			return fmt.Errorf("--item %w", err)
		}
		sel.Items = append(sel.Items, byID[id])
	}
	return nil
}

// addressee reads --to: a key, or the file of a contact card. A bare key is a
// card without a name.
func (a *app) addressee(to string) (bundle.Card, error) {
	if strings.HasPrefix(to, "age1") || strings.HasPrefix(strings.ToUpper(to), "AGE-SECRET-KEY-") {
		if err := crypto.CheckRecipient(to); err != nil {
			return bundle.Card{}, usageError{err}
		}
		return bundle.Card{Recipients: []string{to}}, nil
	}
	f, err := os.Open(to)
	if err != nil {
		return bundle.Card{}, fileError(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, bundle.MaxCard+1))
	if err != nil {
		return bundle.Card{}, fileError(err)
	}
	card, err := bundle.ReadCard(b)
	if errors.Is(err, bundle.ErrDamaged) {
		return card, errNotCard
	}
	return card, err
}

// contact is whom a card belongs to: someone in the journal with that key, or,
// for the log of shares alone, the name on the card. nil for a bare key of
// nobody known. A card that goes by the name of someone known under another key
// is refused: it has to be looked at.
func contact(j *journal.Journal, card bundle.Card) (*journal.Contact, error) {
	known := j.Contacts()
	if card.SigningKey == "" {
		i := slices.IndexFunc(known, func(c journal.Contact) bool { return slices.Contains(c.Recipients, card.Recipients[0]) })
		if i < 0 {
			return nil, nil
		}
		return &known[i], nil
	}
	c, err := card.Contact()
	if err != nil {
		return nil, errNotCard
	}
	switch met, about := journal.Meet(known, c); met {
	case journal.MetFirst:
		return &c, nil
	case journal.MetSame, journal.MetRenewed:
		return &about, nil
	default:
		return nil, assets.Wrong("wrong.card_other_key", "", "Name", about.Name)
	}
}

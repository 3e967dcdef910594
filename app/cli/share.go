package cli

import (
	"fmt"
	"os"
	"strings"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

type shareCommand struct {
	Entry      []string `sep:"none" placeholder:"ID" help:"An entry to share, whatever its mark; give it several times for several."`
	Session    []string `sep:"none" placeholder:"ID" help:"A session to share beside them."`
	To         string   `placeholder:"RECIPIENT" help:"An age recipient (age1…), or a contact card's file."`
	SecretFile string   `placeholder:"FILE" help:"A file with the passphrase to seal with."`
	Output     string   `short:"o" required:"" placeholder:"FILE" help:"The sealed file."`
	Purpose    string   `placeholder:"TEXT" help:"What it is for."`
	Line       string   `placeholder:"TEXT" help:"A line to the reader."`
}

// Run seals what was named.
func (c shareCommand) Run(e *env) error {
	if len(c.Entry) == 0 && len(c.Session) == 0 {
		return usage("name what to share: --entry ID")
	}
	if (c.To == "") == (c.SecretFile == "") {
		return usage("say who can open it: --to RECIPIENT or --secret-file FILE, one of them")
	}
	sel := sharing.Selection{Purpose: c.Purpose, Line: c.Line}
	if err := c.address(&sel); err != nil {
		return err
	}
	defer crypto.Wipe(sel.To.Passphrase)
	j, err := e.write()
	if err != nil {
		return err
	}
	defer j.Close()
	for _, prefix := range c.Entry {
		id, err := findEntry(j, prefix)
		if err != nil {
			return err
		}
		sel.EntryIDs = append(sel.EntryIDs, id)
	}
	for _, prefix := range c.Session {
		id, err := findSession(j, prefix)
		if err != nil {
			return err
		}
		sel.SessionIDs = append(sel.SessionIDs, id)
	}
	now := time.Now
	if e.Now != nil {
		now = e.Now
	}
	content, err := sharing.Compose(e.ctx, j, sel, now())
	if err != nil {
		return err
	}
	share, err := sharing.SealToFile(e.ctx, j, sel, content, c.Output, e.words, nil)
	if err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	fmt.Fprintln(e.Out, share.BundleID)
	return nil
}

// address says who can open the file.
func (c shareCommand) address(sel *sharing.Selection) (err error) {
	if c.SecretFile != "" {
		sel.To.Passphrase, err = secretFile(c.SecretFile)
		return err
	}
	if strings.HasPrefix(c.To, "age1") {
		sel.To.Recipients = []string{c.To}
		return crypto.CheckRecipient(c.To)
	}
	f, err := os.Open(c.To)
	if err != nil {
		return usage("--to is neither a recipient (age1…) nor a contact card that can be read: %s", plainPath(err))
	}
	f.Close()
	b, err := (&env{}).readLimited(c.To, maxSecret)
	if err != nil {
		return err
	}
	card, err := bundle.ReadCard(b)
	if err != nil {
		return fmt.Errorf("the contact card: %w", err)
	}
	sel.To.Recipients = card.Recipients
	sel.Contact = &journal.Contact{Name: card.Name, Role: card.Role, Recipients: card.Recipients, SigningKey: card.SigningKey}
	return nil
}

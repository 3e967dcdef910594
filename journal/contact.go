package journal

import (
	"slices"
	"strings"
	"unicode"

	"afterglow/crypto"
	"afterglow/journal/search"
)

// FormerKey is what a contact had before another key took its place.
type FormerKey struct {
	SigningKey string   `json:"signing_key,omitempty"`
	Recipients []string `json:"recipients,omitempty"`
	ComparedAt When     `json:"compared_at,omitzero"`
	ReplacedAt When     `json:"replaced_at"`
}

func cloneContact(c Contact) Contact {
	c.Recipients, c.FormerKeys = slices.Clone(c.Recipients), slices.Clone(c.FormerKeys)
	for i := range c.FormerKeys {
		c.FormerKeys[i].Recipients = slices.Clone(c.FormerKeys[i].Recipients)
	}
	return c
}

// Verified says that the eight words of the key they have now were compared in
// person.
func (c Contact) Verified() bool { return !c.ComparedAt.IsZero() }

// SealFor is what a file for them is sealed for: the post-quantum hybrid ones of
// their recipients where there are any, otherwise all.
func (c Contact) SealFor() []string { return crypto.Strongest(c.Recipients) }

// Meeting is what a contact card is to someone who has contacts already.
type Meeting int

const (
	MetFirst   Meeting = iota // nobody known
	MetSame                   // kept already, with the same keys
	MetRenewed                // signed by a known key, and something in it is new
	MetChanged                // the name or the recipients of someone known, signed by another key
	MetMixed                  // the keys of two people in one card
)

// Meet says what a card is among the contacts there are, and whom it is about. A
// card is known by its signing key alone. One that only goes by a known name, or
// names recipients that are someone else's, is never taken for theirs.
func Meet(known []Contact, card Contact) (Meeting, Contact) {
	find := func(is func(Contact) bool) (Contact, bool) {
		i := slices.IndexFunc(known, is)
		if i < 0 {
			return Contact{}, false
		}
		return known[i], true
	}
	signer, signed := find(func(c Contact) bool { return c.SigningKey != "" && c.SigningKey == card.SigningKey })
	sharer, shares := find(func(c Contact) bool { return c.ID != signer.ID && overlap(c.Recipients, card.Recipients) })
	switch {
	case signed && shares:
		return MetMixed, sharer
	case signed && slices.Equal(signer.Recipients, card.Recipients) && signer.Role == card.Role:
		return MetSame, signer
	case signed:
		return MetRenewed, signer
	case shares:
		return MetChanged, sharer
	}
	if c, ok := find(func(c Contact) bool { _, had := c.Had(card); return had }); ok {
		return MetChanged, c
	}
	if c, ok := find(func(c Contact) bool { return SameName(c.Name, card.Name) }); ok {
		return MetChanged, c
	}
	return MetFirst, Contact{}
}

// Had says whether a card has a key that was theirs before, and when that was
// replaced.
func (c Contact) Had(card Contact) (When, bool) {
	for _, f := range slices.Backward(c.FormerKeys) {
		if f.SigningKey == card.SigningKey && f.SigningKey != c.SigningKey ||
			overlap(f.Recipients, card.Recipients) && !overlap(c.Recipients, card.Recipients) {
			return f.ReplacedAt, true
		}
	}
	return When{}, false
}

// Renewed is the contact with what a card signed by their own key says. The name
// stays what the person calls them, and the words stay compared: they are the same.
func (c Contact) Renewed(card Contact, at When) Contact {
	c = cloneContact(c)
	if !slices.Equal(c.Recipients, card.Recipients) {
		c.FormerKeys = append(c.FormerKeys, c.former(at))
	}
	c.Role, c.Recipients = card.Role, slices.Clone(card.Recipients)
	return c
}

// WithKey is the contact with the keys of a card that another key signed, after its
// words were compared with them. The old key stays in their history.
func (c Contact) WithKey(card Contact, compared When) Contact {
	c = cloneContact(c)
	c.FormerKeys = append(c.FormerKeys, c.former(compared))
	c.Role, c.SigningKey, c.Recipients, c.ComparedAt = card.Role, card.SigningKey, slices.Clone(card.Recipients), compared
	return c
}

func (c Contact) former(at When) FormerKey {
	return FormerKey{SigningKey: c.SigningKey, Recipients: slices.Clone(c.Recipients), ComparedAt: c.ComparedAt, ReplacedAt: at}
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(r string) bool { return slices.Contains(b, r) })
}

// SameName says whether two names are one to the ear and at a glance: whatever the
// case, the accents, the spaces and the dots.
func SameName(a, b string) bool { return nameKey(a) == nameKey(b) }

func nameKey(name string) string {
	folded := strings.TrimSpace(search.Fold(name))
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
	if letters == "" {
		return folded
	}
	return letters
}

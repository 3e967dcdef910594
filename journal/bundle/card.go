package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/markdown"
	"afterglow/journal/strict"
)

// Card is a contact card, NAME.afterglow-card: how keys travel.
type Card struct {
	Name       string
	Role       string
	Recipients []string // age recipients, one at least
	SigningKey string   // "ssh-ed25519 …"
}

const (
	cardFormat    = "afterglow-card"
	cardMajor     = 1
	cardMinor     = 0
	cardNamespace = "afterglow-card-v1"

	// MaxCard is the most bytes a contact card may weigh.
	MaxCard = 64 << 10
	// MaxName is the most bytes of a name or a role on a card.
	MaxName = 200

	maxCardRecipients = 16
)

// envelope is the file: a card, and the signature over the card's bytes as they
// stand between the colon and the comma.
type envelope struct {
	Card      json.RawMessage `json:"card"`
	Signature string          `json:"signature"`
}

type cardBody struct {
	Format     format   `json:"format"`
	Name       string   `json:"name"`
	Role       string   `json:"role,omitempty"`
	Recipients []string `json:"recipients"`
	SigningKey string   `json:"signing_key"`
}

// MakeCard writes the card of an identity, signed by it. The name must have a
// letter in it; name and role are at most MaxName bytes on one line.
func MakeCard(name, role string, id *crypto.Identity) ([]byte, error) {
	c := cardBody{
		Format:     format{cardFormat, cardMajor, cardMinor},
		Name:       name,
		Role:       role,
		Recipients: []string{id.Recipient()},
		SigningKey: id.SigningKey(),
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	body, err := encodeJSON(c)
	if err != nil {
		return nil, err
	}
	sig, err := id.Sign(cardNamespace, body)
	if err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	quoted, err := encodeJSON(string(sig))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"card\":%s,\n\"signature\":%s}\n", body, quoted)
	return b.Bytes(), nil
}

// ReadCard reads a contact card and checks that the holder of its signing key
// made it. Who that is has to be compared in person.
//
// Errors: ErrDamaged, ErrNewerFormat, ErrTooLarge.
func ReadCard(b []byte) (Card, error) {
	if len(b) > MaxCard {
		return Card{}, fmt.Errorf("a contact card is at most 64 kB: %w", ErrTooLarge)
	}
	var e envelope
	if _, err := strict.Decode(b, &e, true); err != nil {
		return Card{}, damaged("it is not a contact card: " + err.Error())
	}
	if len(e.Card) == 0 {
		return Card{}, damaged("it is not a contact card")
	}
	f, err := readFormat(e.Card, cardFormat, cardMajor)
	if err != nil {
		return Card{}, err
	}
	newer := f.Minor > cardMinor
	if _, err := strict.Decode(b, &envelope{}, newer); err != nil {
		return Card{}, damaged(err.Error())
	}
	var c cardBody
	if _, err := strict.Decode(e.Card, &c, newer); err != nil {
		return Card{}, damaged(err.Error())
	}
	signedBy, err := crypto.VerifySignature(cardNamespace, []byte(e.Signature), e.Card)
	if err != nil || signedBy != c.SigningKey {
		return Card{}, damaged("its signature does not fit")
	}
	if err := c.check(); err != nil {
		return Card{}, damaged(err.Error())
	}
	return Card{Name: c.Name, Role: c.Role, Recipients: c.Recipients, SigningKey: c.SigningKey}, nil
}

func (c cardBody) check() error {
	for _, s := range []string{c.Name, c.Role} {
		if len(s) > MaxName || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
			return errors.New("a name on a contact card is one line of at most 200 bytes")
		}
	}
	if strings.TrimSpace(c.Name) == "" {
		return errors.New("a contact card needs a name")
	}
	if len(c.Recipients) == 0 || len(c.Recipients) > maxCardRecipients {
		return errors.New("a contact card needs a key to seal for")
	}
	for _, r := range c.Recipients {
		if err := crypto.CheckRecipient(r); err != nil {
			return errors.New("the key on the contact card is not one Afterglow can seal for")
		}
	}
	return nil
}

// Contact is whom a card is about, with its name and role as they can be shown: on
// one line, with nothing in them that cannot be seen.
//
// Errors: ErrDamaged, when nothing of the name is left.
func (c Card) Contact() (journal.Contact, error) {
	name := shown(c.Name)
	if name == "" {
		return journal.Contact{}, damaged("the name on the contact card cannot be read")
	}
	return journal.Contact{Name: name, Role: shown(c.Role), Recipients: c.Recipients, SigningKey: c.SigningKey}, nil
}

// shown is a foreign text on one line, without what is not seen.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, markdown.Clean(s))
	return strings.Join(strings.Fields(s), " ")
}

package contacts_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"afterglow/crypto"
)

// naming is a card that id signs for whatever recipients it likes.
func naming(t *testing.T, id *crypto.Identity, name string, recipients ...string) string {
	t.Helper()
	quote := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	body := fmt.Sprintf(`{"format":{"name":"afterglow-card","major":1,"minor":0},"name":%s,"recipients":%s,"signing_key":%s}`,
		quote(name), quote(recipients), quote(id.SigningKey()))
	signature, err := id.Sign("afterglow-card-v1", []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"card":%s,"signature":%s}`, body, quote(string(signature)))
}

// TestNewRecipientsByTheSameKey: an update is said, and keeps what was compared; an old
// card that comes again is told from it.
func TestNewRecipientsByTheSameKey(t *testing.T) {
	l, id := known(t)
	next := someone(t).Recipient()
	l.pastes(naming(t, id, "Mallory", next))
	if !l.reads(say("contacts.renew_line", "Name", "Dr M.")) || l.reads(say("contacts.renew_old", "Date", "21 November")) {
		t.Fatal("an update is not said, or it is taken for an old card")
	}
	l.press("contacts.renew_not")
	if c := l.j.Contacts()[0]; c.Recipients[0] != id.Recipient() {
		t.Fatal("it is taken all the same")
	}
	l.pastes(naming(t, id, "Mallory", next))
	l.press("contacts.renew_do")
	c := l.j.Contacts()[0]
	if !slices.Equal(c.Recipients, []string{next}) || c.Name != "Dr M." || !c.Verified() || len(c.FormerKeys) != 1 || c.FormerKeys[0].Recipients[0] != id.Recipient() {
		t.Fatalf("%+v", c)
	}
	l.pastes(cardOf(t, id, "Dr M.", ""))
	if !l.reads(say("contacts.renew_old", "Date", "21 November")) {
		t.Error("an old card is not told from a new one")
	}
}

// TestSomeoneElsesRecipients: who signs for the keys of someone known is stopped, under
// whatever name, and a known key is not mixed with those of another.
func TestSomeoneElsesRecipients(t *testing.T) {
	l, id := known(t)
	l.pastes(naming(t, someone(t), "Quite another name", id.Recipient()))
	if !l.reads(say("contacts.stop_title", "Name", "Dr M.")) {
		t.Error("nothing stops it")
	}
	friend := someone(t)
	l.pastes(cardOf(t, friend, "A friend", ""))
	l.press("contacts.match")
	l.pastes(naming(t, friend, "A friend", friend.Recipient(), id.Recipient()))
	if !l.reads(say("contacts.mixed", "Name", "Dr M.")) || len(l.j.Contacts()) != 2 || len(l.j.Contacts()[0].Recipients) != 1 {
		t.Error("two people's keys in one card are kept")
	}
}

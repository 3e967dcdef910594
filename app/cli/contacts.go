package cli

import (
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
)

// typeContact can be listed and not added: a contact is made from a card.
const typeContact = "contact"

// listContacts are the contacts by name, each with the eight words of its key.
func listContacts(j *journal.Journal) []listedRecord {
	out := []listedRecord{}
	for _, c := range j.Contacts() {
		fields := map[string]string{}
		set := func(name, value string) {
			if value != "" {
				fields[name] = value
			}
		}
		set("role", c.Role)
		set("signing_key", c.SigningKey)
		set("recipients", strings.Join(c.Recipients, ","))
		set("compared_at", c.ComparedAt.String())
		if words, err := crypto.SigningKeyWords(c.SigningKey); err == nil {
			set("fingerprint_words", strings.Join(words, " "))
		}
		out = append(out, listedRecord{listed{c.ID, typeContact, c.Role, c.Name, c.WrittenAt, c.WrittenAt, "", []string{}, 0, c.Revision}, fields})
	}
	return out
}

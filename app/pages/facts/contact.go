package facts

import (
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

// Compared says whether the eight words of a contact's key were compared, wherever
// the contact is used.
func Compared(w *assets.Words, c journal.Contact, now time.Time) string {
	if !c.Verified() {
		return w.T("contacts.not_compared")
	}
	return w.T("contacts.compared", "Date", Day(c.ComparedAt, now))
}

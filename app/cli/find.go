package cli

import (
	"strings"

	"afterglow/journal"
)

// shortestPrefix is how much of an id must be given.
const shortestPrefix = 6

// find is the one id of a list that begins with prefix.
func find(ids []journal.ID, prefix, what string) (journal.ID, error) {
	prefix = strings.ToLower(prefix)
	var found []journal.ID
	for _, id := range ids {
		if string(id) == prefix {
			return id, nil
		}
		if len(prefix) >= shortestPrefix && strings.HasPrefix(string(id), prefix) {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", notFound{what, prefix}
	}
	return "", usage("several ids begin with %s: give more of it", prefix)
}

// notFound says which id is not there.
type notFound struct{ what, id string }

func (n notFound) Error() string { return "there is no " + n.what + " with the id " + n.id }
func (notFound) Unwrap() error   { return journal.ErrNotFound }

func findEntry(j *journal.Journal, prefix string) (journal.ID, error) {
	var ids []journal.ID
	for _, trash := range []bool{false, true} {
		for _, s := range j.Summaries(journal.Filter{Trash: trash}) {
			ids = append(ids, s.ID)
		}
	}
	return find(ids, prefix, "entry")
}

func findSession(j *journal.Journal, prefix string) (journal.ID, error) {
	var ids []journal.ID
	for _, s := range j.Sessions() {
		ids = append(ids, s.ID)
	}
	return find(ids, prefix, "session")
}

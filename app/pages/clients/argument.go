package clients

import (
	"strings"

	"afterglow/app/route"
	"afterglow/journal"
)

// ToSearch is the argument of the list with the keyboard on its search.
const ToSearch = "search"

// The parts of a client's page.
const (
	partStory   = ""
	partEntries = "entries"
	partNotes   = "notes"
	partFiles   = "files"
	partSearch  = "find"
	partFile    = "file" // one file by itself
)

// parts are those with a chip, in their order.
var parts = []string{partStory, partEntries, partNotes, partFiles, partSearch}

// argument is what a route's argument says.
type argument struct {
	client journal.ID // empty for the list
	part   string
	id     string // of an entry or a file
}

func parse(arg string) argument {
	if arg == ToSearch {
		return argument{part: partSearch}
	}
	list := append(strings.SplitN(arg, ":", 3), "", "")
	return argument{journal.ID(list[0]), list[1], list[2]}
}

func (a argument) route() route.Route {
	arg := string(a.client)
	switch {
	case a.client == "" && a.part == partSearch:
		arg = ToSearch
	case a.id != "":
		arg += ":" + a.part + ":" + a.id
	case a.part != "":
		arg += ":" + a.part
	}
	return route.With(route.Clients, arg)
}

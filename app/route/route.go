package route

import (
	"errors"
	"fmt"
	"strings"
)

// Name is a page's name, as the rail, the menus and the history know it.
type Name string

// The pages of the window.
const (
	Open     Name = "open"     // create or unlock a journal, or open a shared file
	Today    Name = "today"    // what is due, the intention, the way to writing
	Journal  Name = "journal"  // timeline, search and filters
	Read     Name = "read"     // one entry; Arg: its id
	Write    Name = "write"    // the editor; Arg: an entry's id, or "" for a new one
	Right    Name = "right"    // right after a session: one dark page and nothing else
	History  Name = "history"  // the earlier versions of an entry; Arg: its id
	Trash    Name = "trash"    // what was deleted and can come back
	Sessions Name = "sessions" // the course; Arg: a session's id, or ""
	Noticed  Name = "noticed"  // what came of it: insights, practices, questions; Arg: a form
	Trends   Name = "trends"   // check-ins and measures over time
	Share    Name = "share"    // choose, preview, seal
	Shares   Name = "shares"   // the log of what was shared
	Contacts Name = "contacts" // contact cards; Arg: a contact's id, or ""
	Received Name = "received" // a shared file, opened
	Clients  Name = "clients"  // of a therapist; Arg: see package clients
	Support  Name = "support"  // own plan, own people, crisis lines; Arg: see package support
	CheckIn  Name = "checkin"  // half a minute about today
	Measure  Name = "measure"  // questionnaires; Arg: see package measure
	Settings Name = "settings" // passphrase, recovery, look, language
)

// Route names one view of one page. It is a value: equal routes show the same
// thing. Arg is an id or a small argument the page itself understands; it never
// holds a person's words, because routes may be kept longer than a page.
type Route struct {
	Page Name
	Arg  string
}

// ErrRoute is the answer to text that is no route.
var ErrRoute = errors.New("not a page of this window")

// To is the route of a page without an argument.
func To(p Name) Route { return Route{Page: p} }

// With is the route of a page with an argument.
func With(p Name, arg string) Route { return Route{Page: p, Arg: arg} }

// IsZero says that the route leads nowhere.
func (r Route) IsZero() bool { return r == Route{} }

// String is "page" or "page/arg"; Parse reads it back.
func (r Route) String() string {
	if r.Arg == "" {
		return string(r.Page)
	}
	return string(r.Page) + "/" + r.Arg
}

// Parse reads what String wrote. The page's name is not checked against the
// list above: which pages there are is the shell's business.
func Parse(s string) (Route, error) {
	page, arg, _ := strings.Cut(s, "/")
	if page == "" {
		return Route{}, fmt.Errorf("%q is %w", s, ErrRoute)
	}
	return Route{Page: Name(page), Arg: arg}, nil
}

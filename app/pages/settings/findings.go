package settings

import (
	"slices"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/journal"
)

// findings are problems in plain words, oldest first: what cannot be read any
// more, and damage that takes nothing away because there is a second copy.
type findings struct{ lost, safe []string }

func (f findings) none() bool { return len(f.lost)+len(f.safe) == 0 }

// findings says problems in plain words.
func (p *Page) findings(problems []journal.Problem) (f findings) {
	names, said := p.names(), map[string]bool{}
	problems = slices.Clone(problems)
	slices.SortStableFunc(problems, func(a, b journal.Problem) int { return a.At.Compare(b.At) })
	for _, one := range problems {
		to, text := &f.lost, ""
		switch {
		case one.ID != "":
			text = p.lostRecord(one, names[journal.ID(one.ID)])
		case one.Lost:
			text = p.words.T("settings.lost.part") + p.on(one.At)
		default:
			to, text = &f.safe, p.words.T("settings.safe."+fileOf(one.What))
		}
		if !said[one.ID+text] {
			said[one.ID+text] = true
			*to = append(*to, text)
		}
	}
	return f
}

// fileOf is which of the journal's files a problem is about.
func fileOf(what string) string {
	switch what {
	case "header", "log", "store":
		return what
	}
	return "file"
}

// lostRecord says which record cannot be read: by its name where a later version
// of it still can, and by the day it was saved.
func (p *Page) lostRecord(one journal.Problem, name string) string {
	if name != "" {
		return p.words.T("settings.lost.version", "Name", name) + p.on(one.At)
	}
	kind := "record"
	if slices.Contains([]string{"entry", "dosing-session", "contact", "share", "settings", "identity"}, one.What) {
		kind = one.What
	}
	return p.words.T("settings.lost."+kind) + p.on(one.At)
}

// on is when something was saved, where that is known.
func (p *Page) on(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	now := p.shell.Now()
	return p.words.T("settings.lost.on", "Date", facts.Moment(journal.At(at.In(now.Location())), now))
}

// names are the entries that can be read.
func (p *Page) names() map[journal.ID]string {
	names := map[journal.ID]string{}
	for _, trash := range []bool{false, true} {
		for _, s := range p.store.Summaries(journal.Filter{Trash: trash}) {
			names[s.ID] = facts.Name(p.words, s)
		}
	}
	return names
}

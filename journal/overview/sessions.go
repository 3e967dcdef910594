package overview

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

func sessions(c bundle.Content, w *assets.Words) []Session {
	effects := map[journal.ID][]string{}
	asked := map[journal.ID]bool{} // where an effect is for the session only
	list := slices.Clone(c.SideEffects)
	slices.SortStableFunc(list, func(a, b bundle.SideEffect) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range list {
		if text := Effect(e, w); text != "" {
			effects[e.SessionID] = append(effects[e.SessionID], text)
			asked[e.SessionID] = asked[e.SessionID] || only(e.RecordPref)
		}
	}
	var out []Session
	for _, s := range ordered(c.Sessions) {
		one := Session{
			ID: s.ID, Date: ShortDay(s.Date), Route: RouteName(s.Route, w), Dose: OneLine(s.Dose), Intention: OneLine(s.Intention),
			Effects: effects[s.ID], SessionOnly: only(s.RecordPref) || asked[s.ID],
		}
		if s.Seq > 0 {
			one.Number = strconv.Itoa(s.Seq)
		}
		if id := "status." + string(s.Status); s.Status != journal.SessionDone && s.Status != "" && w.Has(id) {
			one.Status = w.T(id)
		}
		out = append(out, one)
	}
	return out
}

// rank puts what was still there after 24 hours first, then what was stronger:
// where there is no room for all, the end is cut.
func rank(e bundle.SideEffect) int {
	severity, _ := e.Severity.Get()
	if e.StillAt24 == journal.Yes {
		return -10 - severity
	}
	return -severity
}

// ordered is sessions by their day.
func ordered(list []bundle.Session) []bundle.Session {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b bundle.Session) int {
		return cmp.Or(strings.Compare(a.Date.Wall(), b.Date.Wall()), cmp.Compare(a.Seq, b.Seq))
	})
	return list
}

// Effect is a side effect in words, "" for one that was not there: "Nausea, still
// present at 24 h (quite a lot)".
func Effect(e bundle.SideEffect, w *assets.Words) string {
	severity, rated := e.Severity.Get()
	if rated && severity == 0 && e.StillAt24 != journal.Yes {
		return ""
	}
	name := OneLine(e.Label)
	if id := "side_effect." + e.Code; w.Has(id) && (e.Code != "other" || name == "") {
		if name != "" {
			name = ": " + name
		}
		name = w.T(id) + name
	}
	if name == "" {
		name = OneLine(e.Code)
	}
	if e.StillAt24 == journal.Yes { // before all else that may be cut
		name = w.T("overview.still", "Effect", name)
	}
	if rated && severity > 0 {
		name = w.T("overview.rated", "Effect", name, "Severity", lower(w.T("severity."+strconv.Itoa(severity))))
	}
	return name
}

// RouteName is a route in a word or two.
func RouteName(r journal.Route, w *assets.Words) string {
	if id := "route_short." + string(r); r != "" && w.Has(id) {
		return w.T(id)
	}
	return ""
}

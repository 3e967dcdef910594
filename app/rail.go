package app

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/route"
	"afterglow/assets"
)

// rail is the column on the left.
type rail struct {
	object fyne.CanvasObject
	items  map[route.Name]*kit.RailItem
}

// railOf says under which item a page stands.
var railOf = map[route.Name]route.Name{
	route.Read: route.Journal, route.History: route.Journal, route.Trash: route.Journal,
	route.Right: route.Write, route.Shares: route.Share, route.Contacts: route.Share,
	route.CheckIn: route.Today, route.Measure: route.Today,
}

var (
	railPages  = []route.Name{route.Clients, route.Today, route.Journal, route.Write, route.Sessions, route.Noticed, route.Trends, route.Share}
	railAlways = []route.Name{route.Support, route.Settings}
)

func newRail(s *Shell) *rail {
	r := &rail{items: map[route.Name]*kit.RailItem{}}
	item := func(p route.Name) *kit.RailItem {
		i := kit.NewRailItem(s.words.T("app.page."+string(p)), func() { s.Go(route.To(p)) })
		r.items[p] = i
		return i
	}
	var pages, always []*kit.RailItem
	for _, p := range railPages {
		pages = append(pages, item(p))
	}
	for _, p := range railAlways {
		always = append(always, item(p))
	}
	always = append(always, kit.NewRailItem(s.words.T("app.lock"), s.Lock))
	r.object = kit.NewRail(s.words.T("app.name"), pages, always)
	return r
}

// say names the pages anew.
func (r *rail) say(w *assets.Words) {
	for name, item := range r.items {
		item.SetText(w.T("app.page." + string(name)))
	}
}

// show shows or hides the rail, with the pages that has has, and marks the page.
func (r *rail) show(visible bool, page route.Name, has func(route.Name) bool) {
	if of, ok := railOf[page]; ok {
		page = of
	}
	for name, item := range r.items {
		item.SetSelected(name == page)
		if has(name) {
			item.Show()
		} else {
			item.Hide()
		}
	}
	if visible {
		r.object.Show()
	} else {
		r.object.Hide()
	}
}

package assets

import (
	"slices"
	"sync"
)

// SideEffect is a line of the checklist (domain.md §1.3, own plain words). Its
// text is the message "side_effect.CODE".
type SideEffect struct {
	Code  string `json:"code"`
	Label string `json:"-"`
	// Bladder items are asked again at every maintenance session.
	Bladder bool `json:"bladder,omitempty"`
}

var sideEffects = sync.OnceValue(func() []SideEffect { return load[[]SideEffect]("side_effects.json") })

// SideEffects is the checklist in its order, "other" last.
func SideEffects() []SideEffect {
	list := slices.Clone(sideEffects())
	for i := range list {
		list[i].Label = English().T("side_effect." + list[i].Code)
	}
	return list
}

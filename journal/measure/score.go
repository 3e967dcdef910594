package measure

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Answers are the values given, by the item's id. What was not answered is absent.
type Answers map[string]int

// Fits says in one line what in answers does not fit the instrument.
func (in Instrument) Fits(a Answers) error {
	for _, id := range slices.Sorted(maps.Keys(a)) {
		it, ok := in.Item(id)
		if !ok {
			return fmt.Errorf("%s has no item %q: use %s", in.Title, id, strings.Join(in.itemIDs(), ", "))
		}
		var values []string
		fits := false
		for _, o := range in.OptionsOf(it) {
			fits = fits || o.Value == a[id]
			values = append(values, strconv.Itoa(o.Value))
		}
		if !fits {
			slices.Sort(values)
			return fmt.Errorf("item %s of %s cannot be %d: use %s", id, in.Title, a[id], strings.Join(values, ", "))
		}
	}
	return nil
}

func (in Instrument) itemIDs() []string {
	ids := make([]string, len(in.Items))
	for i, it := range in.Items {
		ids[i] = it.ID
	}
	return ids
}

// Score is what answers come to. Without Complete there is no Total and no
// Value: nothing is estimated from a part.
type Score struct {
	Complete bool
	Answered int // scored items that are answered
	Items    int // scored items
	Total    int // the plain sum
	Value    int // as it is shown and charted: the sum, or a percentage
}

// Score adds up. Answers that do not fit count as not given.
func (in Instrument) Score(a Answers) Score {
	var s Score
	sum := 0
	for _, it := range in.Items {
		if it.Unscored {
			continue
		}
		s.Items++
		value, ok := a[it.ID]
		if !ok || !slices.ContainsFunc(in.OptionsOf(it), func(o Option) bool { return o.Value == value }) {
			continue
		}
		s.Answered++
		sum += value
	}
	if s.Complete = s.Items > 0 && s.Answered == s.Items; s.Complete {
		s.Total, s.Value = sum, in.Shown(sum)
	}
	return s
}

// OpensSupport says that an answer above zero was given to an item that opens
// the Support page, on completing the form or leaving it in any other way.
func (in Instrument) OpensSupport(a Answers) bool {
	return slices.ContainsFunc(in.Items, func(it Item) bool { return it.Support && a[it.ID] > 0 })
}

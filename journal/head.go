package journal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"afterglow/assets"
)

// Head is what every record of the course has: its id, given by the journal; its
// revision, which grows by one at each save; and when it was first written, as
// the person's clock had it.
type Head struct {
	ID        ID     `json:"id"`
	Revision  uint64 `json:"-"`
	WrittenAt When   `json:"written_at"`
	TrashedAt When   `json:"trashed_at,omitzero"`
}

func (h *Head) head() *Head { return h }

// headed is a pointer to a record with a Head that knows what may be saved.
type headed[T any] interface {
	*T
	head() *Head
	check() error
}

// newRecords is a shelf of records with a Head.
func newRecords[T any, P headed[T]](kind string, clone func(T) T) *shelf[T] {
	if clone == nil {
		clone = func(t T) T { return t }
	}
	s := newShelf(kind, func(t *T) (*ID, *uint64) { h := P(t).head(); return &h.ID, &h.Revision }, clone)
	s.trashedAt = func(t *T) *When { return &P(t).head().TrashedAt }
	s.waited = waiting[T, P](s)
	return s
}

// saveRecord checks a record and makes it durable.
func saveRecord[T any, P headed[T]](ctx context.Context, j *Journal, s *shelf[T], t T) (T, error) {
	p := P(&t)
	if err := p.check(); err != nil {
		return t, err
	}
	if m, ok := any(p).(marked); ok {
		if err := m.sharing().check(); err != nil {
			return t, err
		}
	}
	if p.head().WrittenAt.IsZero() {
		p.head().WrittenAt = At(j.now())
	}
	return s.save(ctx, j.vault, t)
}

// there lists what is not in the trash, by the keys that order gives and then by
// when it was written.
func there[T any, P headed[T]](s *shelf[T], keep func(T) bool, order func(T) string) []T {
	return s.list(func(t T) bool { return P(&t).head().TrashedAt.IsZero() && (keep == nil || keep(t)) },
		func(a, b T) int {
			ha, hb := P(&a).head(), P(&b).head()
			return cmp.Or(strings.Compare(order(a), order(b)), strings.Compare(ha.WrittenAt.Wall(), hb.WrittenAt.Wall()),
				strings.Compare(string(ha.ID), string(hb.ID)))
		})
}

// MaxRecordText is the most bytes in one text of a record that is not an entry.
const MaxRecordText = 256 << 10

// checkTexts refuses texts the journal must not hold; pairs of name and text.
func checkTexts(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := checkText(pairs[i+1]); errors.Is(err, ErrNotUTF8) {
			return fmt.Errorf("%s: %w", pairs[i], err)
		} else if err != nil {
			return assets.Within(pairs[i], err)
		}
	}
	return nil
}

func checkText(text string) error {
	switch {
	case !utf8.ValidString(text):
		return ErrNotUTF8
	case len(text) > MaxRecordText:
		return assets.Wrong("wrong.long_record", "")
	}
	return nil
}

// checkOneOf refuses a code that is not in the list; "" is always allowed.
func checkOneOf[T ~string](name string, value T, allowed []T) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return setOneOf(new(T), name, string(value), allowed)
}

// checkRange refuses a number outside its bounds, if it was given.
func checkRange[T int | float64](name string, value Maybe[T], low, high T) error {
	if v, given := value.Get(); given && !(v >= low && v <= high) {
		return assets.Wrong("wrong.between", name, "Low", low, "High", high)
	}
	return nil
}

// first is the first error that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

package timeline

import (
	"slices"
	"strings"
)

// sortBy puts the greatest key first and leaves equal ones in their order.
func sortBy[T any](list []T, key func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(key(b), key(a)) })
}

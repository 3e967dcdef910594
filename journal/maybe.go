package journal

import (
	"encoding/json"
	"fmt"
)

// Maybe is a number that may not have been given: 0 is an answer, and nothing
// is not 0. Use it with the JSON option omitzero. It can be compared.
type Maybe[T int | float64] struct {
	value T
	given bool
}

// Some is a number that was given.
func Some[T int | float64](v T) Maybe[T] { return Maybe[T]{v, true} }

// Get is the number, and whether it was given.
func (m Maybe[T]) Get() (T, bool) { return m.value, m.given }

// IsZero says that nothing was given.
func (m Maybe[T]) IsZero() bool { return !m.given }

// String is the number, or "" where none was given.
func (m Maybe[T]) String() string {
	if !m.given {
		return ""
	}
	return fmt.Sprint(m.value)
}

// MarshalJSON writes the number. What was not given is left out by omitzero.
func (m Maybe[T]) MarshalJSON() ([]byte, error) { return json.Marshal(m.value) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Maybe[T]) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = Maybe[T]{}
		return nil
	}
	if err := json.Unmarshal(b, &m.value); err != nil {
		return err
	}
	m.given = true
	return nil
}

// YesNo is an answer that may also not have been given.
type YesNo string

// The answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// YesNos lists them in the order they are offered.
var YesNos = []YesNo{Yes, No}

package assets

import "errors"

// Fault is an error told in the words of a message: what is wrong, and where. A
// page says it in its own words, the command line in English.
type Fault struct {
	ID     string // of the message
	Where  string // "own.json: items[3].text": the file and the field, as they are called there; may be ""
	Values []any  // as in Words.T
}

// Wrong is a Fault, with the values of its message as in Words.T.
func Wrong(id, where string, pairs ...any) error { return &Fault{id, where, pairs} }

func (f *Fault) Error() string { return f.Say(English()) }

// Say is the error in one line.
func (f *Fault) Say(w *Words) string { return join(f.Where, w.T(f.ID, f.Values...)) }

// Within says of a Fault what it is in, and leaves other errors as they are.
func Within(where string, err error) error {
	if f := (*Fault)(nil); errors.As(err, &f) {
		return &Fault{f.ID, join(where, f.Where), f.Values}
	}
	return err
}

func join(where, what string) string {
	if where == "" || what == "" {
		return where + what
	}
	return where + ": " + what
}

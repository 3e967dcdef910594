package assets

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// data holds what the app says as lists: see the file of the same name as the
// type for each.
//
//go:embed data/*.json
var data embed.FS

// load reads an embedded file into a T. A file that does not fit was built
// into the program and is found by every test, hence the panic.
func load[T any](name string) T {
	text, err := data.ReadFile("data/" + name)
	if err == nil {
		var v T
		if err = strict(text, &v); err == nil {
			return v
		}
	}
	panic(fmt.Sprintf("assets: data/%s: %v", name, err))
}

// strict reads one JSON value and nothing after it, with no unknown keys.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something after the end")
	}
	return nil
}

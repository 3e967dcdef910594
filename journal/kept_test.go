package journal

import (
	"reflect"
	"testing"
	"unsafe"

	"afterglow/journal/vault"
)

// everyShelf is each shelf that a journal has, found by its type and not by a list
// somebody keeps.
func everyShelf(v reflect.Value) (out []anyShelf) {
	for i := range v.NumField() {
		f := v.Field(i)
		if v.Type().Field(i).Anonymous {
			out = append(out, everyShelf(f)...)
			continue
		}
		open := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
		if s, ok := open.Interface().(anyShelf); ok {
			out = append(out, s)
		}
	}
	return out
}

// A kind of record that is kept and not told by Kept would be missing from what a
// person takes out.
func TestEveryShelfIsToldByKept(t *testing.T) {
	j := newJournal()
	shelves := everyShelf(reflect.ValueOf(j).Elem())
	if len(shelves) < 20 {
		t.Fatalf("the trial finds only %d", len(shelves))
	}
	for _, s := range shelves {
		if err := s.load(vault.Record{ID: vault.NewID(), Revision: 1, Kind: s.name(), Data: []byte(`{}`)}); err != nil {
			t.Fatal(s.name(), err)
		}
	}
	told := map[string]int{}
	for _, k := range j.Kept() {
		told[k.Type] = len(k.Records)
	}
	for _, s := range shelves {
		if told[s.name()] != 1 {
			t.Errorf("of %s %d are told", s.name(), told[s.name()])
		}
	}
}

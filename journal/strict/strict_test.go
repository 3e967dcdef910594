package strict_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"afterglow/journal/strict"
)

type inner struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

type outer struct {
	List []inner `json:"list"`
}

func TestWhatIsNotPlainJSONIsRefusedWithoutRepeatingIt(t *testing.T) {
	for text, want := range map[string]string{
		`{"list":[{"text":"secret","n":"secret"}]}`: "list.n: the value is not of the kind that belongs there",
		`{"list":{"secret":1}}`:                     "list: the value is not of the kind that belongs there",
		`["secret"]`:                                "a value is not of the kind that belongs there",
		`{"list":[],"list":["secret"]}`:             "a key is given twice",
		`{"List":[]}`:                               `the key "list" is written with other capitals`,
		`{"list":[{"text":null}]}`:                  "it holds a null",
		`{"secret":1}`:                              "it holds a key that this version of the format does not have",
		`{"list":[]} secret`:                        "it is not JSON",
		`{"list":[{"text":"\ud800"}]}`:              "it holds half a surrogate pair",
		"{\"list\":\"\xff\"}":                       "it is not valid UTF-8",
	} {
		var o outer
		_, err := strict.Decode([]byte(text), &o, false)
		if err == nil || err.Error() != want || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", text, err)
		}
	}
	var o outer
	long := `{"list":[` + strings.Repeat("{},", strict.MaxElements) + `{}]}`
	if _, err := strict.Decode([]byte(long), &o, false); !errors.Is(err, strict.ErrTooLarge) {
		t.Error(err)
	}
	var many strings.Builder
	for i := range strict.MaxElements + 1 {
		fmt.Fprintf(&many, `"k%d":0,`, i)
	}
	if _, err := strict.Decode([]byte(`{"new":{`+many.String()+`"last":0}}`), &o, true); !errors.Is(err, strict.ErrTooLarge) {
		t.Errorf("an object of too many keys: %v", err)
	}
	// What is not known has no name that is built up level by level.
	key := strings.Repeat("k", 1<<20)
	deep := `{"` + key + `":` + strings.Repeat(`{"a":`, 60) + "1" + strings.Repeat("}", 61)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := strict.Decode([]byte(deep), &o, true); err != nil {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("a long key above many levels took %d bytes", used)
	}
}

func TestUnknownKeysAreNamedWhereTheyAreBorne(t *testing.T) {
	var o outer
	unknown, err := strict.Decode([]byte(`{"list":[{"text":"a","more":{"deep":1}},{"more":2}],"x":null}`), &o, true)
	if err != nil || !slices.Equal(unknown, []string{"list.more", "x"}) || len(o.List) != 2 || o.List[0].Text != "a" {
		t.Errorf("%v, %v, %+v", unknown, err, o)
	}
}

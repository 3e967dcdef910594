package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal"
)

func read(text string) ([]journal.Entry, error) {
	return JSONL(context.Background(), strings.NewReader(text), nil)
}

func TestLinesBecomeEntries(t *testing.T) {
	all, err := read("\ufeff" + `{"date": "1660-01-13", "text": "Up early.\n\tAnd to bed. "}` + "\r\n\n  \n" +
		`{"kind":"dream","tags":["Sea","night"],"title":"The sea","text":"\ud83c\udf0a \\ud800","date":"2026-11-21T16:42:00+01:00"}`)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d entries", len(all))
	}
	a, b := all[0], all[1]
	if a.Text() != "Up early.\n\tAnd to bed. " || a.OccurredAt.String() != "1660-01-13" || a.Kind != journal.KindFree || a.Title != "" || a.Tags != nil {
		t.Errorf("the first: %+v", a)
	}
	if b.Text() != "🌊 \\ud800" || b.OccurredAt.String() != "2026-11-21T16:42:00+01:00" || b.Kind != journal.KindDream || b.Title != "The sea" || !reflect.DeepEqual(b.Tags, []string{"Sea", "night"}) {
		t.Errorf("the second: %+v", b)
	}
	if all, err := read(""); err != nil || len(all) != 0 {
		t.Errorf("an empty file: %v, %v", all, err)
	}
}

func TestWhatIsNotExactlyTheFormat(t *testing.T) {
	good := `{"date": "1660-01-13", "text": "a"}`
	for name, tt := range map[string]struct {
		line, want string
		is         error
	}{
		"not JSON":          {`{"date": "1660-01-13", "text": }`, "line 2: this is not JSON", nil},
		"two objects":       {good + good, "line 2: this is not JSON", nil},
		"a list":            {`["1660-01-13"]`, "line 2: this is not a JSON object", nil},
		"an unknown key":    {`{"date": "1660-01-13", "text": "a", "mood": 3}`, `line 2: there is no key "mood"`, nil},
		"a key in capitals": {`{"Date": "1660-01-13", "text": "a"}`, `line 2: there is no key "Date"`, nil},
		"a key twice":       {`{"date": "1660-01-13", "text": "a", "text": "b"}`, `line 2: "text" is there twice`, nil},
		"no date":           {`{"text": "a"}`, `line 2: there is no "date"`, nil},
		"no text":           {`{"date": "1660-01-13", "title": "a"}`, `line 2: there is no "text"`, nil},
		"an empty date":     {`{"date": "", "text": "a"}`, `line 2: "date" is not a date`, journal.ErrWhen},
		"a wrong date":      {`{"date": "1660-02-30", "text": "a"}`, `line 2: "date" is not a date`, journal.ErrWhen},
		"null":              {`{"date": "1660-01-13", "text": null}`, `line 2: "text" is not a text`, nil},
		"a number":          {`{"date": 1660, "text": "a"}`, `line 2: "date" is not a text`, nil},
		"an unknown kind":   {`{"date": "1660-01-13", "text": "a", "kind": "diary"}`, `line 2: "kind" is not one of free, `, nil},
		"tags as a text":    {`{"date": "1660-01-13", "text": "a", "tags": "b"}`, `line 2: "tags" is not a list`, nil},
		"tags with a null":  {`{"date": "1660-01-13", "text": "a", "tags": [null]}`, `line 2: "tags" is not a list`, nil},
		"an empty tag":      {`{"date": "1660-01-13", "text": "a", "tags": [" "]}`, `line 2: "tags" holds an empty one`, nil},
		"nothing written":   {`{"date": "1660-01-13", "text": " \n"}`, "line 2: ", journal.ErrEmpty},
		"invalid UTF-8":     {"{\"date\": \"1660-01-13\", \"text\": \"caf\xe9\"}", "line 2: ", journal.ErrNotUTF8},
		"half a character":  {`{"date": "1660-01-13", "text": "\ud83c"}`, "line 2: it holds half of a surrogate pair", nil},
		"the wrong half":    {`{"date": "1660-01-13", "text": "\udf0a\ud83c"}`, "line 2: it holds half of a surrogate pair", nil},
		"too large":         {`{"date": "1660-01-13", "text": "` + strings.Repeat("a", journal.MaxEntryBytes+1) + `"}`, "line 2: ", journal.ErrTooLarge},
		"a line too long":   {strings.Repeat(" ", MaxLine+1), "line 2: ", journal.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := read(good + "\n" + tt.line + "\n" + good)
			var at *LineError
			if all != nil || !errors.As(err, &at) || at.Line != 2 || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%d entries, %v", len(all), err)
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%v is not %v", err, tt.is)
			}
		})
	}
}

func TestCancelAndProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	line := `{"date": "1660-01-13", "text": "a"}` + "\n"
	var last int64
	all, err := JSONL(ctx, strings.NewReader(strings.Repeat(line, 5)), func(n int64) {
		if last = n; n >= int64(2*len(line)) {
			cancel()
		}
	})
	if all != nil || !errors.Is(err, context.Canceled) || last != int64(2*len(line)) {
		t.Errorf("%d entries, %v, told of %d bytes", len(all), err, last)
	}
}

// Whatever can be written in JSON comes back to the letter.
func TestEveryTextComesBackToTheLetter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text") + "x"
		line, err := json.Marshal(map[string]string{"date": "1660-01-13", "text": text})
		if err != nil {
			rt.Fatal(err)
		}
		all, err := read(string(line))
		if err != nil || len(all) != 1 || all[0].Text() != text {
			rt.Errorf("%q: %v, %v", text, all, err)
		}
	})
}

func TestAYearOfPepys(t *testing.T) {
	f, err := os.Open("../../testdata/pepys-1660.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if all, err := JSONL(context.Background(), f, nil); err != nil || len(all) != 366 {
		t.Errorf("%d entries, %v", len(all), err)
	}
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"date": "1660-01-13", "title": "a", "text": "\ud83c\udf0a", "tags": ["b"], "kind": "dream"}`))
	f.Add([]byte("\xef\xbb\xbf{\"date\":\"2026-11-21T16:42:00+01:00\",\"text\":\"a\"}\n\n{}"))
	f.Add([]byte(`{"date": "1660-01-13", "text": "\\ud800", "text": "\ud800"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		all, err := JSONL(context.Background(), strings.NewReader(string(b)), nil)
		if err != nil {
			var at *LineError
			if len(all) != 0 || !errors.As(err, &at) || at.Line < 1 {
				t.Errorf("%d entries, %v", len(all), err)
			}
			return
		}
		for _, e := range all {
			if e.Blank() || e.OccurredAt.IsZero() {
				t.Errorf("read %+v", e)
			}
		}
	})
}

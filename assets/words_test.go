package assets_test

import (
	"sync"
	"testing"

	"afterglow/assets"
)

func TestWordsSayAMessage(t *testing.T) {
	w := assets.English()
	for _, c := range []struct{ got, want string }{
		{w.T("common.back"), "Back"},
		{w.T("common.saved_at", "Time", "12:04"), "Saved 12:04"},
		{w.T("common.saved_at", "Time", "{{.Other}}"), "Saved {{.Other}}"},
		{w.N("common.words", 0), "0 words"},
		{w.N("common.words", 1), "1 word"},
		{w.N("common.words", 7), "7 words"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A gap is seen on the screen rather than an empty label or "<no value>".
func TestWordsShowWhatIsMissing(t *testing.T) {
	w := assets.English()
	for _, c := range []struct{ got, want string }{
		{w.T("nobody.wrote_this"), "⟨nobody.wrote_this⟩"},
		{w.T("nobody.wrote_this", "Name", 1), "⟨nobody.wrote_this⟩"},
		{w.N("nobody.wrote_this", 2), "⟨nobody.wrote_this⟩"},
		{w.T("common.saved_at"), "⟨common.saved_at⟩"},
		{w.T("common.saved_at", "Clock", "12:04"), "⟨common.saved_at⟩"},
		{w.T("common.saved_at", "Time"), "⟨common.saved_at⟩"},
		{w.T(""), "⟨⟩"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if w.Has("nobody.wrote_this") || !w.Has("common.saved_at") || !w.Has("common.words") {
		t.Error("Has does not tell messages from gaps")
	}
}

func TestWordsFallBackToEnglish(t *testing.T) {
	if got := assets.Languages()[0].String(); got != "en" {
		t.Errorf("the first language is %s", got)
	}
	for _, asked := range [][]string{nil, {"en-GB"}, {"xx-invalid-tag"}, {"de", "fr"}, {"not a language"}} {
		if got := assets.For(asked...).T("common.back"); got != "Back" {
			t.Errorf("For(%q): %q", asked, got)
		}
	}
}

func TestWordsAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			w := assets.English()
			for range 50 {
				if w.T("common.cancel") != "Cancel" || w.N("common.entries", 3) != "3 entries" {
					t.Error("a wrong text came back")
				}
			}
		})
	}
	wg.Wait()
}

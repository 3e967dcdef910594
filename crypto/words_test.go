package crypto_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"slices"
	"strings"
	"testing"

	"afterglow/crypto"
)

// A changed list would change every fingerprint that two people ever compared.
func TestWordListsAreFrozen(t *testing.T) {
	tests := []struct {
		file  string
		words int
		sum   string
	}{
		{"bip39-english.txt", 2048, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"},
		{"eff-large.txt", 7776, "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"},
	}
	licences, err := os.ReadFile("wordlist/LICENSES.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		text, err := os.ReadFile("wordlist/" + tt.file)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		if got := hex.EncodeToString(sum[:]); got != tt.sum {
			t.Errorf("%s has SHA-256 %s", tt.file, got)
		}
		words := strings.Fields(string(text))
		if len(words) != tt.words || !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != tt.words {
			t.Errorf("%s: %d words, want %d, sorted, each once", tt.file, len(words), tt.words)
		}
		if !strings.Contains(string(licences), tt.file) || !strings.Contains(string(licences), tt.sum) {
			t.Errorf("LICENSES.txt says nothing of %s", tt.file)
		}
	}
}

func TestSixWords(t *testing.T) {
	text, err := os.ReadFile("wordlist/eff-large.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Fields(string(text))
	seen := map[string]bool{}
	for range 100 {
		phrase := crypto.NewSixWords()
		words := strings.Split(phrase, " ")
		if len(words) != 6 || seen[phrase] {
			t.Fatalf("bad or repeated: %q", phrase)
		}
		seen[phrase] = true
		for _, w := range words {
			if _, ok := slices.BinarySearch(list, w); !ok {
				t.Errorf("%q is not in the list", w)
			}
		}
	}
}

// Computed apart in Python from the list and SHA-256.
func TestFingerprintWordsAreFrozen(t *testing.T) {
	tests := []struct{ key, want string }{
		{"", "together mail awful cradle scrub apart hip leader"},
		{"afterglow", "kite science design verify resource will race comic"},
	}
	for _, tt := range tests {
		if got := strings.Join(crypto.FingerprintWords([]byte(tt.key)), " "); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.key, got, tt.want)
		}
	}
}

package crypto_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

func TestStrengthOfKnownPassphrases(t *testing.T) {
	tests := []struct {
		passphrase string
		hints      []string
		low, high  int
		warning    string
	}{
		{"", nil, 0, 0, "strength.warning.empty"},
		{"password", nil, 0, 0, "strength.warning.common"},
		{"P@ssw0rd", nil, 0, 1, "strength.warning.common"},
		{"qwertyuiop", nil, 0, 1, "strength.warning.common"},
		{"zxcvfdsaqwer", nil, 0, 2, "strength.warning.keyboard"},
		{"aaaaaaaaaaaa", nil, 0, 0, "strength.warning.repeat"},
		{"abcdefghijkl", nil, 0, 0, "strength.warning.sequence"},
		{"14.03.1987", nil, 0, 1, "strength.warning.date"},
		{"x9$Kq", nil, 0, 1, "strength.warning.short"},
		{"mirabellenbaum", []string{"Mirabellenbaum"}, 0, 0, "strength.warning.own"},
		{"correct horse battery staple", nil, 3, 4, ""},
		{"abacus mouthwash glimpse tarnish overbuilt vividly", nil, 4, 4, ""},
		{"пароль", nil, 0, 2, "strength.warning.short"},
		{"мой тихий сад за старым домом", nil, 3, 4, ""},
	}
	for _, tt := range tests {
		got := crypto.EstimateStrength(tt.passphrase, tt.hints...)
		if got.Score < tt.low || got.Score > tt.high || got.Warning != tt.warning {
			t.Errorf("%q: score %d, %q, %v", tt.passphrase, got.Score, got.Warning, got.Suggestions)
		}
	}
}

func TestOfferedWordsAreStrong(t *testing.T) {
	for range 50 {
		if phrase := crypto.NewSixWords(); crypto.EstimateStrength(phrase).Score != 4 {
			t.Errorf("%q scores %d", phrase, crypto.EstimateStrength(phrase).Score)
		}
	}
}

// checkStrength holds for every passphrase: the translation can rely on it.
func checkStrength(t interface{ Fatalf(string, ...any) }, s crypto.Strength) {
	if s.Score < 0 || s.Score > 4 || math.IsNaN(s.Guesses) || math.IsInf(s.Guesses, 0) || s.Guesses < 0 {
		t.Fatalf("out of range: %+v", s)
	}
	for _, id := range append(slices.Clone(s.Suggestions), s.Warning) {
		if id != "" && !slices.Contains(crypto.StrengthMessages, id) {
			t.Fatalf("%q is not among StrengthMessages", id)
		}
	}
	if weak := s.Score < 3; weak != (s.Warning != "") || weak != (len(s.Suggestions) > 0) {
		t.Fatalf("score %d with %q and %v", s.Score, s.Warning, s.Suggestions)
	}
}

func TestStrengthOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkStrength(t, crypto.EstimateStrength(rapid.String().Draw(t, "passphrase"), rapid.String().Draw(t, "hint")))
	})
	for _, long := range []string{
		strings.Repeat("a1!", 100_000), strings.Repeat("@4({[<369|!10$57+%2", 100), strings.Repeat("пароль", 1000), "\xff\xfe\xfd",
	} {
		checkStrength(t, crypto.EstimateStrength(long, long))
	}
}

func TestStrengthMessagesAreDistinct(t *testing.T) {
	ids := slices.Sorted(slices.Values(crypto.StrengthMessages))
	if len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("twice the same: %v", ids)
	}
	for _, id := range ids {
		if !strings.HasPrefix(id, "strength.") {
			t.Errorf("%q", id)
		}
	}
}

func FuzzEstimateStrength(f *testing.F) {
	f.Add("password", "ada")
	f.Add("P@$$w0rd 1987-03-14 qwerty", "")
	f.Add("İKſ\u0301", "ſ")
	f.Fuzz(func(t *testing.T, passphrase, hint string) {
		checkStrength(t, crypto.EstimateStrength(passphrase, hint))
	})
}

package crypto_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

const recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestRecoveryCodeRoundTrip(t *testing.T) {
	shape := regexp.MustCompile(`^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$`)
	seen := map[string]bool{}
	for range 200 {
		code := crypto.NewRecoveryCode()
		if !shape.MatchString(code) || seen[code] {
			t.Fatalf("bad or repeated code %q", code)
		}
		seen[code] = true
		secret, err := crypto.ParseRecoveryCode(code)
		if err != nil || string(secret) != strings.ReplaceAll(code, "-", "") {
			t.Fatalf("%q became %q, %v", code, secret, err)
		}
	}
}

// Frozen: the checksum computed apart, with Sipa's reference bech32m polymod.
func TestRecoveryCodeIsFrozen(t *testing.T) {
	for _, code := range []string{"0000-0000-0000-0000-0000-0000-00RS-VE0W", "0123-4567-89AB-CDEF-GHJK-MNPQ-RSW3-WJ4E", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZCB-PMQ3"} {
		if _, err := crypto.ParseRecoveryCode(code); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestRecoveryCodeForgivesHowItIsTyped(t *testing.T) {
	var code string
	for !strings.Contains(code, "0") || !strings.Contains(code, "1") {
		code = crypto.NewRecoveryCode()
	}
	want, err := crypto.ParseRecoveryCode(code)
	if err != nil {
		t.Fatal(err)
	}
	for name, typed := range map[string]string{
		"lower case":     strings.ToLower(code),
		"no dashes":      strings.ReplaceAll(code, "-", ""),
		"spaces":         "  " + strings.ReplaceAll(code, "-", " ") + " ",
		"two lines":      code[:19] + "\r\n" + code[20:] + "\n",
		"long dashes":    strings.ReplaceAll(code, "-", " – "),
		"O for 0":        strings.ReplaceAll(code, "0", "O"),
		"o for 0":        strings.ReplaceAll(code, "0", "o"),
		"I for 1":        strings.ReplaceAll(code, "1", "I"),
		"l for 1":        strings.ReplaceAll(code, "1", "l"),
		"dash each":      strings.Join(strings.Split(strings.ReplaceAll(code, "-", ""), ""), "-"),
		"no-break space": strings.ReplaceAll(code, "-", "\u00a0"),
	} {
		if got, err := crypto.ParseRecoveryCode(typed); err != nil || string(got) != string(want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestRecoveryCodeNoticesTypos(t *testing.T) {
	// Up to four wrong symbols, in any places.
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(strings.ReplaceAll(crypto.NewRecoveryCode(), "-", ""))
		places := rapid.SliceOfNDistinct(rapid.IntRange(0, 31), 1, 4, rapid.ID[int]).Draw(t, "places")
		for _, place := range places {
			now := strings.IndexByte(recoveryAlphabet, code[place])
			code[place] = recoveryAlphabet[(now+rapid.IntRange(1, 31).Draw(t, "by"))%32]
		}
		if _, err := crypto.ParseRecoveryCode(string(code)); !errors.Is(err, crypto.ErrRecoveryTypo) {
			t.Fatalf("%d wrong symbols: %v", len(places), err)
		}
	})
	// Two symbols exchanged, near or far.
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(strings.ReplaceAll(crypto.NewRecoveryCode(), "-", ""))
		i, j := rapid.IntRange(0, 31).Draw(t, "i"), rapid.IntRange(0, 31).Draw(t, "j")
		same := code[i] == code[j]
		code[i], code[j] = code[j], code[i]
		if _, err := crypto.ParseRecoveryCode(string(code)); !same && !errors.Is(err, crypto.ErrRecoveryTypo) {
			t.Fatalf("%d and %d exchanged: %v", i, j, err)
		}
	})
}

func TestEverySingleTypoIsNoticed(t *testing.T) {
	code := []byte(strings.ReplaceAll(crypto.NewRecoveryCode(), "-", ""))
	for place, right := range code {
		for _, wrong := range []byte(recoveryAlphabet) {
			if wrong == right {
				continue
			}
			code[place] = wrong
			if _, err := crypto.ParseRecoveryCode(string(code)); !errors.Is(err, crypto.ErrRecoveryTypo) {
				t.Fatalf("%c for %c at %d: %v", wrong, right, place, err)
			}
		}
		code[place] = right
	}
}

func TestWhatIsNoRecoveryCode(t *testing.T) {
	code := crypto.NewRecoveryCode()
	for name, typed := range map[string]string{
		"empty":            "",
		"only dashes":      "----",
		"one missing":      code[:len(code)-1],
		"one too many":     code + "0",
		"twice":            code + " " + code,
		"a U":              "U" + code[1:],
		"a star":           "*" + code[1:],
		"a NUL":            "\x00" + code[1:],
		"another alphabet": "Я" + code[1:],
		"not UTF-8":        "\xff" + code[1:],
		"a novel":          strings.Repeat("-", 1<<20) + code,
	} {
		got, err := crypto.ParseRecoveryCode(typed)
		if !errors.Is(err, crypto.ErrRecoveryTypo) || got != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if err != nil && strings.Contains(err.Error(), code[5:9]) {
			t.Errorf("%s: the error quotes the code: %v", name, err)
		}
	}
}

func FuzzParseRecoveryCode(f *testing.F) {
	f.Add(crypto.NewRecoveryCode())
	f.Add(strings.ToLower(crypto.NewRecoveryCode()))
	f.Add("OOOO-llll-IIII")
	f.Fuzz(func(t *testing.T, typed string) {
		secret, err := crypto.ParseRecoveryCode(typed)
		if err != nil {
			if !errors.Is(err, crypto.ErrRecoveryTypo) {
				t.Error(err)
			}
			return
		}
		if again, err := crypto.ParseRecoveryCode(string(secret)); err != nil || string(again) != string(secret) {
			t.Errorf("canonical %q reads as %q, %v", secret, again, err)
		}
	})
}

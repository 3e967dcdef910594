package crypto_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"

	"afterglow/crypto"
)

// newHybridLine is a line of a stock key file for the hybrid kind.
func newHybridLine(t testing.TB) string {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}

func TestKeyFileOfSeveralKeys(t *testing.T) {
	classic := newClassic(t)
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	key := keyOf(t, "# created: 2026-11-23\r", "# public key: age1…", newClassic(t).String(), "", classic.String()+"\r", hybrid.String()+"  ")
	for _, recipient := range []string{classic.Recipient().String(), hybrid.Recipient().String()} {
		if got, err := openAll(sealFor(t, []byte("words"), recipient), key); err != nil || string(got) != "words" {
			t.Errorf("%.8s…: %q, %v", recipient, got, err)
		}
	}
}

func TestKeyFilesThatHoldNoKey(t *testing.T) {
	good := newClassic(t).String()
	for name, text := range map[string]string{
		"empty":           "",
		"only comments":   "# nothing\n\n",
		"public key":      newClassic(t).Recipient().String(),
		"plugin":          "AGE-PLUGIN-YUBIKEY-1QQPXQDQHXHQ5VPYGXJTGW\n",
		"good and plugin": good + "\nAGE-PLUGIN-YUBIKEY-1QQPXQDQHXHQ5VPYGXJTGW\n",
		"SSH":             "-----BEGIN OPENSSH PRIVATE KEY-----\n",
		"typo":            good[:len(good)-2] + "AA",
		"space before":    " " + good,
		"small letters":   strings.ToLower(good),
		"not UTF-8":       "\xff\xfe" + good,
		"too many":        strings.Repeat(good+"\n", 65),
		"too long":        "#" + strings.Repeat("x", 64<<10) + "\n" + good,
	} {
		_, err := crypto.AgeIdentitiesKey(strings.NewReader(text))
		if !errors.Is(err, crypto.ErrWrongKey) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), good[20:30]) {
			t.Errorf("%s: the error quotes the key", name)
		}
	}
	if _, err := crypto.AgeIdentitiesKey(strings.NewReader("# one\n" + good + "\nhello\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("the line at fault is not named: %v", err)
	}
	broken := errors.New("input/output error")
	if _, err := crypto.AgeIdentitiesKey(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("a failing disk: %v", err)
	}
}

func FuzzAgeIdentitiesKey(f *testing.F) {
	f.Add([]byte(newClassic(f).String() + "\n"))
	f.Add([]byte("# comment\r\n" + newHybridLine(f)))
	f.Add([]byte("AGE-PLUGIN-X-1QQ"))
	f.Fuzz(func(t *testing.T, b []byte) {
		key, err := crypto.AgeIdentitiesKey(bytes.NewReader(b))
		if (err == nil) != (key != nil) {
			t.Errorf("%v, %v", key, err)
		}
		if err != nil && !errors.Is(err, crypto.ErrWrongKey) {
			t.Error(err)
		}
	})
}

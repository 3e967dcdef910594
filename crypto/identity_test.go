package crypto_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"afterglow/crypto"
)

func TestIdentityRoundTrip(t *testing.T) {
	id := newIdentity(t)
	stored := id.Marshal()
	back, err := crypto.ParseIdentity(stored)
	if err != nil {
		t.Fatal(err)
	}
	if back.Recipient() != id.Recipient() || back.SigningKey() != id.SigningKey() || !bytes.Equal(back.Marshal(), stored) {
		t.Error("another identity came back")
	}
	if !bytes.Equal(sign(t, back, []byte("words")), sign(t, id, []byte("words"))) {
		t.Error("it signs differently")
	}
	if !strings.HasPrefix(id.Recipient(), "age1pq1") || len(id.Recipient()) != 1959 {
		t.Errorf("recipient of %d characters: %.12s…", len(id.Recipient()), id.Recipient())
	}
	if other := newIdentity(t); other.Recipient() == id.Recipient() || other.SigningKey() == id.SigningKey() {
		t.Error("the same keys twice")
	}
}

func TestIdentityFormatIsOfThreeLines(t *testing.T) {
	lines := strings.Split(string(newIdentity(t).Marshal()), "\n")
	if len(lines) != 4 || lines[0] != "afterglow-identity/v1" ||
		!strings.HasPrefix(lines[1], "AGE-SECRET-KEY-PQ-1") || len(lines[2]) != 44 || lines[3] != "" {
		t.Errorf("%d lines, the first %q", len(lines), lines[0])
	}
}

func TestMalformedIdentities(t *testing.T) {
	good := string(newIdentity(t).Marshal())
	lines := strings.Split(good, "\n")
	for name, text := range map[string]string{
		"empty":          "",
		"newer version":  strings.Replace(good, "/v1", "/v2", 1),
		"no last line":   strings.TrimSuffix(good, "\n"),
		"a line more":    good + "\n",
		"Windows":        strings.ReplaceAll(good, "\n", "\r\n"),
		"classic key":    strings.Join([]string{lines[0], "AGE-SECRET-KEY-1QQQ", lines[2], ""}, "\n"),
		"changed key":    strings.Replace(good, lines[1][30:32], "ZZ", 1),
		"short seed":     strings.Join([]string{lines[0], lines[1], lines[2][4:], ""}, "\n"),
		"no seed":        strings.Join([]string{lines[0], lines[1], "", ""}, "\n"),
		"split seed":     strings.Join([]string{lines[0], lines[1], lines[2][:8] + "\r" + lines[2][8:], ""}, "\n"),
		"small letters":  strings.Join([]string{lines[0], strings.ToLower(lines[1]), lines[2], ""}, "\n"),
		"a megabyte":     good + strings.Repeat("A", 1<<20),
		"age's own file": lines[1] + "\n",
	} {
		_, err := crypto.ParseIdentity([]byte(text))
		if !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "AGE-") || strings.Contains(err.Error(), lines[2])) {
			t.Errorf("%s: the error quotes a secret", name)
		}
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	id := newIdentity(t)
	secrets := strings.Split(string(id.Marshal()), "\n")[1:3]
	secrets = append(secrets, fmt.Sprint([]byte(crypto.SigningPrivateKey(id))[:4])[1:], "open sesame", fmt.Sprint([]byte("open"))[1:])
	for _, v := range []any{id, id.FileKey(), crypto.PassphraseKey([]byte("open sesame"))} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			text := fmt.Sprintf(verb, v)
			for _, secret := range secrets {
				if strings.Contains(text, strings.TrimSuffix(secret, "]")) {
					t.Errorf("%T with %s prints a secret", v, verb)
				}
			}
			if len(text) > 40 {
				t.Errorf("%T with %s prints %d characters", v, verb, len(text))
			}
		}
	}
}

func TestIdentityWipe(t *testing.T) {
	id := newIdentity(t)
	key := crypto.SigningPrivateKey(id)
	id.Wipe()
	if !bytes.Equal(key, make([]byte, len(key))) {
		t.Error("the signing key is still there")
	}
}

func FuzzParseIdentity(f *testing.F) {
	f.Add(newIdentity(f).Marshal())
	f.Add([]byte("afterglow-identity/v1\nAGE-SECRET-KEY-PQ-1\nAAAA\n"))
	f.Add([]byte("\n\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		id, err := crypto.ParseIdentity(b)
		if err != nil {
			if !errors.Is(err, crypto.ErrDamaged) {
				t.Error(err)
			}
			return
		}
		if !bytes.Equal(id.Marshal(), b) {
			t.Error("there are two ways to write this identity")
		}
	})
}

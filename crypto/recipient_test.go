package crypto_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"afterglow/crypto"
)

func newClassic(t testing.TB) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestCheckRecipient(t *testing.T) {
	hybrid, classic := newIdentity(t).Recipient(), newClassic(t).Recipient().String()
	for _, good := range []string{hybrid, classic} {
		if err := crypto.CheckRecipient(good); err != nil {
			t.Errorf("%.12s…: %v", good, err)
		}
	}
	last := "q"
	if strings.HasSuffix(classic, last) {
		last = "p"
	}
	for name, bad := range map[string]string{
		"empty":         "",
		"word":          "age1",
		"space":         classic + " ",
		"line end":      hybrid + "\n",
		"capitals":      strings.ToUpper(classic),
		"typo":          classic[:len(classic)-1] + last,
		"cut hybrid":    hybrid[:len(hybrid)-1],
		"plugin":        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
		"ssh":           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN",
		"two":           classic + "," + classic,
		"secret":        newClassic(t).String(),
		"small secret":  strings.ToLower(newClassic(t).String()),
		"a megabyte":    "age1" + strings.Repeat("q", 1<<20),
		"all-zero key":  allZeroRecipient,
		"not UTF-8":     "age1\xff",
		"a file's name": "../ada.afterglow-card",
	} {
		err := crypto.CheckRecipient(bad)
		if !errors.Is(err, crypto.ErrBadRecipient) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && len(bad) > 8 && strings.Contains(err.Error(), bad[4:]) {
			t.Errorf("%s: the error quotes what was given", name)
		}
		if _, err := crypto.SealFile(new(bytes.Buffer), []string{bad}); !errors.Is(err, crypto.ErrBadRecipient) {
			t.Errorf("sealing for %s: %v", name, err)
		}
	}
}

// A well-formed X25519 key of zeros, with which nothing can be agreed.
const allZeroRecipient = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"

func TestRecipientFingerprint(t *testing.T) {
	// Computed apart: printf %s age1… | sha256sum, in base64.
	const recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
	got, err := crypto.RecipientFingerprint(recipient)
	if want := "SHA256:z35WgjExUGhb8W5CxOpI4WjhboIGxcStN8ctATy2pfQ"; err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := crypto.RecipientFingerprint("ada"); !errors.Is(err, crypto.ErrBadRecipient) {
		t.Error(err)
	}
}

func TestSealFileRefusesBadCompany(t *testing.T) {
	hybrid, classic := newIdentity(t).Recipient(), newClassic(t).Recipient().String()
	crowd := make([]string, 65)
	for i := range crowd {
		crowd[i] = classic
	}
	tests := []struct {
		name       string
		recipients []string
		want       error
	}{
		{"nobody", nil, crypto.ErrBadRecipient},
		{"both kinds", []string{hybrid, classic}, crypto.ErrMixedRecipients},
		{"both kinds, classic first", []string{classic, hybrid}, crypto.ErrMixedRecipients},
		{"one bad among good", []string{classic, "age1"}, crypto.ErrBadRecipient},
		{"a crowd", crowd, crypto.ErrBadRecipient},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		if _, err := crypto.SealFile(&out, tt.recipients); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if out.Len() != 0 {
			t.Errorf("%s: %d bytes were written", tt.name, out.Len())
		}
	}
}

// A card may name keys of both kinds; a file is sealed for the stronger ones.
func TestStrongestRecipients(t *testing.T) {
	hybrid, classic := newIdentity(t).Recipient(), newClassic(t).Recipient().String()
	for _, tt := range []struct {
		of, want []string
		hybrid   bool
	}{
		{nil, nil, false},
		{[]string{classic}, []string{classic}, false},
		{[]string{hybrid}, []string{hybrid}, true},
		{[]string{classic, hybrid, classic}, []string{hybrid}, true},
	} {
		got := crypto.Strongest(tt.of)
		if !slices.Equal(got, tt.want) || crypto.Hybrid(got) != tt.hybrid {
			t.Errorf("of %d: %d, hybrid %v", len(tt.of), len(got), crypto.Hybrid(got))
		}
		if len(got) == 0 {
			continue
		}
		if _, err := crypto.SealFile(io.Discard, got); err != nil {
			t.Error(err)
		}
	}
	if crypto.Hybrid([]string{hybrid, classic}) {
		t.Error("one classic key undoes the hybrid one")
	}
}

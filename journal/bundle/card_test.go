package bundle

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestCardTravels(t *testing.T) {
	id := newIdentity(t)
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.StringMatching(`\pL[\pL <>&"'\\]{0,30}`).Draw(rt, "name")
		role := rapid.StringMatching(`[\pL ]{0,30}`).Draw(rt, "role")
		b, err := MakeCard(name, role, id)
		if err != nil {
			rt.Fatal(err)
		}
		got, err := ReadCard(b)
		want := Card{Name: name, Role: role, Recipients: []string{id.Recipient()}, SigningKey: id.SigningKey()}
		if err != nil || !reflect.DeepEqual(got, want) {
			rt.Fatalf("%v %+v", err, got)
		}
	})
}

func TestForeignCards(t *testing.T) {
	id, other := newIdentity(t), newIdentity(t)
	good, err := MakeCard("Dr. Lind", "therapist", id)
	if err != nil {
		t.Fatal(err)
	}
	// signed makes a card of any body with a signature that fits.
	signed := func(body, namespace string) []byte {
		sig, err := id.Sign(namespace, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		quoted, err := encodeJSON(string(sig))
		if err != nil {
			t.Fatal(err)
		}
		return []byte(`{ "card" : ` + body + ` , "signature":` + string(quoted) + `}`)
	}
	body := func(format, name, recipient, key, more string) string {
		return `{"format":` + format + `,"name":"` + name + `","recipients":["` + recipient + `"],"signing_key":"` + key + `"` + more + `}`
	}
	v := func(n string) string { return `{"name":"afterglow-card",` + n + `}` }
	v1, key, rec := v(`"major":1,"minor":0`), id.SigningKey(), id.Recipient()
	if _, err := ReadCard(signed(body(v1, "A", rec, key, ""), cardNamespace)); err != nil {
		t.Fatalf("the card all cases start from: %v", err)
	}
	if _, err := ReadCard(signed(body(v(`"major":1,"minor":3`), "A", rec, key, `,"clinic":{"x":1}`), cardNamespace)); err != nil {
		t.Errorf("a newer minor version: %v", err)
	}
	tests := []struct {
		name string
		card []byte
		want error
	}{
		{"empty", nil, ErrDamaged},
		{"an age recipient", []byte(rec), ErrDamaged},
		{"too large", bytes.Repeat([]byte(" "), MaxCard+1), ErrTooLarge},
		{"name changed", bytes.Replace(good, []byte("Lind"), []byte("Lund"), 1), ErrDamaged},
		{"no card in it", []byte(`{"signature":""}`), ErrDamaged},
		{"another's key", signed(body(v1, "A", rec, other.SigningKey(), ""), cardNamespace), ErrDamaged},
		{"signed for other ends", signed(body(v1, "A", rec, key, ""), signNamespace), ErrDamaged},
		{"no key to seal for", signed(strings.Replace(body(v1, "A", rec, key, ""), `"`+rec+`"`, "", 1), cardNamespace), ErrDamaged},
		{"a plugin's key", signed(body(v1, "A", "age1yubikey1qqqqq", key, ""), cardNamespace), ErrDamaged},
		{"a name of two lines", signed(body(v1, `A\nB`, rec, key, ""), cardNamespace), ErrDamaged},
		{"no name", signed(body(v1, " ", rec, key, ""), cardNamespace), ErrDamaged},
		{"a long name", signed(body(v1, strings.Repeat("A", MaxName+1), rec, key, ""), cardNamespace), ErrDamaged},
		{"an unknown key", signed(body(v1, "A", rec, key, `,"x":1`), cardNamespace), ErrDamaged},
		{"a name twice", signed(body(v1, "A", rec, key, `,"name":"B"`), cardNamespace), ErrDamaged},
		{"a key beside the card", bytes.Replace(good, []byte(`{"card"`), []byte(`{"x":1,"card"`), 1), ErrDamaged},
		{"another format", signed(body(`{"name":"x","major":1,"minor":0}`, "A", rec, key, ""), cardNamespace), ErrDamaged},
		{"a newer major version", signed(body(v(`"major":2,"minor":0`), "A", rec, key, ""), cardNamespace), ErrNewerFormat},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := ReadCard(tt.card); !errors.Is(err, tt.want) {
				t.Errorf("read %+v, error %v, want %v", got, err, tt.want)
			}
		})
	}
	for _, name := range []string{"", "  ", "a\nb", "\xff", strings.Repeat("x", MaxName+1)} {
		if _, err := MakeCard(name, "", id); err == nil {
			t.Errorf("made a card for %q", name)
		}
	}
}

// What is shown of a card's name and role is one line of what can be seen, whatever
// was written there, and is never nothing.
func TestACardShowsWhatItLooksLike(t *testing.T) {
	for name, want := range map[string]string{
		"Dr. Lind": "Dr. Lind", "  Dr.\u00a0 Lind ": "Dr. Lind", "dniL\u202e .rD": "dniL .rD", "Li\u200bnd\ufeff": "Lind", "Zo\u0308e": "Zo\u0308e", "\u2067ענת\u2069": "ענת",
		"\u200b\u202e\u2060": "", "\ue000": "",
	} {
		c, err := Card{Name: name, Role: name, Recipients: []string{"r"}, SigningKey: "k"}.Contact()
		if (err == nil) != (want != "") || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%q: %v", name, err)
		}
		if c.Name != want || c.Role != want || want != "" && (c.SigningKey != "k" || len(c.Recipients) != 1 || c.Verified()) {
			t.Errorf("%q is shown as %+v", name, c)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c, err := Card{Name: rapid.String().Draw(t, "name")}.Contact()
		if err != nil {
			return
		}
		if c.Name == "" || strings.TrimSpace(c.Name) != c.Name || strings.ContainsFunc(c.Name, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) }) {
			t.Fatalf("%q", c.Name)
		}
	})
}

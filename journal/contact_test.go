package journal

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestNamesThatAreOneToTheEar(t *testing.T) {
	for _, pair := range [][2]string{{"Dr M.", "dr m"}, {"Dr M.", "  DR  M. "}, {"Zoë", "Zoe"}, {"Weiß", "WEISS"}, {"Dr\u200bM", "Dr M"}, {"🙂", " 🙂 "}} {
		if !SameName(pair[0], pair[1]) {
			t.Errorf("%q and %q are told apart", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"Dr M.", "Dr N."}, {"Dr M.", "Dr M. of Leeds"}, {"🙂", "🙃"}} {
		if SameName(pair[0], pair[1]) {
			t.Errorf("%q and %q are taken for one", pair[0], pair[1])
		}
	}
}

// TestNoCardIsTakenForSomeoneKnown: over random contacts and cards, a card is only
// taken as theirs when their own key signed it, and what is new about someone known
// never passes as somebody new.
func TestNoCardIsTakenForSomeoneKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SampledFrom([]string{"k1", "k2", "k3", "k4"})
		name := rapid.SampledFrom([]string{"Ann", "ann ", "Ben", "Cy", "Dee"})
		sealFor := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"r1", "r2", "r3", "r4"}), 1, 2, rapid.ID[string])
		draw := func(what string) Contact {
			return Contact{Name: name.Draw(t, what+" name"), SigningKey: key.Draw(t, what+" key"), Recipients: sealFor.Draw(t, what+" recipients")}
		}
		var known []Contact
		for i := range rapid.IntRange(0, 3).Draw(t, "contacts") {
			c := draw("known")
			c.ID = ID(fmt.Sprint(i))
			c.FormerKeys = []FormerKey{{SigningKey: key.Draw(t, "former"), Recipients: sealFor.Draw(t, "former")}}
			known = append(known, c)
		}
		card := draw("card")
		met, about := Meet(known, card)
		owns := func(c Contact) bool { return c.SigningKey == card.SigningKey }
		theirs := func(c Contact) bool {
			return owns(c) || SameName(c.Name, card.Name) || overlap(c.Recipients, card.Recipients) ||
				slices.ContainsFunc(c.FormerKeys, func(f FormerKey) bool { return f.SigningKey == card.SigningKey })
		}
		switch met {
		case MetFirst:
			if slices.ContainsFunc(known, theirs) {
				t.Fatal("it passes as somebody new")
			}
		case MetSame, MetRenewed:
			if !owns(about) {
				t.Fatal("another key signed it")
			}
		case MetChanged:
			if slices.ContainsFunc(known, owns) {
				t.Fatal("a known key signed it")
			}
		case MetMixed:
			if !slices.ContainsFunc(known, owns) || owns(about) && !overlap(about.Recipients, card.Recipients) {
				t.Fatal("it is not mixed")
			}
		}
		if met != MetFirst && !slices.ContainsFunc(known, func(c Contact) bool { return reflect.DeepEqual(c, about) }) {
			t.Fatal("it is about nobody known")
		}
	})
}

func TestANewKeyKeepsTheOldOne(t *testing.T) {
	j, _ := trial(t)
	at := func(day int) When { return On(time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC)) }
	c, err := j.SaveContact(t.Context(), Contact{Name: "Ann", SigningKey: "k1", Recipients: []string{"r1"}, ComparedAt: at(1)})
	if err != nil {
		t.Fatal(err)
	}
	renewed := c.Renewed(Contact{Name: "Mallory", Role: "therapist", SigningKey: "k1", Recipients: []string{"r2"}}, at(2))
	if renewed.Name != "Ann" || renewed.Role != "therapist" || renewed.ComparedAt != at(1) || !slices.Equal(renewed.Recipients, []string{"r2"}) {
		t.Errorf("renewed: %+v", renewed)
	}
	taken := renewed.WithKey(Contact{Name: "Mallory", SigningKey: "k2", Recipients: []string{"r3"}}, at(3))
	if _, err := j.SaveContact(t.Context(), taken); err != nil {
		t.Fatal(err)
	}
	got := j.Contacts()[0]
	want := []FormerKey{{"k1", []string{"r1"}, at(1), at(2)}, {"k1", []string{"r2"}, at(1), at(3)}}
	if got.Name != "Ann" || got.SigningKey != "k2" || got.ComparedAt != at(3) || !reflect.DeepEqual(got.FormerKeys, want) {
		t.Errorf("%+v", got)
	}
	if len(c.FormerKeys) != 0 || c.SigningKey != "k1" {
		t.Error("the contact that was given is changed")
	}
	for card, on := range map[string]When{"k1": at(3), "k2": {}, "k9": {}} {
		if when, had := got.Had(Contact{SigningKey: card}); when != on || had == on.IsZero() {
			t.Errorf("%s was theirs until %v", card, when)
		}
	}
	got.FormerKeys[0].Recipients[0] = "changed"
	if j.Contacts()[0].FormerKeys[0].Recipients[0] != "r1" {
		t.Error("a contact was changed from outside")
	}
}

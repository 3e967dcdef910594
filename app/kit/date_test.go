package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/journal"
)

func TestDatesStayAsTheyWereWritten(t *testing.T) {
	start(t)
	newYear := time.Date(2027, 1, 1, 0, 30, 0, 0, time.FixedZone("", 3600))
	d := kit.NewDateField(words, "Date", func() time.Time { return newYear })
	window(t, container.NewVBox(d))
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"", true}, {"2026-11-21", true}, {" 1660-01-13 ", true}, {"2026-11-21T16:42:00+01:00", true},
		{"21.11.2026", false}, {"2026-02-30", false}, {"yesterday", false},
	} {
		d.SetText(c.text)
		when, ok := d.Value()
		if ok != c.ok || ok && when.String() != trim(c.text) {
			t.Errorf("%q gave %q, %v", c.text, when, ok)
		}
		if (d.Note() != "") == c.ok {
			t.Errorf("%q: the field says %q", c.text, d.Note())
		}
	}
	d.SetValue(journal.On(newYear))
	if d.Text() != "2027-01-01" {
		t.Errorf("shown as %q", d.Text())
	}
	var links []*kit.Button
	collect(d, func(b *kit.Button) { links = append(links, b) })
	if len(links) != 2 {
		t.Fatalf("%d links beside the date", len(links))
	}
	test.Tap(links[1])
	if d.Text() != "2026-12-31" {
		t.Errorf("yesterday is %q", d.Text())
	}
}

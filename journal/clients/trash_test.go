package clients

import (
	"errors"
	"testing"
)

// A file from a client in the trash makes no second client: it is said, and the
// client comes back with all of theirs when chosen.
func TestAClientInTheTrashIsBroughtBackByTheirNextFile(t *testing.T) {
	for _, again := range []bool{false, true} { // a new file, and one that is kept
		c, j, dir := trial(t)
		p := newPatient(t, "R.")
		o, sum := p.seal(holding(entry(1, 1, "the sea")))
		r, err := c.Receive(ctx, o, sum, Choice{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Client, err = c.MarkCompared(ctx, r.Client.ID, o.Maker.SigningKey); err != nil {
			t.Fatal(err)
		}
		if err := j.TrashRecord(ctx, r.Client.ID); err != nil {
			t.Fatal(err)
		}
		if !again {
			o, sum = p.seal(holding(entry(2, 1, "the hill")))
		}
		k, err := c.Look(o)
		if err != nil || k.Client.ID != "" || k.InTrash.ID != r.Client.ID || k.Trust != TrustCompared || (k.Kept.ID != "") != again {
			t.Fatalf("%+v, %v", k, err)
		}
		before := folder(t, dir)
		for _, choice := range []Choice{{}, {Alias: "Somebody"}, {Decision: DecideSomebodyElse}, {Decision: DecideNewKey}} {
			var gone *ErrInTrash
			if _, err := c.Receive(ctx, o, sum, choice); !errors.As(err, &gone) || gone.Client.ID != r.Client.ID {
				t.Fatalf("%+v: %v", choice, err)
			}
		}
		if after := folder(t, dir); len(after) != len(before) || len(j.Clients()) != 0 {
			t.Fatalf("something was stored: %v, then %v", before, after)
		}
		back, err := c.Receive(ctx, o, sum, Choice{Client: r.Client.ID})
		if err != nil || back.Client.ID != r.Client.ID || back.Already != again || !back.Client.TrashedAt.IsZero() {
			t.Fatalf("%+v, %v", back, err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j = reopened(t, dir)
		want := 2
		if again {
			want = 1
		}
		if list := j.Clients(); len(list) != 1 || len(j.ReceivedFiles(list[0].ID)) != want || len(j.TrashedClients()) != 0 {
			t.Fatalf("%+v", list)
		}
	}
}

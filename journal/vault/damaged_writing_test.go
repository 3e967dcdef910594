package vault

import (
	"errors"
	"os"
	"testing"
)

// cutAndHarmed is a vault of which both copies of the log lost the same record, and
// the log its last steps too, which the mirror still has.
func cutAndHarmed(t *testing.T, dir string) (ids []ID) {
	t.Helper()
	ids = filled(t, dir, 6)
	harmed(t, dir, ids, 1)
	file, err := os.ReadFile(theLog(dir))
	if err != nil {
		t.Fatal(err)
	}
	r, err := newLogKeys(masterOf(t, dir), idOf(t, dir)).readLog(file, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(theLog(dir), r.spans[3].to); err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestNothingIsWrittenOverWhatOnlyTheMirrorHas(t *testing.T) {
	dir := t.TempDir()
	ids := cutAndHarmed(t, dir)
	for range 2 { // the first opening changes nothing for the second
		v := open(t, dir, Options{})
		everything(t, v, ids) // the record that both lost is in the store
		if _, err := v.Apply(ctx, Change{Kind: "entry", ID: NewID(), Data: []byte("x")}); !errors.Is(err, ErrDamaged) {
			t.Errorf("a step was written in the place of one that the mirror has: %v", err)
		}
		v.Close()
	}
	v := open(t, dir, Options{})
	if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
		t.Fatal(err)
	}
	ids = append(ids, NewID())
	put(t, v, ids[6], 0, "text 6")
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	everything(t, v, ids)
	if len(v.Problems()) != 0 {
		t.Error(v.Problems())
	}
}

func TestWhatIsWrittenIntoADamagedJournalIsThereAtTheNextOpeningAndAfterTheRepair(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 3)
	harmed(t, dir, ids, 1)
	for n := range 2 {
		v := open(t, dir, Options{})
		ids = append(ids, NewID())
		put(t, v, ids[3+n], 0, []string{"text 3", "text 4"}[n])
		v.Close()
	}
	v := open(t, dir, Options{})
	everything(t, v, ids)
	if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	everything(t, v, ids)
	if len(v.Problems()) != 0 {
		t.Error(v.Problems())
	}
}

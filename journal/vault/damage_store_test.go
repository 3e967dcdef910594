package vault

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
)

// harmed is a closed vault in which one record's newest revision was changed in
// both copies of the log, and what its two files held then.
func harmed(t *testing.T, dir string, ids []ID, which int) (log, mirror []byte) {
	t.Helper()
	v := open(t, dir, Options{ReadOnly: true})
	at := v.index[ids[which]].newest().at + recordHead + 60
	v.Close()
	flip := func(into *[]byte) func([]byte) []byte {
		return func(b []byte) []byte { b[at] ^= 1; *into = bytes.Clone(b); return b }
	}
	edit(t, theLog(dir), flip(&log))
	edit(t, mirrorPath(dir, 1), flip(&mirror))
	return log, mirror
}

// harmStore changes one record in the working store, and nothing else in it.
func harmStore(t *testing.T, dir string, id ID, revision uint64) {
	t.Helper()
	s, err := openStore(filepath.Join(dir, storeDir), crypto.Subkey(masterOf(t, dir), "store"))
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := s.read(id, revision)
	if err != nil {
		t.Fatal(err)
	}
	sealed[len(sealed)-1] ^= 1
	if err := s.write([]stored{{id, revision, sealed}}); err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
}

// lost are the problems that say something cannot be read.
func lost(list []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(list), func(p Problem) bool { return !p.Lost })
}

func TestWhatBothCopiesOfTheLogLostIsReadFromTheStore(t *testing.T) {
	for what, harmLog := range map[string]func(t *testing.T, dir string, ids []ID){
		"a record":    func(t *testing.T, dir string, ids []ID) { harmed(t, dir, ids, 2) },
		"whole steps": blankSteps,
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			ids := filled(t, dir, 5)
			harmLog(t, dir, ids)
			for _, o := range []Options{{ReadOnly: true}, {}} {
				v := open(t, dir, o)
				everything(t, v, ids)
				if len(v.Problems()) == 0 {
					t.Error("nobody noticed")
				}
				v.Close()
			}
			// The store is not byte for byte what was closed, and still gives what it has.
			harmStore(t, dir, ids[4], 1)
			v := open(t, dir, Options{})
			defer v.Close()
			everything(t, v, ids)
			if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
				t.Fatal(err)
			}
			everything(t, v, ids)
			if rep, err := v.Check(ctx, nil); err != nil || !rep.OK {
				t.Error(rep.Problems, err)
			}
		})
	}
}

// blankSteps makes the third and fourth step unreadable in both copies.
func blankSteps(t *testing.T, dir string, _ []ID) {
	t.Helper()
	file, err := os.ReadFile(theLog(dir))
	if err != nil {
		t.Fatal(err)
	}
	keys := newLogKeys(masterOf(t, dir), idOf(t, dir))
	r, err := keys.readLog(file, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{theLog(dir), mirrorPath(dir, 1)} {
		edit(t, path, func(b []byte) []byte {
			for i := r.spans[2].from; i < r.spans[3].to; i++ {
				b[i] ^= 0x55
			}
			return b
		})
	}
}

func TestAStretchThatIsLostWholeIsNamedByTheSavesAroundIt(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 5)
	blankSteps(t, dir, ids)
	withoutStore(t, dir)
	v := open(t, dir, Options{})
	defer v.Close()
	for _, id := range []ID{ids[1], ids[4]} {
		if _, err := v.Get(ctx, id); err != nil {
			t.Error(err)
		}
	}
	list := lost(v.Problems())
	day := time.Now().Format("2006-01-02 ")
	if len(list) != 1 || strings.Count(list[0].Detail, day) != 2 || !strings.Contains(list[0].Detail, "between") {
		t.Errorf("lost: %v", list)
	}
}

func TestARecordThatIsLostEverywhereIsNamedByItsDateAndAnOlderRevisionShown(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 5)
	began := time.Now().Add(-time.Minute)
	log, mirror := harmed(t, dir, ids, 0)
	harmStore(t, dir, ids[0], 2)
	v := open(t, dir, Options{})
	defer v.Close()
	want(t, v, ids[0], "text 0")
	for i, id := range ids[1:] {
		want(t, v, id, fmt.Sprintf("text %d", i+1))
	}
	list := lost(v.Problems())
	if len(list) != 1 || list[0].ID != ids[0].String() || list[0].At.Before(began) || list[0].At.After(time.Now()) ||
		!strings.Contains(list[0].Detail, "revision 2, saved on "+list[0].At.Format("2006-01-02 15:04")) ||
		!strings.Contains(list[0].Detail, "revision 1, saved on ") {
		t.Fatalf("lost: %v", list)
	}
	put(t, v, ids[0], 1, "written on")
	if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
		t.Fatal(err)
	}
	want(t, v, ids[0], "written on")
	if len(v.Problems()) != 0 {
		t.Error(v.Problems())
	}
	for name, was := range map[string][]byte{logName(1) + ".1": log, "mirror-" + logName(1) + ".1": mirror} {
		kept, err := os.ReadFile(filepath.Join(dir, keptDir, name))
		// What was written after the damage stands behind it in the log.
		if err != nil || !bytes.HasPrefix(kept, was) {
			t.Errorf("%s was not kept as it was: %v", name, err)
		}
	}
}

func TestBothHeadsOfTheLogDamagedLoseNothing(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 3)
	for _, path := range []string{theLog(dir), mirrorPath(dir, 1)} {
		edit(t, path, func(b []byte) []byte { clear(b[:headLen]); return b })
	}
	v := open(t, dir, Options{})
	defer v.Close()
	everything(t, v, ids)
	if n := v.Notices(); len(v.Problems()) != 0 || len(n) != 1 || n[0].Code != NoticeLogRepaired {
		t.Error(v.Problems(), n)
	}
}

func TestARecordChangedInOneCopyAndItsNeighbourInTheOtherAreBothRead(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	a, b := NewID(), NewID()
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: a, Schema: 1, Data: []byte("a")}, Change{Kind: "entry", ID: b, Schema: 1, Data: []byte("b")}); err != nil {
		t.Fatal(err)
	}
	atA, atB := v.index[a].newest().at, v.index[b].newest().at
	v.Close()
	withoutStore(t, dir)
	edit(t, theLog(dir), func(f []byte) []byte { f[atA+100] ^= 1; return f })
	edit(t, mirrorPath(dir, 1), func(f []byte) []byte { f[atB+100] ^= 1; return f })
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, a, "a")
	want(t, v, b, "b")
	if len(lost(v.Problems())) != 0 || len(v.Problems()) == 0 {
		t.Error(v.Problems())
	}
}

package trials

import (
	"os"
	"testing"
)

// perJournal is how many disasters one journal lives through.
const perJournal = 25

func TestNoAcknowledgedWordIsLostWhenTheProgramIsKilled(t *testing.T) {
	t.Parallel()
	k, all := newLuck(), rounds(100, 2000)
	tally := begin(t, "killed (kill -9)")
	var l *life
	for round := range all {
		if round%perJournal == 0 {
			tally.add(l)
			l = born(t, t.TempDir())
		}
		deed := everyDeed[round%len(everyDeed)]
		l.run(t, k, deed, "", func(p *os.Process) { _ = p.Kill() })
		l.look(t)
		l.lookElsewhere(t)
		if t.Failed() {
			t.Fatalf("round %d, killed while %s", round, deed)
		}
	}
	tally.add(l)
	tally.end(all, 0, k.tell())
	k.mustHaveStruck(t)
}

// mustHaveStruck fails a trial that shows nothing: every deed must have been
// struck in its middle, and every deed must have been done.
func (k *luck) mustHaveStruck(t *testing.T) {
	t.Helper()
	for _, deed := range everyDeed {
		if k.within[deed] == 0 {
			t.Errorf("no disaster fell into %s", deed)
		}
		if k.done[deed] == 0 {
			t.Errorf("%s was never done to its end", deed)
		}
	}
	if k.wrote == 0 {
		t.Error("no closing ever wrote the log anew")
	}
}

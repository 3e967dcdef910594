//go:build root && linux

package trials

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// TestNoAcknowledgedWordIsLostWhenThePowerIsCut: what was acknowledged before
// the cut is there. A save that the disk confirms in the very moment of the cut
// may be lost to this way of cutting it; a control that does nothing but append
// and fsync on the same disk says how often.
func TestNoAcknowledgedWordIsLostWhenThePowerIsCut(t *testing.T) {
	k, all := newLuck(), rounds(20, 300)
	tally := begin(t, "power cut (ext4)")
	var l *life
	var d *disk
	inVain, controlInVain, controlLost, controlSaved := 0, 0, 0, 0
	for round := range all {
		if round%perJournal == 0 {
			tally.add(l)
			if d != nil {
				d.unmount()
			}
			d = newDisk(t, 256)
			l = born(t, d.dir)
		}
		deed := everyDeed[round%len(everyDeed)]
		c := newControl(t, filepath.Join(d.dir, "control"))
		l.run(t, k, deed, "", func(p *os.Process) {
			l.goDeaf()
			c.before = c.synced.Load()
			if err := d.cutPower(); err != nil {
				t.Errorf("the power could not be cut: %v", err)
			}
			_ = p.Kill()
		})
		c.wait()
		d.unmount()
		d.mount()
		found := c.found(t)
		controlSaved += int(c.synced.Load())
		controlLost += int(max(0, c.before-found))
		if c.synced.Load() > found {
			controlInVain++
		}
		if l.look(t) > 0 {
			inVain++
		}
		l.lookElsewhere(t)
		if t.Failed() {
			t.Fatalf("round %d, cut while %s", round, deed)
		}
	}
	tally.add(l)
	tally.end(all, 0, fmt.Sprintf("confirmed in the moment of the cut and lost: %d rounds; the control lost %d of %d before the cut, and in its moment one in %d rounds; %s",
		inVain, controlLost, controlSaved, controlInVain, k.tell()))
	if beyond := float64(inVain - controlInVain); beyond > 3*math.Sqrt(float64(inVain+controlInVain)) {
		t.Errorf("in the moment of the cut %d rounds lost a save, and the control lost one in %d", inVain, controlInVain)
	}
	if controlSaved == 0 {
		t.Error("the control never saved anything")
	}
}

// goDeaf says that from now on nothing is acknowledged for certain.
func (b *book) goDeaf() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.deaf = true
}

// control appends lines to a file, plainly, and syncs each.
type control struct {
	path   string
	synced atomic.Int64
	before int64 // synced when the power was cut
	ended  chan struct{}
}

const controlLine = 100

func newControl(t *testing.T, path string) *control {
	t.Helper()
	c := &control{path: path, ended: make(chan struct{})}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	// Its name is durable before anything is asked of it.
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(c.ended)
		defer f.Close()
		for line := bytes.Repeat([]byte("x"), controlLine); ; c.synced.Add(1) {
			if _, err := f.Write(line); err != nil {
				return
			}
			if err := f.Sync(); err != nil {
				return
			}
		}
	}()
	return c
}

func (c *control) wait() { <-c.ended }

// found is how many whole lines are there.
func (c *control) found(t *testing.T) int64 {
	t.Helper()
	b, err := os.ReadFile(c.path)
	if err != nil {
		t.Error(err)
	}
	return int64(len(bytes.TrimRight(b, "\x00")) / controlLine)
}

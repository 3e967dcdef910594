package trials

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// envOut names the file to which every trial appends a line: what, rounds,
// acknowledged, lost, seconds, remark, with tabs between them. scripts/trials
// makes docs/trials.md of it.
const envOut = "AFTERGLOW_TRIALS_OUT"

// tally is a trial's account.
type tally struct {
	t            *testing.T
	name         string
	began        time.Time
	acknowledged int
	mended       int
}

func begin(t *testing.T, name string) *tally { return &tally{t: t, name: name, began: time.Now()} }

// add takes in a journal whose rounds are over.
func (a *tally) add(l *life) {
	if l != nil {
		a.acknowledged += l.acknowledged
		a.mended += l.mended
	}
}

// end says what came of all rounds, to a person and to the file of results.
func (a *tally) end(rounds, lost int, remark string) {
	a.t.Helper()
	if a.acknowledged == 0 {
		a.t.Error("nothing was ever acknowledged: the trial shows nothing")
	}
	if a.mended > 0 {
		remark = fmt.Sprintf("%d openings mended a copy; %s", a.mended, remark)
	}
	took := time.Since(a.began).Round(time.Second)
	a.t.Logf("%s: %d rounds, %d acknowledged steps, %d lost, %v; %s", a.name, rounds, a.acknowledged, lost, took, remark)
	path := os.Getenv(envOut)
	if path == "" || a.t.Failed() {
		return
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		a.t.Fatal(err)
	}
	fmt.Fprintf(f, "%s\t%d\t%d\t%d\t%.0f\t%s\n", a.name, rounds, a.acknowledged, lost, took.Seconds(), remark)
	if err := f.Close(); err != nil {
		a.t.Fatal(err)
	}
}

// tell says how often which deed was struck in its middle.
func (k *luck) tell() string {
	var out []string
	for _, deed := range everyDeed {
		out = append(out, fmt.Sprintf("%s %d", deed, k.within[deed]))
	}
	return "in the middle of: " + strings.Join(out, ", ")
}

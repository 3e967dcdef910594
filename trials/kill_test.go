package trials

import (
	"bufio"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// rounds is how often a trial is made.
func rounds(short, long int) int {
	if os.Getenv("AFTERGLOW_TRIALS") == "long" {
		return long
	}
	return short
}

// perJournal is how many kills one journal lives through.
const perJournal = 25

// life is what the parent knows of a journal from what was acknowledged.
type life struct {
	dir      string
	pass     int
	changing int // a passphrase that may be in force, or 0
	titles   map[string]string
	trashing map[string]bool
}

func TestNoAcknowledgedWordIsLostWhenTheProgramIsKilled(t *testing.T) {
	var l *life
	acknowledged := 0
	rnd := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 2))
	for round := range rounds(100, 2000) {
		if round%perJournal == 0 {
			l = born(t)
		}
		seed := rnd.Uint64()
		acknowledged += l.kill(t, seed, time.Duration(rnd.IntN(60))*time.Millisecond)
		l.look(t)
		if t.Failed() {
			t.Fatalf("round %d, seed %d", round, seed)
		}
	}
	t.Logf("%d rounds, %d acknowledged steps, none lost", rounds(100, 2000), acknowledged)
	if acknowledged == 0 {
		t.Error("nothing was ever acknowledged: the trial shows nothing")
	}
}

// born is a new journal.
func born(t *testing.T) *life {
	t.Helper()
	l := &life{dir: filepath.Join(t.TempDir(), "journal"), titles: map[string]string{}, trashing: map[string]bool{}}
	j, _, err := journal.Create(context.Background(), l.dir, journal.CreateOptions{Passphrase: passphrase(0), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return l
}

// kill lets a child work and kills it some time after it is ready. It gives how
// many steps it acknowledged.
func (l *life) kill(t *testing.T, seed uint64, after time.Duration) (steps int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envChild+"="+l.dir+"\n"+strconv.Itoa(l.pass)+"\n"+strconv.FormatUint(seed, 10))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		word := strings.Fields(lines.Text())
		if word[0] == "ready" {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
			continue
		}
		steps++
		l.heard(t, word)
	}
	_ = cmd.Wait() // it was killed
	return steps
}

// heard takes in a line of the child; a line that was cut off is not there.
func (l *life) heard(t *testing.T, word []string) {
	t.Helper()
	switch word[0] {
	case "saved":
		if len(word) == 3 {
			l.titles[word[1]] = word[2]
		}
	case "trashing":
		l.trashing[word[1]] = true
		delete(l.titles, word[1])
	case "changing":
		l.changing, _ = strconv.Atoi(word[1])
	case "changed":
		l.pass, l.changing = l.changing, 0
	case "failed":
		t.Error(strings.Join(word, " "))
	}
}

// look opens the journal without a question and asks for every word.
func (l *life) look(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	j, err := journal.Open(ctx, l.dir, passphrase(l.pass), journal.OpenOptions{})
	if errors.Is(err, vault.ErrWrongPassphrase) && l.changing != 0 {
		l.pass = l.changing
		j, err = journal.Open(ctx, l.dir, passphrase(l.pass), journal.OpenOptions{})
	}
	l.changing = 0
	if err != nil {
		t.Error("the next start: ", err)
		return
	}
	if p := j.Problems(); len(p) > 0 {
		t.Error("a kill looks like damage: ", p)
	}
	have := map[string]string{}
	for _, s := range j.Summaries(journal.Filter{}) {
		have[string(s.ID)] = s.Title
	}
	for id, title := range l.titles {
		if got, ok := have[id]; !ok {
			t.Errorf("lost: %s", id)
		} else if got != title && !l.renamed(got) {
			t.Errorf("%s is %q, saved as %q", id, got, title)
		}
	}
	for id, title := range have {
		l.titles[id] = title // what was saved and not acknowledged any more
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
}

// renamed says that a title may be one that was saved after the last line heard.
func (l *life) renamed(got string) bool {
	for _, title := range l.titles {
		if title == got {
			return false
		}
	}
	return got != ""
}

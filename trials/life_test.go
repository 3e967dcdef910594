package trials

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// everyDeed is in the order in which rounds take them.
var everyDeed = []string{"saving", "closing", "compacting", "emptying", "passphrase", "renewing", "backing-up", "restoring", "importing"}

// life is one journal, its book, and the folders around it.
type life struct {
	*book
	dir, known, beside string
	roomy              string // a folder with more room than beside has; "" for none
	mended             int    // openings that told of a copy that was mended
	// mapped: the working store is there, and writes through a memory map; the
	// system ends a program whose map finds the disk full. bus counts that. It
	// loses nothing, but is a crash.
	mapped bool
	bus    int
}

// born is a new journal below root.
func born(t *testing.T, root string) *life {
	t.Helper()
	l := &life{book: newBook(), dir: filepath.Join(root, "journal"), known: filepath.Join(root, "known.json"), beside: filepath.Join(root, "beside")}
	if err := os.Mkdir(l.beside, 0o700); err != nil {
		t.Fatal(err)
	}
	j, _, err := journal.Create(context.Background(), l.dir, journal.CreateOptions{Passphrase: passphrase(0), KDF: crypto.CheapestKDF(), KnownFile: l.known})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return l
}

// luck decides when in a deed the disaster comes: somewhere in the time it is
// seen to take.
type luck struct {
	*rand.Rand
	typical map[string]time.Duration
	within  map[string]int // disasters that fell into the deed itself
	done    map[string]int // deeds that were done before the disaster came
	wrote   int            // closings that wrote the log anew
}

func newLuck() *luck {
	return &luck{rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 2)), map[string]time.Duration{}, map[string]int{}, map[string]int{}, 0}
}

// moment is how long after its beginning a deed is struck.
func (k *luck) moment(deed string) time.Duration {
	if k.typical[deed] == 0 {
		k.typical[deed] = 200 * time.Millisecond
	}
	return time.Duration(k.Int64N(int64(k.typical[deed]*5/4 + time.Millisecond)))
}

// before is how many deeds are left in peace before the one that is struck: as
// many as fit into a tenth of a second, but not many. The parent may come late to
// what the child says, and then takes a deed for shorter than it is.
func (k *luck) before(deed string) int {
	if k.done[deed] == 0 {
		return 0
	}
	return k.IntN(1 + min(20, int(100*time.Millisecond/(k.typical[deed]+1))))
}

// took learns how long a deed takes.
func (k *luck) took(deed string, d time.Duration) {
	k.typical[deed] = (k.typical[deed] + d) / 2
	k.done[deed]++
}

// fell learns that a disaster came before a deed's end.
func (k *luck) fell(deed string) {
	k.within[deed]++
	if k.done[deed] == 0 {
		k.typical[deed] *= 2 // it takes longer than was thought
	}
}

// run lets a child do a deed until the disaster, which strike brings over it, or
// until the file enough is there. It returns when the child is gone.
func (l *life) run(t *testing.T, k *luck, deed, enough string, strike func(*os.Process)) {
	t.Helper()
	l.runLonger(t, k, deed, enough, k.before(deed), strike)
}

// runLonger is run with so many deeds left in peace.
func (l *life) runLonger(t *testing.T, k *luck, deed, enough string, before int, strike func(*os.Process)) {
	t.Helper()
	what, err := json.Marshal(told{l.dir, l.known, l.beside, l.passes, k.Uint64(), deed, enough})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envChild+"="+string(what))
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var begun time.Time
	struck, within := make(chan struct{}), false
	close(struck)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch line := lines.Text(); line {
		case "begin " + deed:
			if before--; before == -1 {
				struck = make(chan struct{})
				done := struck
				time.AfterFunc(k.moment(deed), func() { strike(cmd.Process); close(done) })
			}
			begun, within = time.Now(), true
		case "end " + deed:
			k.took(deed, time.Since(begun))
			within = false
		case "compacted":
			k.wrote++
		default:
			l.hear(line)
		}
	}
	<-struck
	err = cmd.Wait()
	var ended *exec.ExitError
	if l.mapped && strings.Contains(complaints.String(), "[signal SIGBUS") {
		l.bus++
	} else if errors.As(err, &ended) && ended.Exited() && !l.deaf && len(l.complaints) == 0 {
		l.complaints = append(l.complaints, fmt.Sprintf("the program ended with %v, saying %.500q", err, complaints.String()))
	}
	if within {
		k.fell(deed)
	}
}

// look opens the journal without a question and asks for everything in it.
func (l *life) look(t *testing.T) (inVain int) {
	t.Helper()
	for _, c := range l.complaints {
		t.Error(c)
	}
	j, pass, err := openWith(l.dir, l.known, l.passes)
	if err != nil {
		t.Errorf("the next start: %v", err)
		return 0
	}
	defer func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	}()
	l.passes = []int{pass}
	if p := j.Problems(); len(p) > 0 {
		t.Errorf("it looks like damage: %v", p)
	}
	for _, n := range j.Notices() {
		if !slices.Contains([]vault.NoticeCode{vault.NoticeLogRepaired, vault.NoticeHeaderRepaired, vault.NoticeBackupHeaderRepaired}, n.Code) {
			t.Errorf("the next start tells of %s", n.Code)
		}
		l.mended++
	}
	inVain, err = l.compare(context.Background(), j)
	if err != nil {
		t.Error(err)
	}
	return inVain
}

// lookElsewhere asks for what was in the newest backup and in what was being
// restored: it is whole, or the next try makes it whole.
func (l *life) lookElsewhere(t *testing.T) {
	t.Helper()
	may := []*book{l.backup, l.newBackup}
	if r := l.restore; r != nil {
		l.restored(t, r[0], r[1], may)
	} else if l.newBackup != nil && l.backup != nil {
		names, err := filepath.Glob(filepath.Join(l.beside, "*"+journal.BackupEnding))
		if err != nil || len(names) == 0 {
			t.Errorf("no backup is left, though one was finished: %v", err)
			return
		}
		l.restored(t, slices.Max(names), filepath.Join(l.beside, "restored"), may)
	}
	l.restore, l.newBackup = nil, nil
}

// restored restores a backup once more into dir and compares what is there then
// with the books that it may be of.
func (l *life) restored(t *testing.T, backup, dir string, may []*book) {
	t.Helper()
	ctx := context.Background()
	defer os.RemoveAll(dir)
	var failed error
	for _, b := range may {
		if b == nil {
			continue
		}
		for _, pass := range b.passes {
			rep, err := journal.Restore(ctx, backup, dir, passphrase(pass), nil)
			if errors.Is(err, vault.ErrDiskFull) && l.roomy != "" {
				dir = filepath.Join(l.roomy, filepath.Base(dir))
				defer os.RemoveAll(dir)
				rep, err = journal.Restore(ctx, backup, dir, passphrase(pass), nil)
			}
			if err != nil && !errors.Is(err, vault.ErrExists) {
				failed = errors.Join(failed, err)
				continue
			}
			if len(rep.Problems) > 0 {
				t.Errorf("%s: %v", filepath.Base(backup), rep.Problems)
			}
			j, _, err := openWith(dir, "", b.passes)
			if err != nil {
				failed = errors.Join(failed, fmt.Errorf("restored, it does not open: %w", err))
				continue
			}
			if p := j.Problems(); len(p) > 0 {
				t.Errorf("restored, it has problems: %v", p)
			}
			_, err = b.compare(ctx, j)
			if cerr := j.Close(); cerr != nil {
				t.Error(cerr)
			}
			if err == nil {
				return
			}
			failed = errors.Join(failed, err)
		}
	}
	t.Errorf("%s does not give the journal back: %v", filepath.Base(backup), failed)
}

// openWith opens a journal with the one of some passphrases that is in force.
func openWith(dir, known string, passes []int) (j *journal.Journal, pass int, err error) {
	for _, pass = range slices.Backward(passes) {
		if j, err = journal.Open(context.Background(), dir, passphrase(pass), journal.OpenOptions{KnownFile: known}); !errors.Is(err, vault.ErrWrongPassphrase) {
			return j, pass, err
		}
	}
	return nil, 0, err
}

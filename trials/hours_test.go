package trials

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"afterglow/journal"
)

const (
	hours        = 72
	hoursInALife = 6  // until the program is killed
	hoursInAHome = 24 // until the journal moves, by a backup, to another folder
)

// TestThreeDaysOfUseLoseNothingAndGrowNothing: someone writes, edits, searches,
// shares, throws away, locks, changes the passphrase and makes backups without a
// pause; now and then the program is killed, and twice the journal is restored
// from a backup and goes on in another folder. Every acknowledged word is there
// at the end, and neither memory nor disk grew beyond what the text explains.
func TestThreeDaysOfUseLoseNothingAndGrowNothing(t *testing.T) {
	t.Parallel()
	k, acts := newLuck(), rounds(1, 150) // an hour
	tally := begin(t, "72 hours of use")
	root := t.TempDir()
	l := born(t, root)
	var memory []used
	for hour := hoursInALife; hour <= hours; hour += hoursInALife {
		l.runLonger(t, k, "living", "", acts*hoursInALife, func(p *os.Process) { _ = p.Kill() })
		l.look(t)
		if hour%hoursInAHome == 0 && hour < hours {
			l.moves(t, filepath.Join(root, fmt.Sprintf("after-%d-hours", hour)))
		}
		if t.Failed() {
			t.Fatalf("in hour %d", hour)
		}
		l.mustNotHaveGrown(t)
		memory, l.memory = append(memory, l.memory...), nil
	}
	tally.add(l)
	texts, text := l.written(t)
	folder, backups := size(t, l.dir), size(t, l.beside)
	if most := 4*text + 2*(8<<20) + fixedDisk; folder > most {
		t.Errorf("the folder has %d MB for %d MB of text; %d MB can be explained", folder>>20, text>>20, most>>20)
	}
	var most used
	for _, u := range memory {
		most = used{max(most.alive, u.alive), max(most.resident, u.resident)}
	}
	if len(memory) == 0 {
		t.Error("the journal was never locked: nothing is known of its memory")
	}
	tally.end(hours, 0, fmt.Sprintf("an hour is %d acts; %d revisions with %.1f MB of text in a folder of %.1f MB, backups and sealed file %.1f MB; locked %d times, then at most %.1f MB alive and %.0f MB resident",
		acts, texts, mega(text), mega(folder), mega(backups), len(memory), mega(most.alive), mega(most.resident)))
}

func mega(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// fixedDisk is what a journal takes without a word in it: the working store's
// files, headers.
const fixedDisk = 24 << 20

// mustNotHaveGrown: a locked journal has nothing in memory, so that what one life
// of the program has at its end is what it had at its first lock.
func (l *life) mustNotHaveGrown(t *testing.T) {
	t.Helper()
	if len(l.memory) < 2 {
		return
	}
	first, last := l.memory[0], l.memory[len(l.memory)-1]
	if last.alive > first.alive+4<<20 {
		t.Errorf("locked, %d KB were alive at first and %d KB at last", first.alive>>10, last.alive>>10)
	}
	// Under the race detector more is resident than the program's own.
	if rounds(0, 1) == 1 && last.resident > first.resident+32<<20 {
		t.Errorf("locked, %d MB were resident at first and %d MB at last", first.resident>>20, last.resident>>20)
	}
}

// moves makes a backup, restores it into another folder and goes on there.
func (l *life) moves(t *testing.T, dir string) {
	t.Helper()
	ctx := context.Background()
	j, pass, err := openWith(l.dir, l.known, l.passes)
	if err != nil {
		t.Fatal(err)
	}
	path, err := j.BackupInto(ctx, l.beside, 2, nil)
	if cerr := j.Close(); err != nil || cerr != nil {
		t.Fatal(err, cerr)
	}
	if rep, err := journal.Restore(ctx, path, dir, passphrase(pass), nil); err != nil || len(rep.Problems) > 0 {
		t.Fatal(rep.Problems, err)
	}
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	l.dir = dir
	l.look(t)
}

// written counts the revisions that the journal keeps, and the bytes of their text.
func (l *life) written(t *testing.T) (revisions int, bytes int64) {
	t.Helper()
	ctx := context.Background()
	j, _, err := openWith(l.dir, l.known, l.passes)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	for _, trash := range []bool{false, true} {
		for _, s := range j.Summaries(journal.Filter{Trash: trash}) {
			history, err := j.History(ctx, s.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range history {
				revisions++
				bytes += int64(len(e.Title) + len(e.Text()))
			}
		}
	}
	return revisions, bytes
}

// size is how many bytes the files below a folder hold.
func size(t *testing.T, root string) (bytes int64) {
	t.Helper()
	err := filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

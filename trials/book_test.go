package trials

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"afterglow/journal"
)

// book is what a journal must hold, kept from what its writer said: the state
// after everything that was acknowledged, and the steps that were announced
// after it. A journal is right when it is the state after some of these steps,
// in their order and each of them whole: nothing lost, nothing half, nothing
// that nobody did.
type book struct {
	mu           sync.Mutex
	state        state
	pending      []step
	passes       []int // the passphrases of which one is in force
	acknowledged int
	// deaf: the disaster has begun. What is acknowledged from now on was perhaps
	// acknowledged in vain; late counts the announced steps that were.
	deaf bool
	late int
	full int // times the disk was said to be full
	// saving: the last thing announced is a save.
	saving bool

	backup, newBackup *book    // as it was at the last backup, and at the one begun
	restore           []string // the backup and the folder of a restore
	memory            []used   // of the program, each time it had locked
	complaints        []string
}

// used is memory in bytes: what is alive in the heap, and what is resident.
type used struct{ alive, resident int64 }

// state is what is in the journal and what in its trash: ids, and what they say.
type state struct{ live, trash map[string]string }

type step func(state)

func newBook() *book {
	return &book{state: state{map[string]string{}, map[string]string{}}, passes: []int{0}}
}

// digest is a name for what an entry says.
func digest(e journal.Entry) string {
	sum := sha256.Sum256([]byte(e.Title + "\x00" + e.Text() + "\x00" + strings.Join(e.Tags, "\x00")))
	return fmt.Sprintf("%x", sum[:8])
}

// hear takes in a line of the writer.
func (b *book) hear(line string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	word := strings.Fields(line)
	saving := b.saving
	b.saving = word[0] == "saving" || word[0] == "trashing"
	switch word[0] {
	case "saving":
		b.pending = append(b.pending, func(s state) {
			for _, pair := range word[1:] {
				id, says, _ := strings.Cut(pair, "=")
				s.live[id] = says
			}
		})
	case "trashing":
		id := word[1]
		b.pending = append(b.pending, func(s state) {
			s.trash[id] = s.live[id]
			delete(s.live, id)
		})
	case "emptying":
		b.pending = append(b.pending, func(s state) { clear(s.trash) })
	case "saved", "trashed", "emptied":
		if b.deaf {
			b.late = len(b.pending)
			return
		}
		b.settle(len(b.pending))
		b.acknowledged++
	case "changing":
		n, _ := strconv.Atoi(word[1])
		b.passes = append(b.passes, n)
	case "changed":
		if !b.deaf {
			b.passes = b.passes[len(b.passes)-1:]
			b.acknowledged++
		}
	case "backing-up":
		b.newBackup = b.copy()
	case "backed-up":
		if !b.deaf {
			b.backup, b.newBackup = b.newBackup, nil
		}
	case "restoring":
		b.restore = word[1:]
	case "full":
		b.full++
		// A save that found no room is not there. Whether the trash was emptied or
		// the passphrase changed before there was no room, the next opening says.
		if n := len(b.pending); n > 0 && saving {
			b.pending = b.pending[:n-1]
		}
	case "memory":
		var u used
		fmt.Sscan(word[1]+" "+word[2], &u.alive, &u.resident)
		b.memory = append(b.memory, u)
	case "failed":
		if !b.deaf {
			b.complaints = append(b.complaints, line)
		}
	}
}

// settle makes the first n announced steps the state.
func (b *book) settle(n int) {
	for _, s := range b.pending[:n] {
		s(b.state)
	}
	b.pending = b.pending[n:]
}

func (b *book) copy() *book {
	return &book{state: b.state.copy(), pending: slices.Clone(b.pending), passes: slices.Clone(b.passes)}
}

func (s state) copy() state { return state{maps.Clone(s.live), maps.Clone(s.trash)} }

// compare says how a journal differs from every state it may be in, or takes the
// state it is in as the one to go on from. inVain counts the steps that were
// acknowledged when the disaster had begun and are not there.
func (b *book) compare(ctx context.Context, j *journal.Journal) (inVain int, err error) {
	have := state{map[string]string{}, map[string]string{}}
	for _, trash := range []bool{false, true} {
		into := have.live
		if trash {
			into = have.trash
		}
		for _, s := range j.Summaries(journal.Filter{Trash: trash}) {
			e, err := j.Entry(ctx, s.ID)
			if err != nil {
				return 0, fmt.Errorf("%s cannot be read: %w", s.ID, err)
			}
			into[string(s.ID)] = digest(e)
		}
	}
	for n := range len(b.pending) + 1 {
		may := b.state.copy()
		for _, s := range b.pending[:n] {
			s(may)
		}
		if maps.Equal(may.live, have.live) && maps.Equal(may.trash, have.trash) {
			inVain = max(0, b.late-n)
			b.settle(n)
			b.pending, b.deaf, b.late = nil, false, 0
			return inVain, nil
		}
	}
	return 0, fmt.Errorf("%d steps were announced and not acknowledged, but in none of the states they lead to is the journal: %s", len(b.pending), b.state.unlike(have))
}

// unlike names what differs.
func (s state) unlike(have state) string {
	var out []string
	tell := func(where string, want, have map[string]string) {
		for id, says := range want {
			if got, ok := have[id]; !ok {
				out = append(out, id+" is not in the "+where)
			} else if got != says {
				out = append(out, id+" in the "+where+" says something else")
			}
		}
		for id := range have {
			if _, ok := want[id]; !ok {
				out = append(out, id+" is in the "+where)
			}
		}
	}
	tell("journal", s.live, have.live)
	tell("trash", s.trash, have.trash)
	if len(out) > 10 {
		out = append(out[:10], fmt.Sprintf("and %d more", len(out)-10))
	}
	return strings.Join(out, "; ")
}

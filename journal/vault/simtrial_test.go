package vault

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"afterglow/crypto"
)

// The trials of this file do everything a vault can do on a disk in memory, and
// at every call it makes to that disk let the call fail, the disk be full, the
// program be killed, or the power be cut.

const (
	simDir     = "/home/journal"
	simOther   = "/home/restored"
	simKnown   = "/config/known.json"
	simBackups = "/backups"
	simBackup  = simBackups + "/b"
)

// told is what a vault was told and said it would keep.
type told struct {
	exists bool
	pass   string
	texts  map[ID]string
}

func (m told) clone() told {
	m.texts = maps.Clone(m.texts)
	if m.texts == nil {
		m.texts = map[ID]string{}
	}
	return m
}

// world is a disk with what was told to it, and the vault while it is open.
type world struct {
	d      *simDisk
	v      *Vault
	main   told // what the vault in simDir was told
	backup told // what was told when the backup was made
}

// doing is one thing done to a vault: do does it, and then is what it changes.
type doing struct {
	name   string
	closed bool // the vault is not open before it
	do     func(w *world) error
	then   func(w *world)
}

// simSlots is a slot for a passphrase that costs no work: what it wraps is kept
// beside it.
func simSlots(pass string) SlotMaker {
	return func(vaultID, master []byte, _ []crypto.Slot) ([]crypto.Slot, error) {
		s := crypto.Slot{ID: NewID().String(), Kind: crypto.SlotPassphrase, KDF: crypto.CheapestKDF(), Wrapped: make([]byte, 72)}
		rand.Read(s.Wrapped)
		simOpened.Store(string(s.Wrapped)+pass, bytes.Clone(master))
		return []crypto.Slot{s}, nil
	}
}

var simOpened sync.Map

// quickSlots opens the slots of simSlots.
func quickSlots(t *testing.T) {
	was := openSlot
	openSlot = func(s crypto.Slot, vaultID, secret []byte) ([]byte, error) {
		if master, ok := simOpened.Load(string(s.Wrapped) + string(secret)); ok {
			return bytes.Clone(master.([]byte)), nil
		}
		return nil, crypto.ErrWrongKey
	}
	t.Cleanup(func() { openSlot = was })
}

// saving is a step of several records; "" forgets one.
func saving(name string, texts map[ID]string) doing {
	return doing{name: name,
		do: func(w *world) error {
			var changes []Change
			for id, text := range texts {
				c := Change{Kind: "entry", ID: id, Schema: 1, Data: []byte(text), Forget: text == ""}
				if revs := w.v.Revisions(id); len(revs) > 0 {
					c.Base = revs[len(revs)-1]
				}
				changes = append(changes, c)
			}
			_, err := w.v.Apply(ctx, changes...)
			return err
		},
		then: func(w *world) {
			for id, text := range texts {
				if w.main.texts[id] = text; text == "" {
					delete(w.main.texts, id)
				}
			}
		}}
}

func rewriting(name string, o RewriteOptions, pass string) doing {
	return doing{name: name,
		do: func(w *world) error { return w.v.Rewrite(ctx, o) },
		then: func(w *world) {
			if pass != "" {
				w.main.pass = pass
			}
		}}
}

// simLife is everything a vault can do, in an order.
func simLife() []doing {
	a, b, c, d, e, f := NewID(), NewID(), NewID(), NewID(), NewID(), NewID()
	large := make([]byte, 20_000)
	rand.Read(large)
	nothing := func(*world) {}
	closing := doing{name: "closing", do: func(w *world) error { w.v.Close(); return nil }, then: nothing}
	opening := doing{name: "opening", closed: true, do: func(w *world) (err error) {
		w.v, err = openOn(ctx, w.d, simDir, Passphrase([]byte(w.main.pass)), Options{KnownFile: simKnown})
		return err
	}, then: nothing}
	backing := doing{name: "backing up",
		do:   func(w *world) error { return w.v.Backup(ctx, simBackup, nil) },
		then: func(w *world) { w.backup = w.main.clone() }}
	return []doing{
		{name: "creating", closed: true,
			do: func(w *world) (err error) {
				w.v, err = createOn(ctx, w.d, simDir, CreateOptions{Kind: KindJournal, KnownFile: simKnown,
					Slots: func(vaultID, master []byte) ([]crypto.Slot, error) { return simSlots("first")(vaultID, master, nil) }})
				return err
			},
			then: func(w *world) { w.main = told{true, "first", map[ID]string{}} }},
		saving("saving one", map[ID]string{a: "a"}),
		saving("saving two", map[ID]string{b: "b", c: "c"}),
		closing, opening,
		saving("saving again", map[ID]string{a: "a, again", b: "b, again"}),
		saving("a large step", map[ID]string{d: string(large), e: "e"}),
		backing,
		saving("forgetting", map[ID]string{c: ""}),
		rewriting("compacting", RewriteOptions{Keep: func(string, ID, uint64) bool { return false }}, ""),
		rewriting("emptying the trash", RewriteOptions{NewEpoch: true}, ""),
		saving("saving after that", map[ID]string{f: "f"}),
		closing, opening,
		{name: "another passphrase",
			do:   func(w *world) error { return w.v.SetSlots(ctx, simSlots("second")) },
			then: func(w *world) { w.main.pass = "second" }},
		backing,
		rewriting("another master key", RewriteOptions{NewMaster: simSlots("third")}, "third"),
		saving("saving at last", map[ID]string{a: "a, at last"}),
		closing,
		{name: "restoring", closed: true,
			do: func(w *world) error {
				_, err := restoreOn(ctx, w.d, simBackup, simOther, Passphrase([]byte(w.backup.pass)), nil)
				return err
			},
			then: nothing},
	}
}

// mode is what goes wrong.
type mode struct {
	name string
	plan func(at int) func(n int, c call) outcome
	cut  bool // the program sees no more of it
}

var (
	failing = mode{name: "one call fails", plan: func(at int) func(int, call) outcome {
		return func(n int, c call) outcome {
			// A backup that cannot be read is a damaged one, which has its own tests.
			if n == at && c.what != "read "+simBackup {
				return outcome{err: syscall.EIO, after: n%2 == 1}
			}
			return outcome{}
		}
	}}
	filling = mode{name: "the disk is full", plan: func(at int) func(int, call) outcome {
		return func(n int, c call) outcome {
			if n >= at && c.grows {
				return outcome{err: syscall.ENOSPC, after: strings.HasPrefix(c.what, "write")}
			}
			return outcome{}
		}
	}}
	stopping = mode{name: "everything ends before a call", cut: true, plan: func(at int) func(int, call) outcome {
		return func(n int, _ call) outcome {
			if n == at {
				return outcome{err: errDead, cutOff: true}
			}
			return outcome{}
		}
	}}
	tearing = mode{name: "everything ends in a call", cut: true, plan: func(at int) func(int, call) outcome {
		return func(n int, _ call) outcome {
			if n == at {
				return outcome{err: errDead, after: true, cutOff: true}
			}
			return outcome{}
		}
	}}
)

// trial does one step of a life with something going wrong at one call, and says
// whether the step got as far as that call.
type trial struct {
	t      *testing.T
	step   doing
	before world // its disk is cloned
	m      mode
	at     int
	seed   uint64
}

func (tr *trial) failf(format string, args ...any) {
	tr.t.Helper()
	tr.t.Errorf("%s, %s at call %d, seed %d: %s", tr.step.name, tr.m.name, tr.at, tr.seed, fmt.Sprintf(format, args...))
}

func (tr *trial) run() (reached bool) {
	w := world{d: tr.before.d.restart(), main: tr.before.main.clone(), backup: tr.before.backup.clone()}
	if !tr.step.closed {
		var err error
		if w.v, err = openOn(ctx, w.d, simDir, Passphrase([]byte(w.main.pass)), Options{KnownFile: simKnown}); err != nil {
			tr.failf("opening after a kill: %v", err)
			return false
		}
	}
	plan := tr.m.plan(tr.at)
	var last call
	w.d.mu.Lock()
	w.d.calls, w.d.plan = 0, func(n int, c call) outcome {
		if n == tr.at {
			last = c
		}
		reached = reached || n == tr.at
		return plan(n, c)
	}
	w.d.mu.Unlock()
	err := tr.step.do(&w)
	w.d.mu.Lock()
	w.d.plan = nil
	w.d.mu.Unlock()
	if !reached {
		if err != nil {
			tr.failf("nothing went wrong, and yet: %v", err)
		}
		if w.v != nil {
			w.v.Close()
		}
		return false
	}
	after := w
	after.main, after.backup = w.main.clone(), w.backup.clone()
	tr.step.then(&after)
	could := []world{after}
	if err != nil {
		could = []world{w, after}
	}
	chance := mathrand.New(mathrand.NewPCG(tr.seed, uint64(tr.at)))
	failed := tr.t.Failed()
	switch {
	case tr.m.cut:
		if w.v != nil {
			w.v.Close()
		}
		tr.verify("the power cut", w.d.powerCut(nil), could)
		torn := w.d.powerCut(chance)
		tr.again(torn.clone(), could, chance)
		tr.verify("a power cut that left some of it", torn, could)
		killed := w.d.restart()
		tr.again(killed.clone(), could, chance)
		tr.verify("the kill", killed, could)
	case err != nil:
		if w.v != nil && w.v.Closed() == nil && tr.m.name == filling.name {
			tr.there("while it is open", w.v, could)
		}
		tr.retry(&w)
		after.d = w.d
		tr.verify("trying again", w.d.restart(), []world{after})
		tr.verify("trying again and a power cut", w.d.powerCut(chance), []world{after})
	default:
		if w.v != nil {
			w.v.Close()
		}
		tr.verify("a failure that was no matter", w.d.restart(), could)
		tr.verify("a failure that was no matter and a power cut", w.d.powerCut(chance), could)
	}
	if !failed && tr.t.Failed() {
		tr.failf("that call was: %s", last.what)
	}
	return true
}

// retry does the step again on a disk that works, with the vault as it is if the
// disk was only full, and opened anew if it is broken.
func (tr *trial) retry(w *world) {
	if w.v != nil && (tr.m.name != filling.name || w.v.Closed() != nil || tr.step.closed) {
		w.v.Close()
		w.v = nil
	}
	w.d = w.d.restart2(w.v)
	if w.v == nil && !tr.step.closed {
		for _, pass := range []string{w.main.pass, "second", "third"} {
			v, err := openOn(ctx, w.d, simDir, Passphrase([]byte(pass)), Options{KnownFile: simKnown})
			if err == nil {
				w.v = v
				break
			}
			if !errors.Is(err, ErrWrongPassphrase) {
				tr.failf("opening to try again: %v", err)
				return
			}
		}
	}
	if w.v == nil && !tr.step.closed {
		tr.failf("no passphrase opens it")
		return
	}
	err := tr.step.do(w)
	switch {
	case tr.step.name == "creating" && errors.Is(err, ErrExists):
		err = nil // it is there, and verify opens it
	case tr.step.name == "forgetting" && errors.Is(err, ErrNotFound):
		err = nil
	}
	if err != nil {
		tr.failf("trying again: %v", err)
	}
	if w.v != nil {
		w.v.Close()
	}
}

// restart2 is the same disk while a vault is open on it, and a restarted one
// otherwise.
func (d *simDisk) restart2(v *Vault) *simDisk {
	if v != nil {
		return d
	}
	return d.restart()
}

// again lets the opening after an accident meet an accident of its own.
func (tr *trial) again(d *simDisk, could []world, chance *mathrand.Rand) {
	for _, w := range could {
		if !hasHeader(d, simDir) || !w.main.exists {
			continue
		}
		d := d.clone()
		d.plan = tearing.plan(chance.IntN(12))
		v, err := openOn(ctx, d, simDir, Passphrase([]byte(w.main.pass)), Options{KnownFile: simKnown})
		if err == nil {
			v.Close()
		}
		d.mu.Lock()
		d.plan, d.dead = nil, false
		d.mu.Unlock()
		tr.verify("a second accident", d.powerCut(chance), could)
	}
}

// verify says that a disk holds what one of the worlds was told, whole.
func (tr *trial) verify(what string, d *simDisk, could []world) {
	tr.t.Helper()
	if tr.step.name == "restoring" {
		tr.verifyRestored(what, d, could)
	}
	// A reader looks first: nothing may be called damage before it was mended.
	for _, o := range []Options{{ReadOnly: true}, {KnownFile: simKnown}, {ReadOnly: true, KnownFile: simKnown}} {
		if !hasHeader(d, simDir) {
			if could[0].main.exists {
				tr.failf("after %s the vault is gone", what)
				return
			}
			v, err := createOn(ctx, d, simDir, CreateOptions{Kind: KindJournal, Slots: func(vaultID, master []byte) ([]crypto.Slot, error) {
				return simSlots("first")(vaultID, master, nil)
			}})
			if err != nil {
				tr.failf("after %s it cannot be created: %v", what, err)
				return
			}
			v.Close()
			return
		}
		v := tr.open(what, d, simDir, o, could)
		if v == nil {
			return
		}
		tr.there(what, v, could)
		if rep, err := v.Check(ctx, nil); err != nil || !rep.OK && (!o.ReadOnly || !headersOnly(rep.Problems)) {
			tr.failf("after %s: %v, %v", what, rep.Problems, err)
		}
		v.Close()
	}
	if list, _ := d.ReadDir(simDir + "/" + keptDir); len(list) > 0 {
		tr.failf("after %s something was kept aside as damaged: %v", what, list)
	}
	if list, err := d.ReadDir(simDir); err != nil || slices.ContainsFunc(list, func(e os.DirEntry) bool { return strings.HasSuffix(e.Name(), ".new") }) {
		tr.failf("after %s something is left over: %v", what, list)
	}
	tr.verifyBackup(what, d, could)
}

// headersOnly: between the writing of the two headers they differ, and check,
// which mends nothing, says so.
func headersOnly(list []Problem) bool {
	return !slices.ContainsFunc(list, func(p Problem) bool { return p.What != "header" })
}

func (tr *trial) open(what string, d *simDisk, dir string, o Options, could []world) *Vault {
	var errs []error
	for _, w := range could {
		v, err := openOn(ctx, d, dir, Passphrase([]byte(w.main.pass)), o)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if len(v.Problems()) > 0 {
			tr.failf("after %s: %v", what, v.Problems())
		}
		for _, n := range v.Notices() {
			if n.Code != NoticeHeaderRepaired && n.Code != NoticeBackupHeaderRepaired {
				tr.failf("after %s it announces %s", what, n.Code)
			}
		}
		return v
	}
	tr.failf("after %s it does not open: %v", what, errs)
	return nil
}

// there says that an open vault holds exactly what one of the worlds was told.
func (tr *trial) there(what string, v *Vault, could []world) {
	tr.t.Helper()
	got := map[ID]string{}
	for _, id := range v.IDs("entry") {
		r, err := v.Get(ctx, id)
		if err != nil {
			tr.failf("after %s: %v", what, err)
		}
		got[id] = string(r.Data)
	}
	for _, w := range could {
		if maps.Equal(got, w.main.texts) {
			return
		}
	}
	tr.failf("after %s it holds %d records, and not those it was told", what, len(got))
}

// verifyBackup restores the backup, which is the one before or the one after.
func (tr *trial) verifyBackup(what string, d *simDisk, could []world) {
	if tr.step.name != "backing up" {
		return
	}
	if !there(d, simBackup) {
		if could[0].backup.exists {
			tr.failf("after %s the backup is gone", what)
		}
		return
	}
	var errs []error
	for _, w := range could {
		d := d.clone()
		_, err := restoreOn(ctx, d, simBackup, simOther, Passphrase([]byte(w.backup.pass)), nil)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		v, err := openOn(ctx, d, simOther, Passphrase([]byte(w.backup.pass)), Options{})
		if err != nil {
			errs = append(errs, err)
			continue
		}
		var all []world
		for _, w := range could {
			all = append(all, world{main: w.backup})
		}
		tr.there(what+" and restoring", v, all)
		v.Close()
		return
	}
	tr.failf("after %s the backup does not give anything: %v", what, errs)
}

// verifyRestored says that the other folder holds the backup, or that restoring
// into it can be done again.
func (tr *trial) verifyRestored(what string, d *simDisk, could []world) {
	d = d.clone()
	as := world{main: could[0].backup, backup: could[0].backup}
	pass := Passphrase([]byte(as.main.pass))
	if _, err := restoreOn(ctx, d, simBackup, simOther, pass, nil); err != nil && (!errors.Is(err, ErrExists) || !hasHeader(d, simOther)) {
		tr.failf("after %s restoring cannot be done again: %v", what, err)
		return
	}
	v := tr.open(what+" and restoring", d, simOther, Options{}, []world{as})
	if v == nil {
		return
	}
	defer v.Close()
	tr.there(what+" and restoring", v, []world{as})
}

// simWorlds lives a life without an accident and gives the world before each step.
func simWorlds(t *testing.T, life []doing) []world {
	d := newSimDisk()
	for _, dir := range []string{"/home", "/config", simBackups} {
		if err := d.MkdirAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.SyncDir("/"); err != nil {
		t.Fatal(err)
	}
	w := world{d: d}
	var out []world
	for _, s := range life {
		out = append(out, world{d: d.clone(), main: w.main.clone(), backup: w.backup.clone()})
		if err := s.do(&w); err != nil {
			t.Fatal(s.name, err)
		}
		s.then(&w)
	}
	return out
}

// simulatedBackup is a backup of a small vault, made on no disk and with no work.
func simulatedBackup(t fataler) []byte {
	t.Helper()
	d := newSimDisk()
	w := world{d: d}
	life := simLife()
	for _, s := range life[:3] {
		if err := s.do(&w); err != nil {
			t.Fatal(s.name, err)
		}
	}
	defer w.v.Close()
	if err := d.MkdirAll(simBackups); err != nil {
		t.Fatal(err)
	}
	if err := w.v.Backup(ctx, simBackup, nil); err != nil {
		t.Fatal(err)
	}
	b, err := readFile(d, simBackup)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAnAccidentAtAnyCallToTheDiskLosesNothing is the trial of power cuts, kills,
// full and failing disks, without a real disk: at every call that is made of it.
func TestAnAccidentAtAnyCallToTheDiskLosesNothing(t *testing.T) {
	quickSlots(t)
	seeds, stride := 1, 4
	if os.Getenv("AFTERGLOW_TRIALS") == "long" {
		seeds, stride = 10, 1
	}
	life := simLife()
	worlds := simWorlds(t, life)
	trials := 0
	for _, m := range []mode{failing, filling, stopping, tearing} {
		for i, step := range life {
			// A stride begins elsewhere at each step, so that together they meet every call.
			for at := (i + len(m.name)) % stride; ; at += stride {
				reached := false
				for seed := range seeds {
					tr := trial{t, step, worlds[i], m, at, uint64(seed)}
					reached = tr.run()
					trials++
				}
				if !reached {
					break
				}
			}
		}
	}
	t.Logf("%d accidents", trials)
}

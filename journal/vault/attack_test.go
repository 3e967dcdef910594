package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"afterglow/crypto"
)

// The attacker here has the folder, knows every byte of its format, may know what
// is written in it, and has no key. Checksums they can compute, MACs they cannot.
// They change all copies of a thing alike.

var (
	logFileName    = filepath.Join("log", "0000000000000001.log")
	mirrorFileName = filepath.Join("mirror", "0000000000000001.log")
)

const recoverySecret = "the twenty-six symbols of a code"

// twoSlots are those of a journal: one for the passphrase, one for the code.
func twoSlots(passphrase string, kdf crypto.KDF) func(vaultID, master []byte) ([]crypto.Slot, error) {
	return func(vaultID, master []byte) ([]crypto.Slot, error) {
		first, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, []byte(passphrase), kdf, master)
		if err != nil {
			return nil, err
		}
		second, err := crypto.NewSlot(crypto.SlotRecovery, vaultID, []byte(recoverySecret), crypto.CheapestKDF(), master)
		return []crypto.Slot{first, second}, err
	}
}

// victim is a closed vault with two slots and n records.
func victim(t *testing.T, passphrase string, kdf crypto.KDF, n int) (dir string, ids []ID) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "v")
	v, err := Create(ctx, dir, CreateOptions{Kind: KindJournal, Slots: twoSlots(passphrase, kdf)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		ids = append(ids, NewID())
		put(t, v, ids[i], 0, "share=no of "+string(rune('a'+i)))
	}
	v.Close()
	return dir, ids
}

// forged is a header file that was changed, with its checksum made good.
func forged(t *testing.T, file []byte, change func(header string) string) []byte {
	t.Helper()
	const begin, middle = `{"header":`, `,"mac":"`
	at := bytes.LastIndex(file, []byte(middle))
	was := string(file[len(begin):at])
	now := change(was)
	if now == was {
		t.Fatal("the header was not changed")
	}
	mac := string(file[at+len(middle) : at+len(middle)+64])
	raw, err := hex.DecodeString(mac)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(append([]byte(now), raw...))
	return []byte(begin + now + middle + mac + `","checksum":"` + hex.EncodeToString(sum[:]) + "\"}\n")
}

// slotsOf takes the slots out of a header's JSON, each as it stands there.
func slotsOf(t *testing.T, header string) []string {
	t.Helper()
	var h struct{ Slots []json.RawMessage }
	if err := json.Unmarshal([]byte(header), &h); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range h.Slots {
		out = append(out, string(s))
	}
	return out
}

func withSlots(header string, slots ...string) string {
	return header[:strings.Index(header, `"slots":[`)] + `"slots":[` + strings.Join(slots, ",") + "]}"
}

// headerOf is the header's JSON in a header file.
func headerOf(t *testing.T, dir string) (header string) {
	t.Helper()
	forged(t, read(t, filepath.Join(dir, "vault.json")), func(h string) string { header = h; return h + " " })
	return header
}

func TestForgedHeadersNeverOpenAndNeverStandInTheWay(t *testing.T) {
	strong := crypto.CheapestKDF()
	strong.MemoryKiB += 1 << 10
	from, ids := victim(t, testPass, strong, 1)
	other, _ := victim(t, "the attacker's own", crypto.CheapestKDF(), 1)
	owner, attacker, code := secret(), Passphrase([]byte("the attacker's own")), Secret{crypto.SlotRecovery, []byte(recoverySecret)}
	mine, theirs := slotsOf(t, headerOf(t, from)), slotsOf(t, headerOf(t, other))
	as := func(slot, kind string) string {
		return strings.NewReplacer(`"kind":"passphrase"`, `"kind":"`+kind+`"`, `"kind":"recovery"`, `"kind":"`+kind+`"`).Replace(slot)
	}
	replace := func(old, new string) func(string) string {
		return func(h string) string { return strings.Replace(h, old, new, 1) }
	}
	codeAsPassphrase := Passphrase([]byte(recoverySecret))
	for what, c := range map[string]struct {
		change func(h string) string
		as     Secret
		want   error
	}{
		// Where a slot of the owner's is left, it opens and the MAC tells.
		"a slot of another vault added":      {func(h string) string { return withSlots(h, mine[0], mine[1], theirs[0]) }, owner, ErrDamaged},
		"a slot of another vault put first":  {func(h string) string { return withSlots(h, theirs[0], mine[0], mine[1]) }, owner, ErrDamaged},
		"the recovery slot for a passphrase": {func(h string) string { return withSlots(h, mine[0], as(mine[1], "passphrase")) }, owner, ErrDamaged},
		"the passphrase slot for a code":     {func(h string) string { return withSlots(h, as(mine[0], "recovery"), mine[1]) }, code, ErrDamaged},
		"the slots in another order":         {func(h string) string { return withSlots(h, mine[1], mine[0]) }, owner, ErrDamaged},
		"the recovery slot taken away":       {func(h string) string { return withSlots(h, mine[0]) }, owner, ErrDamaged},
		"the recovery slot made weaker":      {func(h string) string { return withSlots(h, mine[0], strings.Replace(mine[1], `"t":2`, `"t":3`, 1)) }, owner, ErrDamaged},
		"another generation":                 {replace(`"generation":1`, `"generation":2`), owner, ErrDamaged},
		"another epoch":                      {replace(`"epoch":1`, `"epoch":2`), owner, ErrDamaged},
		"an older serial":                    {replace(`"serial":1`, `"serial":0`), owner, ErrDamaged},
		"a therapist's vault":                {replace(`"kind":"journal"`, `"kind":"therapist"`), owner, ErrDamaged},
		"a newer version":                    {replace(fmt.Sprintf(`"minor":%d`, formatMinor), fmt.Sprintf(`"minor":%d`, formatMinor+1)), owner, ErrNewer},
		"the id of another vault":            {func(h string) string { return vaultIDOf(headerOf(t, other), h) }, owner, ErrWrongPassphrase},
		// Where none is left, nobody gets in, and no more can be told than that.
		"only a slot of another vault":         {func(h string) string { return withSlots(h, theirs[0]) }, attacker, ErrWrongPassphrase},
		"the same, for its owner":              {func(h string) string { return withSlots(h, theirs[0]) }, owner, ErrWrongPassphrase},
		"the recovery slot as passphrase slot": {func(h string) string { return withSlots(h, as(mine[1], "passphrase")) }, codeAsPassphrase, ErrWrongPassphrase},
		"the passphrase slot as recovery slot": {func(h string) string { return withSlots(h, as(mine[0], "recovery")) }, Secret{crypto.SlotRecovery, []byte(testPass)}, ErrWrongPassphrase},
		"less memory, within the bounds":       {replace(`"m_kib":20480`, `"m_kib":19456`), owner, ErrWrongPassphrase},
		"more passes, within the bounds":       {replace(`"t":2`, `"t":3`), owner, ErrWrongPassphrase},
		"another salt":                         {replace(`"salt":"`+saltOf(t, mine[0]), `"salt":"`+saltOf(t, mine[1])), owner, ErrWrongPassphrase},
		// Below the floor or beyond all measure: see TestAbsurdWorkIsRefused….
		"8 KiB":     {replace(`"m_kib":20480`, `"m_kib":8`), owner, ErrAbsurdWork},
		"one pass":  {replace(`"t":2`, `"t":1`), owner, ErrAbsurdWork},
		"Argon2i":   {replace(`"argon2id"`, `"argon2i"`), owner, ErrAbsurdWork},
		"no Argon2": {replace(`"argon2id"`, `"none"`), owner, ErrAbsurdWork},
	} {
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "v")
			copyDir(t, from, dir)
			bad := forged(t, read(t, filepath.Join(dir, "vault.json")), c.change)
			whole := read(t, filepath.Join(dir, "vault.json"))
			write(t, filepath.Join(dir, "vault.json"), bad)
			write(t, filepath.Join(dir, "vault.json.bak"), bad)
			before := tree(t, dir)
			for _, o := range []Options{{ReadOnly: true}, {}} {
				if _, err := Open(ctx, dir, c.as, o); !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			}
			if strings.Join(before, "") != strings.Join(tree(t, dir), "") {
				t.Error("something was written")
			}
			// One copy left as it was is enough for the owner, whichever it is.
			for name, code := range map[string]NoticeCode{"vault.json": NoticeBackupHeaderRepaired, "vault.json.bak": NoticeHeaderRepaired} {
				write(t, filepath.Join(dir, "vault.json"), bad)
				write(t, filepath.Join(dir, "vault.json.bak"), bad)
				write(t, filepath.Join(dir, name), whole)
				v, err := Open(ctx, dir, owner, Options{ReadOnly: true})
				if errors.Is(c.want, ErrNewer) {
					continue // it could be a newer version's; see TestWrongPassphraseFolderAndVersionAreToldApart
				}
				if err != nil {
					t.Errorf("%s whole: %v", name, err)
					continue
				}
				want(t, v, ids[0], "share=no of a")
				if n := v.Notices(); len(n) != 1 || n[0].Code != code {
					t.Errorf("%s whole: notices %v", name, n)
				}
				v.Close()
			}
		})
	}
}

// vaultIDOf puts the vault id of one header into another.
func vaultIDOf(from, to string) string {
	const key = `"vault_id":"`
	a, b := strings.Index(from, key)+len(key), strings.Index(to, key)+len(key)
	return to[:b] + from[a:a+32] + to[b+32:]
}

func saltOf(t *testing.T, slot string) string {
	t.Helper()
	var s struct{ KDF struct{ Salt string } }
	if err := json.Unmarshal([]byte(slot), &s); err != nil {
		t.Fatal(err)
	}
	return s.KDF.Salt
}

// allocated is how many bytes f allocated: a derivation takes 19 MiB at least.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

const oneDerivation = 19 << 20

func TestAbsurdWorkIsRefusedBeforeAnyIsDone(t *testing.T) {
	dir, _ := victim(t, testPass, crypto.CheapestKDF(), 1)
	path, bak := filepath.Join(dir, "vault.json"), filepath.Join(dir, "vault.json.bak")
	whole := read(t, path)
	opens := func(s Secret) (err error) {
		v, err := Open(ctx, dir, s, Options{ReadOnly: true})
		if err == nil {
			v.Close()
		}
		return err
	}
	if n := allocated(func() { opens(secret()) }); n < oneDerivation {
		t.Fatalf("the trial is wrong: a derivation allocated %d bytes only", n)
	}
	saved := filepath.Join(t.TempDir(), "saved")
	v := open(t, dir, Options{ReadOnly: true})
	if err := v.Backup(ctx, saved, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	backup := read(t, saved)
	for what, change := range map[string]func(h string) string{
		"4 TiB":       func(h string) string { return strings.Replace(h, `"m_kib":19456`, `"m_kib":4294967295`, 1) },
		"2^32 passes": func(h string) string { return strings.Replace(h, `"t":2`, `"t":4294967295`, 1) },
		"255 lanes":   func(h string) string { return strings.Replace(h, `"p":1`, `"p":255`, 1) },
		"8 KiB":       func(h string) string { return strings.Replace(h, `"m_kib":19456`, `"m_kib":8`, 1) },
		"behind an honest slot": func(h string) string {
			s := slotsOf(t, h)
			return withSlots(h, s[0], strings.Replace(s[0], `"t":2`, `"t":4294967295`, 1), s[1])
		},
		"two slots that ask for the most": func(h string) string {
			s := slotsOf(t, h)
			most := strings.NewReplacer(`"t":2`, `"t":16`, `"m_kib":19456`, `"m_kib":1048576`, `"p":1`, `"p":8`).Replace(s[0])
			return withSlots(h, most, most, s[1])
		},
		"a salt of 48 KiB": func(h string) string {
			return strings.Replace(h, saltOf(t, slotsOf(t, h)[0]), strings.Repeat("AAAA", 12<<10), 1)
		},
	} {
		bad := forged(t, whole, change)
		write(t, path, bad)
		write(t, bak, bad)
		for who, s := range map[string]Secret{"the owner": secret(), "anyone": Passphrase([]byte("x"))} {
			var err error
			if n := allocated(func() { err = opens(s) }); n > oneDerivation/4 || !errors.Is(err, ErrAbsurdWork) {
				t.Errorf("%s, %s: %v, and %d bytes were allocated", what, who, err, n)
			}
		}
		// The same in a backup, in both its ends.
		old := append(binary.BigEndian.AppendUint32(nil, uint32(len(whole))), whole...)
		now := append(binary.BigEndian.AppendUint32(nil, uint32(len(bad))), bad...)
		file := bytes.ReplaceAll(backup, old, now)
		binary.BigEndian.PutUint32(file[len(file)-12:], uint32(len(now)+24))
		write(t, saved, file)
		to := filepath.Join(t.TempDir(), "to")
		var err error
		if n := allocated(func() { _, err = Restore(ctx, saved, to, secret(), nil) }); n > oneDerivation/4 || !errors.Is(err, ErrAbsurdWork) || exists(to) {
			t.Errorf("%s in a backup: %v, and %d bytes were allocated", what, err, n)
		}
	}
	write(t, path, whole)
	write(t, bak, whole)
	if err := opens(secret()); err != nil {
		t.Fatal(err)
	}
}

// Each of the three has a remedy of its own, so none may pass for another.
func TestWrongPassphraseDamageAndAbsurdWorkAreThreeErrors(t *testing.T) {
	dir, _ := victim(t, testPass, crypto.CheapestKDF(), 1)
	whole := read(t, filepath.Join(dir, "vault.json"))
	all := []error{ErrWrongPassphrase, ErrDamaged, ErrAbsurdWork, ErrNewer, ErrNotAVault}
	for want, header := range map[error][]byte{
		ErrWrongPassphrase: whole,
		ErrDamaged:         append(bytes.Clone(whole[:len(whole)/2]), whole[len(whole)/2+1:]...),
		ErrAbsurdWork:      forged(t, whole, func(h string) string { return strings.Replace(h, `"t":2`, `"t":4294967295`, 1) }),
	} {
		both(t, dir, func([]byte) []byte { return header })
		_, err := Open(ctx, dir, Passphrase([]byte("wrong")), Options{})
		for _, e := range all {
			if errors.Is(err, e) != (e == want) {
				t.Errorf("want %q alone, got %q, which is also %q", want, err, e)
			}
		}
	}
}

// frame is where a step of a log lies, and its parts.
type frame struct{ from, payload, to int }

// frames takes a log apart as FORMAT.md has it.
func frames(t *testing.T, log []byte) (out []frame) {
	t.Helper()
	for off := 72; off < len(log); {
		meta := int(binary.BigEndian.Uint32(log[off+16:]))
		f := frame{off, off + 20 + meta, off + 16 + int(binary.BigEndian.Uint32(log[off+4:])) + 32}
		if string(log[off:off+4]) != "AGFR" || f.to > len(log) {
			t.Fatalf("no step at byte %d", off)
		}
		out = append(out, f)
		off = f.to
	}
	return out
}

// tampered is a copy of a vault in which the log and its mirror are alike, and
// not what was written. The store is taken away, or it would be found out first.
func tampered(t *testing.T, from string, log []byte) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "v")
	copyDir(t, from, dir)
	write(t, filepath.Join(dir, logFileName), log)
	write(t, filepath.Join(dir, mirrorFileName), log)
	remove(t, dir, "db")
	return dir
}

func TestAKnownWordCannotBeTurnedIntoAnother(t *testing.T) {
	from, ids := victim(t, testPass, crypto.CheapestKDF(), 3)
	log := read(t, filepath.Join(from, logFileName))
	// In the second record the attacker knows what stands where, and so which bits
	// of a stream cipher make "share=yes" of "share=no ".
	const head = 1 + 4 + 72 + 24 + 4 // version, epoch, data key, nonce, length
	at := frames(t, log)[1].payload + head
	for i, c := range []byte("share=no of b") {
		log[at+i] ^= c ^ "share=yesof b"[i]
	}
	dir := tampered(t, from, log)
	for _, o := range []Options{{ReadOnly: true}, {}} {
		v := open(t, dir, o)
		if r, err := v.Get(ctx, ids[1]); err == nil {
			t.Errorf("the record was read as %q", r.Data)
		}
		want(t, v, ids[0], "share=no of a")
		want(t, v, ids[2], "share=no of c")
		rep, err := v.Check(ctx, nil)
		named := false
		for _, p := range rep.Problems {
			named = named || p.ID == ids[1].String()
		}
		if err != nil || rep.OK || !named || len(v.Notices()) == 0 {
			t.Errorf("not named: %+v, %v, notices %v", rep, err, v.Notices())
		}
		v.Close()
	}
	// In one copy alone it changes nothing at all.
	for _, name := range []string{logFileName, mirrorFileName} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		write(t, filepath.Join(dir, name), log)
		v := open(t, dir, Options{ReadOnly: true})
		want(t, v, ids[1], "share=no of b")
		if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeLogRepaired {
			t.Errorf("%s: notices %v", name, n)
		}
		v.Close()
	}
}

func TestStepsTakenOutMovedRepeatedOrForeignAreNoticed(t *testing.T) {
	from, ids := victim(t, testPass, crypto.CheapestKDF(), 4)
	other, _ := victim(t, testPass, crypto.CheapestKDF(), 4) // even the same passphrase
	log, foreign := read(t, filepath.Join(from, logFileName)), read(t, filepath.Join(other, logFileName))
	part := func(file []byte, f frame) []byte { return file[f.from:f.to] }
	ours, theirs := frames(t, log), frames(t, foreign)
	built := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{log[:72]}, parts...), nil) }
	var all [][]byte
	for _, f := range ours {
		all = append(all, part(log, f))
	}
	for what, bad := range map[string][]byte{
		"the first step taken out":      built(all[1:]...),
		"one in between taken out":      built(all[0], all[2], all[3], all[4]),
		"two taken out":                 built(all[0], all[3], all[4]),
		"two exchanged":                 built(all[1], all[0], all[2], all[3], all[4]),
		"one repeated":                  built(all[0], all[1], all[1], all[2], all[3], all[4]),
		"the first repeated at the end": built(append(all, all[0])...),
		"a foreign step at the end":     append(bytes.Clone(log), part(foreign, theirs[4])...),
		"a foreign step in its place":   built(all[0], part(foreign, theirs[1]), all[2], all[3], all[4]),
		"all steps foreign":             append(bytes.Clone(log[:72]), foreign[72:]...),
		"a foreign log behind":          append(bytes.Clone(log), foreign...),
		"the counter of a step lowered": func() []byte {
			bad := bytes.Clone(log)
			bad[ours[2].from+15]--
			return bad
		}(),
	} {
		t.Run(what, func(t *testing.T) {
			v := open(t, tampered(t, from, bad), Options{ReadOnly: true})
			defer v.Close()
			if rep, err := v.Check(ctx, nil); err != nil || rep.OK || len(v.Notices()) == 0 {
				t.Errorf("unnoticed: %+v, %v", rep, err)
			}
			for i, id := range ids { // what can be read is what was written
				if r, err := v.Get(ctx, id); err == nil && string(r.Data) != "share=no of "+string(rune('a'+i)) {
					t.Errorf("record %d was read as %q", i, r.Data)
				}
			}
		})
	}
	other = tampered(t, from, foreign)
	if _, err := Open(ctx, other, secret(), Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("the log of another vault: %v", err)
	}
	// A head holds nothing that is not known: under another one the steps are read.
	headed := append(bytes.Clone(foreign[:72]), log[72:]...)
	v := open(t, tampered(t, from, headed), Options{ReadOnly: true})
	if rep, err := v.Check(ctx, nil); err != nil || rep.OK || len(v.Notices()) == 0 {
		t.Errorf("the head of another vault is unnoticed: %+v, %v", rep, err)
	}
	for i, id := range ids {
		want(t, v, id, "share=no of "+string(rune('a'+i)))
	}
	v.Close()
	for what, bad := range map[string][]byte{"the log of another vault": foreign, "the head of another vault": headed} {
		dir := tampered(t, from, bad)
		write(t, filepath.Join(dir, logFileName), log)
		v := open(t, dir, Options{ReadOnly: true})
		if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeLogRepaired {
			t.Errorf("%s as the mirror: notices %v", what, n)
		}
		v.Close()
	}
}

// The log put back to an older one, with the header as it is now.
func TestALogPutBackIsNoticed(t *testing.T) {
	knownFile := filepath.Join(t.TempDir(), "known.json")
	dir, ids := victim(t, testPass, crypto.CheapestKDF(), 2)
	old := read(t, filepath.Join(dir, logFileName))
	oldStore := filepath.Join(t.TempDir(), "db")
	copyDir(t, filepath.Join(dir, "db"), oldStore)
	v := open(t, dir, Options{KnownFile: knownFile})
	put(t, v, ids[0], 1, "share=never")
	v.Close()

	// One copy of it: everything is there.
	for _, name := range []string{logFileName, mirrorFileName} {
		at := filepath.Join(t.TempDir(), "v")
		copyDir(t, dir, at)
		write(t, filepath.Join(at, name), old)
		v := open(t, at, Options{ReadOnly: true})
		want(t, v, ids[0], "share=never")
		if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeLogRepaired {
			t.Errorf("%s put back: notices %v", name, n)
		}
		v.Close()
	}
	// Both: the store is another than the one the log was closed with.
	at := filepath.Join(t.TempDir(), "v")
	copyDir(t, dir, at)
	write(t, filepath.Join(at, logFileName), old)
	write(t, filepath.Join(at, mirrorFileName), old)
	v = open(t, at, Options{ReadOnly: true})
	if rep, err := v.Check(ctx, nil); err != nil || rep.OK {
		t.Errorf("log and mirror put back, unnoticed: %+v, %v", rep, err)
	}
	v.Close()
	// The store as well, or cut off where the store says nothing: an older copy of
	// everything, which is known on a computer that saw the newer one.
	remove(t, at, "db")
	copyDir(t, oldStore, filepath.Join(at, "db"))
	last := frames(t, old)
	for what, log := range map[string][]byte{"put back": old, "cut by one step": old[:last[len(last)-2].from]} {
		write(t, filepath.Join(at, logFileName), log)
		write(t, filepath.Join(at, mirrorFileName), log)
		v = open(t, at, Options{ReadOnly: true, KnownFile: knownFile})
		if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeOlderCopy {
			t.Errorf("%s: notices %v", what, n)
		}
		v.Close()
	}
}

func TestAStoreOfAnotherTimeOrAnotherVaultIsNeverReadFrom(t *testing.T) {
	dir, ids := victim(t, testPass, crypto.CheapestKDF(), 2)
	other, _ := victim(t, testPass, crypto.CheapestKDF(), 2)
	old := filepath.Join(t.TempDir(), "db")
	copyDir(t, filepath.Join(dir, "db"), old)
	v := open(t, dir, Options{})
	put(t, v, ids[0], 1, "share=never")
	v.Close()
	for what, db := range map[string]string{"older": old, "another vault's": filepath.Join(other, "db")} {
		for _, noted := range []bool{true, false} {
			at := filepath.Join(t.TempDir(), "v")
			copyDir(t, dir, at)
			remove(t, at, "db")
			copyDir(t, db, filepath.Join(at, "db"))
			if !noted { // as if the log had not been closed since
				log := read(t, filepath.Join(at, logFileName))
				f := frames(t, log)
				write(t, filepath.Join(at, logFileName), log[:f[len(f)-1].from])
				write(t, filepath.Join(at, mirrorFileName), log[:f[len(f)-1].from])
			}
			r := open(t, at, Options{ReadOnly: true})
			if rep, err := r.Check(ctx, nil); err != nil || rep.OK == noted {
				t.Errorf("%s, noted %v: %+v, %v", what, noted, rep, err)
			}
			r.Close()
			for range 2 {
				w := open(t, at, Options{})
				want(t, w, ids[0], "share=never")
				want(t, w, ids[1], "share=no of b")
				w.Close()
			}
			r = open(t, at, Options{ReadOnly: true})
			if rep, err := r.Check(ctx, nil); err != nil || !rep.OK {
				t.Errorf("%s was not made anew: %+v, %v", what, rep, err)
			}
			r.Close()
		}
	}
}

// Parts of two backups of one vault, each whole by itself, make none together.
func TestABackupPutTogetherFromTwoIsNoticed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	for range 3 {
		put(t, v, NewID(), 0, strings.Repeat("wide ", 200<<10))
	}
	var saved [2][]byte
	path := filepath.Join(t.TempDir(), "saved")
	for i := range saved {
		if err := v.Backup(ctx, path, nil); err != nil {
			t.Fatal(err)
		}
		saved[i] = read(t, path)
	}
	v.Close()
	const part = sealedPart
	front, _ := ends(t, saved[0])
	a, b := front[1], front[1]+part
	first, second := saved[1][a:b], saved[1][b:b+part]
	for what, bad := range map[string][]byte{
		"a part of the older one": bytes.Join([][]byte{saved[1][:a], saved[0][a:b], saved[1][b:]}, nil),
		"two parts exchanged":     bytes.Join([][]byte{saved[1][:a], second, first, saved[1][b+part:]}, nil),
		"a part taken out":        bytes.Join([][]byte{saved[1][:a], saved[1][b:]}, nil),
		"the last parts cut off":  saved[1][:b],
		"the ends of another":     bytes.Join([][]byte{saved[0][:a], saved[1][a : len(saved[1])-a-4], saved[0][len(saved[0])-a-4:]}, nil),
	} {
		write(t, path, bad)
		rep, err := Restore(ctx, path, filepath.Join(t.TempDir(), "to"), secret(), nil)
		if err == nil && len(rep.Problems) == 0 {
			t.Errorf("%s: unnoticed, %+v", what, rep)
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

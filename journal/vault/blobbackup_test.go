package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// albums is a closed vault whose log takes several parts of a backup, and whose last
// records are attachments, of which one takes several parts too.
func albums(t *testing.T, dir string) (ids []ID, blobs map[ID][]byte) {
	t.Helper()
	v := create(t, dir)
	defer v.Close()
	ids = longEntries(t, v)
	return ids, album(t, v)
}

func longEntries(t *testing.T, v *Vault) (ids []ID) {
	t.Helper()
	for range 2 {
		id := NewID()
		if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Schema: 1, Data: someBytes(partSize - 1000)}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func album(t *testing.T, v *Vault) map[ID][]byte {
	t.Helper()
	blobs := map[ID][]byte{}
	for _, n := range []int{300, 3*partSize + 77, 0, partSize} {
		b := someBytes(n)
		blobs[attach(t, v, b).ID] = b
	}
	return blobs
}

// backupOf is a backup of the vault in dir, and how it is laid out.
func backupOf(t *testing.T, dir string) (file string, whole []byte, b *backupFile) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "b")
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if err := v.Backup(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b, _, err = openBackup(bytes.NewReader(whole), int64(len(whole))); err != nil {
		t.Fatal(err)
	}
	_, key, err := v.contentsUnder(mustParse(t, b.header))
	if err != nil {
		t.Fatal(err)
	}
	if _, holes, err := b.read(ctx, bytes.NewReader(whole), key, v.hdr.VaultID, func(int64) {}); err != nil || holes > 0 {
		t.Fatal(holes, err)
	}
	return file, whole, b
}

func mustParse(t *testing.T, header []byte) *parsedHeader {
	t.Helper()
	p, err := parseHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// restored restores bytes of a backup and gives the open vault.
func restored(t *testing.T, b []byte) (RestoreReport, *Vault) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup")
	if err := os.WriteFile(file, b, fileMode); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "new")
	rep, err := Restore(ctx, file, to, secret(), nil)
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, to, Options{})
	t.Cleanup(v.Close)
	return rep, v
}

// named are the attachments that problems are about.
func named(problems []Problem) (out []string) {
	for _, p := range problems {
		if strings.Contains(p.What+p.Detail, "attachment") && p.ID != "" {
			out = append(out, p.ID)
		}
	}
	slices.Sort(out)
	return out
}

func TestABackupCarriesAttachments(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, blobs := albums(t, dir)
	file, whole, _ := backupOf(t, dir)
	if string(whole[:8]) != backupMagicBlobs || !IsBackup(file) {
		t.Error("not of the second form")
	}
	v := open(t, dir, Options{})
	defer v.Close()
	if rep, err := v.CheckBackup(ctx, file, nil, nil); err != nil || !rep.OK || rep.Records != len(ids)+len(blobs) {
		t.Errorf("%+v, %v", rep, err)
	}
	rep, r := restored(t, whole)
	if len(rep.Problems) != 0 || rep.Records != len(ids)+len(blobs) {
		t.Errorf("%+v", rep)
	}
	for id, b := range blobs {
		wantBlob(t, r, id, b)
	}
	if found, err := r.Check(ctx, nil); err != nil || !found.OK {
		t.Errorf("%+v, %v", found, err)
	}
	if got := blobNames(t, system{}, r.dir); len(got) != len(blobs) {
		t.Errorf("restored %v", got)
	}
	// Without attachments it is what it always was.
	if _, plain := backedUp(t, filepath.Join(t.TempDir(), "v")); !bytes.HasPrefix(mustRead(t, plain), []byte(backupMagic)) {
		t.Error("a backup without attachments has another form")
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestADamagedPartOfABackupNamesTheAttachmentsItHit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	_, blobs := albums(t, dir)
	_, whole, b := backupOf(t, dir)
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	list := b.blobs
	front := b.logSize / partSize // the part with the records of all attachments and the first list
	for n := range b.parts(nil, nil).count() {
		bad := bytes.Clone(whole)
		bad[b.start()+n*sealedPart+50] ^= 1
		var hit []string
		for _, s := range list {
			if s.at < (n+1)*partSize && s.at+s.size > n*partSize {
				hit = append(hit, s.id.String())
			}
		}
		slices.Sort(hit)
		rep, r := restored(t, bad)
		if len(rep.Problems) == 0 || rep.Problems[0].What != "backup" {
			t.Errorf("part %d: %+v", n, rep)
		}
		if n == front {
			continue // without the records' keys there is nothing to be had
		}
		if got := named(rep.Problems); !slices.Equal(got, hit) {
			t.Errorf("part %d: named %v, hit %v", n, got, hit)
		}
		for id, b := range blobs {
			if !slices.Contains(hit, id.String()) {
				wantBlob(t, r, id, b)
			}
		}
		file := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(file, bad, fileMode); err != nil {
			t.Fatal(err)
		}
		if rep, err := v.CheckBackup(ctx, file, nil, nil); err != nil || rep.OK || !slices.Equal(named(rep.Problems), hit) {
			t.Errorf("part %d: check names %v, hit %v, %v", n, named(rep.Problems), hit, err)
		}
	}
}

func TestABackupWithAttachmentsIsReadByWhicheverEndHolds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	_, blobs := albums(t, dir)
	_, whole, b := backupOf(t, dir)
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	sizes := b.start() - 16 // log size u64 ‖ whole size u64
	back := int64(len(whole)) - 12 - 16
	for what, at := range map[string]int64{
		"the first magic": 6, "the first header": 50, "the first log size": sizes + 6, "the first size": sizes + 14,
		"the last magic": int64(len(whole)) - 2, "the last header": int64(len(whole)) - 100, "the last log size": back + 6, "the last size": back + 14,
	} {
		bad := bytes.Clone(whole)
		bad[at] ^= 3 // the one magic becomes the other
		rep, r := restored(t, bad)
		if len(rep.Problems) != 0 {
			t.Errorf("%s: %+v", what, rep)
		}
		for id, b := range blobs {
			wantBlob(t, r, id, b)
		}
		file := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(file, bad, fileMode); err != nil {
			t.Fatal(err)
		}
		if rep, err := v.CheckBackup(ctx, file, nil, nil); err != nil || rep.OK {
			t.Errorf("%s: check says %+v, %v", what, rep, err)
		}
	}
	// A log that both ends call shorter than it is does not pass for the whole.
	bad := bytes.Clone(whole)
	r, err := v.keys.readLog(mustRead(t, theLog(dir)), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int64{sizes, back} {
		binary.BigEndian.PutUint64(bad[at:], uint64(r.spans[len(r.spans)-2].to))
	}
	if rep, _ := restored(t, bad); len(rep.Problems) == 0 {
		t.Error("a log that was made shorter is not told")
	}
}

func TestABackupThatWasCutOffGivesTheAttachmentsBeforeTheCut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, blobs := albums(t, dir)
	_, whole, b := backupOf(t, dir)
	cut := b.start() + (b.blobs[1].at/partSize+1)*sealedPart + 1000
	rep, r := restored(t, whole[:cut])
	if len(rep.Problems) < 2 {
		t.Errorf("%+v", rep)
	}
	for _, id := range ids {
		if _, err := r.Get(ctx, id); err != nil {
			t.Error(err)
		}
	}
	for _, s := range b.blobs {
		if b.start()+(s.at+s.size)/partSize*sealedPart+sealedPart <= cut {
			wantBlob(t, r, s.id, blobs[s.id])
		} else if b.start()+s.at/partSize*sealedPart > cut && exists(blobPath(r.dir, s.id)) {
			t.Errorf("%s is behind the cut and takes room", s.id)
		} else if !slices.Contains(named(rep.Problems), s.id.String()) {
			t.Errorf("%s is not named in %+v", s.id, rep.Problems)
		}
	}
}

func TestADamagedAttachmentIsNoEndOfBackups(t *testing.T) {
	for what, harm := range harms {
		if what == "put back older" {
			continue // there is only one of them
		}
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "v")
			ids, blobs := withAttachments(t, dir)
			bad := mapKeys(blobs)[0]
			if err := harm(blobPath(dir, bad), nil); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "b")
			v := open(t, dir, Options{})
			if err := v.Backup(ctx, file, nil); err != nil {
				t.Fatal(err)
			}
			rep, err := v.CheckBackup(ctx, file, nil, nil)
			if err != nil || !slices.Equal(named(rep.Problems), []string{bad.String()}) || len(rep.Problems) != 1 {
				t.Errorf("%+v, %v", rep, err)
			}
			v.Close()
			again, r := restored(t, mustRead(t, file))
			if len(again.Problems) != 1 || again.Problems[0].What != "attachment" || again.Problems[0].ID != bad.String() || again.Problems[0].At.IsZero() {
				t.Errorf("%+v", again)
			}
			allBut(t, r, ids, blobs, bad)
		})
	}
}

// While this vault makes a backup, the files of attachments that are forgotten
// meanwhile stay until it is made.
func TestABackupHoldsWhatIsForgottenWhileItIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	_, blobs := albums(t, dir)
	v := open(t, dir, Options{})
	defer v.Close()
	file := filepath.Join(t.TempDir(), "b")
	done := false
	if err := v.Backup(ctx, file, func(int64, int64) {
		if done {
			return
		}
		done = true
		for id := range blobs {
			if _, err := v.Apply(ctx, ForgetBlob(id)); err != nil {
				t.Error(err)
			}
		}
		attach(t, v, []byte("a new one"))
		if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
			t.Error(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if got := blobNames(t, system{}, dir); len(got) != 1 || got[0] != v.IDs(KindBlob)[0].String() {
		t.Errorf("left in blobs/: %v", got)
	}
	rep, r := restored(t, mustRead(t, file))
	if len(rep.Problems) != 0 || len(r.IDs(KindBlob)) != len(blobs) {
		t.Errorf("%+v", rep)
	}
	for id, b := range blobs {
		wantBlob(t, r, id, b)
	}
}

// A backup made by a reader cannot hold back the writer: it is made all the same, and
// what went meanwhile is named when it is checked or restored.
func TestABackupByAReaderNamesWhatTheWriterForgotMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, blobs := albums(t, dir)
	r := open(t, dir, Options{ReadOnly: true})
	defer r.Close()
	file := filepath.Join(t.TempDir(), "b")
	done := false
	if err := r.Backup(ctx, file, func(int64, int64) {
		if done {
			return
		}
		done = true
		w := open(t, dir, Options{})
		defer w.Close()
		for id := range blobs {
			if _, err := w.Apply(ctx, ForgetBlob(id)); err != nil {
				t.Error(err)
			}
		}
		if err := w.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
			t.Error(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	rep, got := restored(t, mustRead(t, file))
	var all []string
	for id := range blobs {
		all = append(all, id.String())
	}
	slices.Sort(all)
	if !slices.Equal(named(rep.Problems), all) {
		t.Errorf("%+v", rep)
	}
	for _, id := range ids {
		if _, err := got.Get(ctx, id); err != nil {
			t.Error(err)
		}
	}
}

// A step that failed and cannot be taken back may be in the log all the same: its
// attachment must not be a record without a file then.
func TestAnAttachmentOfAStepThatMayHaveBeenSavedKeepsItsFile(t *testing.T) {
	quickSlots(t)
	life := simLife()
	w := simWorlds(t, life)[1]
	v, err := openOn(ctx, w.d, simDir, Passphrase([]byte(w.main.pass)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	gone := errors.New("the cable came off")
	log := logPath(simDir, 1)
	v.disk.(*simDisk).plan = func(_ int, c call) outcome {
		if c.what == "sync "+log || c.what == "truncate "+log {
			return outcome{err: gone}
		}
		return outcome{}
	}
	if _, err := v.PutBlob(ctx, strings.NewReader("a picture")); !errors.Is(err, gone) {
		t.Fatalf("got %v", err)
	}
	if _, err := v.PutBlob(ctx, strings.NewReader("one more")); !errors.Is(err, gone) || len(blobNames(t, w.d, simDir)) != 1 {
		t.Errorf("on a log that takes nothing any more: %v, files %v", err, blobNames(t, w.d, simDir))
	}
	v.Close()
	w.d.plan = nil
	after, err := openOn(ctx, w.d.restart(), simDir, Passphrase([]byte(w.main.pass)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	if list := after.IDs(KindBlob); len(list) != 1 {
		t.Fatalf("%d attachments: the trial does not try what it says", len(list))
	} else {
		wantBlob(t, after, list[0], []byte("a picture"))
	}
}

func TestWhatABackupClaimsOfAttachmentsTakesNoMemory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids := filled(t, dir, 1)
	v := open(t, dir, Options{})
	defer v.Close()
	attach(t, v, []byte("small"))
	_, whole, b := backupOf(t, dir)
	_, key, err := v.contentsUnder(mustParse(t, b.header))
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []uint64{1 << 39, 1 << 40} {
		huge := bytes.Clone(whole)
		binary.BigEndian.PutUint64(huge[b.start()-8:], size)
		got, _, err := frontEnd(bytes.NewReader(huge))
		if err != nil {
			t.Fatal(err)
		}
		frugal(t, len(huge), func() {
			log, holes, err := got.read(ctx, bytes.NewReader(huge), key, v.hdr.VaultID, func(int64) {})
			if err != nil || holes == 0 || len(log) > len(huge)+partSize || len(got.blobs) > 0 {
				t.Errorf("%d bytes, %d holes, %v", len(log), holes, err)
			}
		})
	}
	// The other end says what is true.
	binary.BigEndian.PutUint64(whole[b.start()-8:], 1<<40)
	if rep, r := restored(t, whole); len(rep.Problems) > 0 || len(r.IDs("entry")) != len(ids) {
		t.Errorf("%+v", rep)
	}
}

// The list behind the log may be what was hit, where the records are whole.
func TestABackupWithoutItsFirstListOfAttachmentsGivesThem(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	blobs := album(t, v)
	longEntries(t, v)
	v.Close()
	_, whole, b := backupOf(t, dir)
	n := b.logSize / partSize
	whole[b.start()+n*sealedPart+50] ^= 1
	rep, r := restored(t, whole)
	if len(rep.Problems) == 0 {
		t.Errorf("%+v", rep)
	}
	there := 0
	for _, s := range b.blobs {
		if s.at >= (n+1)*partSize {
			wantBlob(t, r, s.id, blobs[s.id])
			there++
		} else if !slices.Contains(named(rep.Problems), s.id.String()) {
			t.Errorf("%s is not named in %+v", s.id, rep.Problems)
		}
	}
	if there == 0 {
		t.Error("every attachment was hit: the trial does not try what it says")
	}
}

func FuzzAttachmentList(f *testing.F) {
	f.Add(encodeList([]stretch{{NewID(), 0, 12}, {NewID(), 0, 0}}), uint16(100))
	f.Add(encodeList(nil), uint16(0))
	f.Fuzz(func(t *testing.T, raw []byte, size uint16) {
		to := 2*int64(len(raw)) + int64(size)
		var list []stretch
		var ok bool
		frugal(t, len(raw), func() { list, ok = decodeList(raw, 0, to) })
		if !ok {
			return
		}
		at := int64(len(raw))
		for _, s := range list {
			if s.at != at || s.size < 0 || s.at+s.size > to-int64(len(raw)) {
				t.Fatalf("%+v in %d bytes", s, to)
			}
			at += s.size
		}
		if !bytes.Equal(encodeList(list), raw) {
			t.Fatal("two ways to say the same")
		}
	})
}

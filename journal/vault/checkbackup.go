package vault

import (
	"bytes"
	"context"
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"afterglow/crypto"
)

// CheckBackup reads all of a backup of this vault and names what is wrong with it,
// as "backup". It needs no passphrase, for the keys are those of the open vault;
// a backup made under others is ErrOtherKeys.
func (v *Vault) CheckBackup(ctx context.Context, path string, fn func(Record) *Problem, progress func(done, total int64)) (Report, error) {
	var rep Report
	add := func(format string, args ...any) {
		rep.Problems = append(rep.Problems, Problem{What: "backup", Detail: fmt.Sprintf(format, args...)})
	}
	f, err := v.disk.OpenFile(path, os.O_RDONLY)
	if err != nil {
		return rep, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return rep, err
	}
	name := filepath.Base(path)
	b, p, err := openBackup(f, info.Size())
	if errors.Is(err, ErrDamaged) {
		add("%s cannot be read: it is damaged, or is no backup", name)
		return rep, nil
	}
	if err != nil {
		return rep, err
	}
	in, key, err := v.contentsUnder(p)
	if err != nil {
		return rep, err
	}
	defer in.release()
	defer crypto.Wipe(key)
	if progress == nil {
		progress = func(int64, int64) {}
	}
	log, holes, err := b.read(ctx, f, key, p.VaultID, func(done int64) { progress(done, b.size) })
	if err != nil {
		return rep, err
	}
	if !b.endsHold(f, info.Size()) {
		add("%s: one of its two ends was changed, or its length", name)
	}
	if holes > 0 {
		add("%s: %d of its %d parts cannot be read", name, holes, b.parts(nil, nil).count())
	}
	found, err := in.checkLog(ctx, log, fn)
	if err == nil {
		err = in.checkBlobsIn(ctx, &found, b, b.inside(f, key, p.VaultID))
	}
	rep.Records = found.Records
	for _, q := range found.Problems {
		q.Detail = fmt.Sprintf("%s: %s %s", name, q.What, q.Detail)
		q.What = "backup"
		rep.Problems = append(rep.Problems, q)
	}
	rep.OK = len(rep.Problems) == 0
	return rep, err
}

// contentsUnder is an empty vault under the header of a backup of this one, and the
// key that seals the backup.
func (v *Vault) contentsUnder(p *parsedHeader) (*Vault, []byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	switch {
	case v.closed:
		return nil, nil, ErrClosed
	case !bytes.Equal(p.VaultID, v.hdr.VaultID), !hmac.Equal(headerMAC(p.raw, v.master), p.mac):
		return nil, nil, ErrOtherKeys
	}
	epochKey, err := p.openEpochKey(v.master)
	if err != nil {
		return nil, nil, err
	}
	in := &Vault{hdr: p.header, master: bytes.Clone(v.master), epochKey: epochKey, keys: newLogKeys(v.master, p.VaultID)}
	return in, crypto.Subkey(v.master, "backup"), nil
}

// checkLog enters a log into a vault that is on no disk, and reads every record.
func (v *Vault) checkLog(ctx context.Context, log []byte, fn func(Record) *Problem) (Report, error) {
	file, r, err := v.keys.readAnyLog(log, v.hdr.Generation, nil)
	if err != nil {
		return Report{Problems: []Problem{{What: "log", Detail: "cannot be read at all", Lost: true}}}, nil
	}
	v.enter(&copies{file: file, reading: r}, true)
	v.log = memoryLog{bytes.NewReader(file)}
	rep := Report{Problems: v.problems}
	err = v.checkRecords(ctx, &rep, fn)
	return rep, err
}

// endsHold says that both ends say the same, and that nothing is behind them.
func (b *backupFile) endsHold(f diskFile, size int64) bool {
	ends := b.ends()
	front := append([]byte(b.magic()), ends...)
	back := append(binary.BigEndian.AppendUint32(bytes.Clone(ends), uint32(len(ends))), b.magic()...)
	if size != int64(len(front))+b.parts(nil, nil).sealedSize()+int64(len(back)) {
		return false
	}
	is := func(want []byte, at int64) bool {
		got := make([]byte, len(want))
		_, err := f.ReadAt(got, at)
		return err == nil && bytes.Equal(got, want)
	}
	return is(front, 0) && is(back, size-int64(len(back)))
}

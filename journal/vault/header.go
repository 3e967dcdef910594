package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"afterglow/crypto"
)

// Names inside the folder.
const (
	headerName = "vault.json"
	backupName = "vault.json.bak"
	logDir     = "log"
	storeDir   = "db"
	lockName   = "lock"
)

// The version of the folder's format. A new minor adds record types and keys, a
// new major changes what is there.
const (
	formatName  = "afterglow-vault"
	formatMajor = 1
	formatMinor = 0
)

const (
	maxHeaderBytes = 64 << 10
	maxSlots       = 8
	// maxWork is the most that all slots of a kind may ask for together, in passes
	// over a KiB: what one of them may ask for alone.
	maxWork = 16 << 20
)

// header is what vault.json says. Its JSON is canonical: the bytes on disk are
// exactly what encodeHeader makes of the struct, so no byte of the file can be
// changed without being noticed.
type header struct {
	Format     string        `json:"format"`
	Major      int           `json:"major"`
	Minor      int           `json:"minor"`
	VaultID    hexBytes      `json:"vault_id"`
	Kind       Kind          `json:"kind"`
	Serial     uint64        `json:"serial"`
	Generation uint64        `json:"generation"`
	Epoch      uint32        `json:"epoch"`
	EpochKey   []byte        `json:"epoch_key"`
	Slots      []crypto.Slot `json:"slots"`
}

// envelope is the file: the header, its MAC under the master key, and a plain
// checksum by which damage is told from a wrong passphrase.
type envelope struct {
	Header   json.RawMessage `json:"header"`
	MAC      hexBytes        `json:"mac"`
	Checksum hexBytes        `json:"checksum"`
}

type hexBytes []byte

func (h hexBytes) MarshalJSON() ([]byte, error) { return json.Marshal(hex.EncodeToString(h)) }

func (h *hexBytes) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	got, err := hex.DecodeString(s)
	*h = got
	return err
}

// encodeHeader is the whole file vault.json for h under the master key.
func encodeHeader(h header, master []byte) ([]byte, error) {
	raw, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	return wrapHeader(raw, headerMAC(raw, master))
}

func wrapHeader(raw, mac []byte) ([]byte, error) {
	sum := sha256.Sum256(append(bytes.Clone(raw), mac...))
	out, err := json.Marshal(envelope{raw, mac, sum[:]})
	return append(out, '\n'), err
}

func headerMAC(raw, master []byte) []byte {
	key := crypto.Subkey(master, "header")
	defer crypto.Wipe(key)
	m := hmac.New(sha256.New, key)
	m.Write(raw)
	return m.Sum(nil)
}

// parsedHeader is a header whose checksum holds but whose MAC is not checked
// yet, for that needs the master key.
type parsedHeader struct {
	header
	raw []byte
	mac []byte
}

// parseHeader reads a header file without any key. Whatever is not byte for
// byte what encodeHeader writes is ErrDamaged, a later version is ErrNewer.
func parseHeader(file []byte) (*parsedHeader, error) {
	if len(file) > maxHeaderBytes {
		return nil, fmt.Errorf("the header is %w: too long", ErrDamaged)
	}
	var env envelope
	if err := strictJSON(file, &env); err != nil {
		return nil, fmt.Errorf("the header is %w", ErrDamaged)
	}
	again, err := wrapHeader(env.Header, env.MAC)
	if err != nil || !bytes.Equal(again, file) {
		return nil, fmt.Errorf("the header is %w: its checksum does not hold", ErrDamaged)
	}
	var version struct {
		Format       string
		Major, Minor int
	}
	if err := json.Unmarshal(env.Header, &version); err != nil || version.Format != formatName {
		return nil, fmt.Errorf("the header is %w", ErrDamaged)
	}
	if version.Major > formatMajor || version.Minor > formatMinor {
		return nil, ErrNewer
	}
	p := &parsedHeader{raw: env.Header, mac: env.MAC}
	if err := strictJSON(env.Header, &p.header); err != nil {
		return nil, fmt.Errorf("the header is %w", ErrDamaged)
	}
	canon, err := json.Marshal(p.header)
	if err != nil || !bytes.Equal(canon, env.Header) || len(p.VaultID) != 16 || len(p.Slots) == 0 || len(p.Slots) > maxSlots {
		return nil, fmt.Errorf("the header is %w", ErrDamaged)
	}
	return p, nil
}

func strictJSON(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err == nil {
		return errors.New("more than one value")
	}
	return nil
}

// unlock tries the slots of one kind and gives the master key. The MAC over
// the header is checked before it returns.
func (p *parsedHeader) unlock(s Secret) ([]byte, error) {
	work := uint64(0)
	for _, slot := range p.Slots {
		if slot.Kind != s.Kind {
			continue
		}
		if err := slot.KDF.Check(); err != nil {
			return nil, ErrAbsurdWork
		}
		work += uint64(slot.KDF.Time) * uint64(slot.KDF.MemoryKiB)
	}
	if work > maxWork {
		return nil, ErrAbsurdWork
	}
	for _, slot := range p.Slots {
		if slot.Kind != s.Kind {
			continue
		}
		master, err := openSlot(slot, p.VaultID, s.Bytes)
		if errors.Is(err, crypto.ErrWrongKey) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("the header is %w: a key slot cannot be read", ErrDamaged)
		}
		if !hmac.Equal(headerMAC(p.raw, master), p.mac) {
			crypto.Wipe(master)
			return nil, fmt.Errorf("the header is %w: it was changed without the passphrase", ErrDamaged)
		}
		return master, nil
	}
	return nil, ErrWrongPassphrase
}

// openSlot gives the master key in a slot. It is a variable because the work is
// meant to take long, and trials open a vault many thousand times.
var openSlot = func(s crypto.Slot, vaultID, secret []byte) ([]byte, error) { return s.Open(vaultID, secret) }

// openEpochKey gives the key under which this epoch's data keys are wrapped.
func (h header) openEpochKey(master []byte) ([]byte, error) {
	wrap := crypto.Subkey(master, "epoch")
	defer crypto.Wipe(wrap)
	key, err := crypto.Open(wrap, h.EpochKey, epochContext(h.VaultID, h.Epoch))
	if err != nil {
		return nil, fmt.Errorf("the header is %w: its epoch key does not open", ErrDamaged)
	}
	return key, nil
}

func sealEpochKey(master, vaultID []byte, epoch uint32, key []byte) []byte {
	wrap := crypto.Subkey(master, "epoch")
	defer crypto.Wipe(wrap)
	return crypto.Seal(wrap, key, epochContext(vaultID, epoch))
}

func epochContext(vaultID []byte, epoch uint32) []byte {
	return crypto.Context("afterglow/epoch/v1", vaultID, binary.BigEndian.AppendUint32(nil, epoch))
}

// unlocked is a header that opened, and from which of its two copies.
type unlocked struct {
	*parsedHeader
	master []byte
	// repair says that the copies should be written again, notice why (may be empty).
	repair bool
	notice *Notice
}

// unlockFolder reads both copies and unlocks the best one. While one copy is
// whole, damage to the other is repaired by the caller and told by a notice.
func unlockFolder(d disk, dir string, s Secret) (*unlocked, error) {
	first, errFirst := headerAt(d, filepath.Join(dir, headerName))
	second, errSecond := headerAt(d, filepath.Join(dir, backupName))
	if errors.Is(errFirst, os.ErrNotExist) && errors.Is(errSecond, os.ErrNotExist) {
		return nil, ErrNotAVault
	}
	if errors.Is(errFirst, ErrNewer) {
		return nil, ErrNewer
	}
	if first != nil {
		master, err := first.unlock(s)
		if err == nil {
			// The one in force is written first, so a newer backup means that an
			// older file was put in its place.
			if second != nil && second.Serial > first.Serial && hmac.Equal(headerMAC(second.raw, master), second.mac) {
				return &unlocked{second, master, true, &Notice{Code: NoticeHeaderRepaired}}, nil
			}
			u := &unlocked{parsedHeader: first, master: master, repair: second == nil || !bytes.Equal(second.raw, first.raw)}
			if u.repair {
				u.notice = &Notice{Code: NoticeBackupHeaderRepaired}
			}
			return u, nil
		}
		// The first copy may be an attacker's: one who has no key can still put
		// slots of their own there. A second copy that opens tells.
		if second == nil || bytes.Equal(second.raw, first.raw) {
			return nil, err
		}
		if master, err2 := second.unlock(s); err2 == nil {
			return &unlocked{second, master, true, &Notice{Code: NoticeHeaderRepaired}}, nil
		}
		return nil, err
	}
	if second == nil {
		if errors.Is(errSecond, ErrNewer) {
			return nil, ErrNewer
		}
		if errors.Is(errFirst, ErrDamaged) || errors.Is(errSecond, ErrDamaged) {
			return nil, fmt.Errorf("both copies of the header are %w: restore a backup", ErrDamaged)
		}
		return nil, errFirst
	}
	master, err := second.unlock(s)
	if err != nil {
		return nil, err
	}
	return &unlocked{second, master, true, &Notice{Code: NoticeHeaderRepaired}}, nil
}

func headerAt(d disk, path string) (*parsedHeader, error) {
	info, err := d.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxHeaderBytes {
		return nil, fmt.Errorf("the header is %w: too long", ErrDamaged)
	}
	file, err := readFile(d, path)
	if err != nil {
		return nil, err
	}
	return parseHeader(file)
}

// writeHeader replaces both copies, the one in force first.
func writeHeader(d disk, dir string, file []byte) error {
	if err := writeAtomic(d, filepath.Join(dir, headerName), file); err != nil {
		return err
	}
	return writeAtomic(d, filepath.Join(dir, backupName), file)
}

// replaced says what became of the header in force.
type replaced int

const (
	notReplaced replaced = iota
	isReplaced
	// maybeReplaced: one of the two is in force, and a power cut may change which.
	maybeReplaced
)

// replaceHeader makes file the header in force, durably, and leaves no copy of the
// one before. An error may come all the same when it is replaced.
func replaceHeader(d disk, dir string, file []byte) (replaced, error) {
	if err := writeAtomic(d, filepath.Join(dir, headerName), file); err != nil {
		now, rerr := readFile(d, filepath.Join(dir, headerName))
		switch {
		case rerr != nil:
			return maybeReplaced, rerr
		case !bytes.Equal(now, file):
			return notReplaced, err
		}
		if err := d.SyncDir(dir); err != nil {
			return maybeReplaced, err
		}
	}
	backup := filepath.Join(dir, backupName)
	err := writeAtomic(d, backup, file)
	// Where there is no room for the second copy, none is better than one that
	// holds the keys of before: the next opening makes it.
	if err != nil && d.Remove(backup) == nil && d.SyncDir(dir) == nil {
		err = nil
	}
	return isReplaced, err
}

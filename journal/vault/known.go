package vault

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// known is one vault as this user last left it. It is kept outside the folder,
// so that a folder replaced by an older copy of itself can be announced.
type known struct {
	Counter uint64    `json:"counter"`
	SavedAt time.Time `json:"saved_at"`
}

// knownAt reads the whole file; a missing or unreadable one knows nothing.
func knownAt(d disk, path string) map[string]known {
	all := map[string]known{}
	if path == "" {
		return all
	}
	b, err := readFile(d, path)
	if err != nil || json.Unmarshal(b, &all) != nil || all == nil { // "null" is JSON too
		return map[string]known{}
	}
	return all
}

// rememberKnown records the vault's counter. It is a convenience: failing to
// write it is not an error of the vault.
func rememberKnown(d disk, path string, vaultID []byte, k known) {
	if path == "" {
		return
	}
	all := knownAt(d, path)
	all[hex.EncodeToString(vaultID)] = k
	b, err := json.Marshal(all)
	if err != nil || d.MkdirAll(filepath.Dir(path)) != nil {
		return
	}
	_ = writeAtomic(d, path, b)
}

// Exists says whether dir holds a vault, or what is left of one: a header, its
// backup, or a log without either.
func Exists(dir string) bool {
	d := system{}
	return hasHeader(d, dir) || headless(d, dir)
}

func hasHeader(d disk, dir string) bool {
	return there(d, filepath.Join(dir, headerName)) || there(d, filepath.Join(dir, backupName))
}

// headless says that both copies of the header are gone from a vault: a log with
// steps is there, and it is not one that is just being restored.
func headless(d disk, dir string) bool {
	if hasHeader(d, dir) || there(d, filepath.Join(dir, restoringName)) {
		return false
	}
	for _, sub := range []string{logDir, mirrorDir} {
		list, _ := d.ReadDir(filepath.Join(dir, sub))
		for _, e := range list {
			if beginsALog(d, filepath.Join(dir, sub, e.Name())) {
				return true
			}
		}
	}
	return false
}

// beginsALog says that a file is a log with something after its head.
func beginsALog(d disk, path string) bool {
	f, err := d.OpenFile(path, os.O_RDONLY)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, headLen+1)
	_, err = f.ReadAt(head, 0)
	return err == nil && string(head[:len(headMagic)]) == headMagic
}

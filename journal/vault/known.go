package vault

import (
	"encoding/hex"
	"encoding/json"
	"io"
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

// readKnown reads the whole file; a missing or unreadable one knows nothing.
func readKnown(path string) map[string]known {
	all := map[string]known{}
	if path == "" {
		return all
	}
	b, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(b, &all) != nil || all == nil { // "null" is JSON too
		return map[string]known{}
	}
	return all
}

// rememberKnown records the vault's counter. It is a convenience: failing to
// write it is not an error of the vault.
func rememberKnown(path string, vaultID []byte, k known) {
	if path == "" {
		return
	}
	all := readKnown(path)
	all[hex.EncodeToString(vaultID)] = k
	b, err := json.Marshal(all)
	if err != nil || os.MkdirAll(filepath.Dir(path), dirMode) != nil {
		return
	}
	_ = writeAtomic(path, b)
}

// Exists says whether dir holds a vault, or what is left of one: a header, its
// backup, or a log without either.
func Exists(dir string) bool { return hasHeader(dir) || headless(dir) }

func hasHeader(dir string) bool {
	return exists(filepath.Join(dir, headerName)) || exists(filepath.Join(dir, backupName))
}

// headless says that both copies of the header are gone from a vault: a log with
// steps is there, and it is not one that is just being restored.
func headless(dir string) bool {
	if hasHeader(dir) || exists(filepath.Join(dir, restoringName)) {
		return false
	}
	for _, sub := range []string{logDir, mirrorDir} {
		list, _ := os.ReadDir(filepath.Join(dir, sub))
		for _, e := range list {
			f, err := os.Open(filepath.Join(dir, sub, e.Name()))
			if err != nil {
				continue
			}
			head := make([]byte, headLen+1)
			_, err = io.ReadFull(f, head)
			f.Close()
			if err == nil && string(head[:len(headMagic)]) == headMagic {
				return true
			}
		}
	}
	return false
}

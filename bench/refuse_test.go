package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// BenchmarkRefuseAbsurdWork is from the passphrase to the sentence that the
// header asks for an absurd amount of work, for a header that asks for 4 TiB.
// Floor: reading both copies of the header.
func BenchmarkRefuseAbsurdWork(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "v")
	v, err := vault.Create(context.Background(), dir, vault.CreateOptions{Kind: vault.KindJournal,
		Slots: func(vaultID, master []byte) ([]crypto.Slot, error) {
			s, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, passphrase, crypto.CheapestKDF(), master)
			return []crypto.Slot{s}, err
		}})
	if err != nil {
		b.Fatal(err)
	}
	v.Close()
	copies := []string{filepath.Join(dir, "vault.json"), filepath.Join(dir, "vault.json.bak")}
	file, err := os.ReadFile(copies[0])
	if err != nil {
		b.Fatal(err)
	}
	absurd := demand(file)
	for _, path := range copies {
		if err := os.WriteFile(path, absurd, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	var ours, floor []time.Duration
	for b.Loop() {
		ours = append(ours, timed(func() {
			if _, err := vault.Open(context.Background(), dir, vault.Passphrase(passphrase), vault.Options{ReadOnly: true}); !errors.Is(err, vault.ErrAbsurdWork) {
				b.Fatal(err)
			}
		}))
		floor = append(floor, timed(func() {
			for _, path := range copies {
				_, _ = os.ReadFile(path)
			}
		}))
	}
	report(b, ours, floor, 100*time.Millisecond)
}

// demand makes a header file ask for 4 TiB, with its checksum made good.
func demand(file []byte) []byte {
	file = bytes.Replace(file, []byte(`"m_kib":19456`), []byte(`"m_kib":4294967295`), 1)
	begin, at := []byte(`{"header":`), bytes.LastIndex(file, []byte(`,"mac":"`))
	mac := file[at+8 : at+8+2*sha256.Size]
	raw, _ := hex.DecodeString(string(mac))
	sum := sha256.Sum256(append(bytes.Clone(file[len(begin):at]), raw...))
	rest := at + 8 + len(mac)
	return append(bytes.Clone(file[:rest]), []byte(`","checksum":"`+hex.EncodeToString(sum[:])+"\"}\n")...)
}

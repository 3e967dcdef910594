//go:build smoke && root

package smoke

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"afterglow/crypto"
)

// TestNothingIsInMemoryAfterLocking reads the whole memory of the process, as
// root can. Unlocked it holds the words and the master key, so that the search is
// known to find them; locked, the same process holds none of it.
func TestNothingIsInMemoryAfterLocking(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("the memory of a hardened process can be read by root only: sudo make test-root")
	}
	p, code := StartSeeded(t)
	p.Resize(windowWidth, windowHeight)
	p.WaitForOpenPage()
	p.Type(code + "\n") // the wrong field for it
	p.WaitForWarning()
	p.Unlocks(passphrase)
	p.uses()
	p.Type(" and " + unsaved)

	told := map[string][]byte{"passphrase": []byte(passphrase), "recovery code": []byte(code), "searched": []byte(searched), "typed": []byte(canaryText), "unsaved": []byte(unsaved)}
	for i, s := range seeds {
		told[fmt.Sprintf("seed %d, %q", i, s)] = []byte(s)
	}
	for name, key := range p.keys() {
		told[name] = key
	}
	pid := p.cmd.Process.Pid
	before := dump(t, pid, told)
	t.Logf("unlocked: %v", before)
	for _, name := range []string{"typed", "unsaved", "searched", "master key", "subkey log-meta", fmt.Sprintf("seed 1, %q", seededTitle), fmt.Sprintf("seed 0, %q", seededText), fmt.Sprintf("seed 10, %q", seededContact)} {
		if before[name] == 0 {
			t.Errorf("unlocked, the memory does not hold: %s; the search finds nothing", name)
		}
	}
	p.Key("ctrl+l")
	p.WaitForOpenPage()
	if now := p.cmd.Process.Pid; now != pid || !p.Running() {
		t.Fatalf("the process is another one: %d, before %d", now, pid)
	}
	for name, n := range dump(t, pid, told) {
		if n > 0 {
			t.Errorf("locked, the memory holds %d times: %s", n, name)
		}
	}
}

const unsaved = "the cuttlefish cathedral"

// keys are the journal's keys, as its own code makes them from the passphrase.
func (p *Program) keys() map[string][]byte {
	p.t.Helper()
	file, err := os.ReadFile(filepath.Join(p.Journal(), "vault.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	var header struct {
		Header struct {
			VaultID string        `json:"vault_id"`
			Slots   []crypto.Slot `json:"slots"`
		} `json:"header"`
	}
	if err := json.Unmarshal(file, &header); err != nil {
		p.t.Fatal(err)
	}
	id, err := hex.DecodeString(header.Header.VaultID)
	if err != nil {
		p.t.Fatal(err)
	}
	i := slices.IndexFunc(header.Header.Slots, func(s crypto.Slot) bool { return s.Kind == crypto.SlotPassphrase })
	if i < 0 {
		p.t.Fatal("the header has no slot for the passphrase")
	}
	slot := header.Header.Slots[i]
	master, err := slot.Open(id, []byte(passphrase))
	if err != nil {
		p.t.Fatal(err)
	}
	stretched, err := slot.KDF.Derive([]byte(passphrase))
	if err != nil {
		p.t.Fatal(err)
	}
	keys := map[string][]byte{"master key": master, "stretched passphrase": stretched}
	for _, purpose := range []string{"header", "epoch", "log-chain", "log-meta", "store", "backup"} {
		keys["subkey "+purpose] = crypto.Subkey(master, purpose)
	}
	return keys
}

// dump counts in everything a process has mapped and can read how often each of
// some byte strings is there: as it is, in small letters, and as UTF-16.
func dump(t *testing.T, pid int, told map[string][]byte) map[string]int {
	t.Helper()
	needles := map[string][][]byte{}
	for name, what := range told {
		if strings.Contains(name, "key") || name == "stretched passphrase" {
			needles[name] = [][]byte{what}
			continue
		}
		needles[name] = forms(string(what))
		if small := strings.ToLower(string(what)); small != string(what) {
			needles[name] = append(needles[name], forms(small)...)
		}
	}
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	const piece, overlap = 8 << 20, 256
	found, read := map[string]int{}, 0
	buf := make([]byte, piece+overlap)
	for lines := bufio.NewScanner(bytes.NewReader(maps)); lines.Scan(); {
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &rights); err != nil || rights[0] != 'r' {
			continue
		}
		for at := from; at < to; at += piece {
			n, err := io.ReadFull(io.NewSectionReader(memory, at, min(piece+overlap, to-at)), buf[:min(piece+overlap, to-at)])
			if err != nil && n == 0 {
				break // a device, or the kernel's own
			}
			read += n
			for name, all := range needles {
				for _, needle := range all {
					found[name] += bytes.Count(buf[:n], needle)
				}
			}
		}
	}
	if read < 10<<20 {
		t.Errorf("only %d bytes of the memory could be read", read)
	}
	return found
}

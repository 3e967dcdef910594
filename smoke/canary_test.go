//go:build smoke

package smoke

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// secrets is all that every test types and that must not be found on the disk in
// the clear. Case does not matter: an index would fold it.
var secrets = []string{passphrase, sealPassphrase, canaryText, "zephyrquokka", canaryTitle, canaryTag}

// noTrace fails if any file below the program's home, which holds its data,
// configuration, cache and temporary folders, tells a secret, by its content or
// by its name; or if the program printed one. more are secrets of this test.
func (p *Program) noTrace(when string, more ...string) {
	p.t.Helper()
	all := append(more, secrets...)
	found, files := traces(p.t, p.Home, all)
	if len(found) > 0 {
		p.t.Errorf("%s: %s", when, strings.Join(found, "; "))
	}
	if files == 0 {
		p.t.Errorf("%s: there was no file to look at", when)
	}
	if s := spilt([]byte(p.Output()), all); s != "" {
		p.t.Errorf("%s: the program printed %q", when, s)
	}
}

// traces names the files below root that tell a secret, and counts all.
func traces(t testing.TB, root string, secrets []string) (found []string, files int) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if os.IsNotExist(err) {
				return nil // it went away while we looked
			}
			return err
		}
		if s := spilt([]byte(d.Name()), secrets); s != "" {
			found = append(found, path+" is named "+s)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			return nil
		}
		files++
		if s := spilt(data, secrets); s != "" {
			found = append(found, path+" tells "+s)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, files
}

// spilt is the first secret in data, as UTF-8 or as UTF-16 of either order.
func spilt(data []byte, secrets []string) string {
	data = bytes.ToLower(data)
	for _, s := range secrets {
		for _, form := range forms(strings.ToLower(s)) {
			if bytes.Contains(data, form) {
				return s
			}
		}
	}
	return ""
}

// forms are the ways a text may lie on the disk.
func forms(s string) [][]byte {
	var little, big []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		little = binary.LittleEndian.AppendUint16(little, unit)
		big = binary.BigEndian.AppendUint16(big, unit)
	}
	return [][]byte{[]byte(s), little, big}
}

func TestTheSearchForTracesFindsThem(t *testing.T) {
	for _, secret := range secrets {
		for i, form := range forms(secret) {
			dir := t.TempDir()
			deep := filepath.Join(dir, "cache", "deep")
			if err := os.MkdirAll(deep, 0o700); err != nil {
				t.Fatal(err)
			}
			planted := append([]byte{0x00, 0xff, 0x17}, form...) // at an odd place, among bytes
			if err := os.WriteFile(filepath.Join(deep, "planted"), planted, 0o600); err != nil {
				t.Fatal(err)
			}
			if found, _ := traces(t, dir, secrets); len(found) != 1 {
				t.Errorf("%q in form %d is not found", secret, i)
			}
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, canaryTitle+".txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if found, _ := traces(t, dir, secrets); len(found) != 1 {
		t.Error("a secret in a file's name is not found")
	}
}

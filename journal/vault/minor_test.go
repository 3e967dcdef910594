package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A folder of the first version opens as it is, byte for byte, and says that it
// is of this version once something was saved into it.
func TestAnOlderFolderIsRaisedAtItsFirstSave(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 1)
	v := open(t, dir, Options{})
	h := v.hdr
	h.Minor = 0
	old, err := encodeHeader(h, v.master)
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	if err := writeHeader(system{}, dir, old); err != nil {
		t.Fatal(err)
	}
	header := func() []byte {
		b, err := os.ReadFile(filepath.Join(dir, headerName))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	v = open(t, dir, Options{})
	want(t, v, ids[0], "text 0, again")
	v.Close()
	if !bytes.Equal(header(), old) {
		t.Fatal("opening changed it")
	}
	v = open(t, dir, Options{})
	put(t, v, ids[0], 2, "text 0, once more")
	raised := header()
	put(t, v, ids[0], 3, "text 0, at last")
	v.Close()
	p, err := parseHeader(header())
	if err != nil || p.Minor != formatMinor || p.Serial != h.Serial+1 || !bytes.Equal(header(), raised) {
		t.Fatalf("minor %d, serial %d, %v", p.Minor, p.Serial, err)
	}
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, ids[0], "text 0, at last")
}

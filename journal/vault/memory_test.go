package vault

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"testing"

	"afterglow/crypto"
)

// Reading what someone else wrote may take this much memory, and so many bytes for
// each byte there is: what a file claims of itself costs nothing.
const (
	memoryBase  = 8 << 20
	memoryTimes = 64
)

// frugal runs f, which reads n bytes that may be hostile.
func frugal(t *testing.T, n int, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > memoryBase+memoryTimes*uint64(n) {
		t.Fatalf("%d bytes of input took %d bytes of memory", n, used)
	}
}

func TestWhatAFileClaimsOfItselfTakesNoMemory(t *testing.T) {
	keys := newLogKeys(crypto.NewKey(), make([]byte, 16))
	huge := binary.BigEndian.AppendUint32(nil, MaxStep)
	step := append(append([]byte(frameMagic), huge...), make([]byte, 60)...)
	log := append(keys.logHead(1, 0), bytes.Repeat(step, 2000)...)
	frugal(t, len(log), func() {
		if r, err := keys.readLog(log, 1); err == nil && len(r.steps) > 0 {
			t.Error("steps nobody wrote")
		}
	})
	// Beginnings of steps that each claim all that follows.
	var many []byte
	for left := 20000; left > 0; left-- {
		many = binary.BigEndian.AppendUint32(append(many, frameMagic...), uint32(left*8))
	}
	many = append(keys.logHead(1, 0), many...)
	frugal(t, len(many), func() { _, _ = keys.readLog(many, 1) })
	for what, claim := range map[string][]byte{
		"a header":    append([]byte(backupMagic), 0xff, 0xff, 0xff, 0xff),
		"a whole end": append(bytes.Repeat([]byte{0xff}, 4), backupMagic...),
	} {
		frugal(t, len(claim), func() {
			if _, _, err := openBackup(bytes.NewReader(claim), int64(len(claim))); err == nil {
				t.Errorf("%s of four gigabytes was believed", what)
			}
		})
	}
	header := append([]byte(`{"header":{"slots":[`), bytes.Repeat([]byte("["), maxHeaderBytes-100)...)
	frugal(t, len(header), func() {
		if _, err := parseHeader(header); err == nil {
			t.Error("a header of brackets")
		}
	})
}

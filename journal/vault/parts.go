package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"afterglow/crypto"
)

const (
	// partSize is small beside a journal, so that a damaged spot takes little along.
	partSize   = 64 << 10
	sealedPart = partSize + crypto.SealOverhead
)

// parts are size bytes, sealed in parts of each bytes but the last. Every part is
// bound to the vault, to what it is a part of, to its number and to whether it is
// the last: none can be missing, doubled, swapped or taken from somewhere else.
type parts struct {
	label   string
	vaultID []byte
	id      ID
	key     []byte
	size    int64
	each    int64 // partSize, but for old files
}

func (p parts) context(n int64, last bool) []byte {
	flag := byte(0)
	if last {
		flag = 1
	}
	return crypto.Context(p.label, p.vaultID, p.id[:], binary.BigEndian.AppendUint64(nil, uint64(n)), []byte{flag})
}

func (p parts) seal(n int64, plain []byte, last bool) []byte {
	return crypto.Seal(p.key, plain, p.context(n, last))
}

// count is how many parts there are; nothing is one empty part.
func (p parts) count() int64 { return max(1, (p.size+p.each-1)/p.each) }

// sealedSize is how many bytes all parts take.
func (p parts) sealedSize() int64 { return p.size + p.count()*crypto.SealOverhead }

// plainSize is how many bytes part n holds.
func (p parts) plainSize(n int64) int64 { return min(p.each, p.size-n*p.each) }

// buffer has room for a sealed part.
func (p parts) buffer() []byte { return make([]byte, min(p.each, p.size)+crypto.SealOverhead) }

// read opens part n of those that begin at start, by way of a buffer. It is io.EOF where nothing is there at all.
func (p parts) read(from io.ReaderAt, start, n int64, buf []byte) ([]byte, error) {
	sealed := buf[:p.plainSize(n)+crypto.SealOverhead]
	got, err := from.ReadAt(sealed, start+n*(p.each+crypto.SealOverhead))
	if got == len(sealed) {
		err = nil // the last part may end where the file does
	}
	if errors.Is(err, io.EOF) && got == 0 {
		return nil, io.EOF
	}
	var plain []byte
	if err == nil {
		plain, err = crypto.Open(p.key, sealed, p.context(n, n == p.count()-1))
	}
	if err != nil {
		return nil, fmt.Errorf("a part is %w", ErrDamaged)
	}
	return plain, nil
}

package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"afterglow/crypto"
)

// The log file is a head and then one frame a step:
//
//	head:  magic(8) ‖ vault id(16) ‖ generation u64 ‖ base counter u64 ‖ mac(32)
//	frame: magic(4) ‖ body length u32 ‖ counter u64 ‖ body ‖ mac(32)
//	body:  meta length u32 ‖ sealed meta ‖ sealed records, one after the other
//	meta:  unix seconds i64 ‖ operations u32 ‖ operations
//	op:    type u8 ‖ kind length u8 ‖ kind ‖ id(16) ‖ revision u64 ‖ schema u16 ‖ length u32
//
// All numbers are big-endian. A frame's mac is HMAC-SHA256 under the chain key
// over the mac before it and the frame up to the mac; the head's mac is over
// the head. The counter grows by one from step to step.
const (
	headMagic  = "AGLOG\x01\r\n"
	frameMagic = "AGFR"
	macLen     = sha256.Size
	headLen    = 8 + 16 + 8 + 8 + macLen
	frameHead  = 4 + 4 + 8

	// MaxStep is the most bytes one step may hold: a whole import of ten times
	// the largest journal expected, or an entry of 16 MB many times over.
	MaxStep = 256 << 20
)

type opType uint8

const (
	opPut    opType = 1 // a new revision of a record; its sealed bytes follow
	opForget opType = 2 // the record and all its revisions are gone
	opNote   opType = 3 // a note of the vault's own; its plain bytes follow
)

type op struct {
	typ      opType
	kind     string
	id       ID
	revision uint64
	schema   uint16
	length   uint32 // of what follows in the body
}

// step is a frame taken apart.
type step struct {
	counter uint64
	at      time.Time
	ops     []op
	// payload holds what the ops' lengths count, in their order.
	payload []byte
	// payloadAt is the offset of payload in the file.
	payloadAt int64
}

// logKeys are the two keys the log needs.
type logKeys struct {
	vaultID []byte
	chain   []byte
	meta    []byte
}

func newLogKeys(master, vaultID []byte) logKeys {
	return logKeys{vaultID, crypto.Subkey(master, "log-chain"), crypto.Subkey(master, "log-meta")}
}

func (k logKeys) wipe() {
	crypto.Wipe(k.chain)
	crypto.Wipe(k.meta)
}

func (k logKeys) mac(parts ...[]byte) []byte {
	m := hmac.New(sha256.New, k.chain)
	for _, p := range parts {
		m.Write(p)
	}
	return m.Sum(nil)
}

func (k logKeys) metaContext(generation, counter uint64) []byte {
	return crypto.Context("afterglow/log-meta/v1", k.vaultID,
		binary.BigEndian.AppendUint64(nil, generation), binary.BigEndian.AppendUint64(nil, counter))
}

// logHead is the head of a new log file.
func (k logKeys) logHead(generation, base uint64) []byte {
	b := append([]byte(headMagic), k.vaultID...)
	b = binary.BigEndian.AppendUint64(b, generation)
	b = binary.BigEndian.AppendUint64(b, base)
	return append(b, k.mac(b)...)
}

// parseHead gives the base counter, or ErrDamaged.
func (k logKeys) parseHead(file []byte, generation uint64) (base uint64, err error) {
	if len(file) < headLen {
		return 0, fmt.Errorf("the log is %w: it is cut short", ErrDamaged)
	}
	base = binary.BigEndian.Uint64(file[32:40])
	if !bytes.Equal(file[:headLen], k.logHead(generation, base)) {
		return 0, fmt.Errorf("the log is %w: its head does not belong to this journal", ErrDamaged)
	}
	return base, nil
}

// encodeFrame is the frame for a step that follows prevMAC.
func (k logKeys) encodeFrame(generation uint64, s step, prevMAC []byte) ([]byte, error) {
	meta := binary.BigEndian.AppendUint64(nil, uint64(s.at.Unix()))
	meta = binary.BigEndian.AppendUint32(meta, uint32(len(s.ops)))
	for _, o := range s.ops {
		meta = append(meta, byte(o.typ), byte(len(o.kind)))
		meta = append(meta, o.kind...)
		meta = append(meta, o.id[:]...)
		meta = binary.BigEndian.AppendUint64(meta, o.revision)
		meta = binary.BigEndian.AppendUint16(meta, o.schema)
		meta = binary.BigEndian.AppendUint32(meta, o.length)
	}
	sealed := crypto.Seal(k.meta, meta, k.metaContext(generation, s.counter))
	n := 4 + len(sealed) + len(s.payload)
	if n > MaxStep {
		return nil, ErrTooLarge
	}
	f := make([]byte, 0, frameHead+n+macLen)
	f = append(f, frameMagic...)
	f = binary.BigEndian.AppendUint32(f, uint32(n))
	f = binary.BigEndian.AppendUint64(f, s.counter)
	f = binary.BigEndian.AppendUint32(f, uint32(len(sealed)))
	f = append(f, sealed...)
	f = append(f, s.payload...)
	return append(f, k.mac(prevMAC, f)...), nil
}

// frameAt says where the frame at offset ends, if one could be there.
func frameAt(file []byte, off int) (end int, counter uint64, ok bool) {
	if off+frameHead+macLen > len(file) || string(file[off:off+4]) != frameMagic {
		return 0, 0, false
	}
	n := binary.BigEndian.Uint32(file[off+4:])
	if n < 4 || n > MaxStep || off+frameHead+int(n)+macLen > len(file) {
		return 0, 0, false
	}
	return off + frameHead + int(n) + macLen, binary.BigEndian.Uint64(file[off+8:]), true
}

// frameHolds checks a frame's mac; the mac before it stands just before it.
func (k logKeys) frameHolds(file []byte, off, end int) bool {
	return hmac.Equal(k.mac(file[off-macLen:off], file[off:end-macLen]), file[end-macLen:end])
}

// decodeFrame takes apart a frame whose mac holds.
func (k logKeys) decodeFrame(generation uint64, file []byte, off, end int) (step, error) {
	bad := fmt.Errorf("a step of the log is %w", ErrDamaged)
	s := step{counter: binary.BigEndian.Uint64(file[off+8:])}
	body := file[off+frameHead : end-macLen]
	n := int(binary.BigEndian.Uint32(body))
	if n > len(body)-4 {
		return s, bad
	}
	meta, err := crypto.Open(k.meta, body[4:4+n], k.metaContext(generation, s.counter))
	if err != nil || len(meta) < 12 {
		return s, bad
	}
	s.payload = body[4+n:]
	s.payloadAt = int64(off + frameHead + 4 + n)
	s.at = time.Unix(int64(binary.BigEndian.Uint64(meta)), 0)
	count := int(binary.BigEndian.Uint32(meta[8:]))
	meta = meta[12:]
	total := 0
	s.ops = make([]op, 0, min(count, len(meta)/32))
	for range count {
		if len(meta) < 2 || len(meta) < 2+int(meta[1])+16+8+2+4 {
			return s, bad
		}
		o := op{typ: opType(meta[0])}
		o.kind, meta = string(meta[2:2+int(meta[1])]), meta[2+int(meta[1]):]
		o.id, meta = ID(meta[:16]), meta[16:]
		o.revision, meta = binary.BigEndian.Uint64(meta), meta[8:]
		o.schema, meta = binary.BigEndian.Uint16(meta), meta[2:]
		o.length, meta = binary.BigEndian.Uint32(meta), meta[4:]
		total += int(o.length)
		if total > len(s.payload) {
			return s, bad
		}
		s.ops = append(s.ops, o)
	}
	if len(meta) != 0 || total != len(s.payload) {
		return s, bad
	}
	return s, nil
}

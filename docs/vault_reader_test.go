package docs_test

// A reader of the journal's folder, written from FORMAT.md section 1 alone. It
// uses nothing of this project.

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
)

// revision is one revision of a record, opened.
type revision struct {
	kind   string
	number uint64
	schema uint16
	data   []byte
}

// folder is all that a journal's folder holds: the revisions of each record that
// is there, oldest first.
type folder struct {
	dir        string
	vaultID    []byte
	kind       string
	generation uint64
	epoch      uint32
	records    map[string][]revision
}

// header is the value of "header" in vault.json (1.2).
type header struct {
	Format     string `json:"format"`
	Major      int    `json:"major"`
	Minor      int    `json:"minor"`
	VaultID    string `json:"vault_id"`
	Kind       string `json:"kind"`
	Serial     uint64 `json:"serial"`
	Generation uint64 `json:"generation"`
	Epoch      uint32 `json:"epoch"`
	EpochKey   string `json:"epoch_key"`
	Slots      []slot `json:"slots"`
}

// slot is one way to the master key (1.3).
type slot struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	KDF  struct {
		Algorithm string `json:"algorithm"`
		T         uint32 `json:"t"`
		MKiB      uint32 `json:"m_kib"`
		P         uint8  `json:"p"`
		Salt      string `json:"salt"`
	} `json:"kdf"`
	Wrapped string `json:"wrapped"`
}

var errWrongSecret = errors.New("no slot opens")

// readFolder reads everything, with the secret of one kind of slot.
func readFolder(dir, slotKind string, secret []byte) (*folder, error) {
	file, err := os.ReadFile(filepath.Join(dir, "vault.json"))
	if err != nil {
		return nil, err
	}
	h, raw, mac, err := parseHeader(file)
	if err != nil {
		return nil, err
	}
	vaultID, err := hex.DecodeString(h.VaultID)
	if err != nil {
		return nil, err
	}
	master, err := openSlots(h, vaultID, slotKind, secret)
	if err != nil {
		return nil, err
	}
	if !hmac.Equal(mac, macOf(subkey(master, "header"), raw)) {
		return nil, errors.New("the header's MAC does not hold")
	}
	epochKey, err := unseal(subkey(master, "epoch"), unbase64(h.EpochKey), context("afterglow/epoch/v1", vaultID, u32(h.Epoch)))
	if err != nil {
		return nil, err
	}
	log, err := os.ReadFile(filepath.Join(dir, "log", fmt.Sprintf("%016x.log", h.Generation)))
	if err != nil {
		return nil, err
	}
	f := &folder{dir, vaultID, h.Kind, h.Generation, h.Epoch, map[string][]revision{}}
	return f, f.readLog(log, master, vaultID, epochKey)
}

// parseHeader checks the envelope (1.2).
func parseHeader(file []byte) (h header, raw, mac []byte, err error) {
	var envelope struct {
		Header   json.RawMessage `json:"header"`
		MAC      string          `json:"mac"`
		Checksum string          `json:"checksum"`
	}
	if err := json.Unmarshal(file, &envelope); err != nil {
		return h, nil, nil, err
	}
	raw = envelope.Header
	if mac, err = hex.DecodeString(envelope.MAC); err != nil {
		return h, nil, nil, err
	}
	sum := sha256.Sum256(append(bytes.Clone(raw), mac...))
	if hex.EncodeToString(sum[:]) != envelope.Checksum {
		return h, nil, nil, errors.New("the header's checksum does not hold")
	}
	want := fmt.Sprintf("{\"header\":%s,\"mac\":\"%s\",\"checksum\":\"%s\"}\n", raw, envelope.MAC, envelope.Checksum)
	if string(file) != want {
		return h, nil, nil, errors.New("the header's file is not canonical")
	}
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&h); err != nil {
		return h, nil, nil, err
	}
	canonical, err := json.Marshal(h)
	if err == nil && (!bytes.Equal(canonical, raw) || h.Format != "afterglow-vault" || h.Major != 1 || h.Minor > 1) {
		err = errors.New("the header is not of this version")
	}
	return h, raw, mac, err
}

// openSlots gives the master key (1.3).
func openSlots(h header, vaultID []byte, kind string, secret []byte) ([]byte, error) {
	for _, s := range h.Slots {
		if s.Kind != kind || s.KDF.Algorithm != "argon2id" {
			continue
		}
		salt := unbase64(s.KDF.Salt)
		key := argon2.IDKey(secret, salt, s.KDF.T, s.KDF.MKiB, s.KDF.P, 32)
		master, err := unseal(key, unbase64(s.Wrapped), context("afterglow/slot/v1", vaultID, []byte(s.ID), []byte(s.Kind),
			[]byte(s.KDF.Algorithm), u32(s.KDF.T), u32(s.KDF.MKiB), []byte{s.KDF.P}, salt))
		if err == nil {
			return master, nil
		}
	}
	return nil, errWrongSecret
}

// readLog reads the head and every frame (1.5). Whatever does not hold is an error.
func (f *folder) readLog(log, master, vaultID, epochKey []byte) error {
	chain, metaKey := subkey(master, "log-chain"), subkey(master, "log-meta")
	if len(log) < 72 || string(log[:8]) != "AGLOG\x01\r\n" || !bytes.Equal(log[8:24], vaultID) ||
		binary.BigEndian.Uint64(log[24:]) != f.generation || !hmac.Equal(log[40:72], macOf(chain, log[:40])) {
		return errors.New("the log's head does not hold")
	}
	counter := binary.BigEndian.Uint64(log[32:])
	for at := 72; at < len(log); {
		counter++
		if len(log) < at+16 || string(log[at:at+4]) != "AGFR" || binary.BigEndian.Uint64(log[at+8:]) != counter {
			return fmt.Errorf("no frame %d at byte %d", counter, at)
		}
		end := at + 16 + int(binary.BigEndian.Uint32(log[at+4:]))
		if len(log) < end+32 || !hmac.Equal(log[end:end+32], macOf(chain, log[at-32:at], log[at:end])) {
			return fmt.Errorf("frame %d does not hold", counter)
		}
		body := log[at+16 : end]
		n := 4 + binary.BigEndian.Uint32(body)
		meta, err := unseal(metaKey, body[4:n], context("afterglow/log-meta/v1", vaultID, u64(f.generation), u64(counter)))
		if err != nil {
			return err
		}
		if err := f.step(meta, body[n:], vaultID, epochKey); err != nil {
			return err
		}
		at = end + 32
	}
	return nil
}

// step does what the operations of one step say.
func (f *folder) step(meta, payload, vaultID, epochKey []byte) error {
	count := binary.BigEndian.Uint32(meta[8:])
	meta = meta[12:]
	for range count {
		typ, n := meta[0], int(meta[1])
		kind, rest := string(meta[2:2+n]), meta[2+n:]
		id := rest[:16]
		number, schema := binary.BigEndian.Uint64(rest[16:]), binary.BigEndian.Uint16(rest[24:])
		length := binary.BigEndian.Uint32(rest[26:])
		meta = rest[30:]
		part := payload[:length]
		payload = payload[length:]
		switch name := hex.EncodeToString(id); typ {
		case 1:
			parts := [][]byte{vaultID, []byte(kind), id, u64(number), binary.BigEndian.AppendUint16(nil, schema)}
			data, err := f.record(part, epochKey, parts)
			if err != nil {
				return fmt.Errorf("%s %s: %w", kind, name, err)
			}
			f.records[name] = append(f.records[name], revision{kind, number, schema, data})
		case 2:
			delete(f.records, name)
		case 3:
			if kind != "store-closed" || length != 32 {
				return fmt.Errorf("an unknown note %q", kind)
			}
		default:
			return fmt.Errorf("an unknown operation %d", typ)
		}
	}
	if len(meta) != 0 || len(payload) != 0 {
		return errors.New("a step is longer than its operations")
	}
	return nil
}

// record opens a sealed record (1.6).
func (f *folder) record(sealed, epochKey []byte, parts [][]byte) ([]byte, error) {
	if len(sealed) < 77 || sealed[0] != 1 || binary.BigEndian.Uint32(sealed[1:]) != f.epoch {
		return nil, errors.New("not a sealed record of this epoch")
	}
	dataKey, err := unseal(epochKey, sealed[5:77], context("afterglow/data-key/v1", parts...))
	if err != nil {
		return nil, err
	}
	padded, err := unseal(dataKey, sealed[77:], context("afterglow/record/v1", parts...))
	if err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint32(padded)) + 4
	size := 256
	if n > size {
		e := bits.Len(uint(n)) - 1
		step := 1 << (e - bits.Len(uint(e)))
		size = (n + step - 1) / step * step
	}
	if len(padded) != size || len(bytes.Trim(padded[n:], "\x00")) != 0 {
		return nil, errors.New("the padding is not Padmé")
	}
	return padded[4:n], nil
}

// attachment reads the file of a record of kind blob (1.12).
func (f *folder) attachment(id string) ([]byte, error) {
	var key struct {
		Key    []byte `json:"key"`
		Size   int    `json:"size"`
		SHA256 string `json:"sha256"`
	}
	list := f.records[id]
	if len(list) == 0 || list[0].kind != "blob" {
		return nil, errors.New("no such attachment")
	}
	if err := json.Unmarshal(list[len(list)-1].data, &key); err != nil {
		return nil, err
	}
	name, err := hex.DecodeString(id)
	if err != nil {
		return nil, err
	}
	file, err := os.ReadFile(filepath.Join(f.dir, "blobs", id))
	if err != nil {
		return nil, err
	}
	const part = 64<<10 + 40
	parts := max(1, (key.Size+64<<10-1)/(64<<10))
	if len(file) != 8+key.Size+40*parts || string(file[:8]) != "AGBLOB\x01\n" {
		return nil, errors.New("the file is not of that size")
	}
	var out []byte
	for n := range parts {
		last := byte(0)
		if n == parts-1 {
			last = 1
		}
		sealed := file[8+n*part : min(len(file), 8+(n+1)*part)]
		plain, err := unseal(key.Key, sealed, context("afterglow/blob/v1", f.vaultID, name, u64(uint64(n)), []byte{last}))
		if err != nil {
			return nil, err
		}
		out = append(out, plain...)
	}
	if sum := sha256.Sum256(out); hex.EncodeToString(sum[:]) != key.SHA256 {
		return nil, errors.New("the hash does not hold")
	}
	return out, nil
}

// The primitives (1.1).

func unseal(key, sealed, associated []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil || len(sealed) < 40 {
		return nil, errors.New("nothing to open")
	}
	return aead.Open(nil, sealed[:24], sealed[24:], associated)
}

func context(label string, parts ...[]byte) []byte {
	out := append(u64(uint64(len(label))), label...)
	for _, p := range parts {
		out = append(append(out, u64(uint64(len(p)))...), p...)
	}
	return out
}

func subkey(master []byte, purpose string) []byte {
	key, err := hkdf.Key(sha256.New, master, nil, "afterglow/v1/"+purpose, 32)
	if err != nil {
		panic(err)
	}
	return key
}

func macOf(key []byte, parts ...[]byte) []byte {
	m := hmac.New(sha256.New, key)
	for _, p := range parts {
		m.Write(p)
	}
	return m.Sum(nil)
}

func u32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
func u64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// unbase64 gives nothing for what is not base64, and nothing opens then.
func unbase64(s string) []byte {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil
	}
	return b
}

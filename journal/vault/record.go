package vault

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"afterglow/crypto"
)

// ID names a record: 128 random bits.
type ID [16]byte

// NewID draws a fresh id.
func NewID() ID { return ID(crypto.NewKey()[:16]) }

// ParseID reads 32 hexadecimal digits.
func ParseID(s string) (ID, error) {
	var id ID
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(id) {
		return id, fmt.Errorf("%q is not an id: an id has 32 hexadecimal digits", s)
	}
	copy(id[:], b)
	return id, nil
}

// String is the id as 32 hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// Record is one revision of one thing, in clear. Data belongs to the caller.
type Record struct {
	Kind     string
	ID       ID
	Revision uint64
	Schema   uint16
	Data     []byte
}

// A sealed record is
//
//	version 1 ‖ epoch u32 ‖ data key sealed under the epoch key (72) ‖ padded data sealed under the data key
//
// The data key is new for every revision. Both seals bind the vault, the kind,
// the id, the revision and the schema.
const (
	recordVersion = 1
	wrappedKeyLen = 24 + 32 + 16
	recordHead    = 1 + 4 + wrappedKeyLen
)

func recordContext(label string, vaultID []byte, r Record) []byte {
	return crypto.Context(label, vaultID, []byte(r.Kind), r.ID[:],
		binary.BigEndian.AppendUint64(nil, r.Revision), binary.BigEndian.AppendUint16(nil, r.Schema))
}

// sealRecord seals r under the epoch's key.
func sealRecord(vaultID, epochKey []byte, epoch uint32, r Record) []byte {
	dataKey := crypto.NewKey()
	defer crypto.Wipe(dataKey)
	padded := crypto.Pad(r.Data)
	out := append([]byte{recordVersion}, binary.BigEndian.AppendUint32(nil, epoch)...)
	out = append(out, crypto.Seal(epochKey, dataKey, recordContext("afterglow/data-key/v1", vaultID, r))...)
	out = append(out, crypto.Seal(dataKey, padded, recordContext("afterglow/record/v1", vaultID, r))...)
	crypto.Wipe(padded)
	return out
}

// openRecord is the reverse; r names what is expected, its Data is ignored.
func openRecord(vaultID, epochKey []byte, epoch uint32, r Record, sealed []byte) ([]byte, error) {
	dataKey, err := openDataKey(vaultID, epochKey, epoch, r, sealed)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(dataKey)
	padded, err := crypto.Open(dataKey, sealed[recordHead:], recordContext("afterglow/record/v1", vaultID, r))
	if err != nil {
		return nil, fmt.Errorf("a record is %w", ErrDamaged)
	}
	data, err := crypto.Unpad(padded)
	if err != nil {
		return nil, fmt.Errorf("a record is %w", ErrDamaged)
	}
	return data, nil
}

func openDataKey(vaultID, epochKey []byte, epoch uint32, r Record, sealed []byte) ([]byte, error) {
	if len(sealed) < recordHead || sealed[0] != recordVersion || binary.BigEndian.Uint32(sealed[1:5]) != epoch {
		return nil, fmt.Errorf("a record is %w", ErrDamaged)
	}
	key, err := crypto.Open(epochKey, sealed[5:recordHead], recordContext("afterglow/data-key/v1", vaultID, r))
	if err != nil {
		return nil, fmt.Errorf("a record is %w", ErrDamaged)
	}
	return key, nil
}

// rewrapRecord puts the record's data key under another epoch's key and leaves
// the sealed data as it is.
func rewrapRecord(vaultID, oldKey []byte, oldEpoch uint32, newKey []byte, newEpoch uint32, r Record, sealed []byte) ([]byte, error) {
	dataKey, err := openDataKey(vaultID, oldKey, oldEpoch, r, sealed)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(dataKey)
	out := append([]byte{recordVersion}, binary.BigEndian.AppendUint32(nil, newEpoch)...)
	out = append(out, crypto.Seal(newKey, dataKey, recordContext("afterglow/data-key/v1", vaultID, r))...)
	return append(out, sealed[recordHead:]...), nil
}

package crypto_test

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"

	"afterglow/crypto"
)

// ageVector is one of the files with which age's authors try every program that
// reads age.
type ageVector struct {
	expect     string
	payload    string // hash of what is in it
	passphrase string
	identities []string
	armoured   bool
	file       []byte
}

func readVector(t *testing.T, b []byte) (v ageVector) {
	t.Helper()
	packed := false
	for {
		line, rest, ok := bytes.Cut(b, []byte("\n"))
		if !ok {
			t.Fatal("a vector without a file")
		}
		b = rest
		if len(line) == 0 {
			break
		}
		switch key, value, _ := strings.Cut(string(line), ": "); key {
		case "expect":
			v.expect = value
		case "payload":
			v.payload = value
		case "passphrase":
			v.passphrase = value
		case "identity":
			v.identities = append(v.identities, value)
		case "armored":
			v.armoured = true
		case "compressed":
			packed = true
		}
	}
	if v.file = b; packed {
		r, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if v.file, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// What must open opens, what must fail fails, and as what it should.
func TestAgesOwnVectors(t *testing.T) {
	list, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, f := range list {
		t.Run(f.Name(), func(t *testing.T) {
			b, err := fs.ReadFile(agetest.Vectors, f.Name())
			if err != nil {
				t.Fatal(err)
			}
			v := readVector(t, b)
			var key crypto.FileKey
			switch {
			case v.passphrase != "":
				key = crypto.PassphraseKey([]byte(v.passphrase))
			case len(v.identities) > 0:
				key = keyOf(t, v.identities...)
			default: // a file no key opens
				key = newIdentity(t).FileKey()
			}
			plain, err := openAll(v.file, key)
			want := map[string]error{
				"success": nil, "no match": crypto.ErrWrongKey, "HMAC failure": crypto.ErrDamaged,
				"header failure": crypto.ErrDamaged, "payload failure": crypto.ErrDamaged,
			}[v.expect]
			switch {
			case v.armoured: // a sealed file is never armoured
				want = crypto.ErrDamaged
			case f.Name() == "scrypt_work_factor_23" || f.Name() == "scrypt_work_factor_overflow":
				want = crypto.ErrAbsurdWork
			}
			if !errors.Is(err, want) || want == nil && err != nil {
				t.Fatalf("%s: %v, want %v", v.expect, err, want)
			}
			if want == nil {
				opened++
				if sum := sha256.Sum256(plain); hex.EncodeToString(sum[:]) != v.payload {
					t.Error("something else is in it")
				}
			}
		})
	}
	if opened < 15 {
		t.Errorf("only %d of %d vectors were opened", opened, len(list))
	}
}

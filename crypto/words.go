package crypto

import (
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"math/big"
	"strings"
	"sync"
)

//go:embed wordlist/bip39-english.txt
var bip39Text string

//go:embed wordlist/eff-large.txt
var effText string

// The two lists; wordlist/LICENSES.txt says where they come from.
var (
	fingerprintList = sync.OnceValue(func() []string { return strings.Fields(bip39Text) })
	passphraseList  = sync.OnceValue(func() []string { return strings.Fields(effText) })
)

const (
	fingerprintWords = 8
	fingerprintBits  = 11 // of 2,048 words
	passphraseWords  = 6
)

// NewSixWords returns a random passphrase to offer: six words of the EFF's
// large list with spaces between, 77 bits.
func NewSixWords() string {
	list := passphraseList()
	size := big.NewInt(int64(len(list)))
	words := make([]string, passphraseWords)
	for i := range words {
		n, err := rand.Int(rand.Reader, size)
		if err != nil {
			panic("crypto: the system has no randomness: " + err.Error())
		}
		words[i] = list[n.Int64()]
	}
	return strings.Join(words, " ")
}

// FingerprintWords returns eight words that two people can compare aloud: the
// first 88 bits of SHA-256 of the public key, eleven bits a word, from the
// 2,048 English words of BIP 39.
func FingerprintWords(publicKey []byte) []string {
	digest := sha256.Sum256(publicKey)
	return digestWords(digest[:])
}

// digestWords reads the words off the front of a SHA-256 digest.
func digestWords(digest []byte) []string {
	list := fingerprintList()
	bits := new(big.Int).SetBytes(digest[:fingerprintWords*fingerprintBits/8])
	words := make([]string, fingerprintWords)
	mask := big.NewInt(1<<fingerprintBits - 1)
	for i := range words {
		shift := uint(fingerprintBits * (fingerprintWords - 1 - i))
		index := new(big.Int).Rsh(bits, shift)
		words[i] = list[index.And(index, mask).Int64()]
	}
	return words
}

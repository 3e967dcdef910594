package crypto

import (
	"crypto/rand"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/crypto/argon2"
)

// Argon2id is the one algorithm that stretches passphrases (RFC 9106).
const Argon2id = "argon2id"

// The bounds of [KDF.Check] and the steps of [CalibratedKDF]. The lower bound
// is OWASP's least setting (2 passes, 19 MiB, 1 lane); the floor for new
// journals is the second choice of RFC 9106, section 4.
const (
	minTime, maxTime           = 2, 16
	minMemoryKiB, maxMemoryKiB = 19 << 10, 1 << 20
	minThreads, maxThreads     = 1, 8
	minSalt, maxSalt           = 16, 32

	floorTime, floorMemoryKiB, floorThreads = 3, 64 << 10, 4
	calibratedMemoryKiB                     = 256 << 10

	newSaltSize = 16

	// From this much memory on, Derive gives it back to the system at once.
	returnMemoryKiB = 32 << 10
)

// KDF says how a secret is stretched into a key. It is not secret and is kept
// beside what it protects.
type KDF struct {
	Algorithm string `json:"algorithm"` // "argon2id"
	Time      uint32 `json:"t"`         // passes over the memory, 2 to 16
	MemoryKiB uint32 `json:"m_kib"`     // KiB, from 19 MiB to 1 GiB or half of the machine's memory
	Threads   uint8  `json:"p"`         // lanes, 1 to 8
	Salt      []byte `json:"salt"`      // 16 to 32 random bytes
}

// Check reports whether the parameters are within bounds, without doing any of
// the work: [ErrTooWeak] below them, or for another algorithm, [ErrAbsurdWork]
// above them.
func (k KDF) Check() error {
	return k.check(memoryLimitKiB())
}

// check is Check on a machine that may spend limitKiB.
func (k KDF) check(limitKiB uint64) error {
	switch {
	case k.Algorithm != Argon2id:
		return fmt.Errorf("%w: the only known algorithm is %s", ErrTooWeak, Argon2id)
	case k.Time < minTime:
		return fmt.Errorf("%w: t is %d, at least %d is needed", ErrTooWeak, k.Time, minTime)
	case k.MemoryKiB < minMemoryKiB:
		return fmt.Errorf("%w: memory is %d KiB, at least %d is needed", ErrTooWeak, k.MemoryKiB, minMemoryKiB)
	case k.Threads < minThreads:
		return fmt.Errorf("%w: p is %d, at least %d is needed", ErrTooWeak, k.Threads, minThreads)
	case len(k.Salt) < minSalt:
		return fmt.Errorf("%w: the salt has %d bytes, at least %d are needed", ErrTooWeak, len(k.Salt), minSalt)
	case k.Time > maxTime:
		return fmt.Errorf("%w: t is %d, at most %d is accepted", ErrAbsurdWork, k.Time, maxTime)
	case uint64(k.MemoryKiB) > limitKiB:
		return fmt.Errorf("%w: memory is %d KiB, at most %d is accepted on this machine", ErrAbsurdWork, k.MemoryKiB, limitKiB)
	case k.Threads > maxThreads:
		return fmt.Errorf("%w: p is %d, at most %d is accepted", ErrAbsurdWork, k.Threads, maxThreads)
	case len(k.Salt) > maxSalt:
		return fmt.Errorf("%w: the salt has %d bytes, at most %d are accepted", ErrAbsurdWork, len(k.Salt), maxSalt)
	}
	return nil
}

// memoryLimitKiB is the most that a foreign file may ask for here: 1 GiB, or
// half of the machine's memory where that is less.
func memoryLimitKiB() uint64 {
	limit := uint64(maxMemoryKiB)
	if total := machineMemory(); total > 0 {
		limit = min(limit, total/2/1024)
	}
	return limit
}

// Derive stretches secret into a 32-byte key, after [KDF.Check]. It takes from
// a few milliseconds to several seconds: never call it on a window's thread.
// The caller owns and wipes the key.
func (k KDF) Derive(secret []byte) ([]byte, error) {
	if err := k.Check(); err != nil {
		return nil, err
	}
	key := argon2.IDKey(secret, k.Salt, k.Time, k.MemoryKiB, k.Threads, KeySize)
	if k.MemoryKiB > returnMemoryKiB {
		debug.FreeOSMemory() // collects garbage first; the pages come back zeroed
	}
	return key, nil
}

// FloorKDF returns the weakest parameters a new journal gets, with a fresh
// salt: 3 passes, 64 MiB, 4 lanes.
func FloorKDF() KDF {
	return newKDF(floorTime, floorMemoryKiB, floorThreads)
}

// CheapestKDF returns the weakest parameters that [KDF.Check] allows, with a
// fresh salt: 2 passes, 19 MiB, 1 lane. For trial vaults and tests, where
// nothing is at stake.
func CheapestKDF() KDF {
	return newKDF(minTime, minMemoryKiB, minThreads)
}

// CalibratedKDF returns parameters with a fresh salt that keep this machine
// busy for about target and not longer, but never less than [FloorKDF]. It
// measures the floor once, then doubles the memory, to 256 MiB at most.
func CalibratedKDF(target time.Duration) KDF {
	k := FloorKDF()
	started := time.Now()
	key, err := k.Derive(make([]byte, KeySize))
	if err != nil {
		return k
	}
	Wipe(key)
	k.MemoryKiB = calibratedMemory(time.Since(started), target, memoryLimitKiB())
	return k
}

// calibratedMemory doubles the floor's memory, which took floor, while twice
// the time is still within target and twice the memory within both limits.
func calibratedMemory(floor, target time.Duration, limitKiB uint64) uint32 {
	memory := uint32(floorMemoryKiB)
	for floor *= 2; floor <= target && memory*2 <= calibratedMemoryKiB && uint64(memory)*2 <= limitKiB; floor *= 2 {
		memory *= 2
	}
	return memory
}

func newKDF(time, memoryKiB uint32, threads uint8) KDF {
	salt := make([]byte, newSaltSize)
	rand.Read(salt)
	return KDF{Algorithm: Argon2id, Time: time, MemoryKiB: memoryKiB, Threads: threads, Salt: salt}
}

package bench

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
)

// The journal that everything is measured on: one entry a day, words drawn with
// Zipf-like weights, a rare word in five entries and a common one in about 4,700.
const (
	entryCount = 10_000
	rareWord   = "zephyrwick"
	commonWord = "remember"
)

var passphrase = []byte("correct horse battery staple")

// corpus makes the same entries every time.
func corpus() []journal.Entry {
	rng := rand.New(rand.NewPCG(20260419, 1))
	vocabulary := make([]string, 4100)
	cumulative := make([]float64, len(vocabulary))
	sum := 0.0
	for i := range vocabulary {
		n := 2 + rng.IntN(4)
		if i >= 100 {
			n = 4 + rng.IntN(7)
		}
		w := make([]byte, n)
		for k := range w {
			w[k] = "etaoinshrdlucmfwypvbgkjqxz"[min(rng.IntN(26), rng.IntN(26))]
		}
		vocabulary[i] = string(w)
		sum += 1 / math.Pow(float64(i+2), 1.05)
		cumulative[i] = sum
	}
	word := func() string {
		at := rng.Float64() * sum
		lo, hi := 0, len(cumulative)-1
		for lo < hi {
			if mid := (lo + hi) / 2; cumulative[mid] < at {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return vocabulary[lo]
	}
	day := time.Date(1997, 1, 1, 21, 0, 0, 0, time.UTC)
	out := make([]journal.Entry, entryCount)
	for i := range out {
		var b strings.Builder
		for n := range 200 + rng.IntN(100) {
			switch {
			case n > 0 && n%70 == 0:
				b.WriteString(".\n\n")
			case n > 0 && n%12 == 0:
				b.WriteString(". ")
			case n > 0:
				b.WriteByte(' ')
			}
			b.WriteString(word())
		}
		if rng.Float64() < 0.4708 {
			b.WriteString(" and " + commonWord + " it")
		}
		if i%2000 == 777 {
			b.WriteString(" " + rareWord)
		}
		var tags []string
		for range 1 + rng.IntN(4) {
			tags = append(tags, fmt.Sprintf("tag%d", rng.IntN(16)))
		}
		out[i] = journal.Entry{Title: "Day " + vocabulary[100+rng.IntN(4000)], Tags: tags, OccurredAt: journal.At(day.AddDate(0, 0, i)),
			Sections: []journal.Section{{Key: "text", Text: b.String()}}}
	}
	return out
}

// filled is a closed journal of the corpus, made once, and the bytes of its text.
func filled(b *testing.B) (dir string, text int) {
	b.Helper()
	dir = filepath.Join(shared, "journal")
	entries := corpus()
	for _, e := range entries {
		text += len(e.Text())
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, text
	}
	ctx := context.Background()
	j, _, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: passphrase, KDF: crypto.CheapestKDF()})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(entries); i += 50 { // as written over the years, and imported
		if _, err := j.SaveEntries(ctx, entries[i:min(i+50, len(entries))]); err != nil {
			b.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		b.Fatal(err)
	}
	return dir, text
}

func opened(b *testing.B, dir string) *journal.Journal {
	b.Helper()
	j, err := journal.Open(context.Background(), dir, passphrase, journal.OpenOptions{})
	if err != nil {
		b.Fatal(err)
	}
	return j
}

// shared is the folder of this run.
var shared string

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir)
		return
	}
	var err error
	if shared, err = os.MkdirTemp("", "afterglow-bench"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(shared)
	os.Exit(code)
}

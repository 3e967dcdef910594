package bench

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/chacha20poly1305"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/search"
)

// report prints the median of ours beside the floor's and the goal.
func report(b *testing.B, ours, floor []time.Duration, goal time.Duration) {
	b.Helper()
	o, f := median(ours), median(floor)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(o), "ms")
	b.ReportMetric(ms(f), "floor-ms")
	b.ReportMetric(float64(o)/float64(f), "ratio")
	if goal > 0 {
		b.ReportMetric(ms(goal), "goal-ms")
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func median(d []time.Duration) time.Duration {
	sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
	return d[len(d)/2]
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// BenchmarkUnlock is from the passphrase to the rows of the timeline, without
// the key derivation. Floor: reading the log and decrypting as many bytes.
func BenchmarkUnlock(b *testing.B) {
	dir, _ := filled(b)
	logs, _ := filepath.Glob(filepath.Join(dir, "log", "*.log"))
	kdf := crypto.CheapestKDF()
	aead, err := chacha20poly1305.NewX(make([]byte, chacha20poly1305.KeySize))
	if err != nil {
		b.Fatal(err)
	}
	var ours, floor []time.Duration
	for b.Loop() {
		b.StopTimer()
		derive := timed(func() { kdf.Derive(passphrase) })
		b.StartTimer()
		var j *journal.Journal
		rows := 0
		took := timed(func() {
			j = opened(b, dir)
			rows = len(j.Summaries(journal.Filter{}))
		})
		b.StopTimer()
		if rows != entryCount {
			b.Fatal("only ", rows, " rows")
		}
		j.Close()
		ours = append(ours, took-derive)
		var file, sealed []byte
		nonce := make([]byte, aead.NonceSize())
		read := timed(func() { file, err = os.ReadFile(logs[0]) })
		if err != nil {
			b.Fatal(err)
		}
		sealed = aead.Seal(nil, nonce, file, nil)
		floor = append(floor, read+timed(func() { _, err = aead.Open(file[:0], nonce, sealed, nil) }))
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		b.StartTimer()
	}
	report(b, ours, floor, 400*time.Millisecond)
}

// BenchmarkSearch is one keystroke. Floor: strings.Contains over the folded text.
func BenchmarkSearch(b *testing.B) {
	dir, _ := filled(b)
	j := opened(b, dir)
	defer j.Close()
	var folded []string
	for _, e := range corpus() {
		folded = append(folded, search.Fold(e.Title+"\n"+strings.Join(e.Tags, "\n")+"\n"+e.Text()))
	}
	for name, word := range map[string]string{"rare": rareWord, "common": commonWord} {
		b.Run(name, func(b *testing.B) {
			var ours, floor []time.Duration
			found, want := 0, 0
			for b.Loop() {
				ours = append(ours, timed(func() {
					hits, err := j.Search(context.Background(), word, journal.Filter{})
					if err != nil {
						b.Fatal(err)
					}
					found = len(hits)
				}))
				want = 0
				floor = append(floor, timed(func() {
					for _, f := range folded {
						if strings.Contains(f, word) {
							want++
						}
					}
				}))
			}
			if found != want {
				b.Fatalf("found %d of %d", found, want)
			}
			report(b, ours, floor, 30*time.Millisecond)
			b.ReportMetric(float64(found), "hits")
		})
	}
}

// BenchmarkSave is one durable save of an entry of 250 words. Floor: 4 KiB
// appended to a file in the same folder, and fsync.
func BenchmarkSave(b *testing.B) {
	dir, _ := filled(b)
	j := opened(b, dir)
	defer j.Close()
	e := corpus()[0]
	f, err := os.OpenFile(filepath.Join(dir, "floor"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	page := make([]byte, 4<<10)
	rand.Read(page)
	var ours, floor []time.Duration
	for b.Loop() {
		ours = append(ours, timed(func() { e, err = j.SaveEntry(context.Background(), e) }))
		if err != nil {
			b.Fatal(err)
		}
		floor = append(floor, timed(func() {
			if _, err = f.Write(page); err == nil {
				err = f.Sync()
			}
		}))
		if err != nil {
			b.Fatal(err)
		}
	}
	report(b, ours, floor, 3*median(floor))
}

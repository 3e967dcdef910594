package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"afterglow/journal"
)

// childDir, in the environment, makes this program a child that opens the
// journal there ("-" for none) and prints its memory.
const childDir = "AFTERGLOW_BENCH_CHILD"

// storeMemory is what the working store may use (the goal's 80 MB).
const storeMemory = 80_000_000

type usage struct {
	Heap uint64 // bytes in use on the heap
	RSS  uint64 // bytes resident
}

func child(dir string) {
	if dir != "-" {
		j, err := journal.Open(context.Background(), dir, passphrase, journal.OpenOptions{})
		if err == nil {
			_, err = j.Search(context.Background(), commonWord, journal.Filter{})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		defer j.Close()
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u := usage{Heap: m.HeapInuse}
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		var kib uint64
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kib); n == 1 {
			u.RSS = kib << 10
		}
	}
	json.NewEncoder(os.Stdout).Encode(u)
}

func measure(b *testing.B, dir string) (u usage) {
	b.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childDir+"="+dir)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err == nil {
		err = json.Unmarshal(out, &u)
	}
	if err != nil {
		b.Fatal(err)
	}
	return u
}

// BenchmarkMemory is what stays in use after unlocking and one search, in a
// process of its own. Floor: the same process that opens nothing. The goal adds
// 80 MB for the store and three times the text to it.
func BenchmarkMemory(b *testing.B) {
	dir, text := filled(b)
	for b.Loop() {
		bare, ours := measure(b, "-"), measure(b, dir)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(ours.Heap)/1e6, "heap-MB")
		b.ReportMetric(float64(ours.RSS)/1e6, "rss-MB")
		b.ReportMetric(float64(bare.RSS)/1e6, "floor-MB")
		b.ReportMetric(float64(ours.RSS-bare.RSS)/float64(text), "text-ratio")
		b.ReportMetric((float64(bare.RSS)+storeMemory+3*float64(text))/1e6, "goal-MB")
	}
}

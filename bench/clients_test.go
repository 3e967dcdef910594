package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
)

// The therapist's vault that is measured: every file has the entries of a week, about
// 250 words each, and of the last file two once more, one of them rewritten.
const (
	clientCount    = 200
	filesEach      = 20
	entriesPerFile = 7
)

// filledTherapist is a closed therapist's vault, made once.
func filledTherapist(b *testing.B) (dir string) {
	b.Helper()
	dir = filepath.Join(shared, "therapist")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	ctx := context.Background()
	j, _, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: passphrase, KDF: crypto.CheapestKDF(), Therapist: true})
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	c, err := clients.Of(j)
	if err != nil {
		b.Fatal(err)
	}
	reader, err := crypto.NewIdentity()
	if err != nil {
		b.Fatal(err)
	}
	texts := corpus()
	next := 0
	for n := range clientCount {
		keys, err := crypto.NewIdentity()
		if err != nil {
			b.Fatal(err)
		}
		var last []bundle.Entry
		for file := range filesEach {
			content := bundle.Content{MadeAt: journal.At(time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, 7*file)), Maker: bundle.Maker{Alias: fmt.Sprint("Client ", n)}}
			for range entriesPerFile {
				e := texts[next%len(texts)]
				content.Entries = append(content.Entries, bundle.Entry{ID: journal.ID(bundle.NewID()), Revision: 1, Kind: journal.KindFree,
					Title: e.Title, Tags: e.Tags, OccurredAt: e.OccurredAt, WrittenAt: e.OccurredAt, Sections: e.Sections})
				next++
			}
			fresh := content.Entries
			if last != nil {
				again := last[0]
				again.Revision, again.Title = 2, again.Title+", again"
				content.Entries = append(content.Entries, again, last[1])
			}
			last = fresh
			o := open(b, content, keys, reader)
			if _, err := c.Receive(ctx, o, "", clients.Choice{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return dir
}

// open is what a file of the content is once it was sealed and opened.
func open(b *testing.B, c bundle.Content, keys, reader *crypto.Identity) *bundle.Opened {
	b.Helper()
	var file bytes.Buffer
	if _, err := bundle.Seal(&file, c, nil, keys, bundle.To{Recipients: []string{reader.Recipient()}}); err != nil {
		b.Fatal(err)
	}
	o, err := bundle.Open(context.Background(), bytes.NewReader(file.Bytes()), int64(file.Len()), reader.FileKey(), []string{reader.Recipient()})
	if err != nil {
		b.Fatal(err)
	}
	return o
}

// BenchmarkUnlockTherapist is from the passphrase to the list of clients with their
// files, without the key derivation. Floor: reading the log.
func BenchmarkUnlockTherapist(b *testing.B) {
	dir := filledTherapist(b)
	logs, _ := filepath.Glob(filepath.Join(dir, "log", "*.log"))
	kdf := crypto.CheapestKDF()
	var ours, floor []time.Duration
	for b.Loop() {
		b.StopTimer()
		derive := timed(func() { kdf.Derive(passphrase) })
		b.StartTimer()
		var j *journal.Journal
		files := 0
		took := timed(func() {
			j = opened(b, dir)
			files = len(j.ReceivedFiles("")) + len(j.Clients())
		})
		b.StopTimer()
		if files != clientCount*filesEach+clientCount {
			b.Fatal("only ", files, " files")
		}
		j.Close()
		ours = append(ours, took-derive)
		floor = append(floor, timed(func() { os.ReadFile(logs[0]) }))
		b.StartTimer()
	}
	report(b, ours, floor, 2*time.Second)
}

// BenchmarkClientsPage is what a client's page shows: the story of 20 files. Floor:
// reading the files of their contents.
func BenchmarkClientsPage(b *testing.B) {
	j := opened(b, filledTherapist(b))
	defer j.Close()
	c, err := clients.Of(j)
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	list := j.Clients()
	var ours, floor []time.Duration
	for n := 0; b.Loop(); n++ {
		client := list[n%len(list)].ID
		ours = append(ours, timed(func() {
			s, err := c.Story(ctx, client)
			if err != nil || len(s.Content.Entries) != filesEach*entriesPerFile || len(s.Files) != filesEach {
				b.Fatal(len(s.Content.Entries), err)
			}
		}))
		floor = append(floor, timed(func() {
			for _, f := range j.ReceivedFiles(client) {
				for _, id := range f.Content {
					os.ReadFile(filepath.Join(shared, "therapist", "blobs", string(id)))
				}
			}
		}))
	}
	report(b, ours, floor, 100*time.Millisecond)
}

// BenchmarkClientsSearch is one keystroke over all clients, and the making of the
// index in memory before the first, with what it takes of the heap.
func BenchmarkClientsSearch(b *testing.B) {
	j := opened(b, filledTherapist(b))
	defer j.Close()
	ctx := context.Background()
	heap := func() uint64 {
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	b.Run("index", func(b *testing.B) {
		var ours []time.Duration
		var took uint64
		for b.Loop() {
			before := heap()
			c, err := clients.Of(j)
			if err != nil {
				b.Fatal(err)
			}
			ours = append(ours, timed(func() { err = c.Warm(ctx) }))
			if err != nil {
				b.Fatal(err)
			}
			took = heap() - before
			runtime.KeepAlive(c)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ms(median(ours)), "ms")
		b.ReportMetric(float64(took)/1e6, "heap-MB")
	})
	c, err := clients.Of(j)
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Warm(ctx); err != nil {
		b.Fatal(err)
	}
	for name, word := range map[string]string{"rare": rareWord, "common": commonWord} {
		b.Run(name, func(b *testing.B) {
			var ours []time.Duration
			for b.Loop() {
				ours = append(ours, timed(func() {
					if hits, err := c.Search(ctx, word, ""); err != nil || len(hits) == 0 {
						b.Fatal(len(hits), err)
					}
				}))
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(ms(median(ours)), "ms")
		})
	}
}

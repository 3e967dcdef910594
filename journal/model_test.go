package journal

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"afterglow/journal/search"
	"afterglow/journal/vault"
)

// TestModel runs random saves, trashings, emptyings and new starts against maps.
func TestModel(t *testing.T) {
	// One journal for all runs, each with a tag of its own: making one costs most.
	dir, n := filepath.Join(t.TempDir(), "j"), 0
	j, _ := fresh(t, dir)
	defer func() { j.Close() }()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		mine := fmt.Sprint("run ", n)
		model := map[ID]Entry{}
		pick := func(rt *rapid.T, trashed bool) (Entry, bool) {
			var ids []ID
			for id, e := range model {
				if e.TrashedAt.IsZero() != trashed {
					ids = append(ids, id)
				}
			}
			if len(ids) == 0 {
				return Entry{}, false
			}
			slices.Sort(ids)
			return model[ids[rapid.IntRange(0, len(ids)-1).Draw(rt, "entry")]], true
		}
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab é\n")), 1, 12, -1)
		rt.Repeat(map[string]func(*rapid.T){
			"write": func(rt *rapid.T) {
				e := Entry{Title: "t", Tags: []string{mine}, Sections: []Section{{Text: text.Draw(rt, "text")}},
					OccurredAt: when(rt, fmt.Sprintf("2026-01-%02d", rapid.IntRange(1, 28).Draw(rt, "day")))}
				e = save(rt, j, e)
				model[e.ID] = e
			},
			"edit": func(rt *rapid.T) {
				if e, ok := pick(rt, false); ok {
					e.Sections = []Section{{Text: text.Draw(rt, "text")}}
					model[e.ID] = save(rt, j, e)
				}
			},
			"trash": func(rt *rapid.T) {
				if e, ok := pick(rt, false); ok {
					if err := j.Trash(ctx, e.ID); err != nil {
						rt.Fatal(err)
					}
					model[e.ID], _ = j.Entry(ctx, e.ID)
				}
			},
			"untrash": func(rt *rapid.T) {
				if e, ok := pick(rt, true); ok {
					if err := j.Untrash(ctx, e.ID); err != nil {
						rt.Fatal(err)
					}
					model[e.ID], _ = j.Entry(ctx, e.ID)
				}
			},
			"empty the trash or start anew": func(rt *rapid.T) {
				switch rapid.IntRange(0, 29).Draw(rt, "which") {
				case 0:
					if _, err := j.EmptyTrash(ctx); err != nil {
						rt.Fatal(err)
					}
					maps.DeleteFunc(model, func(_ ID, e Entry) bool { return !e.TrashedAt.IsZero() })
				case 1:
					if err := j.Close(); err != nil {
						rt.Fatal(err)
					}
					j = reopen(rt, dir, OpenOptions{})
				}
			},
			"": func(rt *rapid.T) {
				for _, trash := range []bool{false, true} {
					want := 0
					for _, e := range model {
						if e.TrashedAt.IsZero() != trash {
							want++
						}
					}
					list := j.Summaries(Filter{Tag: mine, Trash: trash})
					if len(list) != want || !slices.IsSortedFunc(list, func(a, b Summary) int { return strings.Compare(b.OccurredAt.Wall(), a.OccurredAt.Wall()) }) {
						rt.Fatalf("%d listed, want %d", len(list), want)
					}
				}
				found := 0
				for id, e := range model {
					wantText(rt, j, id, e.Text())
					if e.TrashedAt.IsZero() && strings.Contains(search.Fold(e.Text()), "ab") {
						found++
					}
				}
				if hits, err := j.Search(ctx, "ab", Filter{Tag: mine}); err != nil || len(hits) != found {
					rt.Fatalf("%d found, want %d (%v)", len(hits), found, err)
				}
			},
		})
	})
}

func TestManyAtOnceUntilItIsClosed(t *testing.T) {
	j, dir := trial(t)
	shared := save(t, j, note("0"))
	var wg sync.WaitGroup
	var mu sync.Mutex
	saved := map[ID]string{}
	for w := range 4 {
		wg.Go(func() {
			for n := 0; ; n++ {
				text := fmt.Sprintf("worker %d writes %d", w, n)
				e, err := j.SaveEntry(ctx, note(text))
				if errors.Is(err, vault.ErrClosed) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				saved[e.ID] = text
				if len(saved) == 60 {
					wg.Go(func() { j.Close() })
				}
				mu.Unlock()
				if s, err := j.Entry(ctx, shared.ID); err == nil { // one entry, many hands
					s.Sections = []Section{{Text: text}}
					if _, err := j.SaveEntry(ctx, s); err != nil && !errors.Is(err, ErrStale) && !errors.Is(err, vault.ErrClosed) {
						t.Error(err)
					}
				}
				if _, err := j.Search(ctx, "writes", Filter{}); err != nil && !errors.Is(err, vault.ErrClosed) {
					t.Error(err)
				}
				_, _, _, _ = j.Summaries(Filter{}), j.Tags(), j.Sessions(), j.Settings()
			}
		})
	}
	wg.Wait()
	if n := len(j.Summaries(Filter{})); n != 0 {
		t.Fatalf("%d entries stayed in memory after Close", n)
	}
	j = reopen(t, dir, OpenOptions{ReadOnly: true})
	defer j.Close()
	for id, text := range saved {
		wantText(t, j, id, text)
	}
	if p := j.Problems(); len(p) != 0 {
		t.Fatal(p)
	}
}

package vault

import (
	"path/filepath"
	"testing"
	"time"
)

// A log that was written anew still tells when each record was saved, so that one
// that cannot be read is named by its day.
func TestRewritingKeepsWhenEachRecordWasSaved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids := filled(t, dir, 30)
	v := open(t, dir, Options{})
	days := map[ID]int64{}
	for i, id := range ids {
		day := time.Date(2026, 11, 1+i%20, 12, 0, 0, 0, time.UTC).Unix()
		v.index[id].versions[len(v.index[id].versions)-1].saved = day
		days[id] = day
	}
	for _, it := range v.index {
		for i := range it.versions[:len(it.versions)-1] {
			it.versions[i].saved = 0
		}
	}
	if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	for id, day := range days {
		if got := v.index[id].newest().saved; got != day {
			t.Errorf("saved on %v, now %v", time.Unix(day, 0), time.Unix(got, 0))
		}
		for i, ver := range v.index[id].versions[1:] {
			if ver.revision <= v.index[id].versions[i].revision {
				t.Error("revisions out of order")
			}
		}
	}
}

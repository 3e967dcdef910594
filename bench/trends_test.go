package bench

import (
	"testing"
	"time"

	"afterglow/journal/demo"
	"afterglow/journal/trend"
)

// BenchmarkTrends makes everything a page of trends shows of 2,000 check-ins and
// 200 responses, but the drawing. Floor: ordering as many moments on the wall.
func BenchmarkTrends(b *testing.B) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	l := demo.LongCourse(now, 2000, 200)
	var ours, floor []time.Duration
	for b.Loop() {
		ours = append(ours, timed(func() { trend.Of(l, trend.RangeAll, now) }))
		floor = append(floor, timed(func() {
			last := ""
			for range len(trend.CheckInFields) {
				for _, c := range l.CheckIns() {
					if wall := c.On.Wall(); wall > last {
						last = wall
					}
				}
			}
		}))
	}
	report(b, ours, floor, 50*time.Millisecond)
}

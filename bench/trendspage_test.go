package bench

import (
	"context"
	"testing"
	"time"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/trends"
	"afterglow/journal"
	"afterglow/journal/demo"
)

// read is a course that is only looked at.
type read struct{ *demo.Long }

func (read) SaveBaselines(context.Context, []journal.ID) error { return nil }

// BenchmarkTrendsPage is a press on another range of the Trends page, with 2,000
// check-ins and 200 responses: reckoning, figures, the objects of the window for
// them, and a picture of what is in sight by the software painter. Floor: a picture
// of the same page without its charts, as bare objects of the toolkit: the charts
// are to take under 50 ms more than that, however they are painted.
func BenchmarkTrendsPage(b *testing.B) {
	shell := pagetest.New(b, look.Settings{})
	page := trends.New(shell, read{demo.LongCourse(shell.Clock, 2000, 200)}, nil)
	shell.Show(page)
	everything, year := shell.Words().T("trend_range.all"), shell.Words().T("trend_range.year")
	pagetest.Press(b, page.Content(), everything)
	bare, drawn := withoutCharts(page.Content())
	defer bare.Close()
	var ours, arranged, floor []time.Duration
	for b.Loop() {
		pagetest.Press(b, page.Content(), year)
		arrange := timed(func() { pagetest.Press(b, page.Content(), everything) })
		arranged = append(arranged, arrange)
		ours = append(ours, arrange+timed(func() { shell.Win.Canvas().Capture() }))
		floor = append(floor, timed(func() { bare.Canvas().Capture() }))
	}
	report(b, ours, floor, median(floor)+50*time.Millisecond)
	b.ReportMetric(ms(median(arranged)), "arrange-ms")
	b.ReportMetric(float64(drawn), "objects")
}

package chart

import (
	"math"
	"time"
)

// dateTick is a date on the line below the plot.
type dateTick struct {
	at   Day
	text string
}

// mostTicks is more than any frame has room for.
const mostTicks = 200

// dateSteps are the ways to divide a time, the finest first. Each gives the
// first tick at or after a day, and from each tick the next.
var dateSteps = []struct {
	days   float64 // about
	layout string
	next   func(time.Time) time.Time // the first one after t
}{
	{1, "2 Jan", days(1)},
	{2, "2 Jan", days(2)},
	{7, "2 Jan", days(7)},
	{14, "2 Jan", days(14)},
	{30, "Jan", months(1)},
	{61, "Jan", months(2)},
	{91, "Jan", months(3)},
	{182, "Jan", months(6)},
	{365, "2006", months(12)},
	{730, "2006", months(24)},
	{1826, "2006", months(60)},
	{3652, "2006", months(120)},
	{7305, "2006", months(240)},
	{18262, "2006", months(600)},
	{36525, "2006", months(1200)},
}

// days steps by whole days; weeks begin on Mondays.
func days(n int) func(time.Time) time.Time {
	const monday = 4 // the fifth of January 1970
	return func(t time.Time) time.Time {
		day := int(math.Floor(float64(t.Unix())/86400)) - monday
		return time.Unix(int64(day-mod(day, n)+n+monday)*86400, 0).UTC()
	}
}

// months steps by whole months, counted from a January.
func months(n int) func(time.Time) time.Time {
	return func(t time.Time) time.Time {
		month := t.Year()*12 + int(t.Month()) - 1
		return time.Date(0, time.Month(month-mod(month, n)+n+1), 1, 0, 0, 0, 0, time.UTC)
	}
}

func mod(a, n int) int { return ((a % n) + n) % n }

// dateTicks looks for the most dates that fit between from and to: fits is asked
// for every way to divide the time that has more of them than the last that did.
func dateTicks(from, to Day, fits func([]dateTick) bool) {
	best := 0
	for _, s := range dateSteps {
		if float64(to-from)/s.days > mostTicks {
			continue
		}
		var ticks []dateTick
		year := math.MinInt
		for t := s.next(from.Time().Add(-time.Second)); At(t) <= to; t = s.next(t) {
			text := t.Format(s.layout)
			if t.Year() != year && s.layout != "2006" {
				text = t.Format(s.layout + " 2006")
			}
			year = t.Year()
			ticks = append(ticks, dateTick{At(t), text})
		}
		if len(ticks) > best && fits(ticks) {
			best = len(ticks)
		}
	}
}

// placeDates writes as many dates below the plot as have room.
func (d *plot) placeDates() {
	if d.bare || !d.series.dated {
		return
	}
	dateTicks(d.series.from, d.series.to, func(ticks []dateTick) bool {
		row := make([]placed, len(ticks))
		for i, t := range ticks {
			row[i] = d.frame.under(t.text, d.x(t.at), d.left, d.Width)
		}
		if !inRow(row, 1.2*d.frame.size()) || !d.inside(row) {
			return false
		}
		d.dates = row
		return true
	})
}

package chart

import (
	"math"
	"strconv"
	"time"
)

// Day is a moment in civil days since the first of January 1970: 0.5 is noon of
// that day, wherever it was noon.
type Day float64

// At is the moment that the calendar and the clock of t show.
func At(t time.Time) Day {
	y, m, d := t.Date()
	hour, minute, second := t.Clock()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400 // a whole number, also before 1970
	return Day(float64(midnight) + float64(hour*3600+minute*60+second)/86400)
}

// Time is the moment as a time in UTC, to the second.
func (d Day) Time() time.Time {
	return time.Unix(int64(math.Round(float64(d)*86400)), 0).UTC()
}

// sane says whether a calendar has the day: about 8,000 years either way.
func sane(d Day) bool { return d > -3e6 && d < 3e6 }

// date is the day as a reader reads it.
func (d Day) date() string { return d.Time().Format("2 January 2006") }

// civil is the number of the day alone.
func (d Day) civil() int { return int(math.Floor(float64(d) + 0.5/86400)) }

// number is a value as a reader reads it.
func number(v float64) string {
	v = math.Round(v*1e6) / 1e6
	if v == 0 {
		v = 0 // not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

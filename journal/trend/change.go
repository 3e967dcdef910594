package trend

import (
	"afterglow/assets"
	"afterglow/journal/measure"
)

// Change is how a score stands to the one at the beginning (domain.md §3.7).
type Change struct {
	Baseline, Score int
	Change          int // Score - Baseline; its meaning depends on the direction
	// PctDrop is the part of the baseline by which the score is lower, 0.5 being
	// half. It is known only where lower is better and the baseline is not 0.
	PctDrop      float64
	PctDropKnown bool
	// Noticeable: at least the smallest change that people notice, either way;
	// false where that is not known.
	Noticeable bool
	// HalfOrLess and BelowFive are terms of studies (response, remission); never
	// for the person's own screen outside the details.
	HalfOrLess bool
	BelowFive  bool
}

// Compare reckons a score of an instrument against its baseline. Both are as
// scores are shown.
func Compare(in measure.Instrument, baseline, score int) Change {
	c := Change{Baseline: baseline, Score: score, Change: score - baseline}
	c.Noticeable = in.SmallestChange > 0 && max(c.Change, -c.Change) >= in.SmallestChange
	if in.Direction != measure.LowerBetter {
		return c
	}
	if baseline != 0 {
		c.PctDrop, c.PctDropKnown = float64(baseline-score)/float64(baseline), true
	}
	from := in.Research.HalfFromBaseline
	c.HalfOrLess = from > 0 && baseline >= from && 2*(baseline-score) >= baseline
	c.BelowFive = in.Research.Below > 0 && score < in.Research.Below
	return c
}

// Higher says whether a score is so much above the one before that the neutral
// line of domain.md §4.4 is said.
func Higher(in measure.Instrument, previous, score int) bool {
	return in.NoticeRise > 0 && score-previous >= in.NoticeRise
}

// HigherThanLast is Higher for the two newest values of a series.
func HigherThanLast(s Series) bool {
	n := len(s.Points)
	return n > 1 && s.Instrument != nil && Higher(*s.Instrument, int(s.Points[n-2].Value), int(s.Points[n-1].Value))
}

// Sentence is what the person reads of a series: "Your score is 9. It was 18
// when you started.", or "on 3 May" of what is not the first of the course. It is
// "" where there is no score.
func Sentence(w *assets.Words, s Series) string {
	last, ok := s.Last()
	if !ok {
		return ""
	}
	if s.Baseline == nil || s.Baseline.ID == last.ID {
		return w.T("trend.score", "Score", last.Value)
	}
	if s.Baseline.ID == s.First {
		return w.T("trend.score_since", "Score", last.Value, "Baseline", s.Baseline.Value)
	}
	day := s.Baseline.At.Time()
	format := "2 January"
	if day.Year() != last.At.Time().Year() {
		format += " 2006"
	}
	return w.T("trend.score_since_day", "Score", last.Value, "Baseline", s.Baseline.Value, "Date", day.Format(format))
}

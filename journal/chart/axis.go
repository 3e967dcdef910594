package chart

import "math"

// axis is the scale of the values, from lo to hi, with the values marked on it.
type axis struct {
	lo, hi float64
	ticks  []float64
}

// tooLarge is where a number is none that a person wrote down.
const tooLarge = 1e12

// known says whether a value can be drawn.
func known(v float64) bool { return math.Abs(v) < tooLarge } // false for what is not a number

// newAxis makes a scale from least to most, as far as they say anything, that
// has room for every value. A step of 0 is chosen here.
func newAxis(least, most, step float64, values []float64) axis {
	if !known(least) || !known(most) || most <= least {
		return axisFor(values)
	}
	a := axis{lo: least, hi: most}
	if !(step > 0) || (most-least)/step > 20 {
		step = stepOf(most - least)
	}
	for _, v := range values {
		if v < a.lo {
			a.lo -= step * math.Ceil((a.lo-v)/step)
		}
		if v > a.hi {
			a.hi += step * math.Ceil((v-a.hi)/step)
		}
	}
	if (a.hi-a.lo)/step > 20 {
		step = niceStep((a.hi - a.lo) / 4)
	}
	for i := 0; ; i++ {
		v := a.lo + float64(i)*step
		if v > a.hi+step/1e6 {
			return a
		}
		a.ticks = append(a.ticks, math.Min(v, a.hi))
	}
}

// axisFor is the scale of values that came without one.
func axisFor(values []float64) axis {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	switch {
	case lo > hi: // none
		lo, hi = 0, 1
	case lo == hi:
		around := math.Max(1, math.Abs(lo)/1000)
		lo, hi = lo-around, hi+around
	}
	step := niceStep((hi - lo) / 4)
	return newAxis(step*math.Floor(lo/step), step*math.Ceil(hi/step), step, nil)
}

// stepOf divides a span into equal whole parts where it can: 27 into nines.
func stepOf(span float64) float64 {
	for _, parts := range []float64{4, 3, 2, 5} {
		if each := span / parts; each == math.Trunc(each) {
			return each
		}
	}
	return niceStep(span / 4)
}

// niceStep is the next of 1, 2, 2.5, 5 times a power of ten.
func niceStep(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= least*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// every is how many ticks share one number, so that numbers size high do not
// touch on a scale of that height.
func (a axis) every(height, size float64) int {
	if len(a.ticks) < 2 {
		return 1
	}
	apart := height * (a.ticks[1] - a.ticks[0]) / (a.hi - a.lo)
	return max(1, int(math.Ceil(1.4*size/apart)))
}

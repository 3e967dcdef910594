package chart

// columnWidth is how wide a column is of which only the lowest and the highest point
// are joined.
const columnWidth = 4

// thin is which points, from one to before another, a line goes through: all
// where they have room, else in every column the lowest and the highest,
// and always the ends and those to keep.
func thin(from, to int, x, value func(int) float64, keep []bool) []int {
	var kept []int
	for first := from; first < to; {
		end := first + 1
		for end < to && x(end)-x(first) < columnWidth {
			end++
		}
		lowest, highest := first, first
		for i := first; i < end; i++ {
			if value(i) < value(lowest) {
				lowest = i
			}
			if value(i) > value(highest) {
				highest = i
			}
		}
		for i := first; i < end; i++ {
			edge := i == from || i == to-1
			if edge || i == lowest || i == highest || keep[i] {
				kept = append(kept, i)
			}
		}
		first = end
	}
	return kept
}

package random

import (
	"slices"

	"nines/sim/law/internal/measure"
)

// Where the points are too many to list, as with eight risks of known lengths,
// two lists are kept whose convolution they are. Sums of a few risks each have thousands of points where those of all
// have millions, and one probability takes one walk along both.
//
// Consecutive points whose masses together come to little are merged into one.
// That moves the distribution function by so much at most, and convolving with
// another law does not enlarge it.

// factors returns independent measures of which a quantity's points are the
// convolution.
func factors(e *measure.Convolver, q Quantity) []measure.Steps {
	switch q := q.(type) {
	case Sum:
		var all []measure.Steps
		for _, part := range q {
			all = append(all, factors(e, part)...)
		}
		return all
	case Compound:
		p := q.Of.exact(e)
		if f, ok := q.Count.(Poisson); ok {
			return f.factors(e, p.points)
		}
		g, _ := q.Count.compound(e, p.points)
		return []measure.Steps{g}
	}
	return []measure.Steps{q.exact(e).points}
}

const (
	listed     = 1 << 13 // a length of both lists that is read in some microseconds
	mostListed = 1 << 15
)

// pair returns the two lists, as exact as they can be and be short; ok is false
// where even thinned they are too long. lost is how far they may be off.
func (s *solver) pair(tolerance float64) (a, b measure.Steps, lost float64, ok bool) {
	for thin := 1e-6 * tolerance; ; thin *= 25 {
		e := &measure.Convolver{Allow: s.allow, Thin: thin}
		lists := factors(e, s.of)
		slices.SortStableFunc(lists, func(x, y measure.Steps) int { return len(y.At) - len(x.At) })
		a, b = measure.Steps{}, measure.Steps{}
		a.Add(0, 1)
		b.Add(0, 1)
		for _, f := range lists {
			if len(a.At) > len(b.At) {
				a, b = b, a
			}
			a = e.Convolve(a, f)
		}
		length, last := len(a.At)+len(b.At), thin*25 > tolerance/100
		if !e.Overflow && (length <= listed || last && length <= mostListed) {
			return a, b, e.Lost, true
		}
		if last {
			return a, b, e.Lost, false
		}
	}
}

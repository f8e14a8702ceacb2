package random

import (
	"slices"
	"sort"
)

// Where the points are too many to list, as with eight risks of known lengths,
// two lists are kept whose convolution they
// are. Sums of a few risks each have thousands of points where those of all
// have millions, and one probability takes one walk along both.
//
// Consecutive points whose masses together come to little are merged into one.
// That moves the distribution function by so much at most, and convolving with
// another law does not enlarge it.

// factors returns independent measures of which a quantity's points are the
// convolution.
func factors(e *exactly, q Quantity) []Steps {
	switch q := q.(type) {
	case Sum:
		var all []Steps
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
		return []Steps{g}
	}
	return []Steps{q.exact(e).points}
}

const (
	listed     = 1 << 13 // a length of both lists that is read in some microseconds
	mostListed = 1 << 15
)

// pair returns the two lists, as exact as they can be and be short; ok is false
// where even thinned they are too long. lost is how far they may be off.
func (s *solver) pair(tolerance float64) (a, b Steps, lost float64, ok bool) {
	for thin := 1e-6 * tolerance; ; thin *= 25 {
		e := &exactly{allow: s.allow, thin: thin}
		lists := factors(e, s.of)
		slices.SortStableFunc(lists, func(x, y Steps) int { return len(y.At) - len(x.At) })
		a, b = Steps{}, Steps{}
		a.add(0, 1)
		b.add(0, 1)
		for _, f := range lists {
			if len(a.At) > len(b.At) {
				a, b = b, a
			}
			a = e.convolve(a, f)
		}
		length, last := len(a.At)+len(b.At), thin*25 > tolerance/100
		if !e.overflow && (length <= listed || last && length <= mostListed) {
			return a, b, e.lost, true
		}
		if last {
			return a, b, e.lost, false
		}
	}
}

// thinned returns the measure with neighbours merged whose masses come to no
// more than little.
func (s Steps) thinned(little float64) Steps {
	var out Steps
	for i := 0; i < len(s.At); {
		at, mass := s.At[i], s.Mass(i)
		for i++; i < len(s.At) && mass+s.Mass(i) <= little; i++ {
			m := s.Mass(i)
			at += (s.At[i] - at) * m / (mass + m)
			mass += m
		}
		out.add(at, mass)
	}
	return out
}

// convolvedUpTo returns the mass up to x of the convolution of two measures.
func convolvedUpTo(a, b *Steps, x float64) float64 {
	sum, before := 0.0, 0.0
	j := len(b.At) - 1
	masses := a.sum[:len(a.At)]
	for i, at := range a.At {
		for j >= 0 && b.At[j] > x-at {
			j--
		}
		if j < 0 {
			break
		}
		sum += (masses[i] - before) * b.sum[j]
		before = masses[i]
	}
	return sum
}

// nearest returns the least point of the convolution from x on, if it is at
// most as far as within.
func nearest(a, b *Steps, x, within float64) (float64, bool) {
	best, found := x+within, false
	for _, at := range a.At {
		if j := sort.SearchFloat64s(b.At, x-at); j < len(b.At) && at+b.At[j] <= best {
			best, found = at+b.At[j], true
		}
	}
	return best, found
}

// joint returns the convolution of both lists as one, short enough to go on
// with, and how far that may be off.
func joint(al *Allowance, a, b Steps) (Steps, float64) {
	const short = 512
	off := 0.0
	for _, s := range []*Steps{&a, &b} {
		for little := 1e-12; len(s.At) > short; little *= 2 {
			*s = s.thinned(little)
			off += little
		}
	}
	e := &exactly{allow: al, thin: 1e-9}
	s := e.convolve(a, b)
	return s, off + e.lost
}

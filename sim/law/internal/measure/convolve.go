package measure

import (
	"math"

	"nines/sim/law/internal/effort"
)

// LeastMass is the probability below which a point is dropped, and added to what
// is lost.
const LeastMass = 1e-16

const mostPairs = 1 << 15 // pairs of points that one convolution may form

// A Convolver convolves measures on points, and keeps account of what that
// leaves out.
type Convolver struct {
	Allow    *effort.Allowance
	Lost     float64 // probability dropped
	Overflow bool    // there were too many points
	Most     int     // pairs that one convolution may form; mostPairs when 0
	Thin     float64 // points are merged up to so much; 0 for none
}

// Scaled returns the measure times c.
func (s Steps) Scaled(c float64) Steps {
	out := Steps{At: s.At, Sum: make([]float64, len(s.Sum))}
	for i, m := range s.Sum {
		out.Sum[i] = c * m
	}
	return out
}

// Convolve returns the law of the sum of two.
func (e *Convolver) Convolve(a, b Steps) Steps {
	limit, least := mostPairs, LeastMass
	if e.Most > 0 {
		limit = e.Most
	}
	if e.Thin > 0 {
		limit, least = 128*mostPairs, math.Max(LeastMass, e.Thin*1e-5)
	}
	if len(a.At)*len(b.At) > limit {
		e.Overflow = true
	}
	if e.Overflow {
		return Steps{}
	}
	e.Allow.Spend(60 * float64(len(a.At)) * float64(len(b.At)))
	if len(b.At) == 1 && b.At[0] == 0 {
		return a.Scaled(b.Sum[0])
	}
	pairs := e.pairs(a, b, least)
	var s Steps
	for i := 0; i < len(pairs); {
		at, m := pairs[i].at, 0.0
		for ; i < len(pairs) && pairs[i].at <= at+Tie(at); i++ {
			m += pairs[i].mass
		}
		s.Add(at, m)
	}
	if e.Thin > 0 {
		e.Lost += e.Thin
		return s.thinned(e.Thin)
	}
	return s
}

// An atom is a point of a measure and its mass.
type atom struct{ at, mass float64 }

// pairs returns the sums of a point of each measure in order, except for those of
// less than a least mass, which are lost.
func (e *Convolver) pairs(a, b Steps, least float64) []atom {
	if len(a.At) > len(b.At) {
		a, b = b, a // few long runs are merged sooner than many short ones
	}
	all, ends := make([]atom, 0, len(a.At)*len(b.At)), make([]int, len(a.At))
	for i, x := range a.At {
		mass := a.Mass(i)
		for j, y := range b.At {
			if m := mass * b.Mass(j); m >= least {
				all = append(all, atom{x + y, m})
			} else {
				e.Lost += m
			}
		}
		ends[i] = len(all)
	}
	return mergeRuns(all, ends)
}

// mergeRuns brings atoms into order that consist of runs in order, of which
// the ends are given. It overwrites both.
func mergeRuns(all []atom, ends []int) []atom {
	if len(ends) < 2 {
		return all
	}
	merged := make([]atom, len(all))
	for len(ends) > 1 {
		from, next := 0, ends[:0]
		for i := 0; i < len(ends); i += 2 {
			middle, end := ends[i], ends[min(i+1, len(ends)-1)]
			mergeInto(merged[from:end], all[from:middle], all[middle:end])
			from, next = end, append(next, end)
		}
		ends, all, merged = next, merged, all
	}
	return all
}

// mergeInto fills to with two runs, each in order.
func mergeInto(to, a, b []atom) {
	for k := range to {
		switch {
		case len(b) == 0:
			copy(to[k:], a)
			return
		case len(a) == 0:
			copy(to[k:], b)
			return
		case b[0].at < a[0].at:
			to[k], b = b[0], b[1:]
		default:
			to[k], a = a[0], a[1:]
		}
	}
}

// Tie returns how far apart two sums of the same numbers may come to lie by
// rounding.
func Tie(x float64) float64 { return 1e-9 + 1e-13*math.Abs(x) }

// Merged returns the sum of two measures.
func Merged(a, b Steps) Steps {
	switch {
	case len(a.At) == 0:
		return b
	case len(b.At) == 0:
		return a
	}
	var s Steps
	i, j := 0, 0
	for i < len(a.At) || j < len(b.At) {
		switch {
		case j == len(b.At) || i < len(a.At) && a.At[i] < b.At[j]-Tie(a.At[i]):
			s.Add(a.At[i], a.Mass(i))
			i++
		case i == len(a.At) || b.At[j] < a.At[i]-Tie(b.At[j]):
			s.Add(b.At[j], b.Mass(j))
			j++
		default:
			s.Add(a.At[i], a.Mass(i)+b.Mass(j))
			i, j = i+1, j+1
		}
	}
	return s
}

package random

import "math"

// The part of a law that is known without a lattice: its points of positive
// probability, where only incidents of known length strike, and what exactly
// one length without jumps adds to them. There lie all jumps of the
// distribution function and nearly all jumps of the density; what is left, two
// such lengths or more, is smooth, and the lattice is good at it.

// An exact is that part.
type exact struct {
	points Steps
	single []single
}

// A single is one smooth duration beside incidents of known length.
type single struct {
	of *Duration
	at Steps // where it starts, by probability
}

// cdf returns the part's measure of [0, x].
func (s *single) cdf(x float64) float64 {
	sum := 0.0
	for i, at := range s.at.At {
		if at > x {
			break
		}
		sum += s.at.Mass(i) * s.of.Smooth(x-at)
	}
	return sum
}

const (
	LeastMass = 1e-16   // what is less likely is dropped, and added to lost
	mostPairs = 1 << 15 // pairs of points that one convolution may form
	mostStart = 2048    // points at which singles may start
)

// An exactly computes exact parts.
type exactly struct {
	allow    *Allowance
	lost     float64 // probability dropped
	overflow bool    // there were too many points
	most     int     // pairs that one convolution may form; mostPairs when 0
	thin     float64 // points are merged up to so much; 0 for none
}

// scaled returns the measure times c.
func (s Steps) scaled(c float64) Steps {
	out := Steps{At: s.At, sum: make([]float64, len(s.sum))}
	for i, m := range s.sum {
		out.sum[i] = c * m
	}
	return out
}

// convolve returns the law of the sum of two.
func (e *exactly) convolve(a, b Steps) Steps {
	limit, least := mostPairs, LeastMass
	if e.most > 0 {
		limit = e.most
	}
	if e.thin > 0 {
		limit, least = 128*mostPairs, math.Max(LeastMass, e.thin*1e-5)
	}
	if len(a.At)*len(b.At) > limit {
		e.overflow = true
	}
	if e.overflow {
		return Steps{}
	}
	e.allow.Spend(60 * float64(len(a.At)) * float64(len(b.At)))
	if len(b.At) == 1 && b.At[0] == 0 {
		return a.scaled(b.sum[0])
	}
	pairs := e.pairs(a, b, least)
	var s Steps
	for i := 0; i < len(pairs); {
		at, m := pairs[i].at, 0.0
		for ; i < len(pairs) && pairs[i].at <= at+tie(at); i++ {
			m += pairs[i].mass
		}
		s.add(at, m)
	}
	if e.thin > 0 {
		e.lost += e.thin
		return s.thinned(e.thin)
	}
	return s
}

// An atom is a point of a measure and its mass.
type atom struct{ at, mass float64 }

// pairs returns the sums of a point of each measure in order, but for those of
// less than a least mass, which are lost.
func (e *exactly) pairs(a, b Steps, least float64) []atom {
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
				e.lost += m
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

// tie returns how far apart two sums of the same numbers may come to lie by
// rounding.
func tie(x float64) float64 { return 1e-9 + 1e-13*math.Abs(x) }

// merged returns the sum of two measures.
func merged(a, b Steps) Steps {
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
		case j == len(b.At) || i < len(a.At) && a.At[i] < b.At[j]-tie(a.At[i]):
			s.add(a.At[i], a.Mass(i))
			i++
		case i == len(a.At) || b.At[j] < a.At[i]-tie(b.At[j]):
			s.add(b.At[j], b.Mass(j))
			j++
		default:
			s.add(a.At[i], a.Mass(i)+b.Mass(j))
			i, j = i+1, j+1
		}
	}
	return s
}

// start adds what starts at the given points to a single of the same duration.
func (x *exact) start(of *Duration, at Steps) {
	if len(at.At) == 0 {
		return
	}
	for i := range x.single {
		if x.single[i].of == of {
			x.single[i].at = merged(x.single[i].at, at)
			return
		}
	}
	x.single = append(x.single, single{of, at})
}

func (d *Duration) exact(e *exactly) exact {
	x := exact{points: d.Steps}
	if d.SmoothWeight() > LeastMass {
		var now Steps
		now.add(0, 1)
		x.start(d, now)
	}
	return x
}

func (s Sum) exact(e *exactly) exact {
	var all exact
	all.points.add(0, 1)
	for _, part := range s {
		p := part.exact(e)
		next := exact{points: e.convolve(all.points, p.points)}
		for _, one := range all.single {
			next.start(one.of, e.convolve(one.at, p.points))
		}
		for _, one := range p.single {
			next.start(one.of, e.convolve(one.at, all.points))
		}
		all = next
	}
	return all
}

func (m Mixture) exact(e *exactly) exact {
	var all exact
	for _, c := range m {
		p := c.Of.exact(e)
		all.points = merged(all.points, p.points.scaled(c.Weight))
		for _, one := range p.single {
			all.start(one.of, one.at.scaled(c.Weight))
		}
	}
	return all
}

func (c Compound) exact(e *exactly) exact {
	p := c.Of.exact(e)
	g, derived := c.Count.compound(e, p.points)
	all := exact{points: g}
	for _, one := range p.single {
		all.start(one.of, e.convolve(one.at, derived))
	}
	return all
}

package law

import (
	"math"
	"slices"
)

// solve computes the law of a quantity to a tolerance, up to the given point;
// 0 for as far as matters.
func solve(q quantity, tolerance, upTo float64) *Law {
	m := q.moments()
	l := &Law{of: q, weight: m.weight, mean: m.first, variance: m.variance()}
	if math.IsInf(m.second, 1) {
		l.variance = m.second
	}
	s := &solver{of: q, points: true, single: true}
	lost := s.separate(l)
	l.bound = q.slack() + lost + rounding
	if !hasSmooth(q) && s.points {
		return l
	}
	top := upTo
	if top <= 0 {
		var beyond float64
		top, beyond = s.reach(l, tolerance/100)
		l.bound += math.Max(beyond, 0)
	}
	levels, bound := s.levels(top, tolerance)
	l.levels = levels
	l.beyond = math.Max(l.weight-l.raw(top), 0)
	l.tail = q.tail(top)
	l.bound += bound + wrapped
	return l
}

const (
	rounding = 1e-13 // of sums of probabilities
	wrapped  = 1e-10 // what comes back around a lattice, and rounding in transforms
)

func hasSmooth(q quantity) bool {
	found := false
	q.each(func(d *duration) { found = found || d.smoothWeight() > leastMass })
	return found
}

// separate works out the exact part, and tells the solver what of it there is
// no room for: that stays on the lattices.
func (s *solver) separate(l *Law) (lost float64) {
	e := &exactly{}
	x := s.of.exact(e)
	if e.overflow {
		points, ok := s.dense()
		s.points, s.single = ok, false
		l.points = points
		return wrapped
	}
	starts := 0
	for _, one := range x.single {
		starts += len(one.at.at)
	}
	l.points = x.points
	if s.single = starts <= mostStart; s.single {
		l.single = x.single
	}
	return e.lost
}

// dense works out the points where there are many, but all are multiples of
// one unit: then a lattice of that unit holds them exactly.
func (s *solver) dense() (points steps, ok bool) {
	unit := int64(0)
	whole := true
	s.of.each(func(d *duration) {
		for _, at := range d.steps.at {
			u := math.Round(at / grain)
			if math.Abs(u*grain-at) > tie(at) || u > 1e15 {
				whole = false
			}
			unit = gcd(unit, int64(u))
		}
	})
	if !whole || unit == 0 {
		return steps{}, false
	}
	h := float64(unit) * grain
	on := func(n int, h float64) []float64 {
		l := newLattice(borrow(n, flat), h)
		defer l.tables.giveBack()
		l.points, l.only = true, true
		return slices.Clone(l.masses(s.of.spectra(l).points))
	}
	total := on(fewest, math.Inf(1))[0] // where all points are one
	for n := fewest; n <= 4*most; n *= 2 {
		end := int(usable * float64(n))
		if float64(end)*h < 3*s.of.moments().first && n < most {
			continue
		}
		masses := on(n, h)[:end]
		missing := total
		for _, m := range masses {
			missing -= m
		}
		if math.Abs(missing) > wrapped/10 {
			continue
		}
		for k, m := range masses {
			if m > leastMass {
				points.add(float64(k)*h, m)
			}
		}
		return points, true
	}
	return steps{}, false
}

// grain is what lengths are multiples of where they are multiples of anything.
const grain = 1e-6

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// reach returns a downtime that is exceeded with a probability of little at
// most, and that probability.
func (s *solver) reach(l *Law, little float64) (top, beyond float64) {
	var outer *level
	above := func(x float64) float64 {
		l.levels = []level{*outer}
		return l.weight - l.raw(x)
	}
	top = 4*l.mean + 6*math.Sqrt(l.variance)
	if math.IsInf(top, 1) {
		top = 20 * l.mean
	}
	for range 100 {
		outer = s.level(top, fewest, nil)
		if beyond = above(top); beyond <= little || top > farthest {
			break
		}
		top *= 2
	}
	lo, hi := 0.0, top
	for hi-lo > 0.02*hi {
		if m := (lo + hi) / 2; above(m) <= little {
			hi = m
		} else {
			lo = m
		}
	}
	return hi, math.Max(above(hi), beyond)
}

// realized returns a duration with the law of a quantity.
func realized(q quantity, tolerance float64) *duration {
	if s, ok := q.(sum); ok {
		q = s.flat()
	}
	if d, ok := q.(*duration); ok {
		return d
	}
	l := solve(q, tolerance, 0)
	m := q.moments()
	d := &duration{
		cdf:    func(x float64) float64 { return math.Min(math.Max(l.raw(x), 0), m.weight) },
		weight: m.weight,
		steps:  l.points,
		mean:   m.first,
		square: m.second,
		err:    l.bound,
		mark:   newMark(markRealized, q.marked()),
	}
	for _, one := range l.single {
		for _, at := range one.at.at {
			d.cuts = append(d.cuts, at)
			for _, c := range append(slices.Clone(one.of.cuts), one.of.steps.at...) {
				d.cuts = append(d.cuts, at+c)
			}
		}
	}
	slices.Sort(d.cuts)
	d.cuts = slices.Compact(d.cuts)
	return d
}

// flat returns the sum with what is constant in it moved into one of its
// parts.
func (s sum) flat() quantity {
	shift := 0.0
	var rest sum
	for _, part := range s {
		switch p := part.(type) {
		case sum:
			rest = append(rest, p...)
		case *duration:
			if p.isConstant() {
				shift += p.mean
				continue
			}
			rest = append(rest, p)
		default:
			rest = append(rest, p)
		}
	}
	switch len(rest) {
	case 0:
		return constant(shift)
	case 1:
		if d, ok := rest[0].(*duration); ok {
			return d.shifted(shift)
		}
	}
	if shift > 0 {
		rest = append(rest, constant(shift))
	}
	return rest
}

package law

import (
	"math"
	"slices"
)

// solve computes the law of a quantity to a tolerance, up to the given point;
// 0 for as far as matters.
func solve(al *allowance, q quantity, tolerance, upTo float64) *Law {
	q.each(func(d *duration) { d.prepare(al) })
	m := q.moments()
	if math.IsNaN(m.first+m.second) || math.IsInf(m.first, 1) {
		al.refuse("outages have a tail too heavy for its exact law")
	}
	l := &Law{of: q, weight: m.weight, mean: m.first, variance: m.variance()}
	if math.IsInf(m.second, 1) {
		l.variance = m.second
	}
	s := &solver{allow: al, of: q, points: true, single: true, fewest: fewest}
	lost := s.separate(l, tolerance)
	l.bound = q.slack() + lost + rounding
	if !hasSmooth(q) && s.points {
		return l
	}
	top := upTo
	if top <= 0 {
		var beyond float64
		top, beyond = s.reach(l, tolerance/100)
		l.bound += math.Max(beyond, 0)
		if top == 0 {
			l.levels = nil // so little is left that no lattice is worth it
			return l
		}
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

// hasSmooth reports whether not all of a quantity is of known lengths: what the
// ends of a window leave of them is not.
func hasSmooth(q quantity) bool {
	switch q := q.(type) {
	case *duration:
		return q.smoothWeight() > leastMass
	case sum:
		return slices.ContainsFunc(q, hasSmooth)
	case mixture:
		return slices.ContainsFunc(q, func(c choice) bool { return hasSmooth(c.of) })
	case compound:
		return hasSmooth(q.of)
	}
	return true
}

// solve computes the law of what is cut: that of whole incidents, and on
// coarser lattices what the ends of the window change. The points are those of
// what is cut.
func (q both) solve(al *allowance, tolerance float64) *Law {
	if q.whole.marked() == q.cut.marked() {
		return solve(al, q.whole, tolerance, 0)
	}
	var l *Law
	s := &solver{allow: al, of: q.cut, beside: q.whole, points: true, fewest: fewestEdge}
	if hasSmooth(q.whole) {
		l = solve(al, q.whole, tolerance, 0)
		s.points = len(l.points.at) > 0
	} else {
		l = &Law{bound: rounding}
	}
	q.cut.each(func(d *duration) { d.prepare(al) })
	m, single := q.cut.moments(), l.single
	l.of, l.weight, l.mean, l.variance = q.cut, m.weight, m.first, m.variance()
	if math.IsInf(m.second, 1) {
		l.variance = m.second
	}
	if s.points {
		l.bound += s.separate(l, tolerance)
		l.single, s.single = single, false
	}
	little := tolerance / 100
	if some := l.weight - l.points.upTo(0); len(l.levels) == 0 && len(l.beside.at) == 0 && some <= little {
		l.bound += some // hardly ever anything at all
		return l
	}
	top := shortest(q.cut)
	if len(l.levels) > 0 {
		top = math.Max(top, l.levels[0].top)
	} else {
		all, hi := l.raw(farthest), math.Max(top, 1)
		for all-l.raw(hi) > little {
			hi *= 2
		}
		top += bisect(0, hi, 0.02, func(x float64) bool { return all-l.raw(x) <= little })
	}
	var off float64
	l.edges, off = s.levels(top, tolerance/8)
	l.bound += off
	return l
}

// shortest returns how far a lattice must reach to hold any one length.
func shortest(q quantity) float64 {
	most := 0.0
	q.each(func(d *duration) {
		if n := len(d.steps.at); n > 0 {
			most = math.Max(most, d.steps.at[n-1])
		}
	})
	return most
}

// separate works out the exact part, and tells the solver what of it there is
// no room for: that stays on the lattices.
func (s *solver) separate(l *Law, tolerance float64) (lost float64) {
	e := &exactly{allow: s.allow}
	x := s.of.exact(e)
	if e.overflow {
		s.single = false
		if a, b, lost, ok := s.pair(tolerance); ok {
			l.points, l.beside = a, b
			return lost
		}
		s.points = false
		return 0
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

// reach returns a downtime that is exceeded with a probability of little at
// most, and that probability.
func (s *solver) reach(l *Law, little float64) (top, beyond float64) {
	var outer *level
	above := func(x float64) float64 {
		l.levels = []level{*outer}
		return l.weight - l.raw(x)
	}
	// One duration alone reaches it, commonly, beside as much as is usual.
	alone := 1e-3
	s.allow.spend(200 * s.extent().tail)
	for s.of.tail(alone) > little && alone < farthest {
		alone *= 1.3
	}
	top = alone
	if !math.IsInf(l.mean, 1) {
		top += 2 * l.mean
	}
	for range 100 {
		outer = s.level(top, fewest)
		if beyond = above(top); beyond <= little || top > farthest {
			break
		}
		top *= 1.5
	}
	if rest := above(0); rest <= little {
		return 0, rest
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
func realized(al *allowance, q quantity, tolerance float64) *duration {
	if s, ok := q.(sum); ok {
		q = s.flat()
	}
	if d, ok := q.(*duration); ok {
		return d
	}
	return solve(al, q, tolerance, 0).duration(al)
}

// duration returns a duration with the law.
func (l *Law) duration(al *allowance) *duration {
	m := l.of.moments()
	d := &duration{
		cdf:    func(x float64) float64 { return math.Min(math.Max(l.raw(x), 0), m.weight) },
		weight: m.weight,
		steps:  l.points,
		mean:   m.first,
		square: m.second,
		err:    l.bound,
		mark:   newMark(markRealized, l.of.marked()),
		cost:   l.cost(),
	}
	if len(l.beside.at) > 0 {
		var off float64
		d.steps, off = joint(al, l.points, l.beside)
		d.err += off
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
	if d.smoothWeight() <= leastMass {
		return d
	}
	// Levels do not quite meet: their ends are breaks, but nothing that a
	// lattice would have to see.
	breaks := append(slices.Clone(d.cuts), d.steps.at...)
	for i := range l.levels {
		breaks = append(breaks, l.levels[i].top)
	}
	if p := piecewise(al, d.smooth, d.cost, d.smoothWeight(), breaks, math.Max(l.bound/10, finest)); p.err <= l.bound {
		jumps := d.steps
		d.fine = p
		d.cdf = func(x float64) float64 { return p.at(x) + jumps.upTo(x) }
		d.cost = tabled + cheap
		d.err += p.err
	}
	return d
}

// cost is that of raw, in units of work.
func (l *Law) cost() float64 {
	all := float64(closed + len(l.levels) + len(l.beside.at))
	for _, one := range l.single {
		all += float64(len(one.at.at)) * one.of.cost
	}
	return all
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

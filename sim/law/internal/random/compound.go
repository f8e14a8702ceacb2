package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// Solve computes the law of a quantity to a tolerance, up to the given point;
// 0 for as far as matters.
func Solve(al *effort.Allowance, q Quantity, tolerance, upTo float64) *Law {
	q.each(func(d *Duration) { d.Prepare(al) })
	m := q.Moments()
	if math.IsNaN(m.First+m.second) || math.IsInf(m.First, 1) {
		al.Refuse(effort.HeavyTail)
	}
	l := &Law{of: q, weight: m.Weight, mean: m.First, variance: m.variance()}
	if math.IsInf(m.second, 1) {
		l.variance = m.second
	}
	s := &solver{allow: al, of: q, points: true, single: true, minPoints: minPoints}
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
	l.tail = q.Tail(top)
	l.bound += bound + wrapped
	return l
}

const (
	rounding = 1e-13 // of sums of probabilities
	wrapped  = 1e-10 // what comes back around a lattice, and rounding in transforms
)

// hasSmooth reports whether not all of a quantity is of known lengths: what the
// ends of a window leave of them is not.
func hasSmooth(q Quantity) bool {
	switch q := q.(type) {
	case *Duration:
		return q.SmoothWeight() > measure.LeastMass
	case Sum:
		return slices.ContainsFunc(q, hasSmooth)
	case Mixture:
		return slices.ContainsFunc(q, func(c Choice) bool { return hasSmooth(c.Of) })
	case Compound:
		return hasSmooth(q.Of)
	}
	return true
}

// Solve computes the law of what is cut: that of whole incidents, and on
// coarser lattices what the ends of the window change. The points are those of
// what is cut.
func (q Both) Solve(al *effort.Allowance, tolerance float64) *Law {
	if q.Whole.Marked() == q.Cut.Marked() {
		return Solve(al, q.Whole, tolerance, 0)
	}
	var l *Law
	s := &solver{allow: al, of: q.Cut, beside: q.Whole, points: true, minPoints: minEdgePoints}
	if hasSmooth(q.Whole) {
		l = Solve(al, q.Whole, tolerance, 0)
		s.points = len(l.points.At) > 0
	} else {
		l = &Law{bound: rounding}
	}
	q.Cut.each(func(d *Duration) { d.Prepare(al) })
	m, single := q.Cut.Moments(), l.single
	l.of, l.weight, l.mean, l.variance = q.Cut, m.Weight, m.First, m.variance()
	if math.IsInf(m.second, 1) {
		l.variance = m.second
	}
	if s.points {
		l.bound += s.separate(l, tolerance)
		l.single, s.single = single, false
	}
	little := tolerance / 100
	if some := l.weight - l.points.UpTo(0); len(l.levels) == 0 && len(l.beside.At) == 0 && some <= little {
		l.bound += some // hardly ever anything at all
		return l
	}
	top := shortest(q.Cut)
	if len(l.levels) > 0 {
		top = math.Max(top, l.levels[0].top)
	} else {
		all, hi := l.raw(measure.MaxSeconds), math.Max(top, 1)
		for all-l.raw(hi) > little {
			hi *= 2
		}
		top += measure.Bisect(0, hi, 0.02, func(x float64) bool { return all-l.raw(x) <= little })
	}
	var off float64
	l.edges, off = s.levels(top, tolerance/8)
	l.bound += off
	return l
}

// shortest returns how far a lattice must reach to hold any one length.
func shortest(q Quantity) float64 {
	most := 0.0
	q.each(func(d *Duration) {
		if n := len(d.Steps.At); n > 0 {
			most = math.Max(most, d.Steps.At[n-1])
		}
	})
	return most
}

// separate works out the exact part, and tells the solver what of it there is
// no room for: that stays on the lattices.
func (s *solver) separate(l *Law, tolerance float64) (lost float64) {
	e := &measure.Convolver{Allow: s.allow}
	x := s.of.exact(e)
	if e.Overflow {
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
		starts += len(one.at.At)
	}
	l.points = x.points
	if s.single = starts <= mostStart; s.single {
		l.single = x.single
	}
	return e.Lost
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
	s.allow.Spend(200 * s.extent().tail)
	for s.of.Tail(alone) > little && alone < measure.MaxSeconds {
		alone *= 1.3
	}
	top = alone
	if !math.IsInf(l.mean, 1) {
		top += 2 * l.mean
	}
	for range 100 {
		outer = s.level(top, minPoints)
		if beyond = above(top); beyond <= little || top > measure.MaxSeconds {
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

// Realized returns a duration with the law of a quantity.
func Realized(al *effort.Allowance, q Quantity, tolerance float64) *Duration {
	if s, ok := q.(Sum); ok {
		q = s.Flat()
	}
	if d, ok := q.(*Duration); ok {
		return d
	}
	return Solve(al, q, tolerance, 0).duration(al)
}

// duration returns a duration with the law.
func (l *Law) duration(al *effort.Allowance) *Duration {
	m := l.of.Moments()
	d := &Duration{
		CDF:    func(x float64) float64 { return math.Min(math.Max(l.raw(x), 0), m.Weight) },
		Weight: m.Weight,
		Steps:  l.points,
		Mean:   m.First,
		square: m.second,
		Err:    l.bound,
		Mark:   NewMark(MarkRealized, l.of.Marked()),
		cost:   l.cost(),
	}
	if len(l.beside.At) > 0 {
		var off float64
		d.Steps, off = measure.Joint(al, l.points, l.beside)
		d.Err += off
	}
	for _, one := range l.single {
		for _, at := range one.at.At {
			d.cuts = append(d.cuts, at)
			for _, c := range append(slices.Clone(one.of.cuts), one.of.Steps.At...) {
				d.cuts = append(d.cuts, at+c)
			}
		}
	}
	slices.Sort(d.cuts)
	d.cuts = slices.Compact(d.cuts)
	if d.SmoothWeight() <= measure.LeastMass {
		return d
	}
	// Levels do not quite meet: their ends are breaks, but nothing that a
	// lattice would have to see.
	breaks := append(slices.Clone(d.cuts), d.Steps.At...)
	for i := range l.levels {
		breaks = append(breaks, l.levels[i].top)
	}
	if p := measure.Piecewise(al, d.Smooth, d.cost, d.SmoothWeight(), breaks, math.Max(l.bound/10, measure.Finest)); p.Err <= l.bound {
		jumps := d.Steps
		d.fine = p
		d.CDF = func(x float64) float64 { return p.At(x) + jumps.UpTo(x) }
		d.cost = effort.Tabled + effort.Cheap
		d.Err += p.Err
	}
	return d
}

// cost is that of raw, in units of work.
func (l *Law) cost() float64 {
	all := float64(effort.Closed + len(l.levels) + len(l.beside.At))
	for _, one := range l.single {
		all += float64(len(one.at.At)) * one.of.cost
	}
	return all
}

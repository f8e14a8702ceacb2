package random

import (
	"math"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A year is cut out of a long life. Of the incidents that strike at a rate some
// began before it and some outlast it, and only what lies inside counts. For a
// length L, a constant impact and a window T, the parts inside that exceed x
// are, for each incident that begins in the window in the mean,
//
//	(1 - x/T) P(L > x) + (1/T) E[(L - x)+]   for x < T,
//
// that is, more parts than incidents, and less downtime in each: a measure of
// mass 1 + E[L]/T, with the mean of L. Below T it has, beside the law F of
// whole incidents, the density
//
//	(1/T) (2 (1 - F(x)) - x f(x)),
//
// where 2 counts the edges. Where every window begins without an open incident
// there is one edge, and the mass is 1.

// A cut is the downtime inside the window for each incident that begins in it
// in the mean: a measure, not a law. It holds below the window's length, so
// that incidents must be short beside that; stretch.go has those that are not.
type cut struct {
	of     Quantity // downtime of a whole incident
	time   Quantity // the same divided by the impact, as a measure of downtimes; nil where that is the same
	window float64  // seconds
	edges  float64  // 2, or 1 where nothing begins before the window
	cube   float64  // E[X³] of time; 0 where nobody asks

	biased measure.Steps // time's points, each by its downtime
}

// NewCut returns the cut of incidents whose downtimes, divided by their impact,
// are a measure of their own.
func NewCut(al *effort.Allowance, of, time Mixture, window, edges float64) Quantity {
	if len(time) == 0 {
		return of // nothing of it is left to cut
	}
	c := &cut{of: of, window: window, edges: edges}
	if !sameChoices(of, time) {
		c.time = time
	}
	e := &measure.Convolver{Allow: al, Most: mostTied}
	known := pointsOf(c.timed(), e)
	for i, at := range known.At {
		if at > 0 && !e.Overflow {
			c.biased.Add(at, at*known.Mass(i))
		}
	}
	return c
}

func sameChoices(a, b Mixture) bool {
	if len(a) != len(b) {
		return false
	}
	for i, c := range a {
		if c.Weight != b[i].Weight || c.Of.Marked() != b[i].Of.Marked() {
			return false
		}
	}
	return true
}

// timed returns the downtimes divided by the impact.
func (c *cut) timed() Quantity {
	if c.time != nil {
		return c.time
	}
	return c.of
}

// Moments implements Quantity.
func (c *cut) Moments() Moments {
	m, t := c.of.Moments(), c.timed().Moments()
	m.Weight += (c.edges - 1) * t.First / c.window
	if !math.IsInf(t.second, 1) {
		m.First += (c.edges/2 - 1) * t.second / c.window
	}
	if !math.IsInf(c.cube, 1) {
		m.second += (c.edges/3 - 1) * c.cube / c.window
	}
	return m
}

func (c *cut) slack() float64 {
	t := c.timed().Moments()
	return c.of.slack() + c.timed().slack()*c.edges*math.Min(t.First/c.window, 1)
}

// Tail implements Quantity.
func (c *cut) Tail(x float64) float64 { return c.of.Tail(x) }

func (c *cut) each(visit func(d *Duration)) {
	c.of.each(visit)
	if c.time != nil {
		c.time.each(visit)
	}
}

// Marked implements Quantity.
func (c *cut) Marked() Mark {
	return NewMark(markCut, c.of.Marked(), c.timed().Marked()).WithFloats(c.window, c.edges)
}

// exact tells known lengths apart. What the edges take from and add to others
// is left to lattices.
func (c *cut) exact(e *measure.Convolver) exact {
	x := c.of.exact(e)
	x.points = c.less(x.points)
	return x
}

// less returns the points without what the edges take from them.
func (c *cut) less(points measure.Steps) measure.Steps {
	if len(c.biased.At) == 0 {
		return points
	}
	return measure.Merged(points, c.biased.Scaled(-1/c.window))
}

func (c *cut) spectra(l *lattice) spectra {
	whole := c.of.spectra(l)
	time := whole
	if c.time != nil {
		time = c.time.spectra(l)
	}
	all := spectra{full: l.add(nil, whole.full, 1), points: whole.points, single: whole.single}
	if l.points && len(c.biased.At) > 0 {
		biased := l.scatter(c.biased)
		all.points = l.add(l.add(nil, whole.points, 1), biased, -1/c.window)
		all.full = l.add(all.full, biased, -1/c.window)
	}
	c.trim(l, all.full, time.full, time.points)
	return all
}

// trim adds to a spectrum what the edges take from and add to a measure of
// downtimes divided by the impact, whose spectrum is given; but not what they
// take from the points of it.
func (c *cut) trim(l *lattice, to, time, points []complex128) {
	left := complex(c.timed().Moments().Weight, 0)
	scale := complex(c.edges*l.h/c.window, 0)
	for j, above := range l.tables.above[:len(to)] {
		to[j] += scale * above * (left - time[j])
	}
	rest := time
	if len(c.biased.At) > 0 && points != nil {
		if !hasSmooth(c.timed()) {
			return
		}
		rest = l.add(l.add(nil, time, 1), points, -1)
	}
	m := l.masses(rest)
	last := l.n - before
	for k := range m[:last] {
		m[k] *= float64(k) * l.h
	}
	back := math.Exp(l.tables.tilt)
	for k := last; k < l.n; k++ {
		m[k] *= float64(k-l.n) * l.h * back
	}
	l.add(to, l.transform(m), -1/c.window)
}

package random

import "nines/sim/law/internal/measure"

// The part of a law that is known without a lattice: its points of positive
// probability, where only incidents of known length strike, and what exactly
// one length without jumps adds to them. There lie all jumps of the
// distribution function and nearly all jumps of the density; what is left, two
// such lengths or more, is smooth, and the lattice is good at it.

// An exact is that part.
type exact struct {
	points measure.Steps
	single []single
}

// A single is one smooth duration beside incidents of known length.
type single struct {
	of *Duration
	at measure.Steps // where it starts, by probability
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

const mostStart = 2048 // points at which singles may start

// start adds what starts at the given points to a single of the same duration.
func (x *exact) start(of *Duration, at measure.Steps) {
	if len(at.At) == 0 {
		return
	}
	for i := range x.single {
		if x.single[i].of == of {
			x.single[i].at = measure.Merged(x.single[i].at, at)
			return
		}
	}
	x.single = append(x.single, single{of, at})
}

func (d *Duration) exact(e *measure.Convolver) exact {
	x := exact{points: d.Steps}
	if d.SmoothWeight() > measure.LeastMass {
		var now measure.Steps
		now.Add(0, 1)
		x.start(d, now)
	}
	return x
}

func (s Sum) exact(e *measure.Convolver) exact {
	var all exact
	all.points.Add(0, 1)
	for _, part := range s {
		p := part.exact(e)
		next := exact{points: e.Convolve(all.points, p.points)}
		for _, one := range all.single {
			next.start(one.of, e.Convolve(one.at, p.points))
		}
		for _, one := range p.single {
			next.start(one.of, e.Convolve(one.at, all.points))
		}
		all = next
	}
	return all
}

func (m Mixture) exact(e *measure.Convolver) exact {
	var all exact
	for _, c := range m {
		p := c.Of.exact(e)
		all.points = measure.Merged(all.points, p.points.Scaled(c.Weight))
		for _, one := range p.single {
			all.start(one.of, one.at.Scaled(c.Weight))
		}
	}
	return all
}

func (c Compound) exact(e *measure.Convolver) exact {
	p := c.Of.exact(e)
	g, derived := c.Count.compound(e, p.points)
	all := exact{points: g}
	for _, one := range p.single {
		all.start(one.of, e.Convolve(one.at, derived))
	}
	return all
}

package random

import (
	"math"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// FindCube notes E[X³] of what a cut is made from, by which its lattices are
// filled more exactly; other quantities need none.
func FindCube(al *effort.Allowance, q Quantity) {
	if c, ok := q.(*cut); ok {
		c.cube = cube(al, c.timed())
	}
}

// cube returns E[X³].
func cube(al *effort.Allowance, q Quantity) float64 {
	_, third := cubed(al, q)
	return third
}

// cubed returns the moments and E[X³] of sums and mixtures of durations.
func cubed(al *effort.Allowance, q Quantity) (m Moments, third float64) {
	m = q.Moments()
	switch q := q.(type) {
	case *Duration:
		if math.IsInf(q.square, 1) {
			return m, math.Inf(1)
		}
		return m, q.cube(al)
	case Sum:
		all := Moments{Weight: 1}
		for _, part := range q {
			p, t := cubed(al, part)
			third = third*p.Weight + 3*all.second*p.First + 3*all.First*p.second + all.Weight*t
			all = Sum{fixedMoments(all), fixedMoments(p)}.Moments()
		}
	case Mixture:
		for _, c := range q {
			_, t := cubed(al, c.Of)
			third += c.Weight * t
		}
	}
	return m, third
}

// fixedMoments returns a duration of which only the moments are known.
func fixedMoments(m Moments) *Duration {
	return &Duration{Weight: m.Weight, Mean: m.First, square: m.second}
}

// cube returns E[X³], over the duration's weight.
func (d *Duration) cube(al *effort.Allowance) float64 {
	all := 0.0
	for i, at := range d.Steps.At {
		all += d.Steps.Mass(i) * at * at * at
	}
	if d.SmoothWeight() <= measure.LeastMass {
		return all
	}
	d.Prepare(al)
	al.Spend(12 * 200 * d.cost)
	left := func(x float64) float64 { return 3 * x * x * (d.SmoothWeight() - d.Smooth(x)) }
	if p := d.fine; p != nil {
		all += p.Ends[0] * p.Ends[0] * p.Ends[0] * (p.Weight - p.First)
		for i, a := range p.Ends[:len(p.Ends)-1] {
			all += measure.GaussLegendre(a, p.Ends[i+1], left)
		}
		return all
	}
	a := 0.0
	for b := 1e-6; b < measure.MaxSeconds; a, b = b, b*math.Sqrt2 {
		all += measure.GaussLegendre(a, b, left)
	}
	return all
}

package random

import (
	"math"
	"slices"
	"sort"

	"nines/model"
)

// past is how long before a year an incident may have begun to reach into it,
// in seconds.
const past = 10 * model.Year

// Stretched returns the part inside a window of one incident of full impact
// for each that begins in the window in the mean: what a cut says, at any
// length. Parts that fill the window lie at its length.
func (d *Duration) Stretched(al *Allowance, window, edges float64) *Duration {
	d.Prepare(al)
	area := d.area(al)
	before := func(x float64) float64 { return 0 }
	if edges == 2 {
		before = func(x float64) float64 { return (area(x+past) - area(x)) / window }
	}
	above := func(x float64) float64 { return (1-x/window)*(d.Weight-d.CDF(x)) + before(x) }
	s := &Duration{
		Weight: d.Weight + before(0),
		cost:   3*d.cost + tabled,
		Err:    2*d.Err + d.Err*math.Min(d.reach(), past)/window,
		Mark:   NewMark(MarkStretch, d.Mark).WithFloats(window, edges),
	}
	s.CDF = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		if x >= window {
			return s.Weight
		}
		return s.Weight - above(x)
	}
	for i, at := range d.Steps.At {
		if at < window {
			s.Steps.add(at, d.Steps.Mass(i)*(1-at/window))
			s.cuts = append(s.cuts, at)
		}
	}
	if rest := before(window); rest > LeastMass {
		s.Steps.add(window, rest)
	}
	for _, c := range d.cuts {
		if c < window {
			s.cuts = append(s.cuts, c)
		}
	}
	s.cuts = append(s.cuts, 0, math.Min(window, d.reach()))
	slices.Sort(s.cuts)
	s.cuts = slices.Compact(s.cuts)
	s.Mean, s.square = momentsAbove(al, s.cost, above, s.cuts, window)
	if edges == 2 && !math.IsInf(d.Mean, 1) && d.Mean-area(past) <= 1e-12*d.Mean {
		s.Mean = d.Mean
	}
	return s
}

// momentsAbove returns the integrals of f and of 2x·f from 0 to the end.
func momentsAbove(al *Allowance, cost float64, f func(x float64) float64, cuts []float64, end float64) (mean, square float64) {
	points := append(slices.Clone(cuts), 0, end)
	for x := end; x > 1e-9*end; x /= math.Sqrt2 {
		points = append(points, x)
	}
	slices.Sort(points)
	al.Spend(float64(24*len(points)) * cost)
	for i, a := range points[:len(points)-1] {
		if b := points[i+1]; b > a {
			mean += gaussLegendre(a, b, f)
			square += gaussLegendre(a, b, func(x float64) float64 { return 2 * x * f(x) })
		}
	}
	return mean, square
}

// reach returns a length that is never exceeded, so far as one is known.
func (d *Duration) reach() float64 {
	most := math.Inf(1)
	switch {
	case d.fine != nil:
		most = d.fine.ends[len(d.fine.ends)-1]
	case d.SmoothWeight() <= LeastMass:
		most = 0
	}
	if n := len(d.Steps.At); n > 0 {
		most = math.Max(most, d.Steps.At[n-1])
	}
	return most
}

// area returns the function that integrates the weight less the distribution
// function from 0 to x.
func (d *Duration) area(al *Allowance) func(x float64) float64 {
	if d.limited != nil {
		return d.limited
	}
	known := Steps{}
	for i, at := range d.Steps.At {
		known.add(at, at*d.Steps.Mass(i))
	}
	jumps := func(x float64) float64 {
		return known.upTo(x) + x*(d.Steps.total()-d.Steps.upTo(x))
	}
	switch {
	case d.SmoothWeight() <= LeastMass:
		return jumps
	case d.fine != nil:
		return func(x float64) float64 { return d.fine.areaTo(x) + jumps(x) }
	}
	// Pieces are no use for it: from point to point of a fine grid.
	points := append(slices.Clone(d.cuts), 0)
	for x := 1e-6; x < farthest; x *= math.Sqrt2 {
		points = append(points, x)
	}
	slices.Sort(points)
	points = slices.Compact(points)
	left := func(x float64) float64 { return d.SmoothWeight() - d.Smooth(x) }
	sums := make([]float64, len(points))
	al.Spend(float64(12*len(points)) * d.cost)
	for i := 1; i < len(points); i++ {
		sums[i] = sums[i-1] + gaussLegendre(points[i-1], points[i], left)
	}
	return func(x float64) float64 {
		i := max(sort.SearchFloat64s(points, x)-1, 0)
		return sums[i] + gaussLegendre(points[i], x, left) + jumps(x)
	}
}

// areaTo returns the integral of the weight less the value from 0 to x.
func (p *pieces) areaTo(x float64) float64 {
	last := len(p.ends) - 1
	if x <= p.ends[0] {
		return x * (p.weight - p.first*x/(2*p.ends[0]))
	}
	i, t := last-1, 1.0
	if x < p.ends[last] {
		i = sort.SearchFloat64s(p.ends, x) - 1
		t = (x - p.middle[i]) * p.turn[i]
	}
	sum := 0.0
	for j := 8; j >= 0; j-- {
		sum = sum*t + p.area[i][j]
	}
	return p.start() + sum
}

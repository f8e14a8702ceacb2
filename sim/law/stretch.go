package law

import (
	"math"
	"slices"
	"sort"

	"nines/model"
)

// past is how long before a year an incident may have begun to reach into it,
// in seconds.
const past = 10 * model.Year

// stretched returns the part inside a window of one incident of full impact
// for each that begins in the window in the mean: what a cut says, at any
// length. Parts that fill the window lie at its length.
func (d *duration) stretched(al *allowance, window, edges float64) *duration {
	d.prepare(al)
	area := d.area(al)
	before := func(x float64) float64 { return 0 }
	if edges == 2 {
		before = func(x float64) float64 { return (area(x+past) - area(x)) / window }
	}
	above := func(x float64) float64 { return (1-x/window)*(d.weight-d.cdf(x)) + before(x) }
	s := &duration{
		weight: d.weight + before(0),
		cost:   3*d.cost + tabled,
		err:    2*d.err + d.err*math.Min(d.reach(), past)/window,
		mark:   newMark(markStretch, d.mark).number(window, edges),
	}
	s.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		if x >= window {
			return s.weight
		}
		return s.weight - above(x)
	}
	for i, at := range d.steps.at {
		if at < window {
			s.steps.add(at, d.steps.mass(i)*(1-at/window))
			s.cuts = append(s.cuts, at)
		}
	}
	if rest := before(window); rest > leastMass {
		s.steps.add(window, rest)
	}
	for _, c := range d.cuts {
		if c < window {
			s.cuts = append(s.cuts, c)
		}
	}
	s.cuts = append(s.cuts, 0, math.Min(window, d.reach()))
	slices.Sort(s.cuts)
	s.cuts = slices.Compact(s.cuts)
	s.mean, s.square = momentsAbove(al, s.cost, above, s.cuts, window)
	if edges == 2 && !math.IsInf(d.mean, 1) && d.mean-area(past) <= 1e-12*d.mean {
		s.mean = d.mean
	}
	return s
}

// momentsAbove returns the integrals of f and of 2x·f from 0 to the end.
func momentsAbove(al *allowance, cost float64, f func(x float64) float64, cuts []float64, end float64) (mean, square float64) {
	points := append(slices.Clone(cuts), 0, end)
	for x := end; x > 1e-9*end; x /= math.Sqrt2 {
		points = append(points, x)
	}
	slices.Sort(points)
	al.spend(float64(24*len(points)) * cost)
	for i, a := range points[:len(points)-1] {
		if b := points[i+1]; b > a {
			mean += gaussLegendre(a, b, f)
			square += gaussLegendre(a, b, func(x float64) float64 { return 2 * x * f(x) })
		}
	}
	return mean, square
}

// reach returns a length that is never exceeded, so far as one is known.
func (d *duration) reach() float64 {
	most := math.Inf(1)
	switch {
	case d.fine != nil:
		most = d.fine.ends[len(d.fine.ends)-1]
	case d.smoothWeight() <= leastMass:
		most = 0
	}
	if n := len(d.steps.at); n > 0 {
		most = math.Max(most, d.steps.at[n-1])
	}
	return most
}

// area returns the function that integrates the weight less the distribution
// function from 0 to x.
func (d *duration) area(al *allowance) func(x float64) float64 {
	if d.limited != nil {
		return d.limited
	}
	known := steps{}
	for i, at := range d.steps.at {
		known.add(at, at*d.steps.mass(i))
	}
	jumps := func(x float64) float64 {
		return known.upTo(x) + x*(d.steps.total()-d.steps.upTo(x))
	}
	switch {
	case d.smoothWeight() <= leastMass:
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
	left := func(x float64) float64 { return d.smoothWeight() - d.smooth(x) }
	sums := make([]float64, len(points))
	al.spend(float64(12*len(points)) * d.cost)
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

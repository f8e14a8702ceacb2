package random

import (
	"math"
	"slices"
	"sort"

	"nines/model"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// past is how long before a year an incident may have begun to reach into it,
// in seconds.
const past = 10 * model.Year

// Stretched returns the part inside a window of one incident of full impact
// for each that begins in the window in the mean: what a cut says, at any
// length. Parts that fill the window lie at its length.
func (d *Duration) Stretched(al *effort.Allowance, window, edges float64) *Duration {
	d.Prepare(al)
	area := d.area(al)
	before := func(x float64) float64 { return 0 }
	if edges == 2 {
		before = func(x float64) float64 { return (area(x+past) - area(x)) / window }
	}
	above := func(x float64) float64 { return (1-x/window)*(d.Weight-d.CDF(x)) + before(x) }
	s := &Duration{
		Weight: d.Weight + before(0),
		cost:   3*d.cost + effort.Tabled,
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
			s.Steps.Add(at, d.Steps.Mass(i)*(1-at/window))
			s.cuts = append(s.cuts, at)
		}
	}
	if rest := before(window); rest > measure.LeastMass {
		s.Steps.Add(window, rest)
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
func momentsAbove(al *effort.Allowance, cost float64, f func(x float64) float64, cuts []float64, end float64) (mean, square float64) {
	points := append(slices.Clone(cuts), 0, end)
	for x := end; x > 1e-9*end; x /= math.Sqrt2 {
		points = append(points, x)
	}
	slices.Sort(points)
	al.Spend(float64(24*len(points)) * cost)
	for i, a := range points[:len(points)-1] {
		if b := points[i+1]; b > a {
			mean += measure.GaussLegendre(a, b, f)
			square += measure.GaussLegendre(a, b, func(x float64) float64 { return 2 * x * f(x) })
		}
	}
	return mean, square
}

// reach returns a length that is never exceeded, so far as one is known.
func (d *Duration) reach() float64 {
	most := math.Inf(1)
	switch {
	case d.fine != nil:
		most = d.fine.Ends[len(d.fine.Ends)-1]
	case d.SmoothWeight() <= measure.LeastMass:
		most = 0
	}
	if n := len(d.Steps.At); n > 0 {
		most = math.Max(most, d.Steps.At[n-1])
	}
	return most
}

// area returns the function that integrates the weight less the distribution
// function from 0 to x.
func (d *Duration) area(al *effort.Allowance) func(x float64) float64 {
	if d.limited != nil {
		return d.limited
	}
	known := measure.Steps{}
	for i, at := range d.Steps.At {
		known.Add(at, at*d.Steps.Mass(i))
	}
	jumps := func(x float64) float64 {
		return known.UpTo(x) + x*(d.Steps.Total()-d.Steps.UpTo(x))
	}
	switch {
	case d.SmoothWeight() <= measure.LeastMass:
		return jumps
	case d.fine != nil:
		return func(x float64) float64 { return d.fine.AreaTo(x) + jumps(x) }
	}
	// Pieces are no use for it: from point to point of a fine grid.
	points := append(slices.Clone(d.cuts), 0)
	for x := 1e-6; x < measure.MaxSeconds; x *= math.Sqrt2 {
		points = append(points, x)
	}
	slices.Sort(points)
	points = slices.Compact(points)
	left := func(x float64) float64 { return d.SmoothWeight() - d.Smooth(x) }
	sums := make([]float64, len(points))
	al.Spend(float64(12*len(points)) * d.cost)
	for i := 1; i < len(points); i++ {
		sums[i] = sums[i-1] + measure.GaussLegendre(points[i-1], points[i], left)
	}
	return func(x float64) float64 {
		i := max(sort.SearchFloat64s(points, x)-1, 0)
		return sums[i] + measure.GaussLegendre(points[i], x, left) + jumps(x)
	}
}

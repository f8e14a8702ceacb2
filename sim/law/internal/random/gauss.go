package random

import (
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/integrate/quad"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// Integrals over the smooth part of an impact's law, by Gauss-Legendre rules
// from point to point.

// An Abscissa is an impact with its weight in a rule.
type Abscissa struct{ At, Weight float64 }

const gaussNodes = 8

var gaussAt, gaussWeight [gaussNodes]float64 // on [-1, 1]

func init() { quad.Legendre{}.FixedLocations(gaussAt[:], gaussWeight[:], -1, 1) }

// over calls f for the rule's points between a and b.
func (d *Duration) over(a, b float64, f func(w, weight float64)) {
	half := (b - a) / 2
	for i, t := range gaussAt {
		w := a + half + half*t
		if weight := d.fine.Slope(w) * gaussWeight[i] * half; weight > 0 {
			f(w, weight)
		}
	}
}

// grid returns points from each of which to the next a rule is good for the
// law: the given ones, and between them such that none is more than ratio times
// the one before.
func (d *Duration) grid(al *effort.Allowance, among []float64, ratio, tol float64) []float64 {
	lo, hi := d.fine.Ends[0], d.fine.Ends[len(d.fine.Ends)-1]
	ends := []float64{lo, hi}
	for _, x := range append(slices.Clone(among), d.cuts...) {
		if x > lo && x < hi {
			ends = append(ends, x)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	all := []float64{lo}
	for i, a := range ends[:len(ends)-1] {
		b := ends[i+1]
		n := math.Ceil(math.Log(b/a)/math.Log(ratio) - 1e-9)
		for k := 1.0; k <= n; k++ {
			to := a * math.Pow(b/a, k/n)
			if k == n {
				to = b
			}
			all = d.parted(al, all, to, tol, 40)
		}
	}
	return all
}

// parted appends the point to, and points before it where the density is too
// steep for one rule.
func (d *Duration) parted(al *effort.Allowance, all []float64, to, tol float64, depth int) []float64 {
	al.Spend(gaussNodes * effort.Tabled)
	from := all[len(all)-1]
	sum := 0.0
	d.over(from, to, func(_, weight float64) { sum += weight })
	if math.Abs(sum-(d.fine.At(to)-d.fine.At(from))) < tol || depth == 0 {
		return append(all, to)
	}
	m := (from + to) / 2
	return d.parted(al, d.parted(al, all, m, tol, depth-1), to, tol, depth-1)
}

// rule returns the points of all rules of a grid.
func (d *Duration) rule(grid []float64) []Abscissa {
	var all []Abscissa
	for i, a := range grid[:len(grid)-1] {
		d.over(a, grid[i+1], func(w, weight float64) { all = append(all, Abscissa{w, weight}) })
	}
	return all
}

// TiltedTolerance is that of a law that serves for the edges of a window alone,
// which are as small a part of it as an outage is of the window.
const TiltedTolerance = 1e-4

// PerImpact returns the measure of the smooth part of an impact's law in which
// each impact counts by its inverse, except for the least ones.
func (d *Duration) PerImpact(al *effort.Allowance) *Duration {
	const least = 1e-4 // what is left out, as a part
	p := d.fine
	lo, hi := p.Ends[0], p.Ends[len(p.Ends)-1]
	lo = measure.Bisect(lo, hi, 1e-6, func(x float64) bool { return p.At(x) >= least*p.Weight })
	ends := []float64{lo}
	for _, x := range p.Ends {
		if x > lo {
			ends = append(ends, x)
		}
	}
	sums := make([]float64, len(ends))
	to := func(i int, x float64) float64 {
		sum := sums[i]
		d.over(ends[i], x, func(w, weight float64) { sum += weight / w })
		return sum
	}
	for i, x := range ends[1:] {
		sums[i+1] = to(i, x)
	}
	last := len(ends) - 1
	cdf := func(x float64) float64 {
		switch {
		case x <= lo:
			return 0
		case x >= hi:
			return sums[last]
		}
		return to(max(sort.SearchFloat64s(ends, x)-1, 0), x)
	}
	out := tabulated(al, cdf, gaussNodes*effort.Tabled, sums[last], []float64{lo, hi}, TiltedTolerance/100*sums[last])
	out.Mean, out.square = out.fine.Moments()
	return out
}

// Weighted returns the duration with its weight multiplied.
func (d *Duration) Weighted(al *effort.Allowance, by float64) *Duration {
	cdf := d.fine.At
	out := tabulated(al, func(x float64) float64 { return by * cdf(x) }, effort.Tabled, by*d.Weight, d.cuts, TiltedTolerance/100)
	out.Mean, out.square = by*d.Mean, by*d.square
	return out
}

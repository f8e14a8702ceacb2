package law

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// Integrals over the smooth part of an impact's law, by Gauss-Legendre rules
// from point to point.

// A weighed is an impact with its weight in a rule.
type weighed struct{ w, weight float64 }

const gaussNodes = 8

var gaussAt, gaussWeight [gaussNodes]float64 // on [-1, 1]

func init() { quad.Legendre{}.FixedLocations(gaussAt[:], gaussWeight[:], -1, 1) }

// over calls f for the rule's points between a and b.
func (d *duration) over(a, b float64, f func(w, weight float64)) {
	half := (b - a) / 2
	for i, t := range gaussAt {
		w := a + half + half*t
		if weight := d.fine.slope(w) * gaussWeight[i] * half; weight > 0 {
			f(w, weight)
		}
	}
}

// grid returns points from each of which to the next a rule is good for the
// law: the given ones, and between them such that none is more than ratio times
// the one before.
func (d *duration) grid(al *allowance, among []float64, ratio, enough float64) []float64 {
	lo, hi := d.fine.ends[0], d.fine.ends[len(d.fine.ends)-1]
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
			all = d.parted(al, all, to, enough, 40)
		}
	}
	return all
}

// parted appends the point to, and points before it where the density is too
// steep for one rule.
func (d *duration) parted(al *allowance, all []float64, to, enough float64, depth int) []float64 {
	al.spend(gaussNodes * tabled)
	from := all[len(all)-1]
	sum := 0.0
	d.over(from, to, func(_, weight float64) { sum += weight })
	if math.Abs(sum-(d.fine.at(to)-d.fine.at(from))) < enough || depth == 0 {
		return append(all, to)
	}
	m := (from + to) / 2
	return d.parted(al, d.parted(al, all, m, enough, depth-1), to, enough, depth-1)
}

// rule returns the points of all rules of a grid.
func (d *duration) rule(grid []float64) []weighed {
	var all []weighed
	for i, a := range grid[:len(grid)-1] {
		d.over(a, grid[i+1], func(w, weight float64) { all = append(all, weighed{w, weight}) })
	}
	return all
}

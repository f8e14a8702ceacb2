package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// tabulated returns the smooth duration of a distribution function that is
// slow to evaluate, read from pieces.
func tabulated(al *effort.Allowance, cdf func(x float64) float64, cost, weight float64, breaks []float64, tol float64) *Duration {
	p := measure.Piecewise(al, cdf, cost, weight, breaks, math.Max(tol, measure.Finest))
	return &Duration{CDF: p.At, cost: effort.Tabled, Weight: weight, cuts: p.Breakpoints(breaks), Err: p.Err, fine: p}
}

// Prepare makes the pieces of the smooth part, from which lattices are filled.
func (d *Duration) Prepare(al *effort.Allowance) {
	if d.fine != nil || d.Rough || d.SmoothWeight() <= measure.LeastMass {
		return
	}
	tolerance := measure.Finest
	if al != nil && al.Rough {
		tolerance = measure.Coarse / 2
	}
	p := measure.Piecewise(al, d.Smooth, d.cost, d.SmoothWeight(), append(slices.Clone(d.cuts), d.Steps.At...), tolerance)
	if p.Err > measure.Coarse {
		d.Rough = true
		return
	}
	d.fine = p
	d.Err += p.Err
}

// Refine reads the distribution function of a prepared duration from its pieces
// from now on; false where they are no use for it.
func (d *Duration) Refine() bool {
	if fine, jumps := d.fine, d.Steps; fine != nil && !d.Rough {
		d.CDF = func(x float64) float64 { return fine.At(x) + jumps.UpTo(x) }
	}
	return !d.Rough
}

// InPieces reports whether the smooth part has been prepared as pieces.
func (d *Duration) InPieces() bool { return d.fine != nil }

// settle makes the pieces, reads the distribution function from them and takes
// the moments from them, if they are any good.
func (d *Duration) settle(al *effort.Allowance) {
	d.Prepare(al)
	p := d.fine
	if p == nil && d.SmoothWeight() > measure.LeastMass || p != nil && p.Ends[len(p.Ends)-1] >= measure.MaxSeconds {
		d.measure(al)
		return
	}
	d.Mean, d.square = 0, 0
	for i, at := range d.Steps.At {
		d.Mean += d.Steps.Mass(i) * at
		d.square += d.Steps.Mass(i) * at * at
	}
	if p == nil {
		return
	}
	mean, square := p.Moments()
	d.Mean, d.square = d.Mean+mean, d.square+square
	if p.Ends[len(p.Ends)-1] > 3e3*d.Mean {
		d.measure(al) // too much of them lies beyond the last piece
	}
	jumps := d.Steps
	d.CDF = func(x float64) float64 { return p.At(x) + jumps.UpTo(x) }
	d.cost = effort.Tabled + effort.Cheap
}

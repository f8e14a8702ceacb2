package random

import (
	"math"
	"slices"
)

// tabulated returns the smooth duration of a distribution function that is
// slow to evaluate, read from pieces.
func tabulated(al *Allowance, cdf func(x float64) float64, cost, weight float64, breaks []float64, enough float64) *Duration {
	p := piecewise(al, cdf, cost, weight, breaks, math.Max(enough, finest))
	return &Duration{CDF: p.at, cost: tabled, Weight: weight, cuts: p.bends(breaks), Err: p.err, fine: p}
}

// bends returns where the pieces may not go on smoothly: at the breaks, and at
// both ends.
func (p *pieces) bends(breaks []float64) []float64 {
	lo, hi := p.ends[0], p.ends[len(p.ends)-1]
	all := []float64{lo, hi}
	for _, x := range breaks {
		if x > lo && x < hi {
			all = append(all, x)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

const (
	finest = 1e-12 // to which pieces are made unless less will do
	coarse = 1e-9  // pieces worse than this are of no use
)

// Prepare makes the pieces of the smooth part, from which lattices are filled.
func (d *Duration) Prepare(al *Allowance) {
	if d.fine != nil || d.Rough || d.SmoothWeight() <= LeastMass {
		return
	}
	p := piecewise(al, d.Smooth, d.cost, d.SmoothWeight(), append(slices.Clone(d.cuts), d.Steps.At...), finest)
	if p.err > coarse {
		d.Rough = true
		return
	}
	d.fine = p
	d.Err += p.err
}

// Refine reads the distribution function of a prepared duration from its pieces
// from now on; false where they are no use for it.
func (d *Duration) Refine() bool {
	if fine, jumps := d.fine, d.Steps; fine != nil && !d.Rough {
		d.CDF = func(x float64) float64 { return fine.at(x) + jumps.upTo(x) }
	}
	return !d.Rough
}

// InPieces reports whether the smooth part has been prepared as pieces.
func (d *Duration) InPieces() bool { return d.fine != nil }

// settle makes the pieces, reads the distribution function from them and takes
// the moments from them, if they are any good.
func (d *Duration) settle(al *Allowance) {
	d.Prepare(al)
	p := d.fine
	if p == nil && d.SmoothWeight() > LeastMass || p != nil && p.ends[len(p.ends)-1] >= farthest {
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
	mean, square := p.moments()
	d.Mean, d.square = d.Mean+mean, d.square+square
	if p.ends[len(p.ends)-1] > 3e3*d.Mean {
		d.measure(al) // too much of them lies beyond the last piece
	}
	jumps := d.Steps
	d.CDF = func(x float64) float64 { return p.at(x) + jumps.upTo(x) }
	d.cost = tabled + cheap
}

// scaled returns the pieces of w·X.
func (p *pieces) scaled(w float64) *pieces {
	s := *p
	s.ends, s.middle, s.turn = times(w, p.ends), times(w, p.middle), times(1/w, p.turn)
	s.area = make([][9]float64, len(p.area))
	for i, c := range p.area {
		for j, v := range c {
			s.area[i][j] = w * v
		}
	}
	return &s
}

func times(w float64, xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = w * x
	}
	return out
}

// moments returns E[X] and E[X²] as far as the pieces reach.
func (p *pieces) moments() (mean, square float64) {
	mean = p.start()
	for _, v := range p.area[len(p.area)-1] {
		mean += v
	}
	return mean, p.limitedSquare(math.Inf(1))
}

// start returns the integral of the weight less the value before the first
// piece.
func (p *pieces) start() float64 { return p.ends[0] * (p.weight - p.first/2) }

// limitedSquare returns the integral of 2x times the weight less the value from
// 0 to x: E[min(X, x)²] for a law of weight 1.
func (p *pieces) limitedSquare(x float64) float64 {
	a := p.ends[0]
	if x <= a {
		return x * x * (p.weight - p.first*x/a*2/3)
	}
	square := a * a * (p.weight - p.first*2/3)
	for i := range p.value {
		if p.ends[i] >= x {
			break
		}
		// The integrals of t^j and of t^(j+1) from -1 to the end.
		end, low := 1.0, -1.0
		if x < p.ends[i+1] {
			end = (x - p.middle[i]) * p.turn[i]
		}
		half, m := 1/p.turn[i], p.middle[i]
		above, below := end, low
		for j, v := range p.value[i] {
			if j == 0 {
				v -= p.weight
			}
			even := (above - below) / float64(j+1)
			above, below = above*end, below*low
			odd := (above - below) / float64(j+2)
			square -= 2 * v * half * (m*even + half*odd)
		}
	}
	return square
}

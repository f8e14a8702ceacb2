package law

import (
	"math"
	"slices"
)

// tabulated returns the smooth duration of a distribution function that is
// slow to evaluate, read from pieces.
func tabulated(cdf func(x float64) float64, weight float64, breaks []float64, enough float64) *duration {
	p := piecewise(cdf, weight, breaks, math.Max(enough, finest))
	return &duration{cdf: p.at, weight: weight, cuts: p.bends(breaks), err: p.err, fine: p}
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

// prepare makes the pieces of the smooth part, from which lattices are filled.
func (d *duration) prepare() {
	if d.fine != nil || d.rough || d.smoothWeight() <= leastMass {
		return
	}
	p := piecewise(d.smooth, d.smoothWeight(), append(slices.Clone(d.cuts), d.steps.at...), finest)
	if p.err > coarse {
		d.rough = true
		return
	}
	d.fine = p
	d.err += p.err
}

// settle makes the pieces, reads the distribution function from them and takes
// the moments from them, if they are any good.
func (d *duration) settle() {
	d.prepare()
	p := d.fine
	if p == nil && d.smoothWeight() > leastMass || p != nil && p.ends[len(p.ends)-1] >= farthest {
		d.measure()
		return
	}
	d.mean, d.square = 0, 0
	for i, at := range d.steps.at {
		d.mean += d.steps.mass(i) * at
		d.square += d.steps.mass(i) * at * at
	}
	if p == nil {
		return
	}
	mean, square := p.moments()
	d.mean, d.square = d.mean+mean, d.square+square
	if p.ends[len(p.ends)-1] > 3e3*d.mean {
		d.measure() // too much of them lies beyond the last piece
	}
	jumps := d.steps
	d.cdf = func(x float64) float64 { return p.at(x) + jumps.upTo(x) }
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

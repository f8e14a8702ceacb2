package law

import (
	"math"

	"nines/model/dist"
)

// A duration is a random number of seconds, not negative, whose distribution
// function can be had at any point. It may be defective: then what its weight
// leaves of 1 is the probability that it never ends, or that the case which
// it stands for does not arise.
type duration struct {
	cdf    func(x float64) float64
	weight float64   // cdf at infinity
	steps  steps     // its jumps
	cuts   []float64 // other points at which it is not smooth

	// limited returns the integral of weight - cdf from 0 to x, where that
	// has a closed form: E[min(X, x)] for a law of weight 1.
	limited func(x float64) float64

	cost float64 // of one call of cdf, in units of work

	mean, square float64 // E[X] and E[X²], over its weight
	err          float64 // how far cdf may be off

	fine  *pieces // of the smooth part, once prepared
	rough bool    // pieces are no use for it

	mark   mark
	base   *duration // of which this is factor times; nil where it is no multiple
	factor float64
}

// smooth returns the part of the distribution function that has no jumps.
func (d *duration) smooth(x float64) float64 {
	if x < 0 {
		return 0
	}
	return d.cdf(x) - d.steps.upTo(x)
}

// below returns P(X < x).
func (d *duration) below(x float64) float64 { return d.cdf(x) - d.steps.of(x) }

// smoothWeight returns the mass of what has no jumps.
func (d *duration) smoothWeight() float64 { return d.weight - d.steps.total() }

// isConstant reports whether the duration is one value for certain.
func (d *duration) isConstant() bool {
	return len(d.steps.at) == 1 && d.weight == 1 && d.steps.sum[0] == 1
}

// constant returns the duration that never varies.
func constant(c float64) *duration {
	d := &duration{
		cdf: func(x float64) float64 {
			if x < c {
				return 0
			}
			return 1
		},
		limited: func(x float64) float64 { return math.Min(c, x) },
		weight:  1,
		mean:    c,
		square:  c * c,
		cost:    cheap,
		mark:    newMark(markConstant).number(c),
	}
	d.steps.add(c, 1)
	return d
}

// drawn returns the duration that follows a law of the model; nil is none.
func drawn(law dist.Distribution) *duration {
	if law == nil {
		return constant(0)
	}
	if lo, hi := law.Support(); lo == hi {
		return constant(lo)
	}
	d := &duration{cdf: law.CDF, limited: law.LimitedMean, weight: 1, mean: law.Mean(), mark: markOfLaw(law), cost: costOf(law)}
	d.square = law.Variance() + d.mean*d.mean
	d.steps = jumps(law)
	lo, hi := law.Support()
	d.cuts = append(d.cuts, lo)
	if !math.IsInf(hi, 1) {
		d.cuts = append(d.cuts, hi)
	}
	return d
}

// shifted returns c + X.
func (d *duration) shifted(c float64) *duration {
	if c == 0 {
		return d
	}
	if d.isConstant() {
		return constant(d.mean + c)
	}
	s := &duration{
		cdf: func(x float64) float64 {
			if x < c {
				return 0
			}
			return d.cdf(x - c)
		},
		weight: d.weight,
		mean:   d.mean + c*d.weight,
		square: d.square + 2*c*d.mean + c*c*d.weight,
		err:    d.err,
		cost:   d.cost + cheap,
		mark:   newMark(markShift, d.mark).number(c),
	}
	if d.limited != nil {
		s.limited = func(x float64) float64 {
			if x <= c {
				return d.weight * x
			}
			return d.weight*c + d.limited(x-c)
		}
	}
	s.steps.sum = d.steps.sum
	for _, at := range d.steps.at {
		s.steps.at = append(s.steps.at, at+c)
	}
	for _, at := range d.cuts {
		s.cuts = append(s.cuts, at+c)
	}
	return s
}

// scaled returns w·X.
func (d *duration) scaled(w float64) *duration {
	if w == 1 {
		return d
	}
	if w == 0 && d.weight == 1 {
		return constant(0)
	}
	if d.isConstant() {
		return constant(w * d.mean)
	}
	s := &duration{
		cdf:    func(x float64) float64 { return d.cdf(x / w) },
		weight: d.weight,
		mean:   w * d.mean,
		square: w * w * d.square,
		err:    d.err,
		cost:   d.cost + cheap,
		mark:   newMark(markScale, d.mark).number(w),
		base:   d,
		factor: w,
	}
	if d.base != nil {
		s.base, s.factor = d.base, w*d.factor
	}
	if d.limited != nil {
		s.limited = func(x float64) float64 { return w * d.limited(x/w) }
	}
	s.steps.sum = d.steps.sum
	for _, at := range d.steps.at {
		s.steps.at = append(s.steps.at, w*at)
	}
	for _, at := range d.cuts {
		s.cuts = append(s.cuts, w*at)
	}
	if d.fine != nil {
		s.fine = d.fine.scaled(w)
	}
	return s
}

package random

import (
	"math"

	"nines/model/dist"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A Duration is a random number of seconds, not negative, whose distribution
// function can be had at any point. It may be defective: then what its weight
// leaves of 1 is the probability that it never ends, or that the case which
// it stands for does not arise.
type Duration struct {
	CDF    func(x float64) float64 // P(X <= x), x in seconds
	Weight float64                 // CDF at infinity
	Steps  measure.Steps           // its jumps
	cuts   []float64               // other points at which it is not smooth

	// limited returns the integral of Weight - CDF from 0 to x, where that
	// has a closed form: E[min(X, x)] for a law of weight 1.
	limited func(x float64) float64

	cost float64 // of one call of CDF, in units of work

	Mean, square float64 // E[X] and E[X²], over its weight
	Err          float64 // how far CDF may be off

	fine  *measure.Pieces // of the smooth part, once prepared
	Rough bool            // pieces are no use for it

	Mark   Mark
	base   *Duration // of which this is factor times; nil where it is no multiple
	factor float64
}

// Smooth returns the part of the distribution function that has no jumps.
func (d *Duration) Smooth(x float64) float64 {
	if x < 0 {
		return 0
	}
	return d.CDF(x) - d.Steps.UpTo(x)
}

// below returns P(X < x).
func (d *Duration) below(x float64) float64 { return d.CDF(x) - d.Steps.Of(x) }

// SmoothWeight returns the mass of what has no jumps.
func (d *Duration) SmoothWeight() float64 { return d.Weight - d.Steps.Total() }

// IsConstant reports whether the duration is one value for certain.
func (d *Duration) IsConstant() bool {
	return len(d.Steps.At) == 1 && d.Weight == 1 && d.Steps.Sum[0] == 1
}

// Constant returns the duration that never varies.
func Constant(c float64) *Duration {
	d := &Duration{
		CDF: func(x float64) float64 {
			if x < c {
				return 0
			}
			return 1
		},
		limited: func(x float64) float64 { return math.Min(c, x) },
		Weight:  1,
		Mean:    c,
		square:  c * c,
		cost:    effort.Cheap,
		Mark:    NewMark(markConstant).WithFloats(c),
	}
	d.Steps.Add(c, 1)
	return d
}

// Drawn returns the duration that follows a law of the model; nil is none.
func Drawn(law dist.Distribution) *Duration {
	if law == nil {
		return Constant(0)
	}
	if lo, hi := law.Support(); lo == hi {
		return Constant(lo)
	}
	d := &Duration{CDF: law.CDF, limited: law.LimitedMean, Weight: 1, Mean: law.Mean(), Mark: MarkOfLaw(law), cost: effort.CostOf(law)}
	d.square = law.Variance() + d.Mean*d.Mean
	d.Steps = measure.Jumps(law)
	lo, hi := law.Support()
	d.cuts = append(d.cuts, lo)
	if !math.IsInf(hi, 1) {
		d.cuts = append(d.cuts, hi)
	}
	return d
}

// Shifted returns c + X.
func (d *Duration) Shifted(c float64) *Duration {
	if c == 0 {
		return d
	}
	if d.IsConstant() {
		return Constant(d.Mean + c)
	}
	s := &Duration{
		CDF: func(x float64) float64 {
			if x < c {
				return 0
			}
			return d.CDF(x - c)
		},
		Weight: d.Weight,
		Mean:   d.Mean + c*d.Weight,
		square: d.square + 2*c*d.Mean + c*c*d.Weight,
		Err:    d.Err,
		cost:   d.cost + effort.Cheap,
		Mark:   NewMark(markShift, d.Mark).WithFloats(c),
	}
	if d.limited != nil {
		s.limited = func(x float64) float64 {
			if x <= c {
				return d.Weight * x
			}
			return d.Weight*c + d.limited(x-c)
		}
	}
	s.Steps.Sum = d.Steps.Sum
	for _, at := range d.Steps.At {
		s.Steps.At = append(s.Steps.At, at+c)
	}
	for _, at := range d.cuts {
		s.cuts = append(s.cuts, at+c)
	}
	return s
}

// Scaled returns w·X.
func (d *Duration) Scaled(w float64) *Duration {
	if w == 1 {
		return d
	}
	if w == 0 && d.Weight == 1 {
		return Constant(0)
	}
	if d.IsConstant() {
		return Constant(w * d.Mean)
	}
	s := &Duration{
		CDF:    func(x float64) float64 { return d.CDF(x / w) },
		Weight: d.Weight,
		Mean:   w * d.Mean,
		square: w * w * d.square,
		Err:    d.Err,
		cost:   d.cost + effort.Cheap,
		Mark:   NewMark(MarkScale, d.Mark).WithFloats(w),
		base:   d,
		factor: w,
	}
	if d.base != nil {
		s.base, s.factor = d.base, w*d.factor
	}
	if d.limited != nil {
		s.limited = func(x float64) float64 { return w * d.limited(x/w) }
	}
	s.Steps.Sum = d.Steps.Sum
	for _, at := range d.Steps.At {
		s.Steps.At = append(s.Steps.At, w*at)
	}
	for _, at := range d.cuts {
		s.cuts = append(s.cuts, w*at)
	}
	if d.fine != nil {
		s.fine = d.fine.Scaled(w)
	}
	return s
}

// Inverse returns the point below which the smooth part holds p, of a duration
// within [0, 1].
func (d *Duration) Inverse(p float64) float64 {
	return measure.Bisect(0, 1, 1e-15, func(x float64) bool { return !(d.Smooth(x) < p) })
}

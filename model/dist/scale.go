package dist

import (
	"math"
	"math/rand/v2"
)

// Scale returns the law of factor times X, for a finite factor >= 0. From the
// same stream it draws factor times what d draws (common random numbers), to
// the last digit but one.
func Scale(d Distribution, factor float64) Distribution {
	if !(factor >= 0) || math.IsInf(factor, 1) {
		panic("dist: a scale factor must be finite and not negative")
	}
	if factor == 0 {
		return Constant{0}
	}
	if factor == 1 {
		return d
	}
	switch d := d.(type) {
	case Constant:
		return Constant{factor * d.value}
	case Exponential:
		return Exponential{factor * d.mean}
	case LogNormal:
		return LogNormal{d.mu + math.Log(factor), d.sigma}
	case scaled:
		return Scale(d.base, factor*d.factor)
	}
	return scaled{d, factor}
}

// scaled is the law of factor times the base's quantity.
type scaled struct {
	base   Distribution
	factor float64
}

var _ Distribution = scaled{}

// Mean implements Distribution.
func (s scaled) Mean() float64 { return s.factor * s.base.Mean() }

// Variance implements Distribution.
func (s scaled) Variance() float64 { return s.factor * s.factor * s.base.Variance() }

// CDF implements Distribution. The quotient x/factor is moved, by an ulp at
// most, to the greatest y with factor*y <= x, so that the CDF jumps at the very
// values that Quantile and Draw return.
func (s scaled) CDF(x float64) float64 {
	y := x / s.factor
	if s.factor*y > x {
		y = math.Nextafter(y, math.Inf(-1))
	} else if up := math.Nextafter(y, math.Inf(1)); s.factor*up <= x {
		y = up
	}
	return s.base.CDF(y)
}

// Quantile implements Distribution.
func (s scaled) Quantile(p float64) float64 { return s.factor * s.base.Quantile(p) }

// LimitedMean implements Distribution.
func (s scaled) LimitedMean(limit float64) float64 {
	return s.factor * s.base.LimitedMean(limit/s.factor)
}

// Support implements Distribution.
func (s scaled) Support() (lo, hi float64) {
	lo, hi = s.base.Support()
	return s.factor * lo, s.factor * hi
}

// Draw implements Distribution.
func (s scaled) Draw(r *rand.Rand) float64 { return s.factor * s.base.Draw(r) }

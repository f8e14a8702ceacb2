package dist

import (
	"cmp"
	"math/rand/v2"
)

// Uniform is the law that prefers no value between its ends,
//
//	F(x) = (x - min) / (max - min),  min <= x <= max.
type Uniform struct {
	lo, hi float64
}

var _ Distribution = Uniform{}

// NewUniform returns the uniform law from lo to hi, the scenario's min and max.
func NewUniform(lo, hi float64) (Uniform, error) {
	if err := cmp.Or(notNegative("min", lo), above("max", hi, "min", lo)); err != nil {
		return Uniform{}, err
	}
	return Uniform{lo, hi}, nil
}

// Mean implements Distribution.
func (u Uniform) Mean() float64 { return u.lo + (u.hi-u.lo)/2 }

// Variance implements Distribution.
func (u Uniform) Variance() float64 {
	width := u.hi - u.lo
	return width * width / 12
}

// CDF implements Distribution.
func (u Uniform) CDF(x float64) float64 {
	return min(max((x-u.lo)/(u.hi-u.lo), 0), 1)
}

// Quantile implements Distribution.
func (u Uniform) Quantile(p float64) float64 { return min(u.lo+p*(u.hi-u.lo), u.hi) }

// LimitedMean implements Distribution.
func (u Uniform) LimitedMean(limit float64) float64 {
	switch {
	case limit <= u.lo:
		return limit
	case limit >= u.hi:
		return u.Mean()
	}
	return limit - u.CDF(limit)*(limit-u.lo)/2
}

// Support implements Distribution.
func (u Uniform) Support() (lo, hi float64) { return u.lo, u.hi }

// Draw implements Distribution.
func (u Uniform) Draw(r *rand.Rand) float64 { return u.Quantile(r.Float64()) }

package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// Triangular is the law whose density rises in a line from min to mode and
// falls in a line to max,
//
//	F(x) = (x-min)² / ((max-min)(mode-min))      for min <= x <= mode
//	F(x) = 1 - (max-x)² / ((max-min)(max-mode))  for mode <= x <= max.
//
// See Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2,
// chapter 26.9.
type Triangular struct {
	lo, mode, hi float64
}

var _ Distribution = Triangular{}

// NewTriangular returns the triangular law on [lo, hi], the scenario's min and
// max, whose density is greatest at mode.
func NewTriangular(lo, mode, hi float64) (Triangular, error) {
	if err := modal(lo, mode, hi); err != nil {
		return Triangular{}, err
	}
	return Triangular{lo, mode, hi}, nil
}

// modal returns an error unless 0 <= lo <= mode <= hi and lo < hi.
func modal(lo, mode, hi float64) error {
	return cmp.Or(
		notNegative("min", lo),
		above("max", hi, "min", lo),
		require(lo <= mode && mode <= hi, "mode", mode, "a number from min (%g) to max (%g)", lo, hi),
	)
}

// Mean implements Distribution.
func (t Triangular) Mean() float64 { return t.lo/3 + t.mode/3 + t.hi/3 }

// Variance implements Distribution.
func (t Triangular) Variance() float64 {
	a, b := t.mode-t.lo, t.hi-t.mode
	return (a*a + a*b + b*b) / 18
}

// CDF implements Distribution.
func (t Triangular) CDF(x float64) float64 {
	switch {
	case x <= t.lo:
		return 0
	case x >= t.hi:
		return 1
	case x <= t.mode:
		return (x - t.lo) / (t.hi - t.lo) * ((x - t.lo) / (t.mode - t.lo))
	}
	return 1 - (t.hi-x)/(t.hi-t.lo)*((t.hi-x)/(t.hi-t.mode))
}

// Quantile implements Distribution.
func (t Triangular) Quantile(p float64) float64 {
	a, b, width := t.mode-t.lo, t.hi-t.mode, t.hi-t.lo
	if p*width <= a {
		return t.lo + math.Sqrt(p*width*a)
	}
	return t.hi - math.Sqrt((1-p)*width*b)
}

// LimitedMean implements Distribution. Beyond the mode the area under P(X > x)
// is a difference of cubes over 3 width b, taken by its factors or it cancels.
func (t Triangular) LimitedMean(limit float64) float64 {
	switch {
	case limit <= t.lo:
		return limit
	case limit >= t.hi:
		return t.Mean()
	case limit <= t.mode:
		return limit - t.CDF(limit)*(limit-t.lo)/3
	}
	a, b, c, width := t.mode-t.lo, t.hi-t.mode, t.hi-limit, t.hi-t.lo
	return t.mode - a*(a/width)/3 + (limit-t.mode)/3*(b/width+c/width*(1+c/b))
}

// Support implements Distribution.
func (t Triangular) Support() (lo, hi float64) { return t.lo, t.hi }

// Draw implements Distribution, by inversion.
func (t Triangular) Draw(r *rand.Rand) float64 { return t.Quantile(r.Float64()) }

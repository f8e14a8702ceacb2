package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// Exponential is the law of the wait for an event that has no memory,
//
//	F(x) = 1 - exp(-x/mean),  x >= 0.
//
// See https://en.wikipedia.org/wiki/Exponential_distribution.
type Exponential struct {
	mean float64
}

var _ Distribution = Exponential{}

// NewExponential returns the exponential law of the given mean.
func NewExponential(mean float64) (Exponential, error) {
	if err := positive("mean", mean); err != nil {
		return Exponential{}, err
	}
	return Exponential{mean}, nil
}

// ExponentialFromQuantile returns the exponential law whose p quantile is x.
func ExponentialFromQuantile(p, x float64) (Exponential, error) {
	key := quantileKey(p)
	if err := cmp.Or(between(key, p, 0, 1), positive(key, x)); err != nil {
		return Exponential{}, err
	}
	return Exponential{-x / math.Log1p(-p)}, nil
}

// Mean implements Distribution.
func (e Exponential) Mean() float64 { return e.mean }

// Variance implements Distribution.
func (e Exponential) Variance() float64 { return e.mean * e.mean }

// CDF implements Distribution.
func (e Exponential) CDF(x float64) float64 {
	return -math.Expm1(-max(x, 0) / e.mean)
}

// Quantile implements Distribution.
func (e Exponential) Quantile(p float64) float64 {
	return -e.mean * math.Log1p(-p)
}

// LimitedMean implements Distribution.
func (e Exponential) LimitedMean(limit float64) float64 {
	return e.mean * e.CDF(limit)
}

// Support implements Distribution.
func (e Exponential) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution, by the ziggurat of math/rand/v2.
func (e Exponential) Draw(r *rand.Rand) float64 { return e.mean * r.ExpFloat64() }

func (e Exponential) unit() (law tailed, scale float64) { return Exponential{1}, e.mean }

func (e Exponential) tail(p float64, upper bool) float64 { return e.mean * hazardAt(p, upper) }

// hazardAt returns the hazard that has accumulated at the quantile of a tail's
// probability.
func hazardAt(p float64, upper bool) float64 {
	if upper {
		return -math.Log(p)
	}
	return -math.Log1p(-p)
}

package dist

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// Empirical is the law of a value picked at random from a list, such as the
// outages of the past,
//
//	F(x) = (number of values <= x) / (number of values).
type Empirical struct {
	values []float64 // rising
	sums   []float64 // sums[k] is the sum of the k least values
}

var _ Distribution = Empirical{}

// NewEmpirical returns the law of the given values, which need no order and of
// which equal ones count as often as they occur.
func NewEmpirical(values []float64) (Empirical, error) {
	if len(values) == 0 {
		return Empirical{}, &ParameterError{Key: "values", Got: "none", Want: "at least one"}
	}
	for _, v := range values {
		if err := notNegative("values", v); err != nil {
			return Empirical{}, err
		}
	}
	e := Empirical{slices.Sorted(slices.Values(values)), make([]float64, len(values)+1)}
	for k, v := range e.values {
		e.sums[k+1] = e.sums[k] + v
	}
	return e, nil
}

// Mean implements Distribution.
func (e Empirical) Mean() float64 { return e.sums[len(e.values)] / e.n() }

// Variance implements Distribution. It is that of the law, not an estimate of
// the variance of what the values were drawn from.
func (e Empirical) Variance() float64 {
	mean, sum := e.Mean(), 0.0
	for _, v := range e.values {
		sum += (v - mean) * (v - mean)
	}
	return sum / e.n()
}

// CDF implements Distribution.
func (e Empirical) CDF(x float64) float64 { return float64(e.count(x)) / e.n() }

// Quantile implements Distribution. Steps of 1/n are compared as CDF rounds
// them, so that the quantile at CDF(x) is never above x.
func (e Empirical) Quantile(p float64) float64 {
	k := sort.Search(len(e.values)-1, func(k int) bool { return float64(k+1)/e.n() >= p })
	return e.values[k]
}

// LimitedMean implements Distribution.
func (e Empirical) LimitedMean(limit float64) float64 {
	k := e.count(limit)
	if k == len(e.values) {
		return e.Mean()
	}
	return (e.sums[k] + limit*float64(len(e.values)-k)) / e.n()
}

// Support implements Distribution.
func (e Empirical) Support() (lo, hi float64) {
	return e.values[0], e.values[len(e.values)-1]
}

// Draw implements Distribution.
func (e Empirical) Draw(r *rand.Rand) float64 { return e.values[r.IntN(len(e.values))] }

// n returns the number of values, and count how many of them are at most x.
func (e Empirical) n() float64 { return float64(len(e.values)) }
func (e Empirical) count(x float64) int {
	return sort.SearchFloat64s(e.values, math.Nextafter(x, math.Inf(1)))
}

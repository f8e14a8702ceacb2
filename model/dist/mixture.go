package dist

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Mixture is the law of a quantity that follows one of several laws, picked by
// chance each time,
//
//	F(x) = Σ weight(i) F(i, x),
//
// Where:
//
//	weight(i) is the chance of law i; the weights sum to 1
//	F(i, x)   is the CDF of law i
type Mixture struct {
	weights []float64
	laws    []Distribution
}

var _ Distribution = Mixture{}

// NewMixture returns the mixture of the laws by weights, which are positive and
// need not sum to 1.
func NewMixture(weights []float64, laws []Distribution) (Mixture, error) {
	if len(weights) != len(laws) || len(laws) == 0 {
		return Mixture{}, require(false, "weight", float64(len(weights)), "one for each of %d laws", max(len(laws), 1))
	}
	total := 0.0
	for _, w := range weights {
		if err := positive("weight", w); err != nil {
			return Mixture{}, err
		}
		total += w
	}
	if err := positive("weight", total); err != nil {
		return Mixture{}, err
	}
	m := Mixture{slices.Clone(weights), slices.Clone(laws)}
	for i := range m.weights {
		m.weights[i] /= total
	}
	return m, nil
}

// Mean implements Distribution.
func (m Mixture) Mean() float64 { return m.sum(Distribution.Mean) }

// Variance implements Distribution: the mean of the variances and the variance
// of the means.
func (m Mixture) Variance() float64 {
	mean := m.Mean()
	if math.IsInf(mean, 1) {
		return mean
	}
	return m.sum(func(d Distribution) float64 {
		apart := d.Mean() - mean
		return d.Variance() + apart*apart
	})
}

// CDF implements Distribution. The sum is taken in one order, and what is
// rounded away of 1 is no probability: beyond every law's end the CDF is 1.
func (m Mixture) CDF(x float64) float64 {
	var below, above float64
	for i, d := range m.laws {
		p := d.CDF(x)
		below += m.weights[i] * p
		above += m.weights[i] * (1 - p)
	}
	if above == 0 {
		return 1
	}
	return min(below, 1)
}

// Quantile implements Distribution. It lies among the quantiles of the laws.
func (m Mixture) Quantile(p float64) float64 {
	lo, hi := math.Inf(1), 0.0
	for _, d := range m.laws {
		q := d.Quantile(p)
		lo, hi = min(lo, q), max(hi, q)
	}
	switch {
	case p <= 0:
		return lo
	case p >= 1:
		return hi
	}
	return least(lo, hi, func(x float64) bool { return m.CDF(x) >= p })
}

// LimitedMean implements Distribution.
func (m Mixture) LimitedMean(limit float64) float64 {
	return m.sum(func(d Distribution) float64 { return d.LimitedMean(limit) })
}

// Support implements Distribution.
func (m Mixture) Support() (lo, hi float64) { return m.Quantile(0), m.Quantile(1) }

// Draw implements Distribution. The first number of the stream picks the law.
func (m Mixture) Draw(r *rand.Rand) float64 {
	u, last := r.Float64(), len(m.laws)-1
	for i, d := range m.laws[:last] {
		if u -= m.weights[i]; u < 0 {
			return d.Draw(r)
		}
	}
	return m.laws[last].Draw(r)
}

// sum returns the weighted sum of f over the laws.
func (m Mixture) sum(f func(Distribution) float64) float64 {
	sum := 0.0
	for i, d := range m.laws {
		sum += m.weights[i] * f(d)
	}
	return sum
}

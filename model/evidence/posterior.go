package evidence

import (
	"math"
	"math/rand/v2"
	"slices"

	"nines/model/dist"
)

// RateOf returns the law of a rate after so many events in so many seconds, in
// events a second: Gamma(events + 1/2, over), the posterior of Jeffreys' prior.
// Events may be a fraction.
func RateOf(events, over float64) (dist.Gamma, error) { return dist.NewGamma(events+0.5, 1/over) }

// ChanceOf returns the law of a probability after so many failures in so many
// trials: Beta(failures + 1/2, trials - failures + 1/2), the posterior of Jeffreys'
// prior. Both may be fractions.
func ChanceOf(failures, trials float64) (dist.Beta, error) {
	return dist.NewBeta(failures+0.5, trials-failures+0.5)
}

// An expert's interval is one in which the number lies with 90 %.
const (
	IntervalLow  = 0.05
	IntervalHigh = 0.95
)

// IntervalOf returns the law of a number above 0 that an expert puts between two
// others: the lognormal with these as its p5 and p95.
func IntervalOf(low, high float64) (dist.LogNormal, error) {
	return dist.LogNormalFromQuantiles(IntervalLow, low, IntervalHigh, high)
}

// RatioIntervalOf is IntervalOf for a number in (0, 1): the logit-normal.
func RatioIntervalOf(low, high float64) (dist.LogitNormal, error) {
	return dist.LogitNormalFromQuantiles(IntervalLow, low, IntervalHigh, high)
}

// FactorOf returns the law of a factor that lies between 1/f and f with 90 %.
func FactorOf(f float64) (dist.LogNormal, error) {
	return dist.NewLogNormal(0, math.Log(f)/normalQuantile(IntervalHigh))
}

// Normal is the normal law of a mean and a standard deviation.
type Normal struct{ Mean, SD float64 }

// Quantile implements Parameter.
func (n Normal) Quantile(p float64) float64 { return n.Mean + n.SD*normalQuantile(p) }

// Draw implements Parameter.
func (n Normal) Draw(r *rand.Rand) float64 { return n.Mean + n.SD*r.NormFloat64() }

// SampleOf returns what is known of a lognormal law of which n draws had the mean
// mu and the standard deviation s of logarithms: σ² ~ (n-1) s² / χ²(n-1), and
// μ given σ ~ N(mu, σ²/n), the posterior of the prior 1/σ². make turns two
// numbers into its μ and σ.
func SampleOf(mu, s, n float64) (parameters []Parameter, make func(v []float64) (m, sigma float64), err error) {
	chi, err := dist.NewGamma((n-1)/2, 2)
	if err != nil {
		return nil, nil, err
	}
	make = func(v []float64) (float64, float64) {
		sigma := s * math.Sqrt((n-1)/v[0])
		return mu + v[1]*sigma/math.Sqrt(n), sigma
	}
	return []Parameter{chi, Normal{0, 1}}, make, nil
}

// spread returns n equally likely values of an unknown number.
func (u *Unknown) spread(n int) []float64 {
	all := u.all()
	v := make([]float64, len(all))
	var out []float64
	for _, p := range nodes(n, len(all)) {
		for j, q := range p {
			v[j] = all[j].Quantile(q)
		}
		x, _ := u.valueAt(v)
		out = append(out, x)
	}
	return out
}

// quantileOf returns the p quantile of a sample, which it sorts.
func quantileOf(values []float64, p float64) float64 {
	slices.Sort(values)
	return values[min(len(values)-1, int(p*float64(len(values))))]
}

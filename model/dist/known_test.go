package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// gonum's laws mean the same by the same names (Weibull: k and lambda; gamma: a
// rate, not a scale; lognormal: of the natural logarithm).
func TestAgainstGonum(t *testing.T) {
	type reference interface {
		Mean() float64
		Variance() float64
		CDF(x float64) float64
		Quantile(p float64) float64
	}
	for _, c := range []struct {
		d    Distribution
		want reference
	}{
		{must(NewExponential(90)), distuv.Exponential{Rate: 1.0 / 90}},
		{must(NewLogNormal(5, 1.2)), distuv.LogNormal{Mu: 5, Sigma: 1.2}},
		{must(NewGamma(0.4, 60)), distuv.Gamma{Alpha: 0.4, Beta: 1.0 / 60}},
		{must(NewGamma(3.5, 60)), distuv.Gamma{Alpha: 3.5, Beta: 1.0 / 60}},
		{must(NewWeibull(0.6, 100)), distuv.Weibull{K: 0.6, Lambda: 100}},
		{must(NewWeibull(3, 100)), distuv.Weibull{K: 3, Lambda: 100}},
		{must(NewPareto(1.5, 60)), distuv.Pareto{Alpha: 1.5, Xm: 60}},
		{must(NewPareto(3, 60)), distuv.Pareto{Alpha: 3, Xm: 60}},
		{must(NewUniform(60, 100)), distuv.Uniform{Min: 60, Max: 100}},
		{must(NewTriangular(60, 70, 100)), distuv.NewTriangle(60, 100, 70, nil)},
		{must(NewBeta(3.5, 101.5)), distuv.Beta{Alpha: 3.5, Beta: 101.5}},
		{must(NewBeta(0.5, 0.7)), distuv.Beta{Alpha: 0.5, Beta: 0.7}},
	} {
		near(t, "Mean", c.d.Mean(), c.want.Mean(), 1e-13)
		near(t, "Variance", c.d.Variance(), c.want.Variance(), 1e-12)
		for _, p := range []float64{0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99} {
			x := c.want.Quantile(p)
			near(t, "Quantile", c.d.Quantile(p), x, 1e-10)
			near(t, "CDF", c.d.CDF(x), c.want.CDF(x), 1e-12)
		}
	}
}

// Values computed to 40 digits with mpmath. They lie where a formula that is
// right on paper loses its digits.
func TestKnownValues(t *testing.T) {
	unit := must(NewLogNormal(0, 1))
	const tail = 6.2209605742717841235e-16 // Φ(-8)
	for _, c := range []struct {
		why       string
		got, want float64
		tolerance float64
	}{
		{"lognormal, lower tail at z = -8", unit.CDF(math.Exp(-8)), tail, 2e-14},
		{"lognormal, 1-CDF at z = 8 (as near as 1-x can be)", 1 - unit.CDF(math.Exp(8)), tail, 0x1p-53 / tail},
		{"lognormal, quantile at 1e-12", must(NewLogNormal(2, 0.5)).Quantile(1e-12), 0.21931594608178489196, 1e-14},
		{"lognormal, limited mean at the median", must(NewLogNormal(2, 0.5)).LimitedMean(math.Exp(2)), 6.2778812324571094444, 1e-14},
		{"logit-normal, mean", must(NewLogitNormal(0.3, 1.2)).Mean(), 0.55805191778328264024, 1e-14},
		{"logit-normal, variance", must(NewLogitNormal(0.3, 1.2)).Variance(), 0.054632237453425838632, 1e-13},
		{"log-logistic, limited mean without a mean", must(NewLogLogistic(0.9, 1)).LimitedMean(1e6), 29.604734173048774712, 1e-13},
		{"log-logistic, limited mean at shape 1", must(NewLogLogistic(1, 1)).LimitedMean(1e6), math.Log1p(1e6), 1e-13},
		{"log-logistic, limited mean deep in a heavy tail", must(NewLogLogistic(1.1, 1)).LimitedMean(1e6), 7.6253634776876977694, 1e-13},
		{"pareto, limited mean at alpha 1", must(NewPareto(1, 1)).LimitedMean(1e6), 1 + math.Log(1e6), 1e-15},
		{"gamma, small shape and small order", must(NewGamma(0.5, 1)).Quantile(1e-12), 7.8539816339744830962e-25, 1e-11},
		{"gamma, smaller shape", must(NewGamma(0.1, 1)).Quantile(0.05), 5.9307112914142675423e-14, 1e-11},
		{"gamma, p95", must(NewGamma(3.5, 1)).Quantile(0.95), 7.0335702246700843713, 1e-14},
		{"beta, small order", must(NewBeta(0.5, 3)).Quantile(1e-4), 2.8444444552322634369e-9, 1e-11},
		{"beta, p95", must(NewBeta(3.5, 101.5)).Quantile(0.95), 0.066170148481019697251, 1e-12},
		{"beta, nearly two points", must(NewBeta(0.05, 0.05)).Quantile(0.1), 9.7118236027199387854e-15, 1e-10},
		{"PERT of the textbook: (min + 4 mode + max) / 6", must(NewPERT(2, 3, 10, 4)).Mean(), 4, 1e-15},
	} {
		near(t, c.why, c.got, c.want, c.tolerance)
	}
}

func TestTruncatedExponentialIsItself(t *testing.T) {
	// Without memory, what lies above 40 is the law again, moved by 40.
	d, e := must(NewTruncated(Exponential{90}, 40, math.Inf(1))), Exponential{90}
	near(t, "Mean", d.Mean(), 130, 1e-14)
	near(t, "Variance", d.Variance(), 8100, 1e-12)
	for _, p := range orders {
		near(t, "Quantile", d.Quantile(p), 40+e.Quantile(p), 1e-8)
		near(t, "LimitedMean", d.LimitedMean(100), 40+e.LimitedMean(60), 1e-14)
	}
}

func TestTruncatedKeepsItsEnds(t *testing.T) {
	values := must(NewEmpirical([]float64{1, 5, 5, 60, 90}))
	d := must(NewTruncated(values, 5, 60))
	near(t, "Mean", d.Mean(), 70.0/3, 1e-15)
	near(t, "Variance", d.Variance(), must(NewEmpirical([]float64{5, 5, 60})).Variance(), 1e-12)
	near(t, "CDF", d.CDF(5), 2.0/3, 1e-15)
	near(t, "a constant at both ends", must(NewTruncated(Constant{7}, 7, 7)).Mean(), 7, 0)
}

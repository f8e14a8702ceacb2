package dist

import (
	"errors"
	"math"
	"testing"
)

func TestConstructorsMeetTheirParameters(t *testing.T) {
	type fromQuantiles func(p1, x1, p2, x2 float64) (Distribution, error)
	for why, build := range map[string]fromQuantiles{
		"lognormal":    as(LogNormalFromQuantiles),
		"gamma":        as(GammaFromQuantiles),
		"weibull":      as(WeibullFromQuantiles),
		"log-logistic": as(LogLogisticFromQuantiles),
		"logit-normal": as(LogitNormalFromQuantiles),
	} {
		for _, q := range [][4]float64{
			{0.05, 0.2, 0.95, 0.8},
			{0.5, 0.02, 0.99, 0.9},
			{0.95, 0.9, 0.5, 0.1}, // in either order
			{0.01, 1e-8, 0.5, 0.5},
			{0.5, 0.5, 0.75, 0.501},
		} {
			d := must(build(q[0], q[1], q[2], q[3]))
			near(t, why, d.Quantile(q[0]), q[1], 1e-10)
			near(t, why, d.Quantile(q[2]), q[3], 1e-10)
		}
	}
	for why, d := range map[string]Distribution{
		"exponential":                    must(ExponentialFromQuantile(0.95, 900)),
		"lognormal":                      must(LogNormalFromQuantileSigma(0.95, 900, 1.2)),
		"lognormal of a lower quantile":  must(LogNormalFromQuantiles(0.5, 9, 0.95, 900)),
		"lognormal, quantiles exchanged": must(LogNormalFromQuantiles(0.95, 900, 0.5, 9)),
	} {
		near(t, why, d.Quantile(0.95), 900, 1e-13)
	}
	for why, d := range map[string]Distribution{
		"lognormal, sd":       must(LogNormalFromMeanSD(0.3, 0.1)),
		"lognormal, cv":       must(LogNormalFromMeanCV(0.3, 1.0/3)),
		"gamma, shape":        must(GammaFromShapeMean(9, 0.3)),
		"beta, sd":            must(BetaFromMeanSD(0.3, 0.1)),
		"mixture, any weight": must(NewMixture([]float64{7, 7}, []Distribution{Constant{0.2}, Constant{0.4}})),
	} {
		near(t, why, d.Mean(), 0.3, 1e-13)
		near(t, why, d.Variance(), 0.01, 1e-13)
	}
	near(t, "weibull, mean", must(WeibullFromShapeMean(0.7, 300)).Mean(), 300, 1e-14)
	near(t, "log-logistic, mean", must(LogLogisticFromShapeMean(1.7, 300)).Mean(), 300, 1e-14)
	near(t, "constant", must(NewConstant(300)).Value(), 300, 0)
}

func TestConstructorsRefuse(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	some := []Distribution{Constant{1}, Exponential{1}}
	for _, c := range []struct {
		why string
		key string
		err error
	}{
		{"a negative time", "value", fail(NewConstant(-1))},
		{"no number", "value", fail(NewConstant(nan))},
		{"never", "value", fail(NewConstant(inf))},
		{"a mean of nothing", "mean", fail(NewExponential(0))},
		{"a mean that is infinite", "mean", fail(NewExponential(inf))},
		{"a quantile of nothing", "p95", fail(ExponentialFromQuantile(0.95, 0))},
		{"an order of 1", "p100", fail(ExponentialFromQuantile(1, 5))},
		{"no median", "mu", fail(NewLogNormal(nan, 1))},
		{"an infinite median", "mu", fail(NewLogNormal(inf, 1))},
		{"no spread: a constant", "sigma", fail(NewLogNormal(0, 0))},
		{"p50 above p95", "p95", fail(LogNormalFromQuantiles(0.5, 900, 0.95, 240))},
		{"p50 above p95, exchanged", "p95", fail(LogNormalFromQuantiles(0.95, 240, 0.5, 900))},
		{"equal quantiles", "p95", fail(LogNormalFromQuantiles(0.5, 240, 0.95, 240))},
		{"one quantile twice", "p50", fail(LogNormalFromQuantiles(0.5, 240, 0.5, 900))},
		{"a lower quantile of nothing", "p5", fail(LogNormalFromQuantiles(0.05, 0, 0.95, 240))},
		{"an infinite quantile", "p95", fail(LogNormalFromQuantiles(0.05, 1, 0.95, inf))},
		{"a quantile that is no number", "p5", fail(LogNormalFromQuantiles(0.05, nan, 0.95, 240))},
		{"a mean of nothing", "mean", fail(LogNormalFromMeanSD(0, 1))},
		{"sd of 0", "sd", fail(LogNormalFromMeanSD(1, 0))},
		{"cv of 0", "cv", fail(LogNormalFromMeanCV(1, 0))},
		{"a negative sigma", "sigma", fail(LogNormalFromQuantileSigma(0.5, 1, -1))},
		{"a negative quantile", "p50", fail(LogNormalFromQuantileSigma(0.5, -1, 1))},
		{"gamma of no shape", "shape", fail(NewGamma(0, 1))},
		{"gamma of no scale", "scale", fail(NewGamma(1, -1))},
		{"gamma of no mean", "mean", fail(GammaFromShapeMean(1, nan))},
		{"gamma of quantiles too far apart", "p99", fail(GammaFromQuantiles(0.5, 1e-200, 0.99, 1e200))},
		{"gamma of quantiles too close", "p99", fail(GammaFromQuantiles(0.5, 1, 0.99, 1.0001))},
		{"gamma of falling quantiles", "p99", fail(GammaFromQuantiles(0.5, 2, 0.99, 1))},
		{"weibull of no shape", "shape", fail(NewWeibull(nan, 1))},
		{"weibull of no scale", "scale", fail(NewWeibull(1, 0))},
		{"weibull of no mean", "mean", fail(WeibullFromShapeMean(1, 0))},
		{"weibull of falling quantiles", "p90", fail(WeibullFromQuantiles(0.1, 2, 0.9, 1))},
		{"log-logistic of no shape", "shape", fail(NewLogLogistic(0, 1))},
		{"log-logistic of no scale", "scale", fail(NewLogLogistic(1, 0))},
		{"log-logistic of a mean that its shape forbids", "shape", fail(LogLogisticFromShapeMean(1, 5))},
		{"log-logistic of falling quantiles", "p75", fail(LogLogisticFromQuantiles(0.25, 2, 0.75, 1))},
		{"pareto of no power", "alpha", fail(NewPareto(0, 1))},
		{"pareto from 0", "min", fail(NewPareto(1, 0))},
		{"lomax of no power", "alpha", fail(NewLomax(-1, 1))},
		{"lomax of no scale", "scale", fail(NewLomax(1, 0))},
		{"a negative least time", "min", fail(NewUniform(-1, 1))},
		{"ends that meet", "max", fail(NewUniform(1, 1))},
		{"ends exchanged", "max", fail(NewTriangular(3, 2, 1))},
		{"a mode below the ends", "mode", fail(NewTriangular(2, 1, 3))},
		{"a mode above the ends", "mode", fail(NewPERT(2, 4, 3, 4))},
		{"a mode without weight", "lambda", fail(NewPERT(1, 2, 3, 0))},
		{"beta without alpha", "alpha", fail(NewBeta(0, 1))},
		{"beta without beta", "beta", fail(NewBeta(1, inf))},
		{"a mean ratio of 1", "mean", fail(BetaFromMeanSD(1, 0.1))},
		{"a ratio that cannot vary so much", "sd", fail(BetaFromMeanSD(0.5, 0.5))},
		{"a ratio that does not vary", "sd", fail(BetaFromMeanSD(0.5, 0))},
		{"a ratio of 1", "p95", fail(LogitNormalFromQuantiles(0.05, 0.2, 0.95, 1))},
		{"log-odds without spread", "sigma", fail(NewLogitNormal(0, 0))},
		{"no values", "values", fail(NewEmpirical(nil))},
		{"a negative value", "values", fail(NewEmpirical([]float64{1, -1}))},
		{"no laws", "weight", fail(NewMixture(nil, nil))},
		{"a weight short", "weight", fail(NewMixture([]float64{1}, some))},
		{"a weight of 0", "weight", fail(NewMixture([]float64{1, 0}, some))},
		{"a range from never", "at_least", fail(NewTruncated(some[1], inf, inf))},
		{"a range from before", "at_least", fail(NewTruncated(some[1], -1, 1))},
		{"ends of a range exchanged", "at_most", fail(NewTruncated(some[1], 2, 1))},
		{"a range above a law", "at_least", fail(NewTruncated(some[0], 2, 3))},
		{"a range in the far tail", "at_least", fail(NewTruncated(some[1], 100, inf))},
		{"a range below a law", "at_most", fail(NewTruncated(some[0], 0, 0.5))},
		{"a range of a single point", "at_most", fail(NewTruncated(some[1], 0.5, 0.5))},
	} {
		var wrong *ParameterError
		if !errors.As(c.err, &wrong) || wrong.Key != c.key || wrong.Got == "" || wrong.Want == "" {
			t.Errorf("%s: got error %v, want one about %q", c.why, c.err, c.key)
		}
	}
}

// as turns a constructor of a law into one of any law.
func as[D Distribution](build func(p1, x1, p2, x2 float64) (D, error)) func(p1, x1, p2, x2 float64) (Distribution, error) {
	return func(p1, x1, p2, x2 float64) (Distribution, error) { return build(p1, x1, p2, x2) }
}

// fail returns a constructor's error.
func fail[D any](_ D, err error) error { return err }

package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestScaleIsConsistent(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		for _, factor := range []float64{0.1, 1, 7.3} {
			s := Scale(d, factor)
			near(t, "Mean", s.Mean(), factor*d.Mean(), 1e-13)
			near(t, "Variance", s.Variance(), factor*factor*d.Variance(), 1e-13)
			for _, p := range orders {
				x := d.Quantile(p)
				near(t, "Quantile", s.Quantile(p), factor*x, 1e-13)
				near(t, "LimitedMean", s.LimitedMean(factor*x), factor*d.LimitedMean(x), 1e-12)
				// A hair above x, where rounding cannot miss an atom.
				f, want := s.CDF(factor*x*(1+1e-14)), d.CDF(x*(1+1e-14))
				if math.Abs(f-want) > 1e-11 {
					t.Errorf("CDF = %g, want %g", f, want)
				}
			}
			r1, r2 := rand.New(rand.NewPCG(3, 4)), rand.New(rand.NewPCG(3, 4))
			for range 1000 {
				near(t, "Draw", s.Draw(r1), factor*d.Draw(r2), 1e-13)
			}
			if r1.Uint64() != r2.Uint64() {
				t.Errorf("factor %g: the streams have come apart", factor)
			}
		}
	})
}

func TestScaleCollapses(t *testing.T) {
	gamma := must(NewGamma(2, 3))
	for _, c := range []struct {
		why       string
		got, want Distribution
	}{
		{"a factor of 0 leaves nothing", Scale(gamma, 0), Constant{0}},
		{"a factor of 1 changes nothing", Scale(gamma, 1), gamma},
		{"factors multiply", Scale(Scale(gamma, 2), 4), scaled{gamma, 8}},
		{"factors that cancel", Scale(Scale(gamma, 2), 0.5), gamma},
		{"a constant stays one, which the engine looks for", Scale(Constant{3}, 2), Constant{6}},
		{"an exponential law stays fast", Scale(Exponential{3}, 2), Exponential{6}},
		{"a lognormal law stays fast", Scale(LogNormal{0, 1}, 1), LogNormal{0, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.why, c.got, c.want)
		}
	}
	if _, ok := Scale(LogNormal{0, 1}, 2).(LogNormal); !ok {
		t.Error("a scaled lognormal law is no longer one")
	}
	defer func() {
		if recover() == nil {
			t.Error("a negative factor passes")
		}
	}()
	Scale(gamma, -1)
}

// The same stream must never give a shorter time to a law that is longer
// everywhere, or a worse plan could win a comparison by luck.
func TestDrawsRiseWithScale(t *testing.T) {
	for _, c := range []struct {
		why          string
		short, large Distribution
	}{
		{"exponential", must(NewExponential(3)), must(NewExponential(4))},
		{"lognormal, both quantiles grow alike", must(LogNormalFromQuantiles(0.5, 3, 0.9, 9)), must(LogNormalFromQuantiles(0.5, 4, 0.9, 12))},
		{"gamma, by rejection", must(NewGamma(0.7, 3)), must(NewGamma(0.7, 4))},
		{"weibull", must(NewWeibull(0.7, 3)), must(NewWeibull(0.7, 4))},
		{"log-logistic", must(NewLogLogistic(2, 3)), must(NewLogLogistic(2, 4))},
		{"pareto", must(NewPareto(2, 3)), must(NewPareto(2, 4))},
		{"lomax", must(NewLomax(2, 3)), must(NewLomax(2, 4))},
		{"uniform", must(NewUniform(3, 6)), must(NewUniform(4, 8))},
		{"triangular", must(NewTriangular(3, 6, 9)), must(NewTriangular(4, 8, 12))},
		{"PERT, by rejection", must(NewPERT(3, 6, 9, 4)), must(NewPERT(4, 8, 12, 4))},
		{"empirical, in another order", must(NewEmpirical([]float64{3, 6, 9})), must(NewEmpirical([]float64{12, 4, 8}))},
		{"truncated", must(NewTruncated(Exponential{3}, 1.5, 9)), must(NewTruncated(Exponential{4}, 2, 12))},
		{"mixture", must(NewMixture([]float64{1, 2}, []Distribution{Constant{3}, Exponential{6}})),
			must(NewMixture([]float64{1, 2}, []Distribution{Constant{4}, Exponential{8}}))},
	} {
		r1, r2 := rand.New(rand.NewPCG(5, 6)), rand.New(rand.NewPCG(5, 6))
		for range 10_000 {
			if x, y := c.short.Draw(r1), c.large.Draw(r2); !(x < y) {
				t.Errorf("%s: drew %g, and %g at the larger scale", c.why, x, y)
				break
			}
		}
	}
}

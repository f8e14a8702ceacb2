package dist

import (
	"math"
	"testing"
)

func TestEquilibriumSolvesItsEquation(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		mean := d.Mean()
		if math.IsInf(mean, 1) || mean == 0 {
			t.Skip("no stationary renewal process")
		}
		e, last := NewEquilibrium(d), 0.0
		for _, u := range []float64{0, 1e-12, 0.001, 0.1, 0.5, 0.9, 0.97, 0.999, 1 - 1e-9} {
			x := e.Quantile(u)
			near(t, "LimitedMean/Mean", d.LimitedMean(x)/mean, u, 1e-14)
			if x < last {
				t.Errorf("%g at u = %g, after %g", x, u, last)
			}
			last = x
		}
		if _, hi := d.Support(); e.Quantile(1) != hi {
			t.Errorf("%g at u = 1, support to %g", e.Quantile(1), hi)
		}
	})
}

func TestEquilibriumClosedForms(t *testing.T) {
	exponential := must(NewExponential(90))
	uniform := must(NewUniform(0, 100))
	gaps := must(NewMixture([]float64{1, 1}, []Distribution{Constant{10}, Constant{30}}))
	// Pareto: beyond min, 1-u = x^(1-alpha)/alpha in units of min.
	pareto := func(alpha float64) func(u float64) float64 {
		return func(u float64) float64 {
			if u*alpha <= alpha-1 {
				return u * 60 * alpha / (alpha - 1)
			}
			return 60 * math.Pow(alpha*(1-u), -1/(alpha-1))
		}
	}
	for _, c := range []struct {
		why       string
		d         Distribution
		want      func(u float64) float64
		tolerance float64
	}{
		{"without memory the wait has the gap's law", exponential, exponential.Quantile, 1e-13},
		{"a clock's next tick is uniform", Constant{300}, func(u float64) float64 { return 300 * u }, 1e-15},
		{"uniform gaps: a triangular wait", uniform, func(u float64) float64 { return -100 * math.Expm1(math.Log1p(-u)/2) }, 1e-13},
		{"lomax: the power falls by one", must(NewLomax(3, 60)), must(NewLomax(2, 60)).Quantile, 1e-13},
		// Most waits are far longer than min, and 1-CDF has few digits there.
		{"pareto of hardly a mean", must(NewPareto(1.1, 60)), pareto(1.1), 1e-11},
		{"pareto without a variance", must(NewPareto(1.5, 60)), pareto(1.5), 1e-12},
		{"gaps of 10 and of 30: a density with a step", gaps, func(u float64) float64 { return max(20*u, 40*u-10) }, 1e-14},
	} {
		for _, u := range []float64{0, 1e-9, 0.01, 0.3, 0.5, 0.8, 0.95, 0.99} {
			near(t, c.why, NewEquilibrium(c.d).Quantile(u), c.want(u), c.tolerance)
		}
	}
}

func BenchmarkEquilibrium(b *testing.B) {
	for _, law := range []law{
		{"lognormal", must(NewLogNormal(6, 1))},
		{"weibull", must(NewWeibull(0.6, 100))},
		{"pareto", must(NewPareto(1.1, 60))},
	} {
		b.Run(law.why, func(b *testing.B) {
			e := NewEquilibrium(law)
			for b.Loop() {
				e.Quantile(0.9)
			}
		})
	}
}

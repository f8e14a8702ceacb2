package dist

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

// A law is a row of the table that every property below is checked over.
type law struct {
	why string // what this row has that no other has
	Distribution
}

func laws() []law {
	lognormal := must(LogNormalFromQuantiles(0.5, 240, 0.95, 900))
	outages := must(NewEmpirical([]float64{5, 60, 0, 5, 3600, 0.1, 5}))
	mixed := must(NewMixture([]float64{4, 1, 1}, []Distribution{lognormal, must(NewConstant(30)), must(NewUniform(10, 40))}))
	return []law{
		{"constant: all probability in one atom", must(NewConstant(300))},
		{"zero: nothing takes no time", must(NewConstant(0))},
		{"exponential: no memory", must(NewExponential(90))},
		{"lognormal: the usual repair", lognormal},
		{"lognormal: wide enough for its tail to carry the mean", must(NewLogNormal(3, 2.5))},
		{"gamma: a shape below 1 is drawn another way", must(NewGamma(0.4, 60))},
		{"gamma: a shape above 1", must(NewGamma(3.5, 60))},
		{"gamma: nearly normal", must(NewGamma(2000, 0.1))},
		{"weibull: infant mortality", must(NewWeibull(0.6, 100))},
		{"weibull: wear", must(NewWeibull(3, 100))},
		{"log-logistic: all moments asked for exist", must(NewLogLogistic(6, 200))},
		{"log-logistic: no variance", must(NewLogLogistic(1.3, 200))},
		{"log-logistic: no mean, so that the limited mean has no closed form", must(NewLogLogistic(0.8, 200))},
		{"pareto: starts above 0, light", must(NewPareto(9, 60))},
		{"pareto: hardly a mean", must(NewPareto(1.1, 60))},
		{"pareto: the limited mean is a logarithm", must(NewPareto(1, 60))},
		{"lomax: starts at 0, light", must(NewLomax(9, 60))},
		{"lomax: hardly a mean", must(NewLomax(1.2, 60))},
		{"uniform: bounded on both sides", must(NewUniform(60, 100))},
		{"triangular: mode inside", must(NewTriangular(60, 70, 100))},
		{"triangular: mode at an end", must(NewTriangular(0, 0, 100))},
		{"PERT: a beta law moved", must(NewPERT(60, 70, 100, 4))},
		{"beta: few failures in many trials", must(NewBeta(3.5, 101.5))},
		{"beta: U-shaped", must(NewBeta(0.5, 0.7))},
		{"logit-normal: one mode", must(LogitNormalFromQuantiles(0.05, 0.2, 0.95, 0.8))},
		{"logit-normal: pressed against both ends", must(NewLogitNormal(1, 6))},
		{"empirical: several atoms, one of them three times, one at 0", outages},
		{"mixture: an atom within a density", mixed},
		{"truncated: both ends cut", must(NewTruncated(lognormal, 60, 3600))},
		{"truncated: only the upper tail is left", must(NewTruncated(lognormal, 1800, math.Inf(1)))},
		{"truncated: a law without a mean gets one", must(NewTruncated(must(NewPareto(0.9, 60)), 0, 86400))},
		{"truncated: an atom at either end", must(NewTruncated(outages, 5, 60))},
		{"truncated: a mixture, which is inverted by bisection", must(NewTruncated(mixed, 20, 1e6))},
		{"truncated: twice", must(NewTruncated(must(NewTruncated(lognormal, 60, 3600)), 100, 1e9))},
		{"scaled: a law with a scale of its own", Scale(lognormal, 3)},
		{"scaled: a law without one, with atoms", Scale(outages, 0.1)},
		{"scaled: a truncated law", Scale(must(NewTruncated(mixed, 30, 900)), 1.0/3)},
	}
}

// orders are the probabilities at which laws are held against themselves.
var orders = []float64{1e-12, 1e-6, 0.001, 0.05, 0.2, 1.0 / 3, 0.5, 0.7, 6.0 / 7, 0.95, 0.999, 1 - 1e-6, 1 - 1e-9}

func TestQuantileInvertsCDF(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		for _, p := range orders {
			x := d.Quantile(p)
			if f := d.CDF(x * (1 + 1e-15)); f < p-1e-11*p {
				t.Errorf("CDF(Quantile(%g) = %g) = %g", p, x, f)
			}
			if f := d.CDF(x * (1 - 1e-8)); x > 0 && f > p+1e-14 {
				t.Errorf("Quantile(%g) = %g is not the least: just below it the CDF is %g", p, x, f)
			}
		}
	})
}

func TestQuantileAndCDFRise(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		lo, hi := d.Support()
		if q := d.Quantile(0); q != lo {
			t.Errorf("Quantile(0) = %g, support from %g", q, lo)
		}
		if q := d.Quantile(1); q != hi {
			t.Errorf("Quantile(1) = %g, support to %g", q, hi)
		}
		if f := d.CDF(hi); f != 1 {
			t.Errorf("CDF(%g) = %g at the upper end", hi, f)
		}
		if f := d.CDF(math.Nextafter(lo, -1)); f != 0 {
			t.Errorf("CDF = %g below the support", f)
		}
		x, f, m := lo, 0.0, 0.0
		for _, p := range orders {
			nextX := d.Quantile(p)
			nextF, nextM := d.CDF(nextX), d.LimitedMean(nextX)
			if !(nextX >= x && nextF >= f && nextM >= m && nextX <= hi && nextF <= 1 && nextM <= nextX*(1+1e-15)) {
				t.Errorf("at order %g: quantile %g after %g, CDF %g after %g, limited mean %g after %g", p, nextX, x, nextF, f, nextM, m)
			}
			x, f, m = nextX, nextF, nextM
		}
	})
}

func TestMomentsAgainstQuadrature(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		// Atoms are among 600 quantiles; only a mixture has a kink between them.
		var cuts []float64
		for i := 1.0; i < 600; i++ {
			cuts = append(cuts, d.Quantile(i/600))
		}
		for q := 1e-3; q > 5e-13; q /= 3 {
			cuts = append(cuts, d.Quantile(q), d.Quantile(1-q))
		}
		slices.Sort(cuts)
		x, mean, square := 0.0, 0.0, 0.0
		for i, cut := range cuts {
			mean += quad.Fixed(func(x float64) float64 { return 1 - d.CDF(x) }, x, cut, 10, nil, 0)
			square += quad.Fixed(func(x float64) float64 { return 2 * x * (1 - d.CDF(x)) }, x, cut, 10, nil, 0)
			x = cut
			if i%50 == 0 {
				near(t, "LimitedMean", d.LimitedMean(x), mean, 1e-7)
			}
		}
		if got := d.LimitedMean(0); got != 0 {
			t.Errorf("LimitedMean(0) = %g", got)
		}
		if got := d.LimitedMean(math.Inf(1)); got != d.Mean() {
			t.Errorf("LimitedMean(+Inf) = %g, mean %g", got, d.Mean())
		}
		if light(d) {
			near(t, "Mean", d.Mean(), mean, 1e-7)
			near(t, "Variance + Mean²", d.Variance()+d.Mean()*d.Mean(), square, 1e-7)
		}
	})
}

// Every law's mean, variance and limited mean must lie within 4.5 standard
// errors of those of 60,000 draws; over the table the chance of one false alarm
// is 1e-3, and the seed is fixed. The Kolmogorov-Smirnov statistic exceeds
// 2.3/sqrt(n) with a chance of 5e-5.
func TestDraws(t *testing.T) {
	const n = 60_000
	eachLaw(t, func(t *testing.T, d Distribution) {
		r := rand.New(rand.NewPCG(1, 2))
		limit, m := d.Quantile(0.9), d.Mean()
		var draws, limited, squares []float64
		for range n {
			x := d.Draw(r)
			draws = append(draws, x)
			limited = append(limited, min(x, limit))
			squares = append(squares, (x-m)*(x-m))
		}
		sampled(t, "LimitedMean", d.LimitedMean(limit), limited)
		if light(d) {
			sampled(t, "Mean", m, draws)
			sampled(t, "Variance", d.Variance(), squares)
		}
		slices.Sort(draws)
		apart := 0.0
		for i, x := range draws {
			if i+1 == n || draws[i+1] > x {
				apart = max(apart, math.Abs(float64(i+1)/n-d.CDF(x)))
			}
			if i == 0 || draws[i-1] < x {
				apart = max(apart, math.Abs(float64(i)/n-d.CDF(math.Nextafter(x, -1))))
			}
		}
		if ks := apart * math.Sqrt(n); ks > 2.3 {
			t.Errorf("Kolmogorov-Smirnov statistic %.2f/sqrt(n)", ks)
		}
		if lo, hi := d.Support(); draws[0] < lo || draws[n-1] > hi {
			t.Errorf("draws from %g to %g, support from %g to %g", draws[0], draws[n-1], lo, hi)
		}
	})
}

func TestDrawsDoNotAllocate(t *testing.T) {
	eachLaw(t, func(t *testing.T, d Distribution) {
		r := rand.New(rand.NewPCG(1, 2))
		if n := testing.AllocsPerRun(100, func() { d.Draw(r) }); n != 0 {
			t.Errorf("%g allocations a draw", n)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	for _, law := range laws() {
		b.Run(law.why, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			for b.Loop() {
				law.Draw(r)
			}
		})
	}
}

// eachLaw runs check for every row of the table.
func eachLaw(t *testing.T, check func(t *testing.T, d Distribution)) {
	for _, law := range laws() {
		t.Run(law.why, func(t *testing.T) { check(t, law.Distribution) })
	}
}

// light reports whether what lies beyond the 1-1e-12 quantile matters neither
// to the fourth moment's order of magnitude nor to the second's eighth digit.
func light(d Distribution) bool {
	x := d.Quantile(1 - 1e-12)
	v := d.Variance() + d.Mean()*d.Mean()
	return !math.IsInf(v, 1) && 1e-12*x*x <= 1e-9*v && 1e-12*x*x*x*x <= 1e-3*v*v
}

// sampled checks want against the mean of the values.
func sampled(t *testing.T, what string, want float64, values []float64) {
	t.Helper()
	n, sum, square := float64(len(values)), 0.0, 0.0
	for _, v := range values {
		sum += v - want
		square += (v - want) * (v - want)
	}
	se := math.Sqrt(square) / n
	if math.Abs(sum/n) > 4.5*se+1e-12*want {
		t.Errorf("%s = %g, drawn %g, %.1f standard errors away", what, want, want+sum/n, sum/n/se)
	}
}

// near checks got against want by relative error.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) && got != want {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// must returns the law of a constructor whose parameters are right.
func must[D any](d D, err error) D {
	if err != nil {
		panic(err)
	}
	return d
}

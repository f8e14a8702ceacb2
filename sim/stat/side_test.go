package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sideOf returns a service of which each year's downtime is given.
func sideOf(draws []float64, p float64) Side {
	s := Side{Worst: draws}
	s.Attainable = Availability(NewSample(slices.Clone(draws)).Quantile(p), 1)
	s.Near = BracketOf(slices.Clone(draws), p)
	return s
}

// TestChangeCoverage counts how often the interval of a change of two quantiles
// of pairs of draws holds the truth, which is that of many draws.
func TestChangeCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	poisson := func(mean float64) float64 {
		n, l := -1.0, 1.0
		for ; l > math.Exp(-mean); n++ {
			l *= rng.Float64()
		}
		return n
	}
	const scale = 1e-5
	for _, c := range []struct {
		what string
		p    float64
		most float64 // times the real error that the reported one may be, at 1,000 years; 0 where steps make it mean little
		of   func() (float64, float64)
	}{
		{"half as long", 0.9, 1.25, func() (float64, float64) { x := rng.ExpFloat64(); return x, x / 2 }},
		{"a part half as long", 0.9, 1.6, func() (float64, float64) { x, y := rng.ExpFloat64(), rng.ExpFloat64(); return x + y, x + y/2 }},
		{"a small part", 0.9, 2.1, func() (float64, float64) { x, y := rng.ExpFloat64(), rng.ExpFloat64(); return x + y/5, x + y/10 }},
		{"a part", 0.97, 1.6, func() (float64, float64) { x, y := rng.ExpFloat64(), rng.ExpFloat64(); return x + y, x + y/2 }},
		{"apart", 0.9, 1.3, func() (float64, float64) { return rng.ExpFloat64(), rng.ExpFloat64() / 2 }},
		{"rarely", 0.9, 0, func() (float64, float64) {
			x := rng.ExpFloat64()
			if rng.Float64() < 0.01 {
				return x, x / 2
			}
			return x, x
		}},
		{"steps: a half", 0.97, 0, func() (float64, float64) { x, y := poisson(1.456), poisson(1.456); return x + y, x }},
		{"steps: a half, edge", 0.9713, 0, func() (float64, float64) { x, y := poisson(1.456), poisson(1.456); return x + y, x }},
		{"steps: 2 for 3", 0.9, 0, func() (float64, float64) { x := poisson(2); return 3 * x, 2 * x }},
		{"steps: 2 for 3, edge", 0.947, 0, func() (float64, float64) { x := poisson(2); return 3 * x, 2 * x }},
		{"steps: 1 for 0, edge", 0.736, 0, func() (float64, float64) { x, y := poisson(0.5), poisson(0.5); return x + y, x }},
	} {
		const many = 300_000
		b, a := make([]float64, many), make([]float64, many)
		for i := range b {
			b[i], a[i] = c.of()
		}
		truth := scale * (SelectRank(b, RankOf(many, c.p)-1) - SelectRank(a, RankOf(many, c.p)-1))
		for _, n := range []int{200, 1000} {
			runs := enough(150, 3000)
			held, width, changes := 0, 0.0, make([]float64, runs)
			for k := range runs {
				x, y := make([]float64, n), make([]float64, n)
				for i := range x {
					x[i], y[i] = c.of()
					x[i], y[i] = scale*x[i], scale*y[i]
				}
				before, after := sideOf(x, c.p), sideOf(y, c.p)
				e := before.AttainableChange(&after)
				changes[k] = e.Value
				held += holds(Estimate{Low: e.Low - 1e-12, High: e.High + 1e-12}, truth)
				width += e.SE / float64(runs)
			}
			part, wide := float64(held)/float64(runs), width/NewSample(changes).SD()
			t.Logf("%s, %d years: %.1f %% hold the truth, the standard error is %.2f times the real one", c.what, n, 100*part, wide)
			if part < 0.93-4*math.Sqrt(0.05*0.95/float64(runs)) {
				t.Errorf("%s, %d years: %.1f %% of intervals hold the truth", c.what, n, 100*part)
			}
			if n == 1000 && c.most > 0 && wide > c.most {
				t.Errorf("%s, %d years: the reported error is %.2f times the real one, at most %g", c.what, n, wide, c.most)
			}
		}
	}
}

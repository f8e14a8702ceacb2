package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWilsonAtTheEnds holds the interval where all or none succeed.
func TestWilsonAtTheEnds(t *testing.T) {
	if e := Wilson(10_000, 10_000); e.High != 1 || e.Low < 0.9996 || e.Low > 0.99963 || e.Value != 1 {
		t.Errorf("10,000 of 10,000: %v, want at least 99.96 %%", e)
	}
	if e := Wilson(0, 10_000); e.Low != 0 || e.High > 0.0004 || e.High < 0.00037 {
		t.Errorf("0 of 10,000: %v", e)
	}
	if e := Wilson(0, 1); e.Low != 0 || !(e.High > 0.5 && e.High < 1) {
		t.Errorf("0 of 1: %v", e)
	}
	if e := Wilson(0, 0); !math.IsNaN(e.Value) || e.Low != 0 || e.High != 1 {
		t.Errorf("0 of 0: %v", e)
	}
	// Newcombe 1998, table I: 81 of 263 and 15 of 148, by Wilson's method.
	for _, c := range [][4]float64{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}} {
		if e := Wilson(c[0], c[1]); math.Abs(e.Low-c[2]) > 5e-5 || math.Abs(e.High-c[3]) > 5e-5 {
			t.Errorf("%g of %g: %v, want %v", c[0], c[1], e, c[2:])
		}
	}
	for _, n := range []float64{1, 2, 100, 4_000_000} {
		for k := 0.0; k <= n; k += math.Ceil(n / 7) {
			if e := Wilson(k, n); !(0 <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= 1) {
				t.Errorf("%g of %g: %v", k, n, e)
			}
		}
	}
	// Twelve months in each of 100 years, all met: no more sure than 100 of 100.
	if e, w := Clustered(1200, 14_400, 100, 12), Wilson(100, 100); e != w {
		t.Errorf("1200 of 1200 months: %v, want %v", e, w)
	}
	// Years that are all bad or all good count as one trial each.
	if e, w := Clustered(600, 7200, 100, 12), Wilson(50, 100); math.Abs(e.Low-w.Low) > 1e-12 || math.Abs(e.High-w.High) > 1e-12 {
		t.Errorf("50 good years of twelve months and 50 bad: %v, want %v", e, w)
	}
}

// TestRanks holds quantiles against x₍⌈np⌉₎ and their intervals against the
// ranks of the textbook.
func TestRanks(t *testing.T) {
	count := func(n int) Sample {
		v := make([]float64, n)
		for i := range v {
			v[i] = float64(n - i)
		}
		return NewSample(v)
	}
	if e := count(10_000).Quantile(0.95); e.Value != 9500 || e.Low != 9457 || e.High != 9543 {
		t.Errorf("p95 of 10,000: ranks %v, want 9500 in 9457 to 9543", e)
	}
	for _, c := range []struct {
		n    int
		p    float64
		want float64
	}{
		{100, 0.95, 95}, {100, 0.07, 7}, {100, 0.14, 14}, {100, 0.28, 28}, {100, 0.29, 29}, {100, 0.55, 55}, {100, 0.57, 57}, // whole on paper, not in binary
		{1000, 0.999, 999}, {10, 0.1, 1}, {10, 0.05, 1}, {10, 0.15, 2}, {1, 0.5, 1}, {3, 1.0 / 3, 1}, {7, 0.9, 7}, {10, 0, 1}, {10, 1, 10},
	} {
		if e := count(c.n).Quantile(c.p); e.Value != c.want {
			t.Errorf("quantile %g of %d: rank %g, want %g", c.p, c.n, e.Value, c.want)
		}
	}
	few := count(20).Quantile(0.95)
	if few.Value != 19 || !math.IsInf(few.High, 1) || !math.IsNaN(few.SE) {
		t.Errorf("p95 of 20: %v, whose upper end no sample of 20 holds", few)
	}
	if s := count(10); s.CountAtMost(0) != 0 || s.CountAtMost(5) != 5 || s.CountAtMost(4.5) != 4 || s.CountAtMost(99) != 10 {
		t.Error("CountAtMost counts wrong")
	}
	s := NewSample([]float64{3, 1, 2})
	if s.Mean().Value != 2 || s.SD() != 1 || s.Min() != 1 || s.Max() != 3 {
		t.Errorf("moments of 1, 2, 3: %v", s)
	}
}

// TestRankAmong holds every rank against sorting: few values many times, many
// values once, values that share their first digits, none at all.
func TestRankAmong(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, draw := range []func() float64{
		rng.Float64,
		func() float64 { return float64(rng.IntN(3)) },
		func() float64 { return 1 + rng.Float64()*1e-12 },
		func() float64 { return math.Max(0, rng.ExpFloat64()-1) },
	} {
		values := make([]float64, 500)
		for i := range values {
			values[i] = draw()
		}
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		for k, want := range sorted {
			if k%7 > 0 {
				continue
			}
			if got := RankAmong(len(values), k, func(i int) float64 { return values[i] }); got != want {
				t.Fatalf("rank %d is %v, want %v", k, got, want)
			}
		}
	}
}

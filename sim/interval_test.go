package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
)

// covers reports an interval that holds the truth in too few or too many of
// the replications: outside 93 to 97 %, give or take four standard errors of
// the count.
func covers(t *testing.T, what string, hits, n int) {
	t.Helper()
	p, se := float64(hits)/float64(n), math.Sqrt(0.05*0.95/float64(n))
	t.Logf("%s: %.2f %% of %d intervals hold the truth", what, 100*p, n)
	if p < 0.93-4*se || p > 0.97+4*se {
		t.Errorf("%s: %.2f %% of %d intervals hold the truth, want 93 to 97 %% ± %.2f %%", what, 100*p, n, 400*se)
	}
}

func holds(e Estimate, truth float64) int {
	if e.Low <= truth && truth <= e.High {
		return 1
	}
	return 0
}

// TestIntervalsOfProbabilities repeats runs of few years with seed after seed
// and counts how often Wilson's interval holds the exact probability. (The
// coverage of any interval for a binomial swings with p and n; the pairs are
// not chosen.)
func TestIntervalsOfProbabilities(t *testing.T) {
	t.Parallel()
	runs := enough(600, 20_000)
	for _, c := range []struct {
		chance, p float64
		years     int
	}{
		{0.02, 0.72091030, 200},
		{0.005, 0.97189835, 1000},
		{0.1, 0.02829423, 500},
	} {
		sc := readScenario(t, "../scenarios/one-failure-a-year.toml", fmt.Sprintf("risk.bad-deploy.chance=%g", c.chance))
		hits := 0
		for seed := range runs {
			r := run(t, sc, Options{Years: c.years, Seed: uint64(seed), Workers: 1})
			hits += holds(r.Targets[2].MetAllYear, c.p)
		}
		covers(t, fmt.Sprintf("Wilson, p = %g, %d years", c.p, c.years), hits, runs)
	}
}

// yearly is a service whose downtime of a year is one exponential draw of
// mean 10 h, so that its quantiles are known.
const yearly = `
[change.maintenance]
per_year = 1
downtime = { dist = "exponential", mean = "10h" }
`

// TestIntervalsOfQuantiles counts how often order statistics bracket the
// exact quantile, and the normal interval the exact mean.
func TestIntervalsOfQuantiles(t *testing.T) {
	runs := enough(2000, 20_000)
	sc := readText(t, yearly)
	const mean = 36_000
	hits := map[float64]int{}
	attained, means := 0, 0
	for seed := range runs {
		r := run(t, sc, Options{Years: 400, Seed: uint64(seed), Workers: 1})
		for _, p := range []float64{0.05, 0.5, 0.9, 0.95} {
			hits[p] += holds(r.Downtime.Quantile(p), -mean*math.Log1p(-p))
		}
		attained += holds(r.AttainableAllYear, 1+mean*math.Log1p(-0.9)/model.Year)
		means += holds(r.Downtime.Mean(), mean)
	}
	for p, n := range hits {
		covers(t, fmt.Sprintf("order statistics, p = %g, 400 years", p), n, runs)
	}
	covers(t, "attainable SLO, 400 years", attained, runs)
	covers(t, "mean of exponentials, 400 years", means, runs)
}

// TestIntervalsOfMonths does the same for windows shorter than a year, which
// are no independent trials. A month of L days is met unless an outage of 45
// days reaches into it: with probability exp(-λ(45 + L)/365); one outage
// spoils two or three months of its year.
func TestIntervalsOfMonths(t *testing.T) {
	runs := enough(800, 20_000)
	const rate, years = 2.0, 150
	sc := readText(t, `
[alarm.a]
[recovery.r]
time = "45d"
[risk.flood]
rate = "2/year"
alarms = ["a"]
recovery = ["r"]
`, "slo.window=month")
	p := newPlan(sc, 1)
	truth := 0.0
	for w := 1; w < len(p.edges); w++ {
		truth += math.Exp(-rate*(45+(p.edges[w]-p.edges[w-1])/model.Day)/365) / 12
	}
	none := math.Exp(-rate * (45 + 365) / 365) // a year without a miss is one without an outage in it or in the 45 days before
	hits, all, naive := 0, 0, 0
	for seed := range runs {
		r := run(t, sc, Options{Years: years, Seed: uint64(seed), Workers: 1})
		met := r.Targets[0].Met
		hits += holds(met, truth)
		all += holds(r.Targets[0].MetAllYear, none)
		naive += holds(wilson(met.Value*12*years, 12*years), truth)
	}
	covers(t, "months, clustered by year", hits, runs)
	covers(t, "whole years", all, runs)
	t.Logf("taken for independent, months would be covered in %.1f %%", 100*float64(naive)/float64(runs))
	if float64(naive) > 0.9*float64(runs) {
		t.Error("the months are too independent to prove anything")
	}
}

// TestIntervalOfMonthlySLO counts how often the interval of the attainable
// SLO of single months holds it. Outages of any impact last for weeks: the
// truth is that of many years.
func TestIntervalOfMonthlySLO(t *testing.T) {
	t.Parallel()
	const flood = `
[alarm.a]
[recovery.r]
time = { dist = "uniform", min = "1d", max = "60d" }
[risk.flood]
rate = "2/year"
impact = { dist = "uniform", min = "0%", max = "100%" }
alarms = ["a"]
recovery = ["r"]
`
	sc := readText(t, flood, "slo.window=month", "slo.confidence=90%")
	many := run(t, sc, Options{Years: enough(100_000, 1_000_000), Seed: 1 << 40})
	runs := enough(1000, 10_000)
	one, all := 0, 0
	for seed := range runs {
		r := run(t, sc, Options{Years: 150, Seed: uint64(seed), Workers: 1})
		one += holds(r.Attainable, many.Attainable.Value)
		all += holds(r.AttainableAllYear, many.AttainableAllYear.Value)
	}
	covers(t, "attainable SLO of a month, clustered", one, runs)
	covers(t, "attainable SLO of all months of a year", all, runs)
}

// TestWilsonAtTheEnds holds the interval where all or none succeed.
func TestWilsonAtTheEnds(t *testing.T) {
	if e := wilson(10_000, 10_000); e.High != 1 || e.Low < 0.9996 || e.Low > 0.99963 || e.Value != 1 {
		t.Errorf("10,000 of 10,000: %v, want at least 99.96 %%", e)
	}
	if e := wilson(0, 10_000); e.Low != 0 || e.High > 0.0004 || e.High < 0.00037 {
		t.Errorf("0 of 10,000: %v", e)
	}
	if e := wilson(0, 1); e.Low != 0 || !(e.High > 0.5 && e.High < 1) {
		t.Errorf("0 of 1: %v", e)
	}
	if e := wilson(0, 0); !math.IsNaN(e.Value) || e.Low != 0 || e.High != 1 {
		t.Errorf("0 of 0: %v", e)
	}
	// Newcombe 1998, table I: 81 of 263 and 15 of 148, by Wilson's method.
	for _, c := range [][4]float64{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}} {
		if e := wilson(c[0], c[1]); math.Abs(e.Low-c[2]) > 5e-5 || math.Abs(e.High-c[3]) > 5e-5 {
			t.Errorf("%g of %g: %v, want %v", c[0], c[1], e, c[2:])
		}
	}
	for _, n := range []float64{1, 2, 100, 4_000_000} {
		for k := 0.0; k <= n; k += math.Ceil(n / 7) {
			if e := wilson(k, n); !(0 <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= 1) {
				t.Errorf("%g of %g: %v", k, n, e)
			}
		}
	}
	// Twelve months in each of 100 years, all met: no more sure than 100 of 100.
	if e, w := clustered(1200, 14_400, 100, 12), wilson(100, 100); e != w {
		t.Errorf("1200 of 1200 months: %v, want %v", e, w)
	}
	// Years that are all bad or all good count as one trial each.
	if e, w := clustered(600, 7200, 100, 12), wilson(50, 100); math.Abs(e.Low-w.Low) > 1e-12 || math.Abs(e.High-w.High) > 1e-12 {
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

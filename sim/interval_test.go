package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestIntervalsOfProbabilities repeats runs of few years with seed after seed
// and counts how often Wilson's interval holds the exact probability. (The
// coverage of any interval for a binomial swings with p and n; the pairs are
// not chosen.)
func TestIntervalsOfProbabilities(t *testing.T) {
	t.Parallel()
	runs := simtest.Enough(600, 20_000)
	for _, c := range []struct {
		chance, p float64
		years     int
	}{
		{0.02, 0.72091030, 200},
		{0.005, 0.97189835, 1000},
		{0.1, 0.02829423, 500},
	} {
		sc := simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml", fmt.Sprintf("risk.bad-deploy.chance=%g", c.chance))
		hits := 0
		for seed := range runs {
			r := mustRun(t, sc, Options{Years: c.years, Seed: uint64(seed), Workers: 1})
			hits += simtest.Holds(r.Targets[2].MetAllYear, c.p)
		}
		simtest.Covers(t, fmt.Sprintf("Wilson, p = %g, %d years", c.p, c.years), hits, runs)
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
	runs := simtest.Enough(2000, 20_000)
	sc := simtest.ReadText(t, yearly)
	const mean = 36_000
	hits := map[float64]int{}
	attained, means := 0, 0
	for seed := range runs {
		r := mustRun(t, sc, Options{Years: 400, Seed: uint64(seed), Workers: 1})
		for _, p := range []float64{0.05, 0.5, 0.9, 0.95} {
			hits[p] += simtest.Holds(r.Downtime.Quantile(p), -mean*math.Log1p(-p))
		}
		attained += simtest.Holds(r.AttainableAllYear, 1+mean*math.Log1p(-0.9)/model.Year)
		means += simtest.Holds(r.Downtime.Mean(), mean)
	}
	for p, n := range hits {
		simtest.Covers(t, fmt.Sprintf("order statistics, p = %g, 400 years", p), n, runs)
	}
	simtest.Covers(t, "attainable SLO, 400 years", attained, runs)
	simtest.Covers(t, "mean of exponentials, 400 years", means, runs)
}

// TestIntervalsOfMonths does the same for windows shorter than a year, which
// are no independent trials. A month of L days is met unless an outage of 45
// days reaches into it: with probability exp(-λ(45 + L)/365); one outage
// spoils two or three months of its year.
func TestIntervalsOfMonths(t *testing.T) {
	runs := simtest.Enough(800, 20_000)
	const rate, years = 2.0, 150
	sc := simtest.ReadText(t, `
[alarm.a]
[recovery.r]
time = "45d"
[risk.flood]
rate = "2/year"
alarms = ["a"]
recovery = ["r"]
`, "slo.window=month")
	p := engine.NewPlan(sc, 1)
	truth := 0.0
	for w := 1; w < len(p.Edges); w++ {
		truth += math.Exp(-rate*(45+(p.Edges[w]-p.Edges[w-1])/model.Day)/365) / 12
	}
	none := math.Exp(-rate * (45 + 365) / 365) // a year without a miss is one without an outage in it or in the 45 days before
	hits, all, naive := 0, 0, 0
	for seed := range runs {
		r := mustRun(t, sc, Options{Years: years, Seed: uint64(seed), Workers: 1})
		met := r.Targets[0].Met
		hits += simtest.Holds(met, truth)
		all += simtest.Holds(r.Targets[0].MetAllYear, none)
		naive += simtest.Holds(stat.Wilson(met.Value*12*years, 12*years), truth)
	}
	simtest.Covers(t, "months, clustered by year", hits, runs)
	simtest.Covers(t, "whole years", all, runs)
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
	sc := simtest.ReadText(t, flood, "slo.window=month", "slo.confidence=90%")
	many := mustRun(t, sc, Options{Years: simtest.Enough(100_000, 1_000_000), Seed: 1 << 40})
	runs := simtest.Enough(1000, 10_000)
	one, all := 0, 0
	for seed := range runs {
		r := mustRun(t, sc, Options{Years: 150, Seed: uint64(seed), Workers: 1})
		one += simtest.Holds(r.Attainable, many.Attainable.Value)
		all += simtest.Holds(r.AttainableAllYear, many.AttainableAllYear.Value)
	}
	simtest.Covers(t, "attainable SLO of a month, clustered", one, runs)
	simtest.Covers(t, "attainable SLO of all months of a year", all, runs)
}

package sim

import (
	"math"
	"testing"

	"nines/model"
)

// faint is an impact so small that what overlaps adds up: 1 - Π(1 - impact)
// is Σ impact but for a part in a million. It shows what edges do to means.
const faint = "0.0001%"

const faintly = 1e-6

// TestLongRunMeans holds the mean downtime of a year, and of every month of
// it, against λ·E[X]: what an outage takes beyond the year's end is as much as
// those from before the year bring, which is one of a service that runs for
// long.
func TestLongRunMeans(t *testing.T) {
	t.Parallel()
	years := enough(20_000, 400_000)
	for _, c := range []struct {
		why     string
		arrival string
		n       float64 // incidents a year
		time    string
		mean    float64 // seconds
	}{
		{"Poisson, outages of 20 days, of which one in 18 runs past the end", `rate = "12/year"`, 12, `"20d"`, 20 * 86400},
		{"Poisson, outages of any length, some longer than the year", `rate = "6/year"`, 6, `{ dist = "exponential", mean = "100d" }`, 100 * 86400},
		{"renewals more irregular than Poisson", `interarrival = { dist = "weibull", shape = 0.7, mean = "60d" }`, 365.0 / 60, `"30d"`, 30 * 86400},
		{"renewals by a lognormal law", `interarrival = { dist = "lognormal", mean = "90d", cv = 1.5 }`, 365.0 / 90, `{ dist = "exponential", mean = "10d" }`, 10 * 86400},
		{"a clock: gaps that never vary, at a phase drawn anew each year", `interarrival = "50d"`, 7.3, `"20d"`, 20 * 86400},
		{"gaps of more than a year: most years see nothing begin", `interarrival = { dist = "gamma", shape = 3, mean = "900d" }`, 365.0 / 900, `"100d"`, 100 * 86400},
		{"faults of changes, 52 a year", "on = \"deploy\"\nchance = \"10%\"", 5.2, `"15d"`, 15 * 86400},
		{"faults of changes every 45 days, eight or nine times a year", "on = \"upgrade\"\nchance = \"50%\"", 365.0 / 90, `"15d"`, 15 * 86400},
	} {
		text := `
[change.deploy]
per_year = 52
[change.upgrade]
every = "45d"
[alarm.a]
[recovery.r]
time = ` + c.time + `
[risk.fault]
` + c.arrival + `
impact = "` + faint + `"
alarms = ["a"]
recovery = ["r"]
`
		r := run(t, readText(t, text), Options{Years: years, Seed: 4})
		got := r.Risks[0].Downtime
		within(t, c.why+": downtime", got.Value, faintly*c.n*c.mean, got.SE, 4)
		sum := r.PlainSum.Mean()
		within(t, c.why+": plain sum", sum.Value, faintly*c.n*c.mean, sum.SE, 4)
		within(t, c.why+": downtime of the years", r.Downtime.Mean().Value, got.Value, got.Value*1e-4, 1) // overlap, a part in 10⁵

		h, lengths := windowsOf(t, readText(t, text, "slo.window=month"), years)
		for w, length := range lengths {
			var m moments
			for y := range years {
				d := h.windows[y*len(lengths)+w]
				m.sum, m.squares = m.sum+d, m.squares+d*d
			}
			e := m.mean(float64(years))
			within(t, c.why+": a month", e.Value, faintly*c.n*c.mean*length/model.Year, e.SE, 4.5) // of 96
		}
	}
}

// monthly simulates and returns what is kept of every year.
func monthly(t testing.TB, sc *model.Scenario, years int) (*history, []float64) {
	t.Helper()
	p := newPlan(sc, 5)
	h := newHistory(p, false)
	h.grow(years)
	p.simulate(t.Context(), h, 0, 2, nil)
	var lengths []float64
	for w := range h.perYear {
		lengths = append(lengths, p.edges[w+1]-p.edges[w])
	}
	return h, lengths
}

// windowsOf simulates and returns what is kept of every year, with the lengths of
// its windows.
func windowsOf(t testing.TB, sc *model.Scenario, years int) (*history, []float64) {
	t.Helper()
	p := newPlan(sc, 5)
	h := newHistory(p, false)
	h.grow(years)
	p.simulate(t.Context(), h, 0, 2, nil)
	var lengths []float64
	for w := range h.perYear {
		lengths = append(lengths, p.edges[w+1]-p.edges[w])
	}
	return h, lengths
}

// TestFreshMean holds a part that starts every year new and is cut at its end
// against λ·E∫min(X, T - s)ds, for an exponential X of mean m
// λ·m·(T - m·(1 - exp(-T/m))).
func TestFreshMean(t *testing.T) {
	const m, T = 60 * 86400.0, model.Year
	r := run(t, readText(t, `
[alarm.a]
[recovery.r]
time = { dist = "exponential", mean = "60d" }
[risk.fault]
rate = "6/year"
fresh = true
impact = "`+faint+`"
alarms = ["a"]
recovery = ["r"]
`), Options{Years: enough(20_000, 400_000), Seed: 4})
	e := r.Downtime.Mean()
	within(t, "fresh", e.Value, faintly*6/T*m*(T-m*(1-math.Exp(-T/m))), e.SE, 4)
	sum := r.PlainSum.Mean()
	within(t, "plain sum, cut at the end as well", sum.Value, e.Value, 1e-4*e.Value, 1)
}

// TestOverlapMean holds outages that overlap by chance against the law of an
// infinite-server queue: users are up at a moment with probability
// E Π(1 - impact) = exp(-Σ λ·E[X]·E[impact]) over Poisson risks, whatever the
// laws of lengths and impacts (Takács 1962).
func TestOverlapMean(t *testing.T) {
	r := run(t, readText(t, `
[alarm.a]
[recovery.r]
time = { dist = "uniform", min = "1d", max = "9d" }
[recovery.s]
time = { dist = "exponential", mean = "2d" }
[risk.full]
rate = "20/year"
alarms = ["a"]
recovery = ["r"]
[risk.part]
rate = "60/year"
impact = { dist = "beta", alpha = 2, beta = 3 }
alarms = ["a"]
recovery = ["s"]
`), Options{Years: enough(10_000, 200_000), Seed: 4})
	load := 20*5.0/365 + 60*2.0/365*0.4
	e := r.Downtime.Mean()
	within(t, "downtime with overlap", e.Value, model.Year*-math.Expm1(-load), e.SE, 4)
	sum := r.PlainSum.Mean()
	within(t, "plain sum", sum.Value, model.Year*load, sum.SE, 4)
	total := 0.0
	for _, risk := range r.Risks {
		total += risk.Downtime.Value
		phases := 0.0
		for _, s := range risk.Phases {
			phases += s
		}
		within(t, risk.Name+": its phases", phases, risk.Downtime.Value, 1e-9*phases, 1)
	}
	within(t, "the risks' sum", total, e.Value, 1e-9*total, 1)
}

// onsetCounts counts the years with each number of onsets of the first risk.
func onsetCounts(sc *model.Scenario, years int) []int {
	p := newPlan(sc, 2)
	y := newYear(p, newTally(p))
	var counts []int
	for i := range years {
		y.open(uint64(i))
		for c := range p.changes {
			y.work(c)
		}
		y.begin(0)
		for len(counts) <= len(y.onsets) {
			counts = append(counts, 0)
		}
		counts[len(y.onsets)]++
	}
	return counts
}

// TestRenewalCounts holds the number of renewals in a year, gaps Weibull of
// shape 2 and mean a quarter, seen from any moment, against its law by
// numerical convolution.
func TestRenewalCounts(t *testing.T) {
	law := []float64{
		5.351649550178195e-07, 0.002639925598181936, 0.06887163624602755, 0.2720962717361969,
		0.35218837004785425, 0.21253346922703187, 0.07287176274708451, 0.016038283379174723,
		0.0024567395143536676, 0.000277228943266961, 2.40290985503517e-05, 1.65155115620899e-06,
	}
	counts := onsetCounts(readScenario(t, "testdata/reference/i_renewal_k2_4py_eq.toml"), enough(100_000, 1_000_000))
	binned := make([]int, 8) // 0 and 1, then one by one, the last 8 and more
	for n, c := range counts {
		binned[min(max(n-1, 0), 7)] += c
	}
	fits(t, "renewals a year", binned, func(bin int) float64 {
		switch bin {
		case 0:
			return law[0] + law[1]
		case 7:
			return law[8] + law[9] + law[10] + law[11]
		}
		return law[bin+1]
	})
}

// TestEventsOfChanges holds how often changes happen against the calendar.
func TestEventsOfChanges(t *testing.T) {
	for _, c := range []struct {
		how   string
		least int
		extra float64 // part of the years with one more
	}{
		{`per_year = 52`, 52, 0},
		{`per_year = 7`, 7, 0},
		{`per_month = 1`, 12, 0},
		{`per_day = 2`, 730, 0},
		{`every = "7d"`, 52, 1.0 / 7},
		{`per_week = 1`, 52, 1.0 / 7},
		{`per_year = 0.3`, 0, 0.3},
		{`per_year = 2.5`, 2, 0.5},
		{`every = "45d"`, 8, 1.0 / 9},
		{`every = "365d"`, 1, 0},
	} {
		years := enough(20_000, 200_000)
		counts := onsetCounts(readText(t, `
[change.work]
`+c.how+`
[alarm.a]
[recovery.r]
time = "1m"
[risk.fault]
on = "work"
chance = "100%"
alarms = ["a"]
recovery = ["r"]
`), years)
		for n, k := range counts {
			if k > 0 && n != c.least && n != c.least+1 {
				t.Errorf("%s: %d times in %d years", c.how, n, k)
			}
		}
		got := 0.0
		if len(counts) > c.least+1 {
			got = float64(counts[c.least+1])
		}
		if !plausible(got, float64(years), c.extra, 1e-12) {
			t.Errorf("%s: %d times in %g of %d years, want %.4f of them", c.how, c.least+1, got, years, c.extra)
		}
	}
}

package engine

import (
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// monthly simulates and returns what is kept of every year.
func monthly(t testing.TB, sc *model.Scenario, years int) (*History, []float64) {
	t.Helper()
	p := NewPlan(sc, 5)
	h := NewHistory(p, false)
	h.Grow(years)
	p.Simulate(t.Context(), h, 0, 2, nil)
	var lengths []float64
	for w := range h.PerYear {
		lengths = append(lengths, p.Edges[w+1]-p.Edges[w])
	}
	return h, lengths
}

// onsetCounts counts the years with each number of onsets of the first risk.
func onsetCounts(sc *model.Scenario, years int) []int {
	p := NewPlan(sc, 2)
	y := NewYear(p, NewTally(p))
	var counts []int
	for i := range years {
		y.Open(uint64(i))
		for c := range p.Changes {
			y.Work(c)
		}
		y.begin(0)
		for len(counts) <= len(y.Onsets) {
			counts = append(counts, 0)
		}
		counts[len(y.Onsets)]++
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
	counts := onsetCounts(simtest.ReadScenario(t, "../../testdata/reference/i_renewal_k2_4py_eq.toml"), simtest.Enough(100_000, 1_000_000))
	binned := make([]int, 8) // 0 and 1, then one by one, the last 8 and more
	for n, c := range counts {
		binned[min(max(n-1, 0), 7)] += c
	}
	simtest.Fits(t, "renewals a year", binned, func(bin int) float64 {
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
		years := simtest.Enough(20_000, 200_000)
		counts := onsetCounts(simtest.ReadText(t, `
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
		if !simtest.Plausible(got, float64(years), c.extra, 1e-12) {
			t.Errorf("%s: %d times in %g of %d years, want %.4f of them", c.how, c.least+1, got, years, c.extra)
		}
	}
}

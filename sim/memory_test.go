package sim

import (
	"runtime"
	"testing"

	"nines/model"
)

// TestNoAllocationPerYear lives years once their buffers have grown.
func TestNoAllocationPerYear(t *testing.T) {
	for what, sc := range map[string]*model.Scenario{
		"two phases": twoPhase(24),
		"crowd":      readText(t, crowd),
		"months":     readText(t, crowd, "slo.window=month"),
	} {
		p := newPlan(sc, 1)
		tally := newTally(p)
		y := newYear(p, tally)
		var windows []float64
		if p.edges != nil {
			windows = make([]float64, len(p.edges)-1)
		}
		const years = 400
		for i := range uint64(3 * years) { // those that are counted, too
			y.simulate(i, windows, nil)
		}
		// Single outages are kept until there are enough of them.
		for i := range tally.sampling {
			tally.sampling[i] = false
		}
		i := uint64(0)
		if n := testing.AllocsPerRun(2, func() {
			for range years {
				y.simulate(i, windows, nil)
				i++
			}
		}); n > 0 {
			t.Errorf("%s: %g allocations in %d years", what, n, years)
		}
	}
}

// bytesPerYear measures how many bytes a run allocates for each more year,
// in all, whether they are kept or not.
func bytesPerYear(t *testing.T, sc *model.Scenario, years int) float64 {
	t.Helper()
	allocated := func(years int) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		run(t, sc, Options{Years: years, Seed: 1, Workers: 1})
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	allocated(years)
	return (allocated(3*years) - allocated(years)) / float64(2*years)
}

// TestMemoryPerYear holds what a simulated year costs in memory: its downtime
// and its plain sum, and 8 bytes for each window.
func TestMemoryPerYear(t *testing.T) {
	years := enough(15_000, 400_000)
	sc := readScenario(t, "../scenarios/one-failure-a-year.toml", "risk.bad-deploy.chance=100%", "risk.bad-deploy.gates=[]")
	year := bytesPerYear(t, sc, years)
	t.Logf("the year as the window: %.1f bytes a simulated year", year)
	if year > 24 {
		t.Errorf("a simulated year takes %.1f bytes, want at most 24", year)
	}
}

// TestMemoryPerWindow asks for at most 8 bytes more for each window.
func TestMemoryPerWindow(t *testing.T) {
	sc := readScenario(t, "../scenarios/one-failure-a-year.toml", "risk.bad-deploy.chance=100%", "slo.window=month")
	month := bytesPerYear(t, sc, enough(10_000, 400_000))
	t.Logf("months: %.1f bytes a simulated year", month)
	if most := 24.0 + 12*8 + 8; month > most {
		t.Errorf("a simulated year of months takes %.1f bytes, want at most %g", month, most)
	}
}

package sim

import (
	"runtime"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// bytesPerYear measures how many bytes a run allocates for each more year,
// in all, whether they are kept or not.
func bytesPerYear(t *testing.T, sc *model.Scenario, years int) float64 {
	t.Helper()
	allocated := func(years int) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		mustRun(t, sc, Options{Years: years, Seed: 1, Workers: 1})
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	allocated(years)
	return (allocated(3*years) - allocated(years)) / float64(2*years)
}

// TestMemoryPerYear holds what a simulated year costs in memory: its downtime
// and its plain sum, and 8 bytes for each window.
func TestMemoryPerYear(t *testing.T) {
	years := simtest.Enough(15_000, 400_000)
	sc := simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml", "risk.bad-deploy.chance=100%", "risk.bad-deploy.gates=[]")
	year := bytesPerYear(t, sc, years)
	t.Logf("the year as the window: %.1f bytes a simulated year", year)
	if year > 24 {
		t.Errorf("a simulated year takes %.1f bytes, want at most 24", year)
	}
}

// TestMemoryPerWindow asks for at most 8 bytes more for each window.
func TestMemoryPerWindow(t *testing.T) {
	sc := simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml", "risk.bad-deploy.chance=100%", "slo.window=month")
	month := bytesPerYear(t, sc, simtest.Enough(10_000, 400_000))
	t.Logf("months: %.1f bytes a simulated year", month)
	if most := 24.0 + 12*8 + 8; month > most {
		t.Errorf("a simulated year of months takes %.1f bytes, want at most %g", month, most)
	}
}

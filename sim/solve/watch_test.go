package solve

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestWatchTakesNoMoreYears: what a run was told to simulate bounds what its
// watch simulates, where there is a law and where there is none.
func TestWatchTakesNoMoreYears(t *testing.T) {
	const years = 300
	const plain = `
[risk.crash]
rate = "4/year"
self_heal_time = { p50 = "20m", p95 = "2h" }
`
	for why, sc := range map[string]string{"a law": plain, "no law": simtest.Office} {
		r := simtest.Must(sim.Run(t.Context(), simtest.ReadText(t, sc), sim.Options{Years: years, Seed: 2, Method: sim.Auto}))
		w := simtest.Must(WatchOver(t.Context(), r, sim.Options{Seed: 2, Method: sim.Auto}))
		if w == nil || w.Solution.Years > years || w.Solution.At.Years > years {
			t.Errorf("%s: the watch takes %+v, the run %d years", why, w, years)
		}
	}
}

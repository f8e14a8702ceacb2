package engine

import (
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestNoAllocationPerYear lives years once their buffers have grown.
func TestNoAllocationPerYear(t *testing.T) {
	for what, sc := range map[string]*model.Scenario{
		"two phases": simtest.TwoPhase(24),
		"crowd":      simtest.ReadText(t, simtest.Crowd),
		"months":     simtest.ReadText(t, simtest.Crowd, "slo.window=month"),
	} {
		p := NewPlan(sc, 1)
		tally := NewTally(p)
		y := NewYear(p, tally)
		var windows []float64
		if p.Edges != nil {
			windows = make([]float64, len(p.Edges)-1)
		}
		const years = 400
		for i := range uint64(3 * years) { // those that are counted, too
			y.Simulate(i, windows, nil)
		}
		// Single outages are kept until there are enough of them.
		for i := range tally.Sampling {
			tally.Sampling[i] = false
		}
		i := uint64(0)
		if n := testing.AllocsPerRun(2, func() {
			for range years {
				y.Simulate(i, windows, nil)
				i++
			}
		}); n > 0 {
			t.Errorf("%s: %g allocations in %d years", what, n, years)
		}
	}
}

package engine

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestWindowsSumToTheYear holds the windows of simulated years against the
// year: they sum to it, but for what the last, unfinished window would hold.
func TestWindowsSumToTheYear(t *testing.T) {
	for _, window := range []string{"month", "quarter", "week", "every 30d", "every 100h", "every 365d"} {
		sc := simtest.ReadText(t, simtest.Crowd, "slo.window="+window)
		p := NewPlan(sc, 3)
		y := NewYear(p, NewTally(p))
		year := NewPlan(simtest.ReadText(t, simtest.Crowd), 3)
		other := NewYear(year, NewTally(year))
		edges := p.Edges
		rest := model.Year - edges[len(edges)-1]
		for i := range uint64(400) {
			windows := make([]float64, len(edges)-1)
			full, sum := y.Simulate(i, windows, nil)
			alone, plain := other.Simulate(i, nil, nil)
			total := 0.0
			for w, d := range windows {
				total += d
				if length := edges[w+1] - edges[w]; d < 0 || d > length*(1+1e-12) {
					t.Fatalf("%s: window %d of %g s holds %g s", window, w, length, d)
				}
			}
			if total > full+1e-5 || full-total > rest+1e-5 || rest == 0 && math.Abs(full-total) > 1e-5 {
				t.Fatalf("%s: year %d has %g s, its windows %g s", window, i, full, total)
			}
			if math.Abs(full-alone) > 1e-5 || sum != plain {
				t.Fatalf("%s: year %d has %g s and the plain sum %g s, in a year's window %g s and %g s", window, i, full, sum, alone, plain)
			}
			if full > sum+1e-6 {
				t.Fatalf("overlap made year %d longer: %g s of %g s", i, full, sum)
			}
		}
	}
}

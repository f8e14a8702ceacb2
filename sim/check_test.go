package sim

import (
	"math"
	"testing"

	"nines/sim/internal/simtest"
)

// TestEnginesDisagreeBeyondChance: how far simulated misses may lie from the law is
// told by their binomial distribution. At 9.5 expected misses 22 lie four standard
// errors away, and happen in one run of 2,500.
func TestEnginesDisagreeBeyondChance(t *testing.T) {
	target := simtest.TwoPhase(1).SLO.Promise
	for _, c := range []struct {
		years, missed, p float64
		differ           bool
	}{
		{1000, 22, 0.0095426, false},
		{1000, 30, 0.0095426, true},
		{1000, 0, 0.0095426, false},
		{1e6, 100_000 + 3.9*300, 0.1, false},
		{1e6, 100_000 + 4.2*300, 0.1, true},
		{1e6, 100_000 - 4.2*300, 0.1, true},
		{1000, 1, 1e-9, false},
		{1000, 6, 1e-4, true},
		{1000, 1000, 1, false},
		{1000, 990, 1, true},
	} {
		k := &Check{Differ: math.Abs(c.missed/c.years-c.p) / math.Max(math.Sqrt(c.p*(1-c.p)/c.years), 1/c.years)}
		k.chance = chanceOf(math.Round(c.missed), c.years, c.p, 0)
		if _, differ := k.judge(target); differ != c.differ {
			t.Errorf("%g of %g years miss, by the law %g of them: %.2f standard errors, chance %.2g: differ %t", c.missed, c.years, c.p, k.Differ, k.chance, differ)
		}
	}
}

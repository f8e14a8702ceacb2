package sim

import (
	"math"
	"testing"

	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestPaymentsAreSumsOfTiers: what one year in 20 pays is one of the sums that
// the tiers make, and is known as such however few the years; what is lost by
// the second is none.
func TestPaymentsAreSumsOfTiers(t *testing.T) {
	t.Parallel()
	r := mustRun(t, simtest.ReadScenario(t, "../scenarios/sla-enterprise.toml"), Options{Years: 500, Seed: 1})
	a := &r.Agreements[0]
	const tier = 0.10 * 0.80 * 40_000 // the least that a month pays, half of what more it may
	if e := a.CreditsPerYear.P95; !e.Atom || math.Abs(math.Remainder(e.Value, tier/2)) > 1e-6 || e.Value == 0 {
		t.Errorf("a bad year pays %+v", e)
	}
	var even []float64
	for i := range 1000 {
		even = append(even, float64(i))
	}
	if e := stat.NewSample(even).Payment(0.95); e.Atom {
		t.Errorf("of a thousand values none is one of a few: %+v", e)
	}
}

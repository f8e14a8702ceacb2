package explain

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestNobodyIsAdvised: where only time ends outages, no advice speaks of people.
func TestNobodyIsAdvised(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Lonely)
	r := mustRun(t, sc, sim.Options{Years: 2000, Seed: 1})
	for _, c := range candidates(r, sc.SLO.Promise) {
		if c.Kind == FasterAnswers || c.Kind == FasterDiagnoses {
			t.Errorf("nobody is there, and yet: %s", c.Kind)
		}
	}
	for _, f := range floorsOf(sc) {
		if f.If == PeopleInstant {
			t.Errorf("nobody is there, and yet people are supposed at once for %q", f.Risk)
		}
	}
}

package explain

import (
	"testing"

	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// Shipped services are so quiet that they get all the years that are asked for;
// a service with thousands of outages a year gets fewer, and never too few.
func TestAffordsFewerYearsOfBusyServices(t *testing.T) {
	quiet, busy := engine.NewPlan(simtest.TwoPhase(24), 1), engine.NewPlan(simtest.TwoPhase(2_000), 1)
	for _, units := range []float64{raiseUnits / raiseTrials, trialUnits / helpTrials, helpUnits / helpYears} {
		if l := quiet.Load(); l > units {
			t.Errorf("a quiet year is %g units of work, of which each year may have %g", l, units)
		}
	}
	if n := quiet.Affords(trialUnits, leastTrial, helpTrials); n != helpTrials {
		t.Errorf("a quiet service is tried for %d years, want %d", n, helpTrials)
	}
	if n := busy.Affords(helpUnits, engine.LeastYears, helpYears); n < engine.LeastYears || n > 500 {
		t.Errorf("a busy service is simulated for %d years, want the least, %d", n, engine.LeastYears)
	}
	if n, want := busy.Affords(explainUnits/30, engine.LeastYears, explainYearsAlone), 200; n < want || n > 1000 {
		t.Errorf("a busy service is explained on %d years", n)
	}
}

// Of a service so busy that its explanation would take minutes, fewer years are
// simulated than are asked for.
func TestExplanationsOfBusyServicesTakeFewerYears(t *testing.T) {
	quiet, busy := engine.NewPlan(simtest.TwoPhase(24), 1), engine.NewPlan(simtest.TwoPhase(10_000), 1)
	const work = 30
	if n := mostExplained(quiet, work, 100_000); n < 10_000 {
		t.Errorf("a quiet service is simulated for %d of 100,000 years", n)
	}
	if n := mostExplained(busy, work, 1000); n < 30 || n > 200 {
		t.Errorf("a busy service is simulated for %d of 1,000 years", n)
	}
	if n := mostExplained(busy, work, 20); n != 20 {
		t.Errorf("%d of 20 years", n)
	}
}

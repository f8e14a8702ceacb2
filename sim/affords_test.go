package sim

import "testing"

// Shipped services are so quiet that they get all the years that are asked for;
// a service with thousands of outages a year gets fewer, and never too few.
func TestAffordsFewerYearsOfBusyServices(t *testing.T) {
	quiet, busy := newPlan(twoPhase(24), 1), newPlan(twoPhase(2_000), 1)
	for _, units := range []float64{raiseUnits / raiseTrials, trialUnits / helpTrials, helpUnits / helpYears} {
		if l := quiet.load(); l > units {
			t.Errorf("a quiet year is %g units of work, of which each year may have %g", l, units)
		}
	}
	if n := quiet.affords(trialUnits, leastTrial, helpTrials); n != helpTrials {
		t.Errorf("a quiet service is tried for %d years, want %d", n, helpTrials)
	}
	if n := busy.affords(helpUnits, leastYears, helpYears); n < leastYears || n > 500 {
		t.Errorf("a busy service is simulated for %d years, want the least, %d", n, leastYears)
	}
	if n, want := busy.affords(explainUnits/30, leastYears, explainYearsAlone), 200; n < want || n > 1000 {
		t.Errorf("a busy service is explained on %d years", n)
	}
}

// Of a service so busy that its explanation would take minutes, fewer years are
// simulated than are asked for.
func TestExplanationsOfBusyServicesTakeFewerYears(t *testing.T) {
	quiet, busy := newPlan(twoPhase(24), 1), newPlan(twoPhase(10_000), 1)
	const work = 30
	if n := mostExplained(quiet, work, 100_000); n < 10_000 {
		t.Errorf("a quiet service is simulated for %d of 100,000 years", n)
	}
	if n := mostExplained(busy, work, 1000); n < 50 || n > 200 {
		t.Errorf("a busy service is simulated for %d of 1,000 years", n)
	}
	if n := mostExplained(busy, work, 20); n != 20 {
		t.Errorf("%d of 20 years", n)
	}
}

package sim

import (
	"testing"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestCostlyLawDoesNotDependOnWorkers: what is given up is a matter of the
// model alone, so that nothing of an answer depends on the machine.
func TestCostlyLawDoesNotDependOnWorkers(t *testing.T) {
	sc := simtest.ReadFile(t, "costly/hang-self-heal.toml")
	for _, work := range []float64{1e6, 1e7, 5e7} {
		var first string
		for workers := range 3 {
			_, err := Run(t.Context(), sc, Options{Years: 10, Workers: workers + 1, Method: Exact, Law: law.Options{Work: work}})
			if err == nil {
				t.Fatal("no error")
			}
			if workers == 0 {
				first = err.Error()
			} else if err.Error() != first {
				t.Errorf("%d workers: %v; one: %v", workers+1, err, first)
			}
		}
	}
}

// TestLawOfWindowAndThreshold: of two alarms one has a window and a threshold,
// and the impact varies so far that it nearly always fires first. The law knows
// it, and the simulation agrees.
func TestLawOfWindowAndThreshold(t *testing.T) {
	sc := simtest.ReadFile(t, "window-and-threshold.toml")
	r := mustRun(t, sc, Options{Years: simtest.Enough(20_000, 400_000), Seed: 1, Method: Auto})
	if r.Method != Auto || r.Check == nil {
		t.Fatalf("by %s, %v", r.Method, r.Warnings)
	}
	if r.Check.Differ > mostDiffer || r.Check.Farthest > mostFarthest {
		t.Errorf("the engines differ by %.1f standard errors, %.2f", r.Check.Differ, r.Check.Farthest)
	}
	// 6 a year of 36 s / impact until the alarm and 5 min after it, each
	// times the impact: 36 s and 5 min · 60 % in the mean.
	l, _, err := control.NewLaw(t.Context(), engine.NewPlan(sc, 1), true, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	simtest.Within(t, "mean downtime", l.Year.Mean(), 6*(36+300*0.6), 1e-4*6*216, 1)
}

// TestTailWithoutMean: of two alarms the certain one's lognormal delay is so
// wide that no quadrature reaches where its mean lies. That is no fault: years
// are simulated, and the note says why.
func TestTailWithoutMean(t *testing.T) {
	r := simtest.Must(Run(t.Context(), simtest.ReadText(t, `
[alarm.sure]
delay = { p50 = "1m", p95 = "30d" }
[alarm.a0]
miss = "5%"
[recovery.last]
time = "11m to 3h"
[risk.k1]
rate = "2/year"
alarms = ["sure", "a0"]
recovery = ["last"]
`), Options{Years: 50, Seed: 1, Method: Auto}))
	if none := lawless(r); r.Method != Simulate || none.Part != "risk.k1" || none.Reason != law.HeavyTail {
		t.Errorf("by %s, warnings %+v", r.Method, r.Warnings)
	}
}

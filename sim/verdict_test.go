package sim

import (
	"testing"

	"nines/model"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestVerdicts puts the interval beside, on and across the confidence.
func TestVerdicts(t *testing.T) {
	sc := simtest.TwoPhase(1)
	for _, c := range []struct {
		met, years int
		want       Verdict
	}{
		{9_000, 10_000, TooClose}, {9_050, 10_000, TooClose}, {9_100, 10_000, Yes}, {8_900, 10_000, No},
		{20, 20, TooClose}, {34, 34, TooClose}, {35, 35, Yes}, {0, 20, No}, {10_000, 10_000, Yes}, {0, 10_000, No},
	} {
		h := &engine.History{Full: make([]float64, c.years)}
		for i := c.met; i < c.years; i++ {
			h.Full[i] = model.Year
		}
		got := newTargetResult(control.NewCounter(engine.NewPlan(sc, 1), h, nil), sc.SLO.Targets[0])
		if got.Verdict != c.want {
			t.Errorf("%d of %d: %q, want %q", c.met, c.years, got.Verdict, c.want)
		}
		if c.want != TooClose && got.YearsToSettle != 0 {
			t.Errorf("%d of %d is settled, and asks for %d years", c.met, c.years, got.YearsToSettle)
		}
	}
	// Planned work that no year is without makes five nines impossible,
	// four nines not.
	r := mustRun(t, simtest.ReadScenario(t, "../scenarios/five-nines.toml"), Options{Years: 1000, Seed: 1})
	if r.PlannedCertain != 520 || r.Targets[2].Verdict != Impossible || r.Targets[1].Verdict != Yes {
		t.Errorf("52 deploys of 10 s: %g s, %q and %q", r.PlannedCertain, r.Targets[2].Verdict, r.Targets[1].Verdict)
	}
}

// TestTiesAreMet holds downtime of the budget, and of a microsecond more, as
// sums of rounded phases are, against what is more than that.
func TestTiesAreMet(t *testing.T) {
	sc := simtest.TwoPhase(1)
	promise := sc.SLO.Promise // 99.9 %: 31536 s
	budget := promise.Budget(model.Year)
	for _, c := range []struct {
		over float64
		met  float64
	}{{-1, 1}, {0, 1}, {0.9e-6, 1}, {1.2e-6, 0}, {1, 0}} {
		h := &engine.History{Full: []float64{budget + c.over}}
		if got := newTargetResult(control.NewCounter(engine.NewPlan(sc, 1), h, nil), promise).Met.Value; got != c.met {
			t.Errorf("%g s over the budget: met is %g", c.over, got)
		}
		r := &Result{Scenario: sc, Years: 1, Downtime: stat.NewSample([]float64{budget + c.over})}
		if got := r.Attainment([]float64{promise.Ratio()})[0].Value; got != c.met {
			t.Errorf("%g s over the budget: the curve says %g", c.over, got)
		}
		if _, met := engine.Judge(sc.SLO, []float64{(budget + c.over) / model.Year}); met.Value != c.met {
			t.Errorf("%g s over the budget: the surface says %g", c.over, met.Value)
		}
	}
	r := &Result{Scenario: sc, Years: 4, Downtime: stat.NewSample([]float64{0, 180, 180, 360})}
	for i, want := range []float64{1, 0.75, 0.25, 0.25, 0} {
		if got := r.Exceedance([]float64{-1, 0, 180, 359, 360})[i].Value; got != want {
			t.Errorf("exceedance %d: %g, want %g", i, got, want)
		}
	}
}

package sim

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/stat"
)

// TestRareSearchIsNotDrawn holds the mean of many runs, whose years show about
// as many misses as end the search, against the truth of many years: a search
// that went on where the years of a run happen to show few would keep what
// happens to look exact. Overlap saves a part of the misses.
func TestRareSearchIsNotDrawn(t *testing.T) {
	if !simtest.Proof() {
		t.Skip("it repeats runs of much overlap: NINES_PROOF=1 asks for it")
	}
	sc := simtest.ReadText(t, simtest.Probe+simtest.RareCases["many short ones"], "risk.x.rate=300/year", "slo.targets=[\"97.86%\"]", "slo.promise=97.86%")
	l, err := law.Of(t.Context(), sc, model.Year, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	budget := sc.SLO.Promise.Budget(model.Year)
	missed := 1 - l.CDF(budget)
	years := int(20/missed) - 21 // a little fewer than tell the breach by themselves
	truth := mustRun(t, sc, Options{Years: 300_000, Seed: 1 << 40, Method: Auto}).Targets[0].Met
	var met stat.Moments
	const runs = 100
	for seed := range uint64(runs) {
		v := mustRun(t, sc, Options{Years: years, Seed: seed, Method: Auto}).Targets[0].Met.Value
		met.Sum += v
		met.Squares += v * v
	}
	e := met.Mean(runs)
	t.Logf("law %.3g: missed %.4g ± %.2g, truth %.4g ± %.2g", missed, 1-e.Value, e.SE, 1-truth.Value, truth.SE)
	simtest.Within(t, "mean of the runs", e.Value, truth.Value, math.Hypot(e.SE, truth.SE), 4)
}

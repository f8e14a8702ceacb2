package sweep

import (
	"context"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestSweepsLeaveHoursToTheEngine holds cells of a surface against runs of the
// patched scenario: a tape cannot know when pages go out.
func TestSweepsLeaveHoursToTheEngine(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Office, "alarm.probe.delay=1m")
	for _, axes := range []*model.Sweep{{
		X: model.Axis{Path: "alarm.probe.latency", Kind: model.DurationValue, Values: []float64{60, 6 * 3600}},
		Y: model.Axis{Path: "recovery.fix.time", Kind: model.DurationValue, Values: []float64{60, 3600}},
	}, coarse(defaultSweep(), 2)} {
		holdCells(t, sc, axes)
	}
}

// holdCells holds every cell of a surface against a run.
func holdCells(t *testing.T, sc *model.Scenario, axes *model.Sweep) {
	t.Helper()
	opt := sim.Options{Years: 200, Seed: 4, Method: sim.Simulate}
	sc.Sweep = axes
	s, err := Run(context.Background(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	for j, y := range axes.Y.Values {
		for i, x := range axes.X.Values {
			cell := simtest.Must(file.With(sc, file.At(axes.X, x), file.At(axes.Y, y)))
			if r := mustRun(t, cell, opt); !simtest.Close12(r.AttainableAllYear, s.Attainable[j][i]) {
				t.Errorf("alarm %v, fix %v: the surface has %v, the run %v", x, y, s.Attainable[j][i], r.AttainableAllYear)
			}
		}
	}
}

package sweep

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestSweepWorkersChangeNothing is TestWorkersChangeNothing for surfaces, by
// the tape and cell by cell.
func TestSweepWorkersChangeNothing(t *testing.T) {
	t.Parallel()
	for what, axes := range map[string]string{
		"tape": `
[sweep]
x = { path = "detect", from = 0.1, to = 10, points = 5 }
y = { path = "recover", from = 0.1, to = 10, points = 5 }
`, "cells": `
[sweep]
x = { path = "risk.bad-deploy.chance", from = "1%", to = "30%", points = 3 }
y = { path = "recovery.rollback.time", from = "1m", to = "1h", points = 3 }
`} {
		sc, years := simtest.ReadText(t, simtest.Crowd+axes), simtest.Enough(200, 600)
		var first *Surface
		for _, workers := range []int{1, 2, 7} {
			s, err := Run(t.Context(), sc, sim.Options{Years: years, Seed: 3, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = s
			}
			if d := simtest.Differ(*first, *s); d != nil {
				t.Errorf("%s: %d workers change %v", what, workers, d)
			}
		}
	}
}

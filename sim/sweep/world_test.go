package sweep

import (
	"testing"

	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// A tape lives each year in its world: its cells are those of years that are simulated
// cell by cell, to the last bit.
func TestTapeOfWorlds(t *testing.T) {
	sc := simtest.ReadScenario(t, "../../scenarios/startup-guesses.toml")
	sc.Sweep = coarse(defaultSweep(), 3)
	const years = 300
	s := simtest.Must(Run(t.Context(), sc, sim.Options{Years: years, Seed: 3}))
	for j, y := range sc.Sweep.Y.Values {
		for i, x := range sc.Sweep.X.Values {
			cell := simtest.Must(file.With(sc, file.At(sc.Sweep.X, x), file.At(sc.Sweep.Y, y)))
			worst := make([]float64, years)
			worstWindows(engine.NewPlan(cell, 3), worst)
			attainable, met := engine.Judge(cell.SLO, worst)
			if got := s.Attainable[j][i]; got.Value-attainable.Value > 1e-12 || attainable.Value-got.Value > 1e-12 || s.Met[j][i] != met {
				t.Errorf("%g, %g: the tape has %v and %v, the cell %v and %v", x, y, got, s.Met[j][i], attainable, met)
			}
		}
	}
}

package sweep

import (
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestTableIsTheSurface holds a table against the whole surface, where all cells
// are simulated by themselves: what is asked for is the same to the last bit,
// the lines beside today among it.
func TestTableIsTheSurface(t *testing.T) {
	const columns, rows = 3, 4
	opt := sim.Options{Years: 40, Seed: 3, Method: sim.Simulate}
	sc := *simtest.ReadText(t, simtest.Crowd, `responder.oncall.hours="08:00-20:00"`)
	for _, c := range []struct {
		why  string
		axes *model.Sweep
	}{
		{"today on the grid", coarse(defaultSweep(), 9)},
		{"today between its lines", coarse(defaultSweep(), 8)},
	} {
		sc.Sweep = c.axes
		whole := simtest.Must(Run(t.Context(), &sc, opt))
		got := simtest.Must(RunTable(t.Context(), &sc, columns, rows, opt))
		asked := (&table{columns, rows}).cellsOf(got)
		n := len(c.axes.X.Values)
		if len(asked) < columns*rows || len(asked) > n*n*4/5 {
			t.Errorf("%s: %d of %d cells are simulated", c.why, len(asked), n*n)
		}
		differ := 0
		for _, at := range allCells(n, n) {
			i, j := at[0], at[1]
			same := got.Attainable[j][i] == whole.Attainable[j][i] && got.Met[j][i] == whole.Met[j][i]
			if !same && slices.Contains(asked, at) {
				t.Errorf("%s: cell %v is %v, on the whole surface %v", c.why, at, got.Attainable[j][i], whole.Attainable[j][i])
			}
			if !same {
				differ++
			}
		}
		if differ == 0 {
			t.Errorf("%s: the whole surface is simulated", c.why)
		}
		if got.TodayAttainable != whole.TodayAttainable {
			t.Errorf("%s: today allows %v, on the whole surface %v", c.why, got.TodayAttainable, whole.TodayAttainable)
		}
	}
}

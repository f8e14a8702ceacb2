package sweep

import (
	"fmt"
	"testing"

	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestSweepLeavesOut sweeps a scenario whose SLO leaves a part out: its cells
// are what a run of each says.
func TestSweepLeavesOut(t *testing.T) {
	const text = simtest.Crowd + `
[sweep]
x = { path = "alarm.customers.latency", from = "5m", to = "50m", points = 2 }
y = { path = "recovery.fix.time", from = "5m", to = "3h", points = 2 }
`
	sc := simtest.ReadText(t, text, `slo.exclude=["risk.net"]`)
	s, err := Run(t.Context(), sc, sim.Options{Years: 400, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	for j, y := range s.Y.Values {
		for i, x := range s.X.Values {
			at, err := file.With(sc, file.At(s.X.Axis, x), file.At(s.Y.Axis, y))
			if err != nil {
				t.Fatal(err)
			}
			r := mustRun(t, at, sim.Options{Years: 400, Seed: 5, Method: sim.Simulate})
			simtest.Near(t, fmt.Sprintf("cell %d, %d", i, j), s.Attainable[j][i].Value, r.AttainableAllYear.Value)
		}
	}
}

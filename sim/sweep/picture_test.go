package sweep

import (
	"context"
	"math"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestPictureIsTheSurface: beside the promise's line a picture holds what the whole
// surface does, to the last bit; elsewhere nearly so, between what lies beside it.
func TestPictureIsTheSurface(t *testing.T) {
	sc := simtest.ReadText(t, `
window = "month"
[responder.team]
ack = { p50 = "5m", p95 = "20m" }
days = "mon-fri"
hours = "09:00-17:00"
ack_off_hours = "30m"
[alarm.errors]
delay = "2m"
[recovery.rollback]
time = { p50 = "4m", p95 = "15m" }
responder = "team"
[risk.crash]
rate = "9/year"
alarms = ["errors"]
recovery = ["rollback"]
`)
	sc.Sweep = defaultSweep()
	for _, a := range []*model.Axis{&sc.Sweep.X, &sc.Sweep.Y} {
		var some []float64
		for i := 0; i < len(a.Values); i += 3 {
			some = append(some, a.Values[i])
		}
		a.Values = some
	}
	opt := sim.Options{Seed: 1, Years: 400, Method: sim.Simulate}
	ctx := context.Background()
	all, few := simtest.Must(Run(ctx, sc, opt)), simtest.Must(RunPicture(ctx, sc, opt))
	if !few.Sparse || all.Sparse {
		t.Fatalf("sparse: picture %t, surface %t", few.Sparse, all.Sparse)
	}
	target, simulated, beside := sc.SLO.Promise.Ratio(), 0, 0
	for j, row := range all.Attainable {
		for i, want := range row {
			got := few.Attainable[j][i]
			if got == want {
				simulated++
			} else if gap := math.Log10((1 - got.Value) / (1 - want.Value)); math.Abs(gap) > 0.12 {
				t.Errorf("cell %d, %d: %v, want about %v", i, j, got, want)
			}
			for _, next := range [][2]int{{i - 1, j}, {i, j - 1}} {
				if next[0] < 0 || next[1] < 0 {
					continue
				}
				other := all.Attainable[next[1]][next[0]].Value
				if (other-target)*(want.Value-target) < 0 {
					beside++
					if got != want {
						t.Errorf("cell %d, %d lies beside the promise's line, and was not simulated", i, j)
					}
				}
			}
		}
	}
	if n := len(sc.Sweep.X.Values) * len(sc.Sweep.Y.Values); beside < 5 || simulated > 2*n/3 {
		t.Errorf("%d of %d cells simulated, %d beside the line", simulated, n, beside)
	}
}

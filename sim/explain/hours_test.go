package explain

import (
	"math"
	"testing"

	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// TestExplainKnowsHours: the incidents that explain takes for typical wait as
// those of the simulation do, and people who are there at once have no hours.
func TestExplainKnowsHours(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Office)
	p := engine.NewPlan(sc, 3)
	costs, _ := engine.NewYear(p, engine.NewTally(p)).Census(0, 20_000)
	waited := 0
	for _, cost := range costs {
		if cost > 15*60+1 {
			waited++
		}
	}
	const off = 1 - 261*8/simtest.YearHours
	n := float64(len(costs))
	simtest.Within(t, "part of single incidents that wait", float64(waited)/n, off, math.Sqrt(off*(1-off)/n), 4)
	x := mustExplain(t, sc, sim.Options{Years: 500, Seed: 3})
	// Twenty outages of five minutes, and not of half a day.
	if f := x.floor(t, PeopleInstant, ""); f.Attainable.Value < 0.9995 {
		t.Errorf("with people there at once %v is attained", f.Attainable.Value)
	}
}

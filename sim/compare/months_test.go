package compare

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestEveryEngineCutsAlike holds windows that do not begin with the year, and
// are as long as the calendar says, against the outages that fall into them:
// by the simulation, beside others in one ensemble, and by the law.
func TestEveryEngineCutsAlike(t *testing.T) {
	const text = `
[risk.crash]
rate = "30/year"
self_heal_time = "30m"
[change.work]
per_day = 1
days = "sat"
downtime = "10m"
`
	for _, window := range []string{"month", "quarter", "week"} {
		sc := simtest.ReadText(t, text, "slo.window="+window, "service.starts=2027-10-10", "service.timezone=America/New_York")
		p := engine.NewPlan(sc, 4)
		if p.Edges[0] <= 0 || p.Edges[len(p.Edges)-1] >= model.Year && window != "week" {
			t.Fatalf("%ss from %v to %v are to leave parts at both ends", window, p.Edges[0], p.Edges[len(p.Edges)-1])
		}
		y := engine.NewYear(p, engine.NewTally(p))
		got, sums := make([]float64, len(p.Edges)-1), make([]float64, len(p.Edges)-1)
		for i := range uint64(50) {
			clear(got)
			clear(sums)
			y.Simulate(i, got, sums)
			for w := range got {
				want := downBetween(y.Pieces, p.Edges[w], p.Edges[w+1])
				if math.Abs(got[w]-want) > 1e-6 {
					t.Fatalf("%s %d of year %d: down for %v s, want %v", window, w, i, got[w], want)
				}
			}
		}
		years := simtest.Enough(1500, 20_000)
		r := mustRun(t, sc, sim.Options{Years: years, Seed: 4, Method: sim.Auto})
		if _, differ := r.Disagreement(); r.Check == nil || differ || r.Check.Differ > 4 {
			t.Errorf("%ss: %+v %+v", window, r.Check, r.Warnings)
		}
		same := mustRun(t, sc, sim.Options{Years: 500, Seed: 4, Method: sim.Simulate})
		options, _, err := optionsOf(t.Context(), sc, []*model.Scenario{simtest.ReadText(t, text, "slo.window="+window, "service.starts=2027-10-10", "service.timezone=America/New_York", "risk.crash.rate=20/year")},
			PricedBy(sc), 4, 500, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		if !simtest.Close12(options[0].Attainable, same.AttainableAllYear) {
			t.Errorf("%ss: beside others %v is attained, alone %v", window, options[0].Attainable, same.AttainableAllYear)
		}
		// Only Saturdays' work: its events fall into the windows one by one.
		w := simtest.Must(law.OfWindows(t.Context(), simtest.ReadText(t, text, "risk.crash.rate=0/year", "service.starts=2027-10-10", "service.timezone=America/New_York"), p.Edges, law.Options{}))
		worst := 0.0
		for i := range len(p.Edges) - 1 {
			worst = max(worst, math.Round((p.Edges[i+1]-p.Edges[i])/model.Day/7+0.2)*600/(p.Edges[i+1]-p.Edges[i]))
		}
		if below, _ := w.All(worst * (1 - 1e-9)); window == "week" && below > 0 {
			t.Errorf("%ss: no work at all in %v of years", window, below)
		}
		if all, _ := w.All(worst * 1.0001); window == "week" && all < 1-1e-9 {
			t.Errorf("%ss: more than a Saturday's work in %v of years", window, 1-all)
		}
	}
}

// downBetween returns how long the service is down between two moments, where all
// pieces hit everybody.
func downBetween(pieces []engine.Piece, from, to float64) float64 {
	down, n := 0.0, 0
	type edge struct {
		at   float64
		step int
	}
	var edges []edge
	for _, p := range pieces {
		edges = append(edges, edge{p.Start, 1}, edge{p.Start + p.Length, -1})
	}
	edges = append(edges, edge{from, 0}, edge{to, 0})
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	for i, e := range edges[:len(edges)-1] {
		if n += e.step; n > 0 {
			down += math.Max(0, math.Min(edges[i+1].at, to)-math.Max(e.at, from))
		}
	}
	return down
}

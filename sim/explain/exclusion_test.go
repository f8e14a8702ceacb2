package explain

import (
	"fmt"
	"testing"

	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/solve"
)

// TestExplainAndSolveLeaveOut asks the other questions of a scenario whose SLO
// leaves a part out: they count as a run does.
func TestExplainAndSolveLeaveOut(t *testing.T) {
	const text = `
[change.deploy]
per_week = 1
downtime = "30m"
[risk.disk]
rate = "12/year"
self_heal_time = { p50 = "30m", p95 = "2h" }
[risk.net]
rate = "30/year"
self_heal_time = "2h"
`
	sc := simtest.ReadText(t, text, `slo.exclude=["risk.net", "change.deploy"]`, "slo.promise=99.9%")
	opt := sim.Options{Years: 2000, Seed: 5, Method: sim.Auto}
	r := mustRun(t, sc, opt)
	x, err := Run(t.Context(), sc, sc.SLO.Promise, opt)
	if err != nil {
		t.Fatal(err)
	}
	simtest.Near(t, "explain", x.Met.Value, r.MetAllYear(sc.SLO.Promise).Value)
	if fits := r.Arithmetic(sc.SLO.Promise).Fits; len(fits) != 1 || fits[0].Risk != "disk" {
		t.Errorf("what the budget has room for is %+v, want disk alone", fits)
	}
	if x.Planned != 0 {
		t.Errorf("explain: %.0f s of planned work that is left out", x.Planned)
	}
	v := solve.Vary{Path: "risk.disk.rate", From: 0.5, To: 200}
	s, err := solve.Run(t.Context(), sc, v, opt)
	if err != nil {
		t.Fatal(err)
	}
	if s.Method != sim.Simulate {
		t.Errorf("solve rests on %s: there is no law", s.Method)
	}
	p, err := file.ParseSet(fmt.Sprintf("risk.disk.rate=%g/year", s.Value.Value))
	if err != nil {
		t.Fatal(err)
	}
	at, err := file.With(sc, p)
	if err != nil {
		t.Fatal(err)
	}
	met := mustRun(t, at, sim.Options{Years: simtest.Enough(8000, 20_000), Seed: 9, Method: sim.Simulate}).MetAllYear(sc.SLO.Promise)
	simtest.Within(t, "kept at the value that solve finds", met.Value, sc.SLO.Confidence, 0.005, 4)
}

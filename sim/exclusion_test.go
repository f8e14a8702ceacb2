package sim

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"nines/model/file"
)

// TestObjectiveExclusions holds an SLO that leaves parts out against an
// agreement with the same windows and exclusions.
func TestObjectiveExclusions(t *testing.T) {
	const exclude = `["risk.net", { part = "change.deploy", at_most = "20s" }]`
	years := enough(800, 2000)
	for _, window := range []string{"year", "month", "every 30d"} {
		text := crowd + fmt.Sprintf("[sla.x]\nwindow = %q\nfee_per_month = 1\ncredits = [ { below = \"99.9%%\", credit = \"10%%\" } ]\nexclude = %s\n", window, exclude)
		sc := readText(t, text, "slo.window="+window, "slo.exclude="+exclude)
		r := run(t, sc, Options{Years: years, Seed: 2, Method: Auto})
		if r.Method != Simulate || !strings.Contains(strings.Join(r.Warnings, " "), "slo.exclude") {
			t.Errorf("%s: found by %s, and the warnings %q do not say why", window, r.Method, r.Warnings)
		}
		a := r.Agreements[0]
		for _, target := range r.Targets {
			if target.Target.Text() == "99.9%" {
				near(t, window+": a window", a.Breach.Value, 1-target.Met.Value)
				near(t, window+": a year", a.BreachYear.Value, 1-target.MetAllYear.Value)
				near(t, window+": the curve", a.BreachYear.Value, 1-r.Attainment([]float64{0.999})[0].Value)
			}
		}
		within(t, window+": attainable", a.Attainable.Value, r.AttainableAllYear.Value, 1e-12, 4)
		before := run(t, readText(t, text, "slo.window="+window), Options{Years: years, Seed: 2, Method: Simulate})
		if r.AttainableAllYear.Value <= before.AttainableAllYear.Value {
			t.Errorf("%s: leaving parts out does not help: %v, %v without", window, r.AttainableAllYear, before.AttainableAllYear)
		}
		if r.Downtime.Mean() != before.Downtime.Mean() {
			t.Errorf("%s: leaving parts out of the SLO changes the downtime", window)
		}
	}
	sc := readText(t, crowd, "slo.exclude="+exclude)
	if _, err := Run(context.Background(), sc, Options{Years: 100, Method: Exact}); err == nil || !strings.Contains(err.Error(), "slo.exclude") {
		t.Errorf("the law alone knows nothing of exclusions: got %v", err)
	}
}

// TestPlannedWorkThatIsLeftOut makes a promise possible that planned work
// alone would break, and takes no room in its budget.
func TestPlannedWorkThatIsLeftOut(t *testing.T) {
	const text = "[change.deploy]\nper_week = 1\ndowntime = \"1h\"\n"
	promise := func(sets ...string) (TargetResult, Arithmetic) {
		r := run(t, readText(t, text, sets...), Options{Years: 50, Method: Simulate})
		return r.Targets[1], r.Arithmetic(r.Scenario.SLO.Promise)
	}
	for _, c := range []struct {
		exclude string
		verdict Verdict
		planned float64 // seconds a week
	}{
		{`[]`, Impossible, 3600},
		{`["change.deploy"]`, Yes, 0},
		{`[{ part = "change.deploy", at_most = "59m" }]`, TooClose, 60}, // 52 or 53 min of 8.7 h
		{`[{ part = "change.deploy", at_most = "30m" }]`, Impossible, 1800},
	} {
		got, a := promise("slo.exclude=" + c.exclude)
		if c.verdict != TooClose && got.Verdict != c.verdict || c.verdict == TooClose && got.Met.Value != 1 {
			t.Errorf("without %s 99.9 %% is %s", c.exclude, got.Verdict)
		}
		want := c.planned * 365 / 7
		if math.Abs(a.Planned-want) > 1e-6*want {
			t.Errorf("without %s planned work takes %.1f s a year, want %.1f", c.exclude, a.Planned, want)
		}
	}
}

// TestSweepLeavesOut sweeps a scenario whose SLO leaves a part out: its cells
// are what a run of each says.
func TestSweepLeavesOut(t *testing.T) {
	const text = crowd + `
[sweep]
x = { path = "alarm.customers.latency", from = "5m", to = "50m", points = 2 }
y = { path = "recovery.fix.time", from = "5m", to = "3h", points = 2 }
`
	sc := readText(t, text, `slo.exclude=["risk.net"]`)
	s, err := SweepSurface(t.Context(), sc, Options{Years: 400, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	for j, y := range s.Y.Values {
		for i, x := range s.X.Values {
			at, err := file.With(sc, file.At(s.X.Axis, x), file.At(s.Y.Axis, y))
			if err != nil {
				t.Fatal(err)
			}
			r := run(t, at, Options{Years: 400, Seed: 5, Method: Simulate})
			near(t, fmt.Sprintf("cell %d, %d", i, j), s.Attainable[j][i].Value, r.AttainableAllYear.Value)
		}
	}
}

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
	sc := readText(t, text, `slo.exclude=["risk.net", "change.deploy"]`, "slo.promise=99.9%")
	opt := Options{Years: 2000, Seed: 5, Method: Auto}
	r := run(t, sc, opt)
	x, err := Explain(t.Context(), sc, sc.SLO.Promise, opt)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "explain", x.Met.Value, r.MetAllYear(sc.SLO.Promise).Value)
	if fits := r.Arithmetic(sc.SLO.Promise).Fits; len(fits) != 1 || fits[0].Risk != "disk" {
		t.Errorf("what the budget has room for is %+v, want disk alone", fits)
	}
	if x.Planned != 0 {
		t.Errorf("explain: %.0f s of planned work that is left out", x.Planned)
	}
	v := Vary{Path: "risk.disk.rate", From: 0.5, To: 200}
	s, err := Solve(t.Context(), sc, v, opt)
	if err != nil {
		t.Fatal(err)
	}
	if s.Method != Simulate {
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
	met := run(t, at, Options{Years: enough(8000, 20_000), Seed: 9, Method: Simulate}).MetAllYear(sc.SLO.Promise)
	within(t, "kept at the value that solve finds", met.Value, sc.SLO.Confidence, 0.005, 4)
}

package sim

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"nines/sim/internal/simtest"
)

// TestObjectiveExclusions holds an SLO that leaves parts out against an
// agreement with the same windows and exclusions.
func TestObjectiveExclusions(t *testing.T) {
	const exclude = `["risk.net", { part = "change.deploy", at_most = "20s" }]`
	years := simtest.Enough(800, 2000)
	for _, window := range []string{"year", "month", "every 30d"} {
		text := simtest.Crowd + fmt.Sprintf("[sla.x]\nwindow = %q\nfee_per_month = 1\ncredits = [ { below = \"99.9%%\", credit = \"10%%\" } ]\nexclude = %s\n", window, exclude)
		sc := simtest.ReadText(t, text, "slo.window="+window, "slo.exclude="+exclude)
		r := mustRun(t, sc, Options{Years: years, Seed: 2, Method: Auto})
		if r.Method != Simulate || lawless(r).Part != "slo.exclude" {
			t.Errorf("%s: found by %s, and the warnings %+v do not say why", window, r.Method, r.Warnings)
		}
		a := r.Agreements[0]
		for _, target := range r.Targets {
			if target.Target.Text() == "99.9%" {
				simtest.Near(t, window+": a window", a.Breach.Value, 1-target.Met.Value)
				simtest.Near(t, window+": a year", a.BreachYear.Value, 1-target.MetAllYear.Value)
				simtest.Near(t, window+": the curve", a.BreachYear.Value, 1-r.Attainment([]float64{0.999})[0].Value)
			}
		}
		simtest.Within(t, window+": attainable", a.Attainable.Value, r.AttainableAllYear.Value, 1e-12, 4)
		before := mustRun(t, simtest.ReadText(t, text, "slo.window="+window), Options{Years: years, Seed: 2, Method: Simulate})
		if r.AttainableAllYear.Value <= before.AttainableAllYear.Value {
			t.Errorf("%s: leaving parts out does not help: %v, %v without", window, r.AttainableAllYear, before.AttainableAllYear)
		}
		if r.Downtime.Mean() != before.Downtime.Mean() {
			t.Errorf("%s: leaving parts out of the SLO changes the downtime", window)
		}
	}
	sc := simtest.ReadText(t, simtest.Crowd, "slo.exclude="+exclude)
	if _, err := Run(context.Background(), sc, Options{Years: 100, Method: Exact}); err == nil || !strings.Contains(err.Error(), "slo.exclude") {
		t.Errorf("the law alone knows nothing of exclusions: got %v", err)
	}
}

// TestPlannedWorkThatIsLeftOut makes a promise possible that planned work
// alone would break, and takes no room in its budget.
func TestPlannedWorkThatIsLeftOut(t *testing.T) {
	const text = "[change.deploy]\nper_week = 1\ndowntime = \"1h\"\n"
	promise := func(sets ...string) (TargetResult, Arithmetic) {
		r := mustRun(t, simtest.ReadText(t, text, sets...), Options{Years: 50, Method: Simulate})
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

package law_test

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/law"
)

// months returns the edges of the months of a year.
func months() []float64 {
	return model.NewWindow(model.MonthWindow, 0).Edges()
}

// TestWorstIsAllWindows holds the quick law of the worst window, as the cells
// of maps ask for it, against the laws of all windows.
func TestWorstIsAllWindows(t *testing.T) {
	for name, sc := range windowedScenarios(t) {
		slow, err := law.OfWindows(t.Context(), sc, months(), law.Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		surface := law.NewSurface(model.Year).Finer().Finer()
		walk := surface.Walk(t.Context())
		for _, p := range []float64{0.5, 0.9, 0.99} {
			for _, budget := range []float64{1e-4, 1e-3, 5e-3, 0.05} {
				k, err := walk.Worst(sc, months(), p, budget*model.Year)
				if err != nil {
					t.Fatal(name, err)
				}
				want, bound := slow.All(budget)
				if got := k.CDF(budget * model.Year); math.Abs(got-want) > 2e-5+bound {
					t.Errorf("%s: within %g with probability %.7f, want %.7f ± %.1g", name, budget, got, want, bound)
				}
				x := k.Quantile(p)
				if met, bound := slow.All(x / model.Year); met < p-2e-5-bound {
					t.Errorf("%s: %g s a year at %g, where %.7f keep it", name, x, p, met)
				}
				if met, bound := slow.All(x / model.Year * (1 - 1e-3)); met > p+2e-5+bound {
					t.Errorf("%s: %g s a year at %g, where %.7f keep less", name, x, p, met)
				}
			}
		}
		walk.Close()
	}
}

// windowedScenarios are services in months: without changes, with one of them,
// with planned work, with lengths that are known, and with nothing at all.
func windowedScenarios(t *testing.T) map[string]*model.Scenario {
	t.Helper()
	const parts = `
[alarm.a]
delay = { p50 = "10m", p95 = "1h" }
[recovery.r]
time = { p50 = "40m", p95 = "4h" }
`
	const risk = `
[risk.x]
rate = "8/year"
impact = { dist = "uniform", min = "30%", max = "100%" }
alarms = ["a"]
recovery = ["r"]
`
	const deploy = `
[change.deploy]
per_week = 2
[risk.bad-deploy]
on = "deploy"
chance = "4%"
alarms = ["a"]
recovery = ["r"]
`
	all := map[string]string{
		"at a rate": parts + risk,
		"deploys":   parts + risk + deploy,
		"planned":   parts + risk + deploy + "[change.work]\nper_month = 1\ndowntime = \"20m to 2h\"\n",
		"always":    parts + risk + "[change.work]\nper_month = 1\ndowntime = \"30m\"\n",
		"known": `
[alarm.a]
delay = "10m"
[recovery.r]
time = "50m"
[risk.x]
rate = "8/year"
alarms = ["a"]
recovery = ["r"]
`,
	}
	out := map[string]*model.Scenario{}
	for name, text := range all {
		out[name] = read(t, text)
	}
	return out
}

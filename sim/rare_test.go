package sim

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/law"
)

// rareCases miss in fewer than one year in 10,000: because of many incidents,
// of one that lasts long, of a change's faults, or of both kinds together.
var rareCases = map[string]string{
	"many short ones": `
[recovery.fix]
time = { dist = "exponential", mean = "30m" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]`,
	"one long one": `
[recovery.fix]
time = { dist = "lognormal", mean = "30m", sd = "1h" }
[risk.x]
rate = "4/year"
alarms = ["probe"]
recovery = ["fix"]`,
	"faults of deploys": `
[change.deploy]
per_week = 1
downtime = "5s"
[recovery.fix]
time = "20m"
[risk.x]
on = "deploy"
chance = "5%"
alarms = ["probe"]
recovery = ["fix"]`,
	"both": `
[recovery.fix]
time = { dist = "exponential", mean = "30m" }
[recovery.restore]
time = { p50 = "3h", p95 = "12h" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]
[risk.y]
mtbf = "4y"
alarms = ["probe"]
recovery = ["restore"]`,
}

const probe = `
[alarm.probe]
delay = "1m"`

// TestRareBreaches holds what biased years say against the law where that is
// exact enough: to 10 %, and within four standard errors.
func TestRareBreaches(t *testing.T) {
	for what, text := range rareCases {
		for _, miss := range []float64{1e-4, 1e-7, 1e-5, 1e-6}[:enough(2, 4)] {
			sc := readText(t, probe+text)
			l, err := law.Of(t.Context(), sc, model.Year, law.Options{Tolerance: 1e-9})
			if err != nil {
				t.Fatal(err)
			}
			budget := l.Quantile(1 - miss)
			want := 1 - l.CDF(budget)
			p := newPlan(sc, 3)
			r := run(t, sc, Options{Years: 4000, Seed: 3})
			var cost []float64
			for _, k := range r.Risks {
				cost = append(cost, k.Outage.Cost.Value)
			}
			m, ok := (&rareSearch{plan: p, law: &plainLaw{year: l}, cost: cost, workers: 2, left: 1e8}).missed(t.Context(), budget)
			if !ok {
				t.Errorf("%s, %.0e: not found", what, miss)
				continue
			}
			t.Logf("%s, %.2g: %.3g ± %.1f %%, budget %.1f h", what, want, m.Value, 100*m.SE/m.Value, budget/3600)
			if m.SE > 0.1*m.Value {
				t.Errorf("%s, %.2g: standard error %.0f %%, want 10 %% at most", what, want, 100*m.SE/m.Value)
			}
			// Overlap makes breaches rarer than the law says, by little.
			if m.Value < want*0.9-4*m.SE || m.Value > want+4*m.SE+2*l.Bound() {
				t.Errorf("%s: got %.3g ± %.2g, by the law without overlap %.3g ± %.1g", what, m.Value, m.SE, want, l.Bound())
			}
		}
	}
}

// TestRareSearchIsNotDrawn holds the mean of many runs, whose years show about
// as many misses as end the search, against the truth of many years: a search
// that went on where the years of a run happen to show few would keep what
// happens to look exact. Overlap saves a part of the misses.
func TestRareSearchIsNotDrawn(t *testing.T) {
	sc := readText(t, probe+rareCases["many short ones"], "risk.x.rate=300/year", "slo.targets=[\"97.86%\"]", "slo.promise=97.86%")
	l, err := law.Of(t.Context(), sc, model.Year, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	budget := sc.SLO.Promise.Budget(model.Year)
	missed := 1 - l.CDF(budget)
	most := &rareSearch{law: &plainLaw{year: l}, years: math.Floor(enoughMisses/missed) - 1}
	if !most.wanted(budget) {
		t.Error("too few years are taken to tell a breach")
	}
	if most.years += 2; most.wanted(budget) {
		t.Error("enough years are taken not to tell a breach")
	}
	if !proof() {
		return // the rest repeats runs of much overlap
	}
	truth := run(t, sc, Options{Years: 300_000, Seed: 1 << 40, Method: Auto}).Targets[0].Met
	var met moments
	const runs = 100
	for seed := range uint64(runs) {
		v := run(t, sc, Options{Years: int(most.years) - 20, Seed: seed, Method: Auto}).Targets[0].Met.Value
		met.sum += v
		met.squares += v * v
	}
	e := met.mean(runs)
	t.Logf("law %.3g: missed %.4g ± %.2g, truth %.4g ± %.2g", missed, 1-e.Value, e.SE, 1-truth.Value, truth.SE)
	within(t, "mean of the runs", e.Value, truth.Value, math.Hypot(e.SE, truth.SE), 4)
}

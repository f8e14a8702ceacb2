package answer

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/stat"
)

var update = flag.Bool("update", false, "rewrite the golden answers")

// service is the scenario of the fixed results.
const service = `
title = "A fixed result"
[service]
name = "checkout"
[slo]
targets = ["99.9%", "99.99%", "99.999%"]
promise = "99.99%"
[change.deploy]
per_year = 52
downtime = "10s"
[alarm.errors]
delay = "1m"
[recovery.rollback]
time = "2m"
[risk.bad-deploy]
title = "A deploy breaks checkout"
on = "deploy"
chance = "2%"
alarms = ["errors"]
recovery = ["rollback"]
[risk.disk-full]
rate = "1/year"
alarms = ["errors"]
recovery = ["rollback"]
`

// fixedResult is a result that no simulation made, so that its wording does
// not change with the engine.
func fixedResult(t *testing.T, sets ...string) *sim.Result {
	t.Helper()
	var patches []file.Patch
	for _, s := range sets {
		p, err := file.ParseSet(s)
		if err != nil {
			t.Fatal(err)
		}
		patches = append(patches, p)
	}
	sc, err := file.Read("checkout.toml", []byte(service), patches...)
	if err != nil {
		t.Fatal(err)
	}
	years := make([]float64, 1000)
	for i := range years {
		years[i] = 520 + float64(i) // mean 1019.5 s
	}
	risk := func(name, title string, downtime, incidents, typical float64) sim.RiskResult {
		r := sim.RiskResult{
			Name: name, Title: title, Incidents: incidents, Downtime: estimate(downtime, downtime, downtime),
			Outage: sim.OutageResult{N: 1000, Mean: typical, P50: typical, P95: typical, P99: math.NaN(), Cost: stat.Certain(typical)},
		}
		r.Phases[sim.Detect], r.Phases[sim.Recover] = downtime/3, downtime*2/3
		return r
	}
	r := &sim.Result{
		Scenario: sc, Seed: 7, Years: 1000, Asked: 1000, Windows: 1, Incidents: 2040,
		Downtime:          stat.NewSample(years),
		AttainableAllYear: estimate(0.999955, 0.999954, 0.999956),
		PlannedCertain:    520,
		Risks: []sim.RiskResult{
			risk("bad-deploy", "A deploy breaks checkout", 187, 1.04, 180),
			risk("disk-full", "", 312.5, 1, 300),
		},
		Changes: []sim.ChangeResult{{Name: "deploy", Events: 52, Downtime: estimate(520, 520, 520)}},
	}
	r.Attainable = r.AttainableAllYear
	for i, target := range sc.SLO.Targets {
		all := []stat.Estimate{estimate(1, 0.9962, 1), estimate(0.72, 0.6914, 0.7470), estimate(0, 0, 0.0038)}[i]
		verdict := []sim.Verdict{sim.Yes, sim.No, sim.Impossible}[i]
		r.Targets = append(r.Targets, sim.TargetResult{
			Target: target, Budget: target.Budget(sc.SLO.Window.Length), Met: all, MetAllYear: all, Verdict: verdict,
		})
	}
	return r
}

func TestAnswer(t *testing.T) {
	help := func(r *sim.Result) []explain.Help {
		return []explain.Help{{
			Measure: explain.Measure{Kind: explain.FasterRecovery, Of: "rollback"}, Sets: []file.Patch{file.Times("recovery.rollback.time", 0.5)},
			Target: r.Targets[1].Target, Met: estimate(0.953, 0.938, 0.965),
		}}
	}
	for name, make := range map[string]func() *Run{
		"no": func() *Run {
			r := fixedResult(t)
			return &Run{Result: r, Help: help(r), Call: []string{"checkout.toml"}}
		},
		"yes": func() *Run {
			r := fixedResult(t, "slo.promise=99.9%", "service.revenue_per_hour=18000", "service.currency=USD", "service.users=1200")
			return &Run{Result: r}
		},
		"impossible": func() *Run {
			r := fixedResult(t, "slo.promise=99.999%", `alarm.errors.miss="0%"`, `recovery.rollback.success="100%"`)
			return &Run{Result: r}
		},
		"too-close": func() *Run {
			r := fixedResult(t)
			r.Targets[1].MetAllYear = estimate(0.894, 0.873, 0.912)
			r.Targets[1].Verdict, r.Targets[1].YearsToSettle = sim.TooClose, 10_000
			return &Run{Result: r}
		},
		"month-partial": func() *Run {
			r := fixedResult(t, "slo.window=month")
			r.Asked, r.Windows = 5000, 12
			for i := range r.Targets {
				r.Targets[i].Met = []stat.Estimate{estimate(1, 0.9996, 1), estimate(0.973, 0.968, 0.977), estimate(0, 0, 0.0004)}[i]
			}
			r.Warnings = append(r.Warnings, sim.Warning{Says: "alarm.errors is slow"})
			return &Run{Result: r, Help: help(r)}
		},
		"agreements": func() *Run {
			r := fixedResult(t, "service.currency=USD",
				`sla.enterprise={ fee_per_month = 40_000, credits = [ { below = "99.95%", credit = "10%" } ], term = "3y", terminate_after = { breaches = 3, within = "12mo" } }`,
				`sla.carrier={ preset = "korea-mobile", fee_per_month = 900 }`,
				`sla.never={ window = "year", clauses = [ { total_over = "30d" } ], pays = { sum = 5 } }`)
			r.Agreements = fixedAgreements(t, r.Scenario.Agreements)
			return &Run{Result: r}
		},
		"nothing-safe": func() *Run {
			r := fixedResult(t)
			r.Targets[0].MetAllYear, r.Targets[0].Verdict = estimate(0.42, 0.39, 0.45), sim.No
			r.Targets[1].MetAllYear = estimate(0.12, 0.10, 0.14)
			r.AttainableAllYear = estimate(0.9971, 0.9969, 0.9973)
			return &Run{Result: r}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			doc.Screen{}.Write(&got, make().Page())
			golden := filepath.Join("testdata", "answer", name+".golden")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// fixedAgreements is what the agreements of a fixed result cost.
func fixedAgreements(t *testing.T, terms []*model.Agreement) []sim.AgreementResult {
	t.Helper()
	nan := math.NaN()
	unknown := estimate(nan, nan, nan)
	target, err := model.ParseTarget("99.9%")
	if err != nil {
		t.Fatal(err)
	}
	return []sim.AgreementResult{
		{
			Agreement: terms[0], Windows: 12,
			Breach: estimate(0.12, 0.118, 0.122), BreachYear: estimate(0.78, 0.776, 0.784), BreachTerm: estimate(0.9893, 0.9881, 0.9904),
			Termination:    estimate(0.041, 0.036, 0.046),
			CreditsPerYear: sim.CreditsResult{Mean: estimate(3104, 3000, 3200), P95: estimate(16000, 16000, 16000)},
			Availability:   estimate(0.99972, 0.99971, 0.99973), Attainable: estimate(0.99861, 0.9985, 0.9987),
			Promises: []sim.PromiseResult{{
				Target: target, BreachYear: estimate(0.31, 0.305, 0.315), BreachTerm: estimate(0.67, 0.66, 0.68),
				CreditsMean: estimate(1204, 1150, 1250), CreditsBadYear: estimate(4000, 4000, 8000), InternalSLO: estimate(0.999798561, 0.99979, 0.9998),
			}, {
				Target: target, BreachYear: estimate(0, 0, 0.0038), BreachTerm: unknown, CreditsMean: estimate(0, 0, 0), CreditsBadYear: estimate(0, 0, 0),
				InternalSLO: unknown,
			}},
		},
		{
			Agreement: terms[1], Windows: 12, Breach: estimate(0.0427, 0.042, 0.043), BreachYear: estimate(0.407, 0.40, 0.41), Termination: unknown,
			CreditsPerYear: sim.CreditsResult{Mean: estimate(33.2, 30, 36), P95: estimate(160, 150, 170)},
		},
		{Agreement: terms[2], Windows: 1, Breach: estimate(0, 0, 0.0038), BreachYear: estimate(0, 0, 0.0038), Termination: unknown},
	}
}

// TestBudgetedLeavesTheTargetsAlone keeps the order of what was found.
func TestBudgetedLeavesTheTargetsAlone(t *testing.T) {
	r := fixedResult(t)
	want := slices.Clone(r.Targets)
	if got, ok := r.Budgeted(); !ok || got.Target.Text() != "99.99%" {
		t.Errorf("got %s, %v", got.Target.Text(), ok)
	}
	if r.Targets[0].Target.Text() != "99.9%" || !slices.EqualFunc(r.Targets, want, func(a, b sim.TargetResult) bool { return a.Target.Text() == b.Target.Text() }) {
		t.Error("the targets stand in another order")
	}
}

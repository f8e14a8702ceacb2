package sim

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/law"
)

// With the law beside it the simulation knows 0.72091030 to better than a
// tenth of what counting years tells, and the atom at two failures exactly.
func TestAutoKnowsOneFailureAYear(t *testing.T) {
	sc := readScenario(t, "../scenarios/one-failure-a-year.toml")
	auto := must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1, Method: Auto}))
	plain := must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1}))
	if auto.Method != Auto || auto.Check == nil || auto.Check.Differ > 4 {
		t.Fatalf("method %s, check %+v", auto.Method, auto.Check)
	}
	a, p := auto.Targets[2].Met, plain.Targets[2].Met
	if math.Abs(a.Value-0.72091030) > 1e-6 || a.Low > 0.72091030 || a.High < 0.72091030 {
		t.Errorf("got %+v, want 0.72091030", a)
	}
	if !(a.SE > 0 && a.SE < p.SE/10) {
		t.Errorf("standard error %g, by counting %g: want a tenth at most, and not none", a.SE, p.SE)
	}
	if auto.Attainable.Value != plain.Attainable.Value {
		t.Errorf("attainable %v, by counting %v", auto.Attainable.Value, plain.Attainable.Value)
	}
	if mean := auto.MeanDowntime(); math.Abs(mean.Value-187.2) > 1e-3 {
		t.Errorf("mean %v s, want 187.2", mean)
	}
}

// Overlapping outages have a law of their own (f_union_exp_26): the part that
// overlap takes from the plain sum is what the simulated years tell.
func TestAutoCountsOverlapOnce(t *testing.T) {
	sc := readScenario(t, "testdata/reference/f_union_exp_26.toml")
	r := must(Run(context.Background(), sc, Options{Years: 40_000, Seed: 1, Method: Auto}))
	ref := referenceCase(t, "f_union_exp_26")
	for percent, p := range ref.Met {
		met := r.sharp.years.kept(must(model.ParseTarget(percent + "%")).Budget(model.Year))
		if math.Abs(met.Value-p) > 4*met.SE+1e-9 {
			t.Errorf("%s %%: got %.6f ± %.2g, want %.6f", percent, met.Value, met.SE, p)
		}
	}
	for name, p := range map[string]float64{"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99} {
		q := r.sharp.years.quantile(p)
		if want := ref.Quantiles[name] * 3600; math.Abs(q.Value-want) > 4*q.SE+1e-3 {
			t.Errorf("%s: got %.2f ± %.2g s, want %.2f", name, q.Value, q.SE, want)
		}
	}
	if mean := r.MeanDowntime(); math.Abs(mean.Value/3600-ref.Mean) > 4*mean.SE/3600+1e-6 {
		t.Errorf("mean %.6f h ± %.2g s, want %.6f", mean.Value/3600, mean.SE, ref.Mean)
	}
}

// The variance of P(met) falls at least 100 times at 4 and at 26 incidents a
// year of half an hour, as far as standard errors tell.
func TestAutoGains(t *testing.T) {
	for _, id := range []string{"a_cpois_exp_4", "a_cpois_exp_26"} {
		sc := readScenario(t, "testdata/reference/"+id+".toml")
		auto := must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1, Method: Auto}))
		plain := must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1}))
		for i := range auto.Targets {
			a, p := auto.Targets[i].Met, plain.Targets[i].Met
			if p.Value < 0.01 || p.Value > 0.99 {
				continue
			}
			gain := p.SE * p.SE / (a.SE * a.SE)
			t.Logf("%s, %s: %.6f ± %.1g by counting %.4f ± %.1g: gain %.0f", id, auto.Targets[i].Target.Text(), a.Value, a.SE, p.Value, p.SE, gain)
			if gain < 100 {
				t.Errorf("%s, %s: the variance falls %.0f times, want 100", id, auto.Targets[i].Target.Text(), gain)
			}
		}
	}
}

// What the law cannot do is simulated, and said; asked for the law alone, it
// is refused.
func TestAutoSaysWhenItSimulatesAlone(t *testing.T) {
	sc := readScenario(t, "testdata/reference/i_renewal_k2_4py.toml")
	r := must(Run(context.Background(), sc, Options{Years: 2000, Seed: 1, Method: Auto}))
	if r.Method != Simulate || len(r.Warnings) == 0 {
		t.Errorf("method %s, warnings %q", r.Method, r.Warnings)
	}
	var unsupported *law.Unsupported
	if _, err := Run(context.Background(), sc, Options{Years: 2000, Method: Exact}); !errors.As(err, &unsupported) {
		t.Errorf("method exact: got %v, want the part that has no law", err)
	}
}

// Windows shorter than a year: months hold four or five weekly deploys, some
// as the first of them falls, and an outage runs on into the next month.
func TestAutoKnowsWindows(t *testing.T) {
	years := enough(100_000, 2_000_000)
	for what, text := range map[string]string{
		"at a rate": `
[alarm.probe]
delay = { p50 = "10m", p95 = "40m" }
[recovery.fix]
time = { p50 = "1h", p95 = "5h" }
[risk.crash]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]`,
		"with changes": `
[change.deploy]
per_week = 1
downtime = "30s"
[change.migration]
per_month = 1
downtime = { p50 = "4m", p95 = "15m" }
[alarm.probe]
delay = { p50 = "10m", p95 = "40m" }
[recovery.rollback]
time = "20m"
[risk.bad-deploy]
on = "deploy"
chance = "20%"
alarms = ["probe"]
recovery = ["rollback"]
[risk.crash]
rate = "3/year"
alarms = ["probe"]
recovery = ["rollback"]`,
	} {
		for _, window := range []string{"month", "quarter", "week", "every 30d"} {
			sc := readText(t, text, "slo.window="+window, "slo.targets=[\"99%\", \"99.5%\", \"99.8%\", \"99.9%\"]")
			auto := run(t, sc, Options{Years: years / 20, Seed: 7, Method: Auto})
			plain := run(t, sc, Options{Years: years, Seed: 8})
			if auto.Method != Auto {
				t.Fatalf("%s, %s: %q", what, window, auto.Warnings)
			}
			t.Logf("%s, %s: %+v", what, window, auto.Check)
			for i, a := range auto.Targets {
				p := plain.Targets[i]
				for _, c := range []struct {
					of   string
					a, p Estimate
				}{{"one", a.Met, p.Met}, {"all", a.MetAllYear, p.MetAllYear}} {
					within(t, fmt.Sprintf("%s, %s, %s, %s", what, window, a.Target.Text(), c.of), c.a.Value, c.p.Value,
						math.Hypot(c.a.SE, math.Max(c.p.SE, 1/float64(years))), 4)
					if c.p.Value > 0.05 && c.p.Value < 0.95 && c.a.SE > 2*c.p.SE {
						t.Errorf("%s, %s, %s, %s: standard error %.2g on %d years, by counting %.2g on %d",
							what, window, a.Target.Text(), c.of, c.a.SE, years/20, c.p.SE, years)
					}
				}
			}
			for of, q := range map[string][2]Estimate{
				"one": {auto.Attainable, plain.Attainable}, "all": {auto.AttainableAllYear, plain.AttainableAllYear},
			} {
				within(t, what+", "+window+", attainable in "+of, q[0].Value, q[1].Value, math.Hypot(q[0].SE, q[1].SE), 4)
			}
		}
	}
}

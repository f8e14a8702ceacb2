package sim

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/stat"
)

// With the law beside it the simulation knows 0.72091139 to better than a
// tenth of what counting years tells, and the atom at two failures exactly. Of
// 52 deploys a week apart 51 lie whole in the year. The last one, and the last
// of the year before, lie as far from the year's ends; where that is under the
// 180 s that a failure takes, what is left of a failure may still fit:
//
//	q(0) + q(1) (1-p) (1 + p (180/604800) (2·135.36/180 - 1)),
//
// q being the binomial law of 51 at p = 2 %.
func TestAutoKnowsOneFailureAYear(t *testing.T) {
	sc := simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml")
	auto := simtest.Must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1, Method: Auto}))
	plain := simtest.Must(Run(context.Background(), sc, Options{Years: 20_000, Seed: 1}))
	if auto.Method != Auto || auto.Check == nil || auto.Check.Differ > 4 {
		t.Fatalf("method %s, check %+v", auto.Method, auto.Check)
	}
	a, p := auto.Targets[2].Met, plain.Targets[2].Met
	if math.Abs(a.Value-0.72091139) > 1e-7 || a.Low > 0.72091139 || a.High < 0.72091139 {
		t.Errorf("got %+v, want 0.72091139", a)
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

// Overlapping outages have a law of their own (the f_union cases): the part
// that overlap takes from the plain sum is what the simulated years tell.
func TestAutoCountsOverlapOnce(t *testing.T) {
	for id, years := range map[string]int{
		"f_union_exp_26": 40_000, "f_union_exp_200": 20_000, "f_union_det_200_1h": 20_000, "f_union_exp_2000_4h": 2000,
	} {
		sc := simtest.ReadScenario(t, "testdata/reference/"+id+".toml")
		r := mustRun(t, sc, Options{Years: simtest.Enough(years/4, 10*years), Seed: 1, Method: Auto})
		if r.Method != Auto {
			t.Fatalf("%s: %+v", id, r.Warnings)
		}
		ref := referenceCase(t, id)
		for percent, p := range ref.Met {
			met := r.sharp.years.Kept(simtest.Must(model.ParseTarget(percent + "%")).Budget(model.Year))
			simtest.Within(t, id+", P("+percent+" %)", met.Value, p, met.SE+1e-9, 4)
		}
		for name, hours := range ref.Quantiles {
			var p float64
			if _, err := fmt.Sscanf(name, "p%g", &p); err != nil {
				t.Fatal(err)
			}
			q := r.sharp.years.Quantile(p / 100)
			simtest.Within(t, id+", "+name, q.Value, hours*3600, q.SE+1e-3, 4)
		}
		mean := r.MeanDowntime()
		simtest.Within(t, id+", mean", mean.Value, ref.Mean*3600, mean.SE+1e-3, 4)
	}
}

// What the law cannot do is simulated, and said; asked for the law alone, it
// is refused.
func TestAutoSaysWhenItSimulatesAlone(t *testing.T) {
	sc := simtest.ReadScenario(t, "testdata/reference/i_renewal_k2_4py.toml")
	r := simtest.Must(Run(context.Background(), sc, Options{Years: 2000, Seed: 1, Method: Auto}))
	if r.Method != Simulate || len(r.Warnings) == 0 {
		t.Errorf("method %s, warnings %+v", r.Method, r.Warnings)
	}
	var unsupported *law.Unsupported
	if _, err := Run(context.Background(), sc, Options{Years: 2000, Method: Exact}); !errors.As(err, &unsupported) {
		t.Errorf("method exact: got %v, want the part that has no law", err)
	}
}

// Windows shorter than a year: months hold four or five weekly deploys, some
// as the first of them falls, and an outage runs on into the next month.
func TestAutoKnowsWindows(t *testing.T) {
	years := simtest.Enough(15_000, 2_000_000)
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
			sc := simtest.ReadText(t, text, "slo.window="+window, "slo.targets=[\"99%\", \"99.5%\", \"99.8%\", \"99.9%\"]")
			auto := mustRun(t, sc, Options{Years: years / 20, Seed: 7, Method: Auto})
			plain := mustRun(t, sc, Options{Years: years, Seed: 8})
			if auto.Method != Auto {
				t.Fatalf("%s, %s: %+v", what, window, auto.Warnings)
			}
			t.Logf("%s, %s: %+v", what, window, auto.Check)
			for i, a := range auto.Targets {
				p := plain.Targets[i]
				for _, c := range []struct {
					of   string
					a, p stat.Estimate
				}{{"one", a.Met, p.Met}, {"all", a.MetAllYear, p.MetAllYear}} {
					simtest.Within(t, fmt.Sprintf("%s, %s, %s, %s", what, window, a.Target.Text(), c.of), c.a.Value, c.p.Value,
						math.Hypot(c.a.SE, math.Max(c.p.SE, 1/float64(years))), 4)
					if c.p.Value > 0.05 && c.p.Value < 0.95 && c.a.SE > 2*c.p.SE {
						t.Errorf("%s, %s, %s, %s: standard error %.2g on %d years, by counting %.2g on %d",
							what, window, a.Target.Text(), c.of, c.a.SE, years/20, c.p.SE, years)
					}
				}
			}
			for of, q := range map[string][2]stat.Estimate{
				"one": {auto.Attainable, plain.Attainable}, "all": {auto.AttainableAllYear, plain.AttainableAllYear},
			} {
				simtest.Within(t, what+", "+window+", attainable in "+of, q[0].Value, q[1].Value, math.Hypot(q[0].SE, q[1].SE), 4)
			}
		}
	}
}

// Windows without an event of a change, and faults that all but never strike,
// have laws too.
func TestAutoOfNearlyNothing(t *testing.T) {
	const text = `
[change.deploy]
every = "17d"
[alarm.probe]
delay = { p50 = "10m", p95 = "40m" }
[recovery.fix]
time = { p50 = "20m", p95 = "90m" }
[risk.bad]
on = "deploy"
chance = "20%"
alarms = ["probe"]
recovery = ["fix"]`
	for _, sets := range [][]string{
		{"slo.window=week"}, {"slo.window=week", "change.deploy.every=45d"}, {"risk.bad.chance=0.0000000001"},
	} {
		sc := simtest.ReadText(t, text, sets...)
		auto := mustRun(t, sc, Options{Years: 4000, Seed: 1, Method: Auto})
		plain := mustRun(t, sc, Options{Years: 20_000, Seed: 2})
		if auto.Method != Auto {
			t.Fatalf("%v: %+v", sets, auto.Warnings)
		}
		for i, a := range auto.Targets {
			p := plain.Targets[i]
			simtest.Within(t, fmt.Sprintf("%v, %s", sets, a.Target.Text()), a.MetAllYear.Value, p.MetAllYear.Value, math.Hypot(a.MetAllYear.SE, math.Max(p.MetAllYear.SE, 5e-5)), 4)
		}
	}
}

// Where sums have no finite variance, the mean downtime is that of the counted
// years, which are never longer than a year; a law that is hardly known is left
// aside.
func TestAutoKnowsItsLimits(t *testing.T) {
	heavy := simtest.ReadText(t, `
[alarm.probe]
delay = "1m"
[recovery.restore]
time = { dist = "lomax", alpha = 1.2, scale = "2h" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["restore"]`)
	r := mustRun(t, heavy, Options{Years: 4000, Seed: 3, Method: Auto})
	if got, want := r.MeanDowntime().Value, r.Downtime.Mean().Value; got != want {
		t.Errorf("mean %g, by counting %g", got, want)
	}
	calm := mustRun(t, simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml"), Options{Years: 4000, Seed: 3, Method: Auto})
	if m := calm.MeanDowntime(); !(m.SE > 0) || math.Abs(m.Value-187.2) > 1e-6 {
		t.Errorf("mean %+v, want 187.2 and an error above 0: overlap was not seen, which is not never", m)
	}
}

// TestMeanWithoutVariance: where the variance of an outage is infinite, or such
// that no run sees it, no method claims to know the mean's error, and the file
// is warned of.
func TestMeanWithoutVariance(t *testing.T) {
	for _, time := range []string{`{ dist = "pareto", min = "1m", alpha = 1.5 }`, `{ p50 = "10s", sigma = 3 }`} {
		sc := simtest.ReadText(t, simtest.Probe+"\n[recovery.fix]\ntime = "+time+"\n[risk.x]\nrate = \"2/year\"\nalarms = [\"probe\"]\nrecovery = [\"fix\"]\n")
		if len(sc.Warnings) != 1 {
			t.Errorf("%s: warnings %q, want one", time, sc.Warnings)
		}
		for _, m := range []Method{Simulate, Auto, Exact} {
			if e := mustRun(t, sc, Options{Years: 500, Seed: 1, Method: m}).MeanDowntime(); !math.IsNaN(e.SE) || !math.IsNaN(e.Low) || !(e.Value > 0) {
				t.Errorf("%s by %s: %+v", time, m, e)
			}
		}
	}
}

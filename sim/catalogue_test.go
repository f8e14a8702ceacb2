package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestRiskCatalogue holds Google's risk catalogue against its own sums, bad
// minutes a year = (ETTD + ETTR) · impact · 365/ETTF, and the probability of
// 99.9 % and 99.8 % against the exact law of the sum. Outages that overlap
// count once, which takes about a part in a thousand off the minutes.
func TestRiskCatalogue(t *testing.T) {
	sc := simtest.ReadScenario(t, "../scenarios/cre-risk-catalogue.toml")
	r := mustRun(t, sc, Options{Years: simtest.Enough(100_000, 4_000_000), Seed: 1})
	want := map[string]float64{}
	for _, c := range []struct {
		name                       string
		detect, recover, days, hit float64
	}{
		{"config-mishap", 30, 120, 120, 0.2}, {"small-bad-release", 1440, 30, 90, 0.02},
		{"sizeable-bad-release", 5, 120, 180, 0.5}, {"growth-overload", 5, 120, 365, 1},
		{"noisy-alert", 240, 10, 180, 0.15}, {"database-deleted", 5, 510, 1460, 1},
		{"zone-outage", 5, 40, 365, 0.5}, {"region-outage", 2, 30, 730, 1},
	} {
		want[c.name] = (c.detect + c.recover) * c.hit * 365 / c.days
	}
	total := 0.0
	for _, risk := range r.Risks {
		total += want[risk.Name]
		slack := 0.002 * want[risk.Name] // overlap
		if simtest.Proof() {
			slack = 0.005 * want[risk.Name]
		}
		got := risk.Downtime
		if math.Abs(got.Value/60-want[risk.Name]) > 4*got.SE/60+slack {
			t.Errorf("%s: %.3f ± %.3f bad minutes a year, want %.3f", risk.Name, got.Value/60, got.SE/60, want[risk.Name])
		}
		if simtest.Proof() && math.Abs(got.Value/60/want[risk.Name]-1) > 0.005 {
			t.Errorf("%s: %.3f bad minutes a year, want %.3f within 0.5 %%", risk.Name, got.Value/60, want[risk.Name])
		}
	}
	sum := r.PlainSum.Mean()
	simtest.Within(t, "bad minutes of all", sum.Value/60, total, sum.SE/60, 4)
	simtest.Within(t, "of the catalogue", total, 705.994*365/365.25, 0.001, 1)
	n := float64(r.Years)
	for _, c := range []struct {
		target int
		p      float64
	}{{2, 0.32531}, {1, 0.8561}} {
		met := r.PlainSum.CountAtMost(sc.SLO.Targets[c.target].Budget(365*86400) + stat.Tie)
		simtest.Within(t, fmt.Sprintf("P(%s) of the plain sum", sc.SLO.Targets[c.target].Text()), float64(met)/n, c.p, math.Sqrt(c.p*(1-c.p)/n)+2e-5, 4)
		full := r.Targets[c.target].Met
		simtest.Within(t, fmt.Sprintf("P(%s)", sc.SLO.Targets[c.target].Text()), full.Value, c.p, full.SE+2e-4, 4)
	}
}

// TestTableOfDeploys holds 52 deploys a year, each 180 s of downtime when it
// fails, against binomial sums: the table of chances, with and without ten
// planned seconds a deploy.
func TestTableOfDeploys(t *testing.T) {
	years := simtest.Enough(50_000, 2_000_000)
	for _, c := range []struct {
		why  string
		sets []string
		p    float64
	}{
		{"0.1 %", []string{"risk.bad-deploy.chance=0.1%"}, 0.99871740},
		{"0.5 %", []string{"risk.bad-deploy.chance=0.5%"}, 0.97189835},
		{"1 %", []string{"risk.bad-deploy.chance=1%"}, 0.90442357},
		{"2 %", nil, 0.72091030},
		{"10 %", []string{"risk.bad-deploy.chance=10%"}, 0.02829423},
		{"2 %, a rollback of 97 s makes room for a second failure", []string{"recovery.rollback.time=97s"}, 0.91406590},
		{"two failures that fill the budget to the microsecond are met", []string{"recovery.rollback.time=97.68s"}, 0.91406590},
		{"and a millisecond more is a miss", []string{"recovery.rollback.time=97.681s"}, 0.72091030},
	} {
		sc := simtest.ReadScenario(t, "../scenarios/one-failure-a-year.toml", c.sets...)
		r := mustRun(t, sc, Options{Years: years, Seed: 1})
		if k := math.Round(r.Targets[2].Met.Value * float64(years)); !simtest.Plausible(k, float64(years), c.p, 2e-6) {
			t.Errorf("%s: %g of %d years keep five nines, want %.8f of them", c.why, k, years, c.p)
		}
		if c.sets == nil || len(c.why) > 6 {
			continue
		}
		planned := mustRun(t, simtest.ReadScenario(t, "../scenarios/five-nines.toml", c.sets...), Options{Years: 1000, Seed: 1})
		if met := planned.Targets[2].Met; met.Value != 0 {
			t.Errorf("%s: 520 planned seconds fit into 315: %v", c.why, met)
		}
	}
}

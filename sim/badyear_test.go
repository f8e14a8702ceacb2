package sim

import (
	"sort"
	"testing"

	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// TestBadYear holds what a bad year costs against each year's own sum of the
// revenue that it loses and of what every agreement pays, with the promise in
// the first place of those that have tiers. The agreements leave different
// things out, so that their bad years are different ones.
func TestBadYear(t *testing.T) {
	const (
		gold   = "[sla.gold]\nfee_per_month = 10_000\ncredits = [ { below = \"99.9%\", credit = \"10%\" }, { below = \"99%\", credit = \"50%\" } ]\nexclude = [\"risk.net\"]\n"
		silver = "[sla.silver]\nwindow = \"year\"\nfee_per_month = 2000\ncredits = [ { below = \"99.8%\", credit = \"40%\" } ]\nexclude = [\"risk.disk\"]\n"
		bronze = "[sla.bronze]\nfee_per_month = 9000\nclauses = [ { total_over = \"3h\" } ]\npays = { fee = \"30%\" }\nexclude = [\"risk.disk\"]\n"
		risks  = "[risk.disk]\nrate = \"4/year\"\nself_heal_time = { p50 = \"1h\", p95 = \"6h\" }\n[risk.net]\nrate = \"2/year\"\nself_heal_time = { p50 = \"1h\", p95 = \"9h\" }\n"
	)
	const years = 600
	for name, c := range map[string]struct {
		text    string
		perHour float64
		apart   bool // whether quantiles do not add up
	}{
		"tiers and clauses":          {gold + bronze, 0, true},
		"revenue and clauses":        {bronze, 3000, true},
		"revenue and one agreement":  {gold, 3000, true},
		"revenue and two agreements": {gold + silver, 3000, true},
		"two agreements":             {gold + silver, 0, true},
		"one agreement":              {gold, 0, false},
		"revenue":                    {"", 3000, false},
	} {
		sets := []string{`slo.targets=["99%", "99.9%", "99.95%", "99.7%"]`}
		if c.perHour > 0 {
			sets = append(sets, "service.revenue_per_hour=3000", "service.revenue_lost=50%")
		}
		sc := simtest.ReadText(t, risks+c.text, sets...)
		r := mustRun(t, sc, Options{Years: years, Seed: 3, Method: Simulate})
		p := engine.NewPlan(sc, 3)
		y := engine.NewYear(p, engine.NewTally(p))
		apart := false
		kept := make([][]float64, len(p.Contracts))
		for i := range kept {
			kept[i] = make([]float64, years*p.Contracts[i].Windows())
		}
		down := make([]float64, years)
		for i := range down {
			down[i], _ = y.Simulate(uint64(i), nil, nil)
			y.Settle(kept, i)
		}
		for _, target := range r.Targets {
			first := target.Target.Miss()
			sums := make([]float64, years)
			for i := range sums {
				sums[i] = down[i] / 3600 * c.perHour / 2
				for k, contract := range p.Contracts {
					n := contract.Windows()
					for _, u := range kept[k][i*n : (i+1)*n] {
						share := 0.0
						if len(contract.Agreement.Credits) == 0 {
							share = max(u, 0)
						}
						for j, credit := range contract.Agreement.Credits {
							below := credit.Below.Miss()
							priced := target.Target.Text() != "99.7%" // which no agreement is priced at
							if priced && j > 0 && below <= first {
								continue
							}
							if priced && j == 0 {
								below = first
							}
							if u > below+1e-12 {
								share = credit.Share
							}
						}
						sums[i] += share * contract.Agreement.FeePerMonth * 12 / float64(n)
					}
				}
			}
			sort.Float64s(sums)
			got, ok := r.BadYear(target.Target)
			if !ok {
				t.Fatalf("%s: no money", name)
			}
			simtest.Near(t, name+" at "+target.Target.Text(), got.Value, sums[years*95/100-1])
			if !(got.Low <= got.Value && got.Value <= got.High) || c.perHour > 0 && !(got.SE > 0) {
				t.Errorf("%s at %s: the interval is %+v", name, target.Target.Text(), got)
			}
			quantiles := 0.0
			if c.perHour > 0 {
				quantiles = r.Downtime.Quantile(badYearPart).Scaled(lostPerSecond(sc.Service)).Value
			}
			for i := range r.Agreements {
				quantiles += r.Agreements[i].badYear(target.Target).Value
			}
			apart = apart || got.Value < 0.99*quantiles
		}
		if apart != c.apart {
			t.Errorf("%s: a sum of quantiles is greater: %v, want %v", name, apart, c.apart)
		}
	}
}

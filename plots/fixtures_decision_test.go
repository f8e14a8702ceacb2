package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/explain"
	"nines/sim/stat"
)

// options are the cases that the charts of investments must survive.
func options(t testing.TB) map[string]*compare.Comparison {
	const yearly = 180_000.0 // that the outages of today cost
	point := func(a float64) stat.Estimate {
		return stat.Estimate{Value: a, SE: (1 - a) / 100, Low: a - (1-a)/50, High: min(1, a+(1-a)/50)}
	}
	// option is one of a cost that leaves a part of the downtime.
	option := func(cost, left float64, names ...string) compare.Option {
		saved := yearly * (1 - left)
		o := compare.Option{
			Names: names, YearlyCost: cost, Attainable: point(1 - 9e-4*left), Verdict: sim.No,
			Losses: stat.Estimate{Value: yearly * left}, Saved: stat.Estimate{Value: saved},
			Net: stat.Estimate{Value: saved - cost, SE: 200, Low: saved - cost - 400, High: saved - cost + 400},
			Met: point(1 - 0.6*left), MetChange: point(0.6 * (1 - left)),
		}
		if o.Attainable.Value > 0.9995 {
			o.Verdict = sim.Yes
		}
		return o
	}
	compared := func(all ...compare.Option) *compare.Comparison {
		c := &compare.Comparison{
			Scenario: &model.Scenario{
				Service: model.Service{Name: "storefront", Currency: "USD", RevenuePerHour: 60_000, RevenueLost: 0.6},
				SLO:     model.Objective{Promise: target(t, "99.95%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
			},
			Seed: 1, Years: 100_000, Priced: compare.Priced{Revenue: true}, Baseline: option(0, 1),
		}
		c.Scenario.SLO.Targets = []model.Target{target(t, "99.9%"), c.Scenario.SLO.Promise}
		slices.SortFunc(all, func(a, b compare.Option) int { return cmp.Compare(b.Net.Value, a.Net.Value) })
		c.Options = all
		for i := range c.Options {
			o := &c.Options[i]
			o.Frontier = !slices.ContainsFunc(all, func(x compare.Option) bool {
				return x.YearlyCost < o.YearlyCost && x.Attainable.Value >= o.Attainable.Value
			})
		}
		return c
	}
	usual := func() *compare.Comparison {
		return compared(option(7_333, 0.86, "one-button"), option(37_333, 0.64, "auto-rollback"), option(50_667, 0.68, "canary"),
			option(5_667, 0.97, "faster-alert"), option(37_333, 0.88, "drills"), option(43_000, 0.6, "auto-rollback", "faster-alert"),
			option(88_000, 0.54, "auto-rollback", "canary"), option(125_333, 0.5, "auto-rollback", "canary", "drills"))
	}
	var many []compare.Option
	for i := range 30 {
		many = append(many, option(2_000*float64(1+i), 0.97-0.03*float64((i*7)%30), fmt.Sprintf("investment-number-%d", i+1), "and-another-one"))
	}
	poor := usual()
	poor.Priced = compare.Priced{}
	for i := range poor.Options {
		poor.Options[i].Net, poor.Options[i].Losses = stat.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, stat.Estimate{Value: math.NaN()}
	}
	flawless := compared(option(10_000, 0, "a-second-region"))
	flawless.Options[0].Attainable = stat.Estimate{Value: 1, Low: 1, High: 1}
	korean := usual()
	korean.Scenario.Service.Name, korean.Options[0].Names = "결제 서비스", []string{"자동-롤백"}
	monthly := usual()
	monthly.Scenario.SLO.Window = model.NewWindow(model.MonthWindow, 0)
	monthly.Priced = compare.Priced{Revenue: true, Credits: true, People: true}
	return map[string]*compare.Comparison{
		"usual": usual(), "none": compared(), "one": compared(option(500_000, 0.9, "a-second-region")), "thirty": compared(many...),
		"poor": poor, "free": compared(option(0, 0.8, "advice")), "flawless": flawless, "korean": korean,
		"useless": compared(option(20_000, 1, "a-dashboard")), "monthly": monthly,
	}
}

// sensitivities are the cases that a tornado must survive.
func sensitivities(t testing.TB) map[string]*explain.Sensitivity {
	point := func(a float64) stat.Estimate {
		return stat.Estimate{Value: a, SE: (1 - a) / 200, Low: a - (1-a)/100, High: min(1, a+(1-a)/100)}
	}
	const today = 0.99911
	end := func(part float64) explain.End {
		return explain.End{Attainable: point(1 - (1-today)*part), Same: part == 1}
	}
	of := func(inputs ...explain.Input) *explain.Sensitivity {
		return &explain.Sensitivity{
			Scenario: &model.Scenario{
				Service: model.Service{Name: "storefront"},
				SLO:     model.Objective{Promise: target(t, "99.95%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
			},
			Seed: 1, Years: 10_000, Today: point(today), Inputs: inputs,
		}
	}
	input := func(what string, less, more float64) explain.Input {
		return explain.Input{Path: what, Less: end(less), More: end(more)}
	}
	usual := of(input("bad deploy: how often", 0.55, 1.8), input("rollback: time it takes", 0.7, 1.5), input("error rate: time until the alarm", 0.9, 1.2),
		input("gate: the wrong way round", 1.1, 0.95), input("oncall: time to answer", 0.98, 1.05), input("customers: faults it misses", 1, 1))
	var many []explain.Input
	for i := range 30 {
		many = append(many, input(fmt.Sprintf("input number %d with a long name that says what it is", i+1), 1-0.5/float64(i+1), 1+1/float64(i+1)))
	}
	perfect := of(input("nothing: how often", 1, 1))
	perfect.Today = stat.Estimate{Value: 1, Low: 0.99999, High: 1}
	cured := of(input("crash: how often", 0, 2))
	onesided := of(input("crash: part of users hit", 0.5, 1), input("both one way: how often", 1.2, 1.5))
	korean := of(input("결제 배포: 얼마나 자주", 0.5, 2))
	monthly := of(usual.Inputs...)
	monthly.Scenario.SLO.Window = model.NewWindow(model.MonthWindow, 0)
	return map[string]*explain.Sensitivity{
		"usual": usual, "thirty": of(many...), "none": of(), "still": of(input("a: time", 1, 1)), "perfect": perfect, "cured": cured,
		"onesided": onesided, "korean": korean, "monthly": monthly,
	}
}

// burnDowns are the cases that a burn-down must survive: outages that cost so
// many parts of the budget a year.
func burnDowns(t testing.TB) map[string]*sim.BurnDown {
	in := func(w model.Window, promise string, mean, spread, spent float64) *sim.BurnDown {
		b := &sim.BurnDown{
			Scenario: &model.Scenario{Service: model.Service{Name: "checkout"}, SLO: model.Objective{Promise: target(t, promise), Window: w}},
			Seed:     1, Years: 4000,
			MetAllYear: stat.Estimate{Value: 1 - spent, Low: 0.99 - spent, High: 1.01 - spent},
		}
		b.Budget = b.Scenario.SLO.Promise.Budget(w.Length)
		for week := range 53 {
			part := float64(week) / 52
			left := func(z float64) float64 {
				return b.Budget - b.Budget*max(0, part*mean+z*spread*math.Sqrt(part))
			}
			chance := spent * part * part
			b.Dates = append(b.Dates, sim.BurnDownDate{
				At:        part * w.Length,
				Exhausted: stat.Estimate{Value: chance, Low: max(0, chance-0.01), High: min(1, chance+0.01)},
				Left:      sim.Bands{P2: left(2), P10: left(1.3), P25: left(0.7), P50: left(0), P75: left(-0.7), P90: left(-1.3), P97: left(-2)},
			})
		}
		for i := range b.Dates {
			b.Dates[i].Worst = b.Dates[i].Left.P10
		}
		return b
	}
	of := func(promise string, mean, spread, spent float64) *sim.BurnDown {
		return in(model.NewWindow(model.YearWindow, 0), promise, mean, spread, spent)
	}
	return map[string]*sim.BurnDown{
		"usual": of("99.95%", 0.6, 0.25, 0.1), "hopeless": of("99.99%", 40, 5, 1), "spotless": of("99.9%", 0, 0, 0), "none": of("100%", 1, 1, 1),
		"half": of("99.99%", 1, 0.5, 0.5), "monthly": in(model.NewWindow(model.MonthWindow, 0), "99.9%", 0.7, 0.3, 0.16),
		"blocks": in(model.NewWindow(model.EveryWindow, 30*model.Day), "99.9%", 1.4, 0.3, 0.9),
	}
}

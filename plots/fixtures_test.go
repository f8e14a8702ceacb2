package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/stat"
)

// A service is what the results of these tests are made from.
type service struct {
	name, title string
	years       int
	year        func(r *rand.Rand) float64 // one year's downtime in seconds
	targets     []string
	promise     string
	confidence  float64
	planned     float64 // certain, seconds a year
	risks       []sim.RiskResult
	changes     []sim.ChangeResult
	assumed     []string
}

func target(t testing.TB, s string) model.Target {
	t.Helper()
	v, err := model.ParseTarget(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// result draws a service's years. The draws are fixed.
func (s service) result(t testing.TB) *sim.Result {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, s.years)
	for i := range values {
		values[i] = s.year(rng)
	}
	r := &sim.Result{
		Scenario: &model.Scenario{
			Title:   s.title,
			Service: model.Service{Name: s.name},
			SLO: model.Objective{
				Promise: target(t, s.promise), Confidence: s.confidence,
				Window: model.NewWindow(model.YearWindow, 0),
			},
			Assumed: assumed(s.assumed),
		},
		Seed: 1, Years: s.years, Asked: s.years, Windows: 1,
		Downtime: stat.NewSample(values), PlannedCertain: s.planned,
		Risks: s.risks, Changes: s.changes,
	}
	q := r.Downtime.Quantile(s.confidence)
	r.AttainableAllYear = stat.Estimate{
		Value: 1 - q.Value/model.Year, SE: q.SE / model.Year,
		Low: 1 - q.High/model.Year, High: 1 - q.Low/model.Year,
	}
	r.Attainable = r.AttainableAllYear
	for _, text := range s.targets {
		v := target(t, text)
		met := r.Attainment([]float64{v.Ratio()})[0]
		tr := sim.TargetResult{Target: v, Budget: v.Budget(model.Year), Met: met, MetAllYear: met}
		switch {
		case s.planned > tr.Budget:
			tr.Verdict = sim.Impossible
		case met.High < s.confidence:
			tr.Verdict = sim.No
		case met.Low > s.confidence:
			tr.Verdict = sim.Yes
		default:
			tr.Verdict = sim.TooClose
		}
		r.Targets = append(r.Targets, tr)
		r.Scenario.SLO.Targets = append(r.Scenario.SLO.Targets, v)
	}
	return r
}

// poisson draws a small Poisson number.
func poisson(r *rand.Rand, mean float64) int {
	n, sum := 0, r.ExpFloat64()
	for sum < mean {
		n++
		sum += r.ExpFloat64()
	}
	return n
}

// outages draws the sum of a year's lognormal outages.
func outages(rate, median, sigma float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 {
		sum := 0.0
		for range poisson(r, rate) {
			sum += median * math.Exp(sigma*r.NormFloat64())
		}
		return sum
	}
}

// risk returns what a risk costs, its time split over the phases.
func risk(title string, seconds float64, phases ...float64) sim.RiskResult {
	r := sim.RiskResult{Name: title, Title: title, Downtime: stat.Estimate{Value: seconds, SE: seconds / 200, Low: seconds * 0.99, High: seconds * 1.01}}
	sum := 0.0
	for _, p := range phases {
		sum += p
	}
	for i, p := range phases {
		r.Phases[i] = seconds * p / sum
	}
	return r
}

// change returns what a change costs.
func change(title string, seconds float64) sim.ChangeResult {
	return sim.ChangeResult{Name: title, Title: title, Events: 52, Downtime: stat.Estimate{Value: seconds, Low: seconds, High: seconds}}
}

// fiveNines is the first example of the manual: deploys that take ten seconds
// each use up the budget of five nines by themselves.
func fiveNines() service {
	fail := outages(0.52, 170, 0.5)
	return service{
		name: "checkout", years: 20_000, planned: 520,
		year:    func(r *rand.Rand) float64 { return 520 + fail(r) },
		targets: []string{"99.9%", "99.99%", "99.999%"}, promise: "99.999%", confidence: 0.9,
		risks:   []sim.RiskResult{risk("A deploy breaks checkout", 104, 30, 5, 9, 60)},
		changes: []sim.ChangeResult{change("deploy", 520)},
	}
}

// busy is a service with several risks, on the edge of its promise.
func busy() service {
	return service{
		name: "search", years: 20_000, year: outages(11, 900, 0.9),
		targets: []string{"99%", "99.5%", "99.9%", "99.95%", "99.99%"}, promise: "99.95%", confidence: 0.9,
		risks: []sim.RiskResult{
			risk("A release slows every query", 5400, 30, 8, 25, 30),
			risk("The index is corrupt", 2900, 10, 3, 40, 90),
			risk("A certificate expires", 700, 60, 12, 10, 9),
			risk("A zone goes away", 410, 3, 4, 5, 2, 20),
			risk("Config mishap", 130, 20, 8, 5, 3, 0, 12),
		},
		changes: []sim.ChangeResult{change("Yearly migration", 1800)},
		assumed: []string{"oncall answers at once", "gates cost no time"},
	}
}

// services are the cases that every chart must survive.
func services() map[string]service {
	perfect := service{
		name: "static", years: 5000, year: func(*rand.Rand) float64 { return 0 },
		targets: []string{"99.9%", "99.99%"}, promise: "99.99%", confidence: 0.9,
		risks: []sim.RiskResult{{Name: "none", Title: "Nothing happens"}},
	}
	hopeless := service{
		name: "legacy", years: 5000, year: outages(400, 7200, 0.5),
		targets: []string{"99.9%", "99.99%", "99.999%"}, promise: "99.9%", confidence: 0.9,
		risks: []sim.RiskResult{risk("Nightly crash", 3.2e6, 5, 5, 5, 5)},
	}
	rare := service{
		name: "ledger", years: 5000, year: outages(0.08, 40*60, 0.7),
		targets: []string{"99.9%", "99.99%", "99.999%", "99.9999%"}, promise: "99.99%", confidence: 0.9,
		risks: []sim.RiskResult{risk("Database deleted", 240, 5, 5, 20, 300)},
	}
	steps := service{
		name: "batch", years: 5000, year: func(r *rand.Rand) float64 { return 180 * float64(poisson(r, 2)) },
		targets: []string{"99.9%", "99.99%", "99.995%", "99.999%"}, promise: "99.999%", confidence: 0.8,
		risks: []sim.RiskResult{risk("Every failure takes three minutes", 360, 1, 0, 1, 1)},
	}
	thirty := busy()
	thirty.risks = nil
	for i := range 30 {
		thirty.risks = append(thirty.risks, risk(fmt.Sprintf("Risk number %d with a name", i+1), 4000/float64(1+i), 10, float64(1+i%7), 20, 30))
	}
	long := busy()
	long.name = "the-payment-reconciliation-gateway-of-the-european-subsidiary"
	long.risks[0] = risk("A release of the payment reconciliation gateway slows every query in every region until somebody notices and rolls it back by hand", 5400, 30, 8, 25, 30)
	long.assumed = []string{"oncall answers at once", "every gate costs no time at all and never blocks a good change", "the zone's failures are independent of each other", "customers report nothing", "the alarm's rule is never silenced"}
	korean := busy()
	korean.name = "결제 서비스"
	korean.risks[0] = risk("배포가 결제를 중단시킨다", 5400, 30, 8, 25, 30)
	korean.assumed = []string{"온콜 담당자는 즉시 응답한다"}
	strict := busy()
	strict.targets = []string{"90%", "95%", "99%", "99.5%", "99.9%", "99.95%", "99.99%", "99.995%", "99.999%", "100%"}
	strict.promise = "100%"
	one := fiveNines()
	one.changes, one.planned = nil, 0
	one.year = outages(0.52, 170, 0.5)
	one.targets, one.promise = []string{"99.99%"}, "99.99%"
	spotless := busy()
	spotless.year, spotless.risks, spotless.changes = perfect.year, nil, nil
	few := busy()
	few.years = 3
	return map[string]service{
		"few": few, "spotless": spotless,
		"five-nines": fiveNines(), "busy": busy(), "perfect": perfect, "hopeless": hopeless, "rare": rare,
		"steps": steps, "thirty": thirty, "long": long, "korean": korean, "strict": strict, "one": one,
	}
}

// charts returns every chart of every case, by chart and case.
func charts(t testing.TB) map[string]*Chart {
	out := map[string]*Chart{}
	for name, s := range services() {
		r := s.result(t)
		rich := s.result(t)
		rich.Scenario.Service.Currency, rich.Scenario.Service.RevenuePerHour, rich.Scenario.Service.RevenueLost = "USD", 60_000, 0.6
		out["promise-priced-"+name] = Promise(rich)
		quick := s
		quick.year = func(g *rand.Rand) float64 { return 0.4 * s.year(g) }
		then := quick.result(t)
		then.Scenario = rich.Scenario
		out["promise-with-"+name] = PromiseWith(rich, then, []string{"auto-rollback", "faster-alert"})
		monthly := s.result(t)
		monthly.Scenario.SLO.Window = model.NewWindow(model.MonthWindow, 0)
		out["attainment-monthly-"+name], out["promise-monthly-"+name] = Attainment(monthly), Promise(monthly)
		out["attainment-with-"+name] = AttainmentWith(rich, then, []string{"auto-rollback", "faster-alert"})
		for _, c := range []*Chart{Promise(r), Attainment(r), Phases(r), Exceedance(r), Budget(r)} {
			out[c.Name()+"-"+name] = c
		}
	}
	for name, s := range surfaces(t) {
		c := LatencyRollback(s)
		out[c.Name()+"-"+name] = c
	}
	for name, b := range burnDowns(t) {
		out["burn-down-"+name] = BurnDown(b)
	}
	for name, s := range sensitivities(t) {
		out["tornado-"+name] = Tornado(s)
	}
	for name, c := range options(t) {
		out["investments-"+name] = Investments(c)
	}
	return out
}

// assumed makes assumptions of clauses.
func assumed(clauses []string) []model.Assumption {
	var out []model.Assumption
	for _, c := range clauses {
		out = append(out, model.Assumption{Says: c})
	}
	return out
}

package plots

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
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
			Assumed: s.assumed,
		},
		Seed: 1, Years: s.years, Asked: s.years, Windows: 1,
		Downtime: sim.NewSample(values), PlannedCertain: s.planned,
		Risks: s.risks, Changes: s.changes,
	}
	q := r.Downtime.Quantile(s.confidence)
	r.AttainableAllYear = sim.Estimate{
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
	r := sim.RiskResult{Name: title, Title: title, Downtime: sim.Estimate{Value: seconds, SE: seconds / 200, Low: seconds * 0.99, High: seconds * 1.01}}
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
	return sim.ChangeResult{Name: title, Title: title, Events: 52, Downtime: sim.Estimate{Value: seconds, Low: seconds, High: seconds}}
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
			risk("A zone goes away", 410, 3, 4, 5, 22),
			risk("Config mishap", 130, 20, 8, 5, 3, 12),
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

// logspace returns n values from lo to hi, evenly spaced in the logarithm.
func logspace(lo, hi float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = lo * math.Pow(hi/lo, float64(i)/float64(n-1))
	}
	return v
}

// plane returns a surface of n × n cells of alarm latency and rollback time
// over a function of both.
func plane(t testing.TB, n int, f func(alarm, rollback float64) float64) *sim.Surface {
	xs, ys := logspace(15, 1800, n), logspace(10, 3600, n)
	s := &sim.Surface{
		Scenario: &model.Scenario{
			Service: model.Service{Name: "checkout"},
			SLO:     model.Objective{Promise: target(t, "99.99%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
		},
		X:     sim.SurfaceAxis{Axis: model.Axis{Path: model.DetectPath, Kind: model.FactorValue, Values: xs, Log: true}, Label: "Time until the alarm", Shown: xs},
		Y:     sim.SurfaceAxis{Axis: model.Axis{Path: model.RecoverPath, Kind: model.FactorValue, Values: ys, Log: true}, Label: "Time to roll back", Shown: ys},
		Years: 10_000, Seed: 1, HasToday: true, TodayX: 240, TodayY: 600,
	}
	cell := func(x, y float64) sim.Estimate {
		v := f(x, y)
		return sim.Estimate{Value: v, SE: (1 - v) / 100, Low: v - (1-v)/50, High: min(1, v+(1-v)/50)}
	}
	for _, y := range ys {
		var row []sim.Estimate
		for _, x := range xs {
			row = append(row, cell(x, y))
		}
		s.Attainable = append(s.Attainable, row)
		s.Met = append(s.Met, row)
	}
	s.TodayAttainable = cell(s.TodayX, s.TodayY)
	return s
}

// sums is the usual surface: both times add up, incident by incident.
func sums(alarm, rollback float64) float64 {
	return 1 - 7*(1.3*alarm+1.6*rollback+45)/model.Year
}

// surfaces are the cases that the map must survive.
func surfaces(t testing.TB) map[string]*sim.Surface {
	rng := rand.New(rand.NewPCG(3, 4))
	noisy := plane(t, 41, func(x, y float64) float64 { return sums(x, y) + 3e-6*(rng.Float64()-0.5) })
	flat := plane(t, 9, func(x, y float64) float64 { return 0.99971 })
	never := plane(t, 9, func(x, y float64) float64 { return 1 })
	partly := plane(t, 21, func(x, y float64) float64 {
		if x < 60 && y < 60 {
			return 1
		}
		return sums(x, y)
	})
	hills := plane(t, 41, func(x, y float64) float64 {
		return 1 - math.Pow(10, -3-math.Sin(2*math.Log(x))*math.Cos(1.5*math.Log(y)))
	})
	narrow := plane(t, 11, func(x, y float64) float64 { return 0.9997 - 1e-9*x - 2e-9*y })
	ratios := plane(t, 21, func(x, y float64) float64 { return 1 - 0.002*(1-x)/(1+y) })
	ratios.X = sim.SurfaceAxis{Axis: model.Axis{Path: "gate.canary.catches", Kind: model.RatioValue}, Label: "Faulty releases that the canary catches"}
	ratios.Y = sim.SurfaceAxis{Axis: model.Axis{Path: "change.deploy.per_year", Kind: model.RateValue}, Label: "Releases"}
	for k := range 21 {
		x, y := 0.0475*float64(k), 12+20*float64(k)
		ratios.X.Shown, ratios.Y.Shown = append(ratios.X.Shown, x), append(ratios.Y.Shown, y)
	}
	for j := range ratios.Attainable {
		for i := range ratios.Attainable[j] {
			v := 1 - 2e-5*(1-ratios.X.Shown[i])*ratios.Y.Shown[j] - 1e-5
			ratios.Attainable[j][i] = sim.Estimate{Value: v, SE: 1e-7, Low: v - 2e-7, High: v + 2e-7}
		}
	}
	ratios.TodayX, ratios.TodayY = 0.6, 150
	ratios.TodayAttainable = sim.Estimate{Value: 0.99879, SE: 1e-6, Low: 0.998788, High: 0.998792}
	beyond := plane(t, 21, sums)
	beyond.TodayX = 7200
	single := plane(t, 21, sums)
	single.Y.Shown, single.Attainable = single.Y.Shown[:1], single.Attainable[:1]
	single.HasToday = false
	marked := plane(t, 41, sums)
	marked.Marks = []sim.SurfaceMark{
		{Name: "faster-alert", X: 90, Y: 600}, {Name: "one-button", X: 240, Y: 240}, {Name: "auto-rollback", X: 240, Y: 60},
		{Name: "auto-rollback + faster-alert", X: 90, Y: 60}, {Name: "all at the same place", X: 91, Y: 61}, {Name: "far-off", X: 1, Y: 1},
	}
	return map[string]*sim.Surface{
		"marked": marked,
		"sums":   plane(t, 41, sums), "noisy": noisy, "flat": flat, "never": never, "partly": partly, "hills": hills,
		"narrow": narrow, "ratios": ratios, "beyond": beyond, "single": single,
	}
}

// options are the cases that the charts of investments must survive.
func options(t testing.TB) map[string]*sim.Comparison {
	const yearly = 180_000.0 // that the outages of today cost
	point := func(a float64) sim.Estimate {
		return sim.Estimate{Value: a, SE: (1 - a) / 100, Low: a - (1-a)/50, High: min(1, a+(1-a)/50)}
	}
	// option is one of a cost that leaves a part of the downtime.
	option := func(cost, left float64, names ...string) sim.Option {
		saved := yearly * (1 - left)
		o := sim.Option{
			Names: names, YearlyCost: cost, Attainable: point(1 - 9e-4*left), Verdict: sim.No,
			Losses: sim.Estimate{Value: yearly * left}, Saved: sim.Estimate{Value: saved},
			Net: sim.Estimate{Value: saved - cost, SE: 200, Low: saved - cost - 400, High: saved - cost + 400},
			Met: point(1 - 0.6*left), MetChange: point(0.6 * (1 - left)),
		}
		if o.Attainable.Value > 0.9995 {
			o.Verdict = sim.Yes
		}
		return o
	}
	compare := func(all ...sim.Option) *sim.Comparison {
		c := &sim.Comparison{
			Scenario: &model.Scenario{
				Service: model.Service{Name: "storefront", Currency: "USD", RevenuePerHour: 60_000, RevenueLost: 0.6},
				SLO:     model.Objective{Promise: target(t, "99.95%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
			},
			Seed: 1, Years: 100_000, HasMoney: true, Baseline: option(0, 1),
		}
		c.Scenario.SLO.Targets = []model.Target{target(t, "99.9%"), c.Scenario.SLO.Promise}
		slices.SortFunc(all, func(a, b sim.Option) int { return cmp.Compare(b.Net.Value, a.Net.Value) })
		c.Options = all
		for i := range c.Options {
			o := &c.Options[i]
			o.Frontier = !slices.ContainsFunc(all, func(x sim.Option) bool {
				return x.YearlyCost < o.YearlyCost && x.Attainable.Value >= o.Attainable.Value
			})
		}
		return c
	}
	usual := func() *sim.Comparison {
		return compare(option(7_333, 0.86, "one-button"), option(37_333, 0.64, "auto-rollback"), option(50_667, 0.68, "canary"),
			option(5_667, 0.97, "faster-alert"), option(37_333, 0.88, "drills"), option(43_000, 0.6, "auto-rollback", "faster-alert"),
			option(88_000, 0.54, "auto-rollback", "canary"), option(125_333, 0.5, "auto-rollback", "canary", "drills"))
	}
	var many []sim.Option
	for i := range 30 {
		many = append(many, option(2_000*float64(1+i), 0.97-0.03*float64((i*7)%30), fmt.Sprintf("investment-number-%d", i+1), "and-another-one"))
	}
	poor := usual()
	poor.HasMoney = false
	for i := range poor.Options {
		poor.Options[i].Net, poor.Options[i].Losses = sim.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, sim.Estimate{Value: math.NaN()}
	}
	flawless := compare(option(10_000, 0, "a-second-region"))
	flawless.Options[0].Attainable = sim.Estimate{Value: 1, Low: 1, High: 1}
	korean := usual()
	korean.Scenario.Service.Name, korean.Options[0].Names = "결제 서비스", []string{"자동-롤백"}
	return map[string]*sim.Comparison{
		"usual": usual(), "none": compare(), "one": compare(option(500_000, 0.9, "a-second-region")), "thirty": compare(many...),
		"poor": poor, "free": compare(option(0, 0.8, "advice")), "flawless": flawless, "korean": korean,
		"useless": compare(option(20_000, 1, "a-dashboard")),
	}
}

// sensitivities are the cases that a tornado must survive.
func sensitivities(t testing.TB) map[string]*sim.Sensitivity {
	point := func(a float64) sim.Estimate {
		return sim.Estimate{Value: a, SE: (1 - a) / 200, Low: a - (1-a)/100, High: min(1, a+(1-a)/100)}
	}
	const today = 0.99911
	end := func(part float64) sim.End {
		return sim.End{Attainable: point(1 - (1-today)*part), Same: part == 1}
	}
	of := func(inputs ...sim.Input) *sim.Sensitivity {
		return &sim.Sensitivity{
			Scenario: &model.Scenario{
				Service: model.Service{Name: "storefront"},
				SLO:     model.Objective{Promise: target(t, "99.95%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
			},
			Seed: 1, Years: 10_000, Today: point(today), Inputs: inputs,
		}
	}
	input := func(what string, less, more float64) sim.Input {
		return sim.Input{What: what, Less: end(less), More: end(more)}
	}
	usual := of(input("bad deploy: how often", 0.55, 1.8), input("rollback: time it takes", 0.7, 1.5), input("error rate: time until the alarm", 0.9, 1.2),
		input("gate: the wrong way round", 1.1, 0.95), input("oncall: time to answer", 0.98, 1.05), input("customers: faults it misses", 1, 1))
	var many []sim.Input
	for i := range 30 {
		many = append(many, input(fmt.Sprintf("input number %d with a long name that says what it is", i+1), 1-0.5/float64(i+1), 1+1/float64(i+1)))
	}
	perfect := of(input("nothing: how often", 1, 1))
	perfect.Today = sim.Estimate{Value: 1, Low: 0.99999, High: 1}
	cured := of(input("crash: how often", 0, 2))
	onesided := of(input("crash: part of users hit", 0.5, 1), input("both one way: how often", 1.2, 1.5))
	korean := of(input("결제 배포: 얼마나 자주", 0.5, 2))
	return map[string]*sim.Sensitivity{
		"usual": usual, "thirty": of(many...), "none": of(), "still": of(input("a: time", 1, 1)), "perfect": perfect, "cured": cured,
		"onesided": onesided, "korean": korean,
	}
}

// burnDowns are the cases that a burn-down must survive: outages that cost so
// many parts of the budget a year.
func burnDowns(t testing.TB) map[string]*sim.BurnDown {
	of := func(promise string, mean, spread, spent float64) *sim.BurnDown {
		b := &sim.BurnDown{
			Scenario: &model.Scenario{Service: model.Service{Name: "checkout"}, SLO: model.Objective{Promise: target(t, promise)}},
			Seed:     1, Years: 4000,
		}
		b.Budget = b.Scenario.SLO.Promise.Budget(model.Year)
		for week := range 53 {
			part := float64(week) / 52
			left := func(z float64) float64 {
				return b.Budget - b.Budget*max(0, part*mean+z*spread*math.Sqrt(part))
			}
			chance := spent * part * part
			b.Dates = append(b.Dates, sim.BurnDownDate{
				At:        min(float64(week)*7*day, model.Year),
				Exhausted: sim.Estimate{Value: chance, Low: max(0, chance-0.01), High: min(1, chance+0.01)},
				Left:      sim.Bands{P2: left(2), P10: left(1.3), P25: left(0.7), P50: left(0), P75: left(-0.7), P90: left(-1.3), P97: left(-2)},
			})
		}
		b.Dates[52].At = model.Year
		return b
	}
	return map[string]*sim.BurnDown{
		"usual": of("99.95%", 0.6, 0.25, 0.1), "hopeless": of("99.99%", 40, 5, 1), "spotless": of("99.9%", 0, 0, 0), "none": of("100%", 1, 1, 1),
		"half": of("99.99%", 1, 0.5, 0.5),
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

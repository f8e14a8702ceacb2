package worlds

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/stat"
)

// counted is a service whose rate is known by its incidents, of lognormal outages of
// 20 min and sigma 1.
func counted(t testing.TB, rate, more string, sets ...string) *model.Scenario {
	t.Helper()
	text := `title = "T"
[service]
name = "shop"
currency = "EUR"
[slo]
targets = ["99.9%", "99.923%", "99.936%"]
promise = "99.923%"
confidence = "95%"
[alarm.a]
[recovery.r]
time = { p50 = "20m", sigma = 1 }
[risk.k]
rate = ` + rate + `
alarms = ["a"]
recovery = ["r"]
` + more
	sc, err := file.Read("t.toml", []byte(text), simtest.Patches(sets)...)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

func run(t testing.TB, sc *model.Scenario, years int, m sim.Method) (*sim.Result, *Doubt) {
	t.Helper()
	opt := sim.Options{Years: years, Seed: 1, Method: m}
	r := simtest.Must(sim.Run(context.Background(), sc, opt))
	return r, simtest.Must(Of(context.Background(), r, opt))
}

// After 4 incidents in a year the attainable SLO at 95 % is 99.923 % predictive and
// 99.936 % plug-in; at the ends of what is known of the rate it is that of s_two_loop,
// whose laws are by SciPy.
func TestTwoLoops(t *testing.T) {
	const low, high, predictive, plugIn = 0.9989147239506662, 0.9996492266454224, 0.9992258317728379, 0.999364
	years := simtest.Enough(20_000, 200_000)
	for _, m := range []sim.Method{sim.Auto, sim.Simulate} {
		r, d := run(t, counted(t, `{ events = 4, over = "1y" }`, ""), years, m)
		if r.Method != m {
			t.Fatalf("method %s: %v", r.Method, r.Warnings)
		}
		e := r.AttainableAllYear
		simtest.Within(t, string(m)+": predictive", e.Value, predictive, max(e.SE, 1e-7), 4)
		if m == sim.Auto && math.Abs(e.Value-predictive) > 1e-6 { // which overlap makes, not the law
			t.Errorf("predictive, by the law: got %.9f, want %.9f", e.Value, predictive)
		}
		for what, x := range map[string][3]float64{
			"the low end":  {d.Attainable.Low.Value, low, d.Attainable.Low.SE},
			"the high end": {d.Attainable.High.Value, high, d.Attainable.High.SE},
		} {
			simtest.Within(t, string(m)+": "+what, x[0], x[1], x[2], 3)
		}
	}
	r, d := run(t, counted(t, `{ events = 4, over = "1y" }`, "", "risk.k.rate=4/year"), years, sim.Auto)
	if d != nil || math.Abs(r.AttainableAllYear.Value-plugIn) > 1e-6 {
		t.Errorf("plug-in: got %v, and %v is not known", r.AttainableAllYear.Value, d)
	}
}

// The parts of a year's variance are those of a gamma-mixed Poisson sum: of a rate of
// mean m and shape r knowledge is m²E[X]²/r and luck m E[X²].
func TestKnowledgeAndLuck(t *testing.T) {
	const m, shape = 4.5, 4.5
	mean := 1200 * math.Exp(0.5)
	knowledge, luck := m*m*mean*mean/shape, m*mean*mean*math.E
	r, d := run(t, counted(t, `{ events = 4, over = "1y" }`, ""), simtest.Enough(30_000, 200_000), sim.Auto)
	total := knowledge + luck
	simtest.Within(t, "knowledge", d.Knowledge.Value, knowledge/total, d.Knowledge.SE, 3)
	simtest.Within(t, "luck", d.Luck.Value, luck/total, d.Luck.SE, 3)
	simtest.Within(t, "their sum", d.Knowledge.Value+d.Luck.Value, 1, math.Hypot(d.Knowledge.SE, d.Luck.SE), 3)
	simtest.Within(t, "what the only input explains", d.Inputs[0].Explains.Value, 1, math.Hypot(d.Inputs[0].Explains.SE, d.Knowledge.SE/d.Knowledge.Value), 3)
	if sd := r.Downtime.SD(); math.Abs(sd*sd/total-1) > 0.1 {
		t.Errorf("variance %g, want %g", sd*sd, total)
	}
	// A term without a law is judged on simulated years, with the same parts.
	_, d = run(t, counted(t, `{ events = 4, over = "1y" }`, "", `risk.k.interarrival={ dist = "weibull", shape = 1.0001, mean = "60d to 120d" }`), simtest.Enough(30_000, 200_000), sim.Auto)
	if d.Years == 0 {
		t.Error("a renewal process has been judged by a law")
	}
	simtest.Within(t, "the sum of simulated parts", d.Knowledge.Value+d.Luck.Value, 1, math.Hypot(d.Knowledge.SE, d.Luck.SE), 4)
}

// After 3 events in 18 months a term of three years passes without an incident with
// probability (1.5/4.5)^3.5: its years are one world. As worlds of their own they would
// with (1.5/2.5)^10.5.
func TestTermsAreOneWorld(t *testing.T) {
	sc := counted(t, `{ events = 3, over = "18mo" }`, `
[sla.x]
window = "year"
term = "3y"
fee_per_month = 1
credits = [ { below = "100%", credit = "10%" } ]
`, "risk.k.fresh=true", `slo.targets=["99.99%"]`, "slo.promise=99.99%")
	years := simtest.Enough(60_000, 600_000)
	r, _ := run(t, sc, years, sim.Simulate)
	none := 1 - r.Agreements[0].BreachTerm.Value
	want := math.Pow(1.0/3, 3.5)
	simtest.Within(t, "no incident in a term", none, want, math.Sqrt(want*(1-want)/float64(years/3)), 4)
	// The years of a world are alike, which the interval of a year has to know.
	single := stat.Wilson(r.Promised().MetAllYear.Value*float64(years), float64(years))
	if e := r.Promised().MetAllYear; !(e.SE > 1.05*single.SE) {
		t.Errorf("standard error %g, as if all years were worlds of their own %g", e.SE, single.SE)
	}
}

// Evidence that is very strong gives the answer of plain values.
func TestStrongEvidence(t *testing.T) {
	years := simtest.Enough(5_000, 100_000)
	plain, _ := run(t, counted(t, `"4/year"`, ""), years, sim.Auto)
	strong, d := run(t, counted(t, `{ events = 4e9, over = "1000000y" }`, "", `risk.k.rate={ events = 4_000_000, over = "1000000y" }`), years, sim.Auto)
	for i, a := range plain.Targets {
		b := strong.Targets[i]
		if math.Abs(a.MetAllYear.Value-b.MetAllYear.Value) > 1e-5 {
			t.Errorf("%s: %.8f, by evidence %.8f", a.Target.Text(), a.MetAllYear.Value, b.MetAllYear.Value)
		}
	}
	if w := d.Attainable.High.Value - d.Attainable.Low.Value; w > 2e-6 || d.Knowledge.Value > 1e-4 {
		t.Errorf("a band of %g, and knowledge of %g", w, d.Knowledge.Value)
	}
}

// What two inputs explain is what nested worlds by brute force say, and what a product
// of two explains together too.
func TestExplainsByBruteForce(t *testing.T) {
	sc := counted(t, `"1/year to 9/year"`, "", `recovery.r.time={ p50 = "20m", sigma = 1, within_factor = 3 }`)
	_, d := run(t, sc, simtest.Enough(60_000, 400_000), sim.Auto)
	// The mean year is λ·c·f for independent lognormals: Var(λ)E[f]², Var(f)E[λ]²
	// and Var(λ)Var(f), in units of the squared mean.
	z := 1.6448536269514722
	a := math.Expm1(math.Pow(math.Log(9)/2/z, 2)) // squared coefficients of variation
	b := math.Expm1(math.Pow(math.Log(3)/z, 2))
	total := a + b + a*b
	want := map[string]float64{"risk.k.rate": a / total, "recovery.r.time": b / total}
	spread := d.Knowledge.SE / d.Knowledge.Value // of Var(m), which rests on 200 worlds
	for _, in := range d.Inputs {
		w := want[in.Path]
		simtest.Within(t, in.Path, in.Explains.Value, w, math.Hypot(in.Explains.SE, w*spread), 3)
		if !in.Tells() {
			t.Errorf("%s is worth nothing: %+v", in.Path, in.Worth)
		}
	}
	simtest.Within(t, "together", d.Together.Value, a*b/total, math.Hypot(d.Together.SE, spread), 3)
}

// What it is worth to know a rate is the mean of what could be promised at each rate,
// by the law of each, less what can be promised without knowing it.
func TestWorthByBruteForce(t *testing.T) {
	sc := counted(t, `{ events = 4, over = "1y" }`, "")
	r, d := run(t, sc, simtest.Enough(40_000, 400_000), sim.Auto)
	u := sc.Unknown("risk.k.rate")
	known := 0.0
	const bins = 200
	for i := range bins {
		rate := u.Quantile((float64(i) + 0.5) / bins)
		x, _ := run(t, counted(t, fmt.Sprintf("%q", model.FormatNumber(rate)+"/year"), ""), 100, sim.Exact)
		known -= math.Log10(1-x.AttainableAllYear.Value) / bins
	}
	want := known + math.Log10(1-r.AttainableAllYear.Value)
	// Ten bins tell a little less than to know it.
	in := d.Inputs[0]
	simtest.Within(t, "worth in nines", in.Worth.Value, want, in.Worth.SE+0.004, 3)
}

// Forecasts from a log of 18 months hold what they claim: of 1,000 services whose rate
// nobody knows, the next year's downtime lies within the central 50, 80 and 90 % of its
// law as often, to 3 points and three standard errors. Years without any incident are
// told apart by chance, for they are an atom of the law.
func TestForecastsCover(t *testing.T) {
	services := simtest.Enough(200, 1000)
	rng := rand.New(rand.NewPCG(7, 7))
	incidents := func(rate float64) (n int) {
		for at := rng.ExpFloat64(); at <= rate; at += rng.ExpFloat64() {
			n++
		}
		return n
	}
	hits := map[float64]int{0.5: 0, 0.8: 0, 0.9: 0}
	for range services {
		rate := math.Exp(math.Log(0.5) + math.Log(40)*rng.Float64()) // 0.5 to 20 a year
		log := fmt.Sprintf(`{ events = %d, over = "18mo" }`, incidents(1.5*rate))
		forecast := simtest.Must(law.Of(t.Context(), counted(t, log, ""), model.Year, law.Options{Tolerance: 1e-4, Whole: true}))
		down := 0.0
		for range incidents(rate) {
			down += 1200 * math.Exp(rng.NormFloat64())
		}
		u := forecast.CDF(down)
		if down == 0 {
			u *= rng.Float64()
		}
		for part := range hits {
			if math.Abs(u-0.5) <= part/2 {
				hits[part]++
			}
		}
	}
	for part, n := range hits {
		got := float64(n) / float64(services)
		if off := math.Abs(got - part); off > 0.03+3*math.Sqrt(part*(1-part)/float64(services)) {
			t.Errorf("the central %g holds %g of the years", part, got)
		}
		t.Logf("the central %g holds %.3f of the years", part, float64(n)/float64(services))
	}
}

// The law takes its mean over worlds as simulated years do: a chance by its failures, a
// gate and a chance seen behind it, a whole duration within a factor, a sample's spread,
// and an alarm that two risks share.
func TestLawOverWorlds(t *testing.T) {
	const deploys = `
[change.deploy]
per_year = 52
[gate.g]
catches = %s
[risk.bug]
on = "deploy"
chance = %s
gates = ["g"]
alarms = ["a"]
recovery = ["r"]
`
	years := simtest.Enough(10_000, 200_000)
	for what, c := range map[string]struct {
		rate, more string
		sets       []string
	}{
		"a chance by its failures":    {`"1/year"`, fmt.Sprintf(deploys, `"50%"`, `{ failures = 3, trials = 104 }`), nil},
		"a gate, and behind it":       {`"1/year"`, fmt.Sprintf(deploys, `"30% to 70%"`, `{ failures = 3, trials = 104, seen = "after-gates" }`), nil},
		"a guess at the rate":         {`"1/year to 6/year"`, "", nil},
		"a duration within a factor":  {`"4/year"`, "", []string{`recovery.r.time={ p50 = "20m", sigma = 1, within_factor = 2 }`}},
		"a sample of thirty":          {`"4/year"`, "", []string{`recovery.r.time={ p50 = "20m", sigma = 0.8, incidents = 30 }`}},
		"one action of two risks":     {`"4/year"`, "[risk.l]\nrate = \"2/year\"\nalarms = [\"a\"]\nrecovery = [\"r\"]\n", []string{`recovery.r.time={ p50 = "10m to 40m", sigma = 0.8 }`}},
		"an impact that is not known": {`"4/year"`, "", []string{`risk.k.impact={ failures = 3, trials = 10 }`}},
	} {
		sc := counted(t, c.rate, c.more, c.sets...)
		auto, _ := run(t, sc, years, sim.Auto)
		plain, _ := run(t, sc, 2*years, sim.Simulate)
		if auto.Method != sim.Auto || auto.Check == nil || auto.Check.Differ > 4 {
			t.Errorf("%s: by %s, %+v: %v", what, auto.Method, auto.Check, auto.Warnings)
			continue
		}
		for i, x := range auto.Targets {
			y := plain.Targets[i]
			simtest.Within(t, what+": "+x.Target.Text(), x.MetAllYear.Value, y.MetAllYear.Value, math.Hypot(x.MetAllYear.SE, max(y.MetAllYear.SE, 1/float64(years))), 4)
		}
	}
}

// Any number of workers finds the same, to the last bit.
func TestWorkersChangeNothing(t *testing.T) {
	for _, sc := range []*model.Scenario{
		counted(t, `"1/year to 9/year"`, "", `recovery.r.time={ p50 = "10m to 40m", p95 = "2h to 4h" }`),
		counted(t, `{ events = 4, over = "1y" }`, "", `risk.k.interarrival={ dist = "weibull", shape = 0.7, mean = "60d to 120d" }`),
	} {
		var first *Doubt
		for _, workers := range []int{1, 2, 5} {
			opt := sim.Options{Years: 2000, Seed: 1, Workers: workers, Method: sim.Auto}
			d := simtest.Must(Of(context.Background(), simtest.Must(sim.Run(context.Background(), sc, opt)), opt))
			if first == nil {
				first = d
			} else if differ := simtest.Differ(*first, *d); len(differ) > 0 {
				t.Errorf("%d workers find another %v", workers, differ)
			}
		}
	}
}

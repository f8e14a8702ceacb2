package explain

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/internal/simtest"
	"nines/sim/solve"
	"nines/sim/stat"
)

// Services whose truth is the exact law: their outages are so short that hardly
// any two overlap.
const (
	// Constant outages: every quantile is a number of outages.
	steps = `
[alarm.probe]
delay = "1m"
[gate.canary]
catches = "30%"
[recovery.roll]
time = "2m"
[change.deploy]
per_week = 2
[risk.bad-deploy]
on = "deploy"
chance = "4%"
gates = ["canary"]
alarms = ["probe"]
recovery = ["roll"]
[investment.tests]
cost_per_year = 10
set.risk.bad-deploy.chance = "3%"
[investment.script]
cost_per_year = 10
set.recovery.roll.time = "1m"
`
	// Outages of any length, of two risks.
	smooth = `
[alarm.probe]
delay = { dist = "exponential", mean = "1m" }
[gate.canary]
catches = "30%"
[responder.oncall]
ack = { p50 = "3m", p90 = "8m" }
[recovery.roll]
time = { p50 = "3m", p90 = "9m" }
responder = "oncall"
[change.deploy]
per_week = 2
downtime = "4s"
[risk.bad-deploy]
on = "deploy"
chance = "4%"
gates = ["canary"]
alarms = ["probe"]
recovery = ["roll"]
[risk.crash]
rate = "3/year"
impact = { dist = "uniform", min = "20%", max = "100%" }
alarms = ["probe"]
diagnose = "5m"
recovery = ["roll"]
[investment.tests]
cost_per_year = 10
set.risk.bad-deploy.chance = "3%"
[investment.script]
cost_per_year = 10
set.recovery.roll.time = { times = 0.5 }
`
)

// A coverage counts, by kind, how many intervals hold the truth.
type coverage struct {
	t      *testing.T
	target model.Target
	kinds  []string
	hits   map[string]int
	all    map[string]int
	known  map[*model.Scenario]*sim.Result
	root   float64 // of solve, by the law; NaN until it is known
}

func newCoverage(t *testing.T, target model.Target) *coverage {
	return &coverage{t: t, root: math.NaN(), target: target, hits: map[string]int{}, all: map[string]int{}, known: map[*model.Scenario]*sim.Result{}}
}

func (c *coverage) add(kind string, e stat.Estimate, truth float64) {
	if c.all[kind] == 0 {
		c.kinds = append(c.kinds, kind)
	}
	rounding := 1e-9 * math.Max(1, math.Abs(truth)) // and what hardly any two overlap
	c.all[kind]++
	c.hits[kind] += simtest.Holds(stat.Estimate{Low: e.Low - rounding, High: e.High + rounding}, truth)
}

// truth returns what the law says of a service.
func (c *coverage) truth(sc *model.Scenario) *sim.Result {
	if c.known[sc] == nil {
		c.known[sc] = mustRun(c.t, sc, sim.Options{Years: 50, Seed: 1, Method: sim.Exact})
	}
	return c.known[sc]
}

// outcome adds what is said of a service beside today's.
func (c *coverage) outcome(kind string, o Outcome, today, of *model.Scenario) {
	was, is := c.truth(today), c.truth(of)
	c.add(kind+": attainable", o.Attainable, is.AttainableAllYear.Value)
	c.add(kind+": met", o.Met, is.MetAllYear(c.target).Value)
	c.add(kind+": change", o.Change, is.AttainableAllYear.Value-was.AttainableAllYear.Value)
}

// report holds every kind to the confidence, give or take four standard errors
// of seeds; intervals of one seed are not independent.
func (c *coverage) report(seeds int) {
	for _, k := range c.kinds {
		part := float64(c.hits[k]) / float64(c.all[k])
		c.t.Logf("%-28s %5.1f %% of %d", k, 100*part, c.all[k])
		if part < 0.93-4*math.Sqrt(0.05*0.95/float64(seeds)) {
			c.t.Errorf("%s: %.1f %% of %d intervals hold the truth", k, 100*part, c.all[k])
		}
	}
}

// TestCoverage counts, over seeds, how often the intervals of every kind hold
// the truth: of what run, explain and its tornado, compare and solve print.
func TestCoverage(t *testing.T) {
	for _, c := range []struct {
		what, text, window string
		method             sim.Method
		thin, all, years   int
	}{
		{"steps, years", steps, "year", sim.Simulate, 8, 200, 500},
		{"smooth, years", smooth, "year", sim.Simulate, 0, 200, 500},
		{"smooth months, years", smooth, "month", sim.Simulate, 0, 100, 300},
		{"steps, law", steps, "year", sim.Auto, 1, 100, 500},
		{"smooth, law", smooth, "year", sim.Auto, 0, 40, 500},
	} {
		seeds := simtest.Enough(c.thin, c.all)
		if seeds == 0 {
			continue // its laws take longer than the plain run has
		}
		t.Run(c.what, func(t *testing.T) {
			sc := simtest.ReadText(t, c.text, `slo.promise="99.996%"`, "slo.window="+c.window, "service.revenue_per_hour=1000", "service.revenue_lost=100%")
			n := newCoverage(t, sc.SLO.Promise)
			for seed := range seeds {
				opt := sim.Options{Years: c.years, Seed: uint64(seed) + 1, Workers: 1, Method: c.method}
				n.ofRun(sc, opt)
				n.ofExplain(sc, opt)
				n.ofCompare(sc, opt)
				if c.text == smooth && c.window == "year" {
					n.ofSolve(sc, opt)
				}
			}
			n.report(seeds)
		})
	}
}

func (c *coverage) ofRun(sc *model.Scenario, opt sim.Options) {
	r, is := mustRun(c.t, sc, opt), c.truth(sc)
	c.add("run: attainable", r.Attainable, is.Attainable.Value)
	c.add("run: attainable all year", r.AttainableAllYear, is.AttainableAllYear.Value)
	for i, x := range r.Targets {
		if p := is.Targets[i].MetAllYear.Value; p > 0.01 && p < 0.99 {
			c.add("run: met", x.Met, is.Targets[i].Met.Value)
			c.add("run: met all year", x.MetAllYear, p)
		}
	}
	c.add("run: mean", r.MeanDowntime(), is.MeanDowntime().Value)
	for _, p := range []float64{0.25, 0.5, 0.9, 0.95} {
		c.add(fmt.Sprintf("run: quantile at %g", p), r.DowntimeQuantile(p), is.DowntimeQuantile(p).Value)
	}
}

func (c *coverage) ofExplain(sc *model.Scenario, opt sim.Options) {
	x, err := Run(c.t.Context(), sc, c.target, opt)
	if err != nil {
		c.t.Fatal(err)
	}
	floors, nets, inputs := floorsOf(sc), netsOf(sc), inputsOf(sc)
	for i, f := range x.Floors {
		c.outcome("floors", f.Outcome, sc, c.kept("floor", i, floors[i].scenario))
	}
	for _, n := range x.Nets {
		if i := slices.IndexFunc(nets, func(o Net) bool { return o.Kind == n.Kind && o.Name == n.Name }); !n.Indispensable() && !n.Same {
			c.outcome("nets", n.Outcome, sc, c.kept("net", i, nets[i].scenario))
		}
	}
	for _, r := range x.Raises {
		with, err := file.With(sc, simtest.Patches(r.With)...)
		if err != nil {
			c.t.Fatal(err)
		}
		c.outcome("help", r.Together, sc, c.kept(strings.Join(file.Texts(r.With), " "), 0, with))
	}
	s, err := Sensitivities(c.t.Context(), x.Today, sim.Options{Years: opt.Years, Seed: opt.Seed, Workers: 1})
	if err != nil {
		c.t.Fatal(err)
	}
	today := c.truth(sc).AttainableAllYear.Value
	for _, in := range s.Inputs {
		i := slices.IndexFunc(inputs, func(o Input) bool { return o.Path == in.Path })
		for k, e := range []End{in.Less, in.More} {
			if of := []*model.Scenario{inputs[i].Less.scenario, inputs[i].More.scenario}[k]; of != nil {
				is := c.truth(c.kept(in.Path, k, of)).AttainableAllYear.Value
				c.add("tornado: attainable", e.Attainable, is)
				c.add("tornado: change", e.Change, is-today)
			}
		}
	}
}

// kept returns the first of the scenarios that come by a name: the law of one is
// that of all.
func (c *coverage) kept(name string, i int, sc *model.Scenario) *model.Scenario {
	key := fmt.Sprint(name, i)
	for at := range c.known {
		if at.Title == key {
			return at
		}
	}
	out := *sc
	out.Title = key
	return &out
}

func (c *coverage) ofCompare(sc *model.Scenario, opt sim.Options) {
	cmp, err := compare.Run(c.t.Context(), sc, opt)
	if err != nil {
		c.t.Fatal(err)
	}
	was := c.truth(sc)
	for _, o := range cmp.Options {
		is := c.truth(c.kept("option "+strings.Join(o.Names, " "), 0, o.Scenario))
		saved := was.MeanDowntime().Value - is.MeanDowntime().Value
		c.add("compare: met", o.Met, is.MetAllYear(c.target).Value)
		c.add("compare: met change", o.MetChange, is.MetAllYear(c.target).Value-was.MetAllYear(c.target).Value)
		c.add("compare: attainable", o.Attainable, is.AttainableAllYear.Value)
		c.add("compare: attainable change", o.AttainableChange, is.AttainableAllYear.Value-was.AttainableAllYear.Value)
		c.add("compare: downtime saved", o.DowntimeSaved, saved)
		c.add("compare: net", o.Net, saved/3.6-o.YearlyCost)
	}
}

func (c *coverage) ofSolve(sc *model.Scenario, opt sim.Options) {
	sc, err := file.With(sc, simtest.Patches([]string{`slo.targets=["99.95%"]`, "slo.promise=99.95%"})...) // within reach
	if err != nil {
		c.t.Fatal(err)
	}
	vary := solve.Anywhere("risk.crash.rate")
	if math.IsNaN(c.root) {
		s, err := solve.Run(c.t.Context(), sc, vary, sim.Options{Years: 20_000, Seed: 1, Method: sim.Auto})
		if err != nil {
			c.t.Fatal(err)
		}
		c.root = s.Value.Value
	}
	s, err := solve.Run(c.t.Context(), sc, vary, opt)
	if err != nil {
		c.t.Fatal(err)
	}
	if s.Ending != solve.Found {
		c.t.Errorf("solve found %s", s.Ending)
	}
	c.add("solve: value", s.Value, c.root)
}

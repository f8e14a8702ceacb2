package compare

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

func compareText(t *testing.T, text string, opt sim.Options) *Comparison {
	t.Helper()
	sc, err := file.Read("test.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	c, err := Run(t.Context(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *Comparison) option(t *testing.T, names ...string) *Option {
	t.Helper()
	for i := range c.Options {
		if slices.Equal(c.Options[i].Names, names) {
			return &c.Options[i]
		}
	}
	t.Fatalf("no option of %v", names)
	return nil
}

// TestNothingIsExactlyNothing: an investment that changes nothing, or only how
// the same thing is written, shows exactly zero and costs what it costs.
func TestNothingIsExactlyNothing(t *testing.T) {
	c := compareText(t, simtest.PlainService+`
[investment.paint]
build_cost = 600
lifetime = "2y"
cost_per_year = 50
set.recovery.restart.time = "1500s"
[investment.drill]
cost_per_year = 7
set.alarm.spare = { delay = "1s" }
`, sim.Options{Years: 3000, Seed: 3})
	for _, o := range c.Options {
		zero := stat.Estimate{}
		if !o.Identical || !o.Noise || o.MetChange != zero || o.AttainableChange != zero || o.DowntimeSaved != zero || o.Saved != zero {
			t.Errorf("%v changes %v, %v, %v, %v", o.Names, o.MetChange, o.AttainableChange, o.DowntimeSaved, o.Saved)
		}
		if o.Net.Value != -o.YearlyCost || o.Net.Low != o.Net.High || !math.IsInf(o.PaybackYears, 1) || o.Frontier {
			t.Errorf("%v is worth %v, pays back in %v years", o.Names, o.Net, o.PaybackYears)
		}
		if !math.IsInf(o.Notice.Incidents, 1) || !math.IsInf(o.Notice.DowntimeYears, 1) {
			t.Errorf("%v would be noticed: %+v", o.Names, o.Notice)
		}
	}
	if got := c.option(t, "paint").YearlyCost; got != 350 {
		t.Errorf("600 over two years and 50 a year cost %v a year, want 350", got)
	}
}

// TestComparisonClosedForms holds changes against what can be worked out by
// hand: 52 deploys that take 6 s less, and two outages of half an hour fewer.
func TestComparisonClosedForms(t *testing.T) {
	c := compareText(t, simtest.PlainService+`
[investment.faster-deploy]
build_cost = 300
cost_per_year = 60
set.change.deploy.downtime = "4s"
[investment.fewer]
build_cost = 9_000
set.risk.crash.rate = { times = 0.5 }
`, sim.Options{Years: 20_000, Seed: 1})
	o := c.option(t, "faster-deploy")
	// An outage may overlap a deploy and hide its 6 s: about 52 · 6 s ·
	// 4 · 30 min / year of them.
	if math.Abs(o.DowntimeSaved.Value-312) > 0.2 {
		t.Errorf("saves %v s a year, want 312", o.DowntimeSaved)
	}
	if want := o.DowntimeSaved.Value * 36_000 / 3600 / 2; math.Abs(o.Saved.Value-want) > 1e-6 {
		t.Errorf("saves %v a year, want %v", o.Saved.Value, want)
	}
	if want := o.Saved.Value - 100 - 60; math.Abs(o.Net.Value-want) > 1e-9 {
		t.Errorf("net %v, want %v", o.Net.Value, want)
	}
	if want := 300 / (o.Saved.Value - 60); math.Abs(o.PaybackYears-want) > 1e-9 {
		t.Errorf("pays back in %v years, want %v", o.PaybackYears, want)
	}
	o = c.option(t, "fewer")
	if e := o.DowntimeSaved; math.Abs(e.Value-3600) > 4*e.SE+5 || !(e.SE > 0) {
		t.Errorf("saves %v ± %v s a year, want 3600", e.Value, e.SE)
	}
	// 8 h 45 min 36 s less 8 min 40 s of deploys have room for 17 outages:
	// P(Poisson(4) ≤ 17) - P(Poisson(2) ≤ 17) is below 1e-6.
	if !o.Noise || o.Identical || !(o.MetChange.High > 0) || !(o.MetChange.Low < 0) {
		t.Errorf("no year differs, and yet the change is %+v", o.MetChange)
	}
}

// TestComparisonIsTheEngine: what an option of several investments is said to
// be is what the engine says of the scenario with them, on the same years.
func TestComparisonIsTheEngine(t *testing.T) {
	sc := simtest.ReadScenario(t, "../../scenarios/automation-investments.toml")
	years := simtest.Enough(1000, 3000)
	c, err := Run(t.Context(), sc, sim.Options{Years: years, Seed: 4})
	if err != nil {
		t.Fatal(err)
	}
	if c.Ranked != 23 { // 2^5, less the 8 with both ways to roll back, less none at all
		t.Errorf("%d combinations, want 23", c.Ranked)
	}
	for _, o := range append(c.Options, c.Baseline) {
		with, err := file.With(sc, simtest.Patches(o.Set)...)
		if err != nil {
			t.Fatal(o.Names, err)
		}
		r, err := sim.Run(t.Context(), with, sim.Options{Years: years, Seed: freshSeed(4)})
		if err != nil {
			t.Fatal(err)
		}
		if met := promisedMet(r); met != o.Met || !simtest.Close12(r.AttainableAllYear, o.Attainable) || math.Abs(r.Downtime.Mean().Value-o.Downtime.Value) > 1e-6 {
			t.Errorf("%v: %v, %v, %v s, want %v, %v, %v s", o.Names, o.Met, o.Attainable, o.Downtime.Value, met, r.AttainableAllYear, r.Downtime.Mean().Value)
		}
		if got := o.Met.Value - c.Baseline.Met.Value; math.Abs(got-o.MetChange.Value) > 1e-12 {
			t.Errorf("%v: change %v, want %v", o.Names, o.MetChange.Value, got)
		}
	}
	if !slices.IsSortedFunc(c.Options, func(a, b Option) int { return better(&a, &b) }) {
		t.Error("options are not best first")
	}
	if len(c.Excluded) != 1 || c.Excluded[0].Key != "recovery.rollback.time" {
		t.Errorf("excluded %+v", c.Excluded)
	}
}

func promisedMet(r *sim.Result) stat.Estimate {
	for _, t := range r.Targets {
		if t.Target.Text() == r.Scenario.SLO.Promise.Text() {
			return t.MetAllYear
		}
	}
	return stat.Estimate{}
}

// TestWorkersDoNotMatter compares with one worker and with three.
func TestComparisonWorkersDoNotMatter(t *testing.T) {
	sc := simtest.ReadScenario(t, "testdata/eight-investments.toml")
	var said []string
	for _, workers := range []int{1, 3} {
		c, err := Run(t.Context(), sc, sim.Options{Years: simtest.Enough(200, 500), Seed: 2, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, o := range c.Options {
			if o.OnCall != nil {
				text += fmt.Sprintf("%+v\n", *o.OnCall)
			}
			for _, a := range o.Agreements {
				text += fmt.Sprintf("%+v %+v\n", a.BreachYear, a.Termination)
			}
			o.Scenario, o.OnCall, o.Agreements = nil, nil, nil
			text += fmt.Sprintf("%+v\n", o)
		}
		said = append(said, text)
	}
	if said[0] != said[1] {
		t.Error("the number of workers changes the comparison")
	}
}

// TestGreedySearch: where benefits nearly add up, a greedy search finds the
// best of all combinations.
func TestGreedySearch(t *testing.T) {
	sc := simtest.ReadScenario(t, "testdata/eight-investments.toml")
	p, err := file.PortfolioOf(sc)
	if err != nil {
		t.Fatal(err)
	}
	const years = 600
	full, greedy := newSelection(sc, p, sim.Options{Seed: 1}), newSelection(sc, p, sim.Options{Seed: 1})
	full.progress, greedy.progress = func() {}, func() {}
	if err := errors.Join(full.tryAll(t.Context(), full.all(), years), greedy.climb(t.Context(), years)); err != nil {
		t.Fatal(err)
	}
	if len(full.ranked) != 255 || len(greedy.ranked) != 36 {
		t.Errorf("%d and %d combinations, want 255 and 8 + 7 + ... + 1", len(full.ranked), len(greedy.ranked))
	}
	least := func(s *selection) ranked {
		return slices.MinFunc(s.ranked, func(a, b ranked) int { return better(&a.Option, &b.Option) })
	}
	if a, b := least(full), least(greedy); a.choice != b.choice {
		t.Errorf("the best is %v, a greedy search finds %v", a.Names, b.Names)
	}
}

// TestFrontier holds the efficient frontier against its definition.
func TestFrontier(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var all []*Option
		for range 12 {
			gain := float64(rng.IntN(7) - 1)
			all = append(all, &Option{YearlyCost: float64(rng.IntN(6)), Attainable: stat.Estimate{Value: 0.5 + gain/100}, AttainableChange: stat.Estimate{Value: gain / 100}})
		}
		got := efficient(all)
		for i, o := range all {
			beaten := o.AttainableChange.Value <= 0
			for j, u := range all {
				cheaper, more := u.YearlyCost <= o.YearlyCost, u.Attainable.Value >= o.Attainable.Value
				strict := u.YearlyCost < o.YearlyCost || u.Attainable.Value > o.Attainable.Value || j < i
				beaten = beaten || j != i && cheaper && more && strict
			}
			if beaten == slices.Contains(got, i) {
				t.Fatalf("option %d of %v: beaten %v, frontier %v", i, all, beaten, got)
			}
		}
	}
}

// TestWithoutMoney: nothing is made up, and the cheapest that keeps the
// promise comes first.
func TestWithoutMoney(t *testing.T) {
	text := strings.NewReplacer("revenue_per_hour = 36_000\n", "", "revenue_lost = \"50%\"\n", "", "99.9%", "99.98%").Replace(simtest.PlainService)
	c := compareText(t, text+`
[investment.dear]
cost_per_year = 100
set.risk.crash.rate = "0.1/year"
[investment.cheap]
cost_per_year = 10
set.risk.crash.rate = "0.2/year"
[investment.useless]
set.change.deploy.downtime = "9s"
`, sim.Options{Years: 4000, Seed: 1})
	if c.HasMoney() || !math.IsNaN(c.Options[0].Net.Value) || !math.IsInf(c.Options[0].PaybackYears, 1) {
		t.Errorf("money from nowhere: %+v", c.Options[0])
	}
	if got := c.Options[0].Names; !slices.Contains(got, "cheap") || slices.Contains(got, "dear") {
		t.Errorf("%v comes first, want the cheap one", got)
	}
}

// TestHeavyTails: where a mean has no standard error, no money has an interval.
func TestComparisonOfHeavyTails(t *testing.T) {
	c := compareText(t, strings.Replace(simtest.PlainService, `time = "25m"`, `time = { dist = "pareto", alpha = 1.5, min = "5m" }`, 1)+`
[investment.fewer]
set.risk.crash.rate = "2/year"
`, sim.Options{Years: 500, Seed: 1})
	if o := c.Options[0]; !math.IsNaN(o.Net.Low) || !math.IsNaN(o.DowntimeSaved.SE) || math.IsNaN(o.Net.Value) || !math.IsNaN(o.Notice.DowntimeYears) {
		t.Errorf("%+v", o)
	}
}

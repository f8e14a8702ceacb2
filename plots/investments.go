package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/stat"
)

// Investments draws what should be paid for: the attainable SLO of every
// option against its yearly cost with the efficient frontier, and below it
// what a year costs in all, with the lowest point marked. Where the scenario
// names no money lost, the lower part is left out.
func Investments(c *compare.Comparison) *Chart {
	v := newInvestments(c)
	slo := c.Scenario.SLO
	foot := footing{terms: []term{
		{says: words.Simulated(c.Years) + ", seed " + fmt.Sprint(c.Seed) + ", the same faults for all"},
		{says: "bars: 95 % intervals", of: barSign},
		{says: "line: the most that is attained for the money"},
		{says: "attainable SLO: " + attainableTerms(slo)},
		{says: "beside each SLO: the downtime that it allows " + words.PeriodOf(slo.Window).Each},
	}}
	return &Chart{
		name:     "investments",
		title:    v.finding(),
		subtitle: subtitle(c.Scenario, mostKeep(slo)+", against what the investments cost a year"),
		foot:     foot,
		body:     v.draw,
	}
}

// investmentChart is what the chart shows.
type investmentChart struct {
	*compare.Comparison
	points []investment // the cheapest first; today among them
	lowest int          // the point whose year costs least in all; -1 where no money is known
}

// An investment is one option as a point.
type investment struct {
	*compare.Option
	frontier bool // nothing attains as much for less
	today    bool
}

// total returns what a mean year costs in all: the investments and what the
// outages lose.
func (i investment) total() float64 { return i.YearlyCost + i.Losses.Value }

// newInvestments sorts the options by cost.
func newInvestments(c *compare.Comparison) *investmentChart {
	v := &investmentChart{Comparison: c, lowest: -1}
	v.points = append(v.points, investment{Option: &c.Baseline, frontier: true, today: true})
	for i := range c.Options {
		o := &c.Options[i]
		v.points = append(v.points, investment{Option: o, frontier: o.Frontier})
	}
	slices.SortStableFunc(v.points, func(a, b investment) int { return cmp.Compare(a.YearlyCost, b.YearlyCost) })
	if !c.HasMoney() {
		return v
	}
	for i, p := range v.points {
		if v.lowest < 0 || p.total() < v.points[v.lowest].total() {
			v.lowest = i
		}
	}
	return v
}

// finding says which SLO is worth its money or, where no money is known, what
// makes the promise safe.
func (v *investmentChart) finding() string {
	if len(v.Options) == 0 {
		return "There is nothing to invest in"
	}
	best, promise := &v.Options[0], words.Target(v.Scenario.SLO.Promise)
	names := words.List(best.Names, "and")
	switch {
	case v.HasMoney() && best.Net.Low > 0:
		return words.Attainable(best.Attainable) + " is worth its money: fund " + names
	case v.HasMoney() && best.Net.High < 0:
		if v.Baseline.Verdict != sim.Yes {
			return "No investment pays for itself; today’s " + words.Attainable(v.Baseline.Attainable) + " is not enough for " + promise
		}
		return "No investment pays for itself: today’s " + words.Attainable(v.Baseline.Attainable) + " is worth its money"
	case v.HasMoney():
		return words.Sentence(words.TooClose) + " whether " + names + " " + pays(best.Names) + " for " + itself(best.Names)
	case v.Baseline.Verdict == sim.Yes:
		return promise + " is safe as it is: nothing has to be funded for it"
	case best.Verdict == sim.Yes:
		return "The cheapest way to a safe " + promise + ": " + names
	}
	return "Nothing here makes " + promise + " safe; " + names + " " + comes(best.Names) + " closest"
}

func pays(names []string) string   { return oneOr(names, "pays", "pay") }
func itself(names []string) string { return oneOr(names, "itself", "themselves") }
func comes(names []string) string  { return oneOr(names, "comes", "come") }

func oneOr(names []string, one, many string) string {
	if len(names) == 1 {
		return one
	}
	return many
}

// frontier returns the points of the efficient frontier, the cheapest first.
// Options that promise less than a cheaper one's do not belong to it.
func (v *investmentChart) frontier() []investment {
	var out []investment
	for _, p := range v.points {
		if !p.frontier {
			continue
		}
		if n := len(out); n > 0 && p.Attainable.Value <= out[n-1].Attainable.Value {
			continue
		}
		out = append(out, p)
	}
	return out
}

// span returns the nines that the points and their intervals cover, and the
// dearest point's cost.
func (v *investmentChart) span() (lo, hi, cost float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range v.points {
		for _, a := range []float64{p.Attainable.Value, p.Attainable.Low, p.Attainable.High} {
			if n := stat.Nines(a); !math.IsNaN(n) && !math.IsInf(n, 0) && a > 0 {
				lo, hi = min(lo, n), max(hi, n)
			}
		}
		cost = max(cost, p.YearlyCost)
	}
	if lo > hi {
		lo, hi = 2, 3
	}
	return lo, hi, cost
}

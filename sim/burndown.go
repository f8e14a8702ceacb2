package sim

import (
	"context"
	"math"

	"nines/model"
)

// A BurnDown is how the error budget of the promise shrinks through a year.
type BurnDown struct {
	Scenario *model.Scenario
	Seed     uint64
	Years    int
	Budget   float64 // seconds that the promise allows a year

	Dates []BurnDownDate // week by week, from the first day to the last
}

// A BurnDownDate is what is left of the budget at one date, over the years.
type BurnDownDate struct {
	At   float64 // seconds from the year's start
	Left Bands   // seconds; negative once the budget is spent

	// Exhausted is the probability that the budget is spent by then.
	Exhausted Estimate
}

// Bands are quantiles: the median, and the ends of the middle 50, 80 and 95 %.
type Bands struct{ P2, P10, P25, P50, P75, P90, P97 float64 }

// burnDownYears stand behind a burn-down unless told, and burnDownIncidents
// bounds them for a service that fails very often.
const (
	burnDownYears     = 4_000
	burnDownIncidents = 1_000_000
)

// Burn simulates how the promise's budget of a year is spent. The year stands
// for the window whatever the SLO's own is, and all downtime counts. Each year
// begins with its budget whole and is cut into weeks. A context that ends
// early gives ErrInterrupted.
func Burn(ctx context.Context, r *Result, opt Options) (*BurnDown, error) {
	if opt.Years <= 0 {
		perYear := math.Max(float64(r.Incidents)/float64(r.Years), 0.1)
		opt.Years = int(math.Max(leastYears, math.Min(burnDownYears, burnDownIncidents/perYear)))
	}
	b := &BurnDown{
		Scenario: r.Scenario, Seed: opt.Seed, Years: opt.Years,
		Budget: r.Scenario.SLO.Promise.Budget(model.Year),
	}
	p := newPlan(r.Scenario, opt.Seed)
	p.objective, p.edges = nil, weeks()
	h := newHistory(p, nil)
	h.grow(opt.Years)
	if done := p.simulate(ctx, h, 0, opt.workers(), nil); done < opt.Years {
		return nil, ErrInterrupted
	}
	spent := make([]float64, opt.Years)
	for w := range p.edges {
		spends := append([]float64(nil), spent...)
		b.Dates = append(b.Dates, dateOf(p.edges[w], b.Budget, spends))
		if w < h.perYear {
			for y := range spent {
				spent[y] += h.of(h.windows, y)[w]
			}
		}
	}
	return b, nil
}

// weeks returns the edges of the year's weeks; the last takes the day that is
// left.
func weeks() []float64 {
	var edges []float64
	for w := range 52 {
		edges = append(edges, float64(w)*7*model.Day)
	}
	return append(edges, model.Year)
}

// dateOf says what is left of a budget where so much is spent, year by year.
func dateOf(at, budget float64, spent []float64) BurnDownDate {
	sortValues(spent)
	over := 0
	for i := len(spent) - 1; i >= 0 && spent[i] > budget+tie; i-- {
		over++
	}
	left := func(p float64) float64 { return budget - spent[rankOf(len(spent), 1-p)-1] }
	return BurnDownDate{
		At:        at,
		Exhausted: wilson(float64(over), float64(len(spent))),
		Left: Bands{
			P2: left(0.025), P10: left(0.1), P25: left(0.25), P50: left(0.5),
			P75: left(0.75), P90: left(0.9), P97: left(0.975),
		},
	}
}

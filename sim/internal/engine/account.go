package engine

import (
	"context"
	"slices"

	"nines/model"
	"nines/sim/stat"
)

// An Account holds the results of one plan, year by year.
type Account struct {
	Plan       *Plan
	Down       []float64 // seconds of downtime
	worst      []float64 // unavailability of the worst window; nil where the window is the year
	Paid       []float64 // credits that agreements pay, in money; nil where there are none
	PeopleCost []float64 // what people's time costs, in money; nil where no hour of theirs has a price
	Side       stat.Side // filled in by Judge
}

// newAccount returns an account with room for so many years.
func newAccount(p *Plan, years int) Account {
	o := Account{Plan: p, Down: make([]float64, years)}
	if p.Edges != nil {
		o.worst = make([]float64, years)
	}
	if p.pricesPeople() {
		o.PeopleCost = make([]float64, years)
	}
	if len(p.Contracts) > 0 {
		o.Paid = make([]float64, years)
	}
	return o
}

// Judge finds the largest target that every window of a year meets at the
// scenario's confidence, and how likely a year keeps the promise.
func (o *Account) Judge() {
	slo := o.Plan.Scenario.SLO
	worst := o.worst
	if worst == nil {
		worst = make([]float64, len(o.Down))
		for y, d := range o.Down {
			worst[y] = d / model.Year
		}
	}
	o.Side = stat.Side{Worst: worst, Limit: slo.Promise.Miss() + stat.Tie/slo.Window.Length}
	draws := slices.Clone(worst)
	o.Side.Attainable, o.Side.Met = Judge(slo, draws)
	o.Side.Near = stat.BracketOf(draws, slo.Confidence)
}

// Accounts simulates the first years of every plan, on the same draws. An
// ensemble does so fastest; it knows nothing of worlds. The error is
// ErrInterrupted.
func Accounts(ctx context.Context, plans []*Plan, years, workers int, done func()) ([]Account, error) {
	if slices.ContainsFunc(plans, (*Plan).Uncertain) {
		return AccountsByYears(ctx, plans, years, workers, done)
	}
	return newEnsemble(plans).run(ctx, years, workers, done)
}

// AccountsByYears is Accounts without an ensemble: each plan simulates all of its
// years by itself.
func AccountsByYears(ctx context.Context, plans []*Plan, years, workers int, done func()) ([]Account, error) {
	out := make([]Account, len(plans))
	Each(ctx, len(plans), workers, func() func(int) {
		return func(i int) {
			p := plans[i]
			h := NewHistory(p, false)
			h.Price(p.Contracts)
			h.payPeople = p.pricesPeople()
			h.Grow(years)
			if p.Simulate(ctx, h, 0, 1, nil) < years {
				return
			}
			out[i] = newAccount(p, years)
			out[i].read(h)
		}
	})
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	for range ChunksOf(years) {
		done()
	}
	return out, nil
}

// read copies the results of every year from a history.
func (o *Account) read(h *History) {
	copy(o.Down, h.Full)
	copy(o.PeopleCost, h.peopleCost)
	for y := range o.worst {
		o.worst[y] = o.Plan.WorstOf(h.Full[y], h.Of(h.Windows, y))
	}
	if len(h.Contracts) == 0 {
		return
	}
	o.Paid = make([]float64, len(o.Down))
	for i := range h.Contracts {
		b := Ledger{&h.Contracts[i], h.Agreements[i], len(h.Full)}
		if !b.Agreement.Applies() {
			continue // another one pays in its place
		}
		t := b.TiersOf(nil)
		for y := range o.Paid {
			_, paid := b.settleYear(y, t)
			o.Paid[y] += paid
		}
	}
}

// Impossible reports whether planned work alone exceeds the promise's budget.
func (o *Account) Impossible() bool {
	slo := o.Plan.Scenario.SLO
	edges, planned := slo.Window.Edges(), PlannedOf(o.Plan.Scenario)
	for w := range len(edges) - 1 {
		if planned.Certain(edges[w], edges[w+1]) > slo.Promise.Budget(edges[w+1]-edges[w])+stat.Tie {
			return true
		}
	}
	return false
}

// Same reports whether two accounts are alike in every year, to the last bit:
// then, and only then, a difference of 0 is without error.
func (o *Account) Same(p *Account) bool {
	return slices.Equal(o.Down, p.Down) && slices.Equal(o.worst, p.worst)
}

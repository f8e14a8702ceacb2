package sim

import (
	"context"
	"slices"

	"nines/model"
)

// An account is what one plan's years came to, year by year.
type account struct {
	plan  *plan
	down  []float64 // seconds of downtime
	worst []float64 // unavailability of the worst window; nil where the window is the year
	paid  []float64 // credits that agreements pay, in money; nil where there are none
	wages []float64 // what people's time costs, in money; nil where no hour of theirs has a price
	side  side      // what judge makes of it
}

// newAccount returns an account with room for so many years.
func newAccount(p *plan, years int) account {
	o := account{plan: p, down: make([]float64, years)}
	if p.edges != nil {
		o.worst = make([]float64, years)
	}
	if p.pays() {
		o.wages = make([]float64, years)
	}
	return o
}

// judge finds the largest target that every window of a year meets at the
// scenario's confidence, and how likely a year keeps the promise.
func (o *account) judge() {
	slo := o.plan.scenario.SLO
	worst := o.worst
	if worst == nil {
		worst = make([]float64, len(o.down))
		for y, d := range o.down {
			worst[y] = d / model.Year
		}
	}
	o.side = side{worst: worst, limit: slo.Promise.Miss() + tie/slo.Window.Length}
	draws := slices.Clone(worst)
	o.side.attainable, o.side.met = judge(slo, draws)
	o.side.near = bracketOf(draws, slo.Confidence)
}

// accounts simulates the first years of every plan, on the same draws. An
// ensemble does so fastest; it knows nothing of agreements, of downtime that
// the SLO leaves out, and of changes that keep to a calendar.
func accounts(ctx context.Context, plans []*plan, years, workers int, done func()) ([]account, error) {
	for _, p := range plans {
		calendar := slices.ContainsFunc(p.changes, func(c changePlan) bool { return c.calendar != nil })
		if calendar || p.objective != nil || len(p.contracts) > 0 {
			return accountsByYears(ctx, plans, years, workers, done)
		}
	}
	return newEnsemble(plans).run(ctx, years, workers, done)
}

// accountsByYears lives every year of every plan.
func accountsByYears(ctx context.Context, plans []*plan, years, workers int, done func()) ([]account, error) {
	out := make([]account, len(plans))
	each(ctx, len(plans), workers, func() func(int) {
		return func(i int) {
			p := plans[i]
			h := newHistory(p, false)
			h.price(p.contracts)
			h.payPeople = p.pays()
			h.grow(years)
			if p.simulate(ctx, h, 0, 1, nil) < years {
				return
			}
			out[i] = newAccount(p, years)
			out[i].read(h)
		}
	})
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	for range chunksOf(years) {
		done()
	}
	return out, nil
}

// read takes what a history holds of every year.
func (o *account) read(h *history) {
	copy(o.down, h.full)
	copy(o.wages, h.wages)
	for y := range o.worst {
		o.worst[y] = o.plan.worstOf(h.full[y], h.of(h.windows, y))
	}
	if len(h.contracts) == 0 {
		return
	}
	o.paid = make([]float64, len(o.down))
	for i := range h.contracts {
		b := book{&h.contracts[i], h.agreements[i], len(h.full)}
		if !b.agreement.Applies() {
			continue // another one pays in its place
		}
		t := b.tiersOf(nil)
		for y := range o.paid {
			_, paid := b.settleYear(y, t)
			o.paid[y] += paid
		}
	}
}

// impossible reports whether planned work alone exceeds the promise's budget.
func (o *account) impossible() bool {
	slo := o.plan.scenario.SLO
	edges, planned := slo.Window.Edges(), plannedOf(o.plan.scenario)
	for w := range len(edges) - 1 {
		if planned.certain(edges[w], edges[w+1]) > slo.Promise.Budget(edges[w+1]-edges[w])+tie {
			return true
		}
	}
	return false
}

// same reports whether two accounts are alike in every year, to the last bit:
// then, and only then, a difference of 0 is without error.
func (o *account) same(p *account) bool {
	return slices.Equal(o.down, p.down) && slices.Equal(o.worst, p.worst)
}

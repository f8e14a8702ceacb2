package sim

import (
	"context"
	"slices"

	"nines/model"
)

// An outcome is what one plan's years came to, year by year.
type outcome struct {
	plan  *plan
	down  []float64 // seconds of downtime
	worst []float64 // unavailability of the worst window; nil where the window is the year
	paid  []float64 // credits that agreements pay, in money; nil where there are none
	wages []float64 // what people's time costs, in money; nil where no hour of theirs has a price
	side  side      // what judge makes of it
}

// newOutcome returns an outcome with room for so many years.
func newOutcome(p *plan, years int) outcome {
	o := outcome{plan: p, down: make([]float64, years)}
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
func (o *outcome) judge() {
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

// unavailable returns the unavailability of a year's worst window, 0 to 1.
func (o *outcome) unavailable(year int) float64 {
	if o.worst == nil {
		return o.down[year] / model.Year
	}
	return o.worst[year]
}

// outcomes simulates the first years of every plan, on the same draws. An
// ensemble does so fastest; it knows nothing of agreements, of downtime that
// the SLO leaves out, and of changes that keep to a calendar.
func outcomes(ctx context.Context, plans []*plan, years, workers int, done func()) ([]outcome, error) {
	for _, p := range plans {
		calendar := slices.ContainsFunc(p.changes, func(c changePlan) bool { return c.calendar != nil })
		if calendar || p.objective != nil || len(p.contracts) > 0 {
			return outcomesByYears(ctx, plans, years, workers, done)
		}
	}
	return newEnsemble(plans).run(ctx, years, workers, done)
}

// outcomesByYears lives every year of every plan.
func outcomesByYears(ctx context.Context, plans []*plan, years, workers int, done func()) ([]outcome, error) {
	out := make([]outcome, len(plans))
	each(ctx, len(plans), workers, func() func(int) {
		return func(i int) {
			p := plans[i]
			h := newHistory(p, nil)
			h.price(p.contracts)
			h.payPeople = p.pays()
			h.grow(years)
			if p.simulate(ctx, h, 0, 1, nil) < years {
				return
			}
			out[i] = newOutcome(p, years)
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
func (o *outcome) read(h *history) {
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

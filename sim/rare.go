package sim

import (
	"context"
	"math"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
)

// findRare looks for the breaches that too few of the simulated years show, the
// promise's first, for a small part of what those years took. What it does not
// find stays as it is, a bound.
func (r *Result) findRare(ctx context.Context, p *engine.Plan, l *control.Law, t *engine.Tally, opt Options) {
	// A bias of years that are worlds each would need another for each world.
	if r.Method != Auto || p.Edges != nil || p.Uncertain() {
		return
	}
	s := control.NewRareSearch(p, l, t, r.Years, engine.Cores(opt.Workers))
	for _, first := range []bool{true, false} {
		part, least := 0.1, 200_000.0
		if !first {
			part, least = 0.03, 60_000
		}
		s.Left = math.Max(part*float64(r.Incidents), least)
		for i := range r.Targets {
			if target := &r.Targets[i]; r.IsPromise(*target) == first {
				target.sharpen(ctx, s, r.Scenario.SLO.Confidence)
			}
		}
	}
}

// sharpen finds the target's probability, if it is rare and not known.
func (r *TargetResult) sharpen(ctx context.Context, s *control.RareSearch, confidence float64) {
	if r.impossible {
		return
	}
	if missed, ok := s.Find(ctx, r.Budget); ok {
		r.Met = missed.Complement()
		r.MetAllYear = r.Met
		r.settle(confidence)
	}
}

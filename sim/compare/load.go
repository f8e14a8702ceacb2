package compare

import (
	"context"

	"nines/model"
	"nines/sim"
)

// loadYears is how many years pages and breaches of each option are counted in:
// a standard error of a percent or two.
const loadYears = 2_000

// measureLoad counts whom options page and which agreements they breach, all
// on the same faults: the same scenario gives exactly the same. The error is
// ErrInterrupted.
func measureLoad(ctx context.Context, options []*Option, opt sim.Options) error {
	for _, o := range options {
		if nobodyPaged(o.Scenario) && len(o.Scenario.Agreements) == 0 {
			continue
		}
		r, err := sim.Run(ctx, o.Scenario, sim.Options{
			Years: min(opt.Years, loadYears), Seed: opt.Seed, Workers: opt.Workers, Method: sim.Simulate,
		})
		switch {
		case err != nil:
			return err
		case r.Partial():
			return sim.ErrInterrupted
		}
		o.OnCall, o.Agreements = r.OnCall, r.Agreements
	}
	return nil
}

// nobodyPaged reports whether a scenario has nobody to page.
func nobodyPaged(sc *model.Scenario) bool { return len(sc.Responders) == 0 }

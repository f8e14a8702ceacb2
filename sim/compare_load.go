package sim

import (
	"context"

	"nines/model"
)

// loadYears stand behind the load on people of each option: pages are counted
// to a percent or so, which is sharper than anybody feels them.
const loadYears = 4_000

// measureLoads counts whom options page, all on the same faults: the same
// scenario is paged exactly as often. The error is ErrInterrupted.
func measureLoads(ctx context.Context, options []*Option, opt Options) error {
	for _, o := range options {
		if nobodyPaged(o.Scenario) {
			continue
		}
		r, err := Run(ctx, o.Scenario, Options{
			Years: min(opt.Years, loadYears), Seed: opt.Seed, Workers: opt.Workers, Method: Simulate,
		})
		switch {
		case err != nil:
			return err
		case r.Partial():
			return ErrInterrupted
		}
		o.OnCall = r.OnCall
	}
	return nil
}

// nobodyPaged reports whether a scenario has nobody to page.
func nobodyPaged(sc *model.Scenario) bool { return len(sc.Responders) == 0 }

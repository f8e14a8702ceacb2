package sim

import (
	"context"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Census is what many single incidents of a risk were like.
type Census struct {
	Costs stat.Sample // seconds of downtime that each costs: length times impact
	First []int       // per alarm of the risk, how many it noticed first
}

// censusIncidents is how many single incidents of each risk are lived, so
// that even a risk that strikes once in a thousand years shows its slow kind.
const censusIncidents = 20_000

// TakeCensus lives single incidents of every risk of a scenario, in the order of
// the file. The error is ErrInterrupted.
func TakeCensus(ctx context.Context, sc *model.Scenario, opt Options) ([]Census, error) {
	p := engine.NewPlan(sc, opt.Seed)
	all := make([]Census, len(p.Risks))
	engine.Each(ctx, len(p.Risks), engine.Cores(opt.Workers), func() func(int) {
		y := engine.NewYear(p, engine.NewTally(p))
		return func(i int) {
			costs, first := y.Census(i, censusIncidents)
			all[i] = Census{stat.NewSample(costs), first}
		}
	})
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	return all, nil
}

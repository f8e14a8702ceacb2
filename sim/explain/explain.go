// Package explain says why a promise is out of reach, tight or safe, and what
// would help: floors, nets, raises, rooms and worths of a target (Run), the one
// or two changes that help most (MostHelp), and how far each estimated number of
// the scenario moves the answer (Sensitivities).
package explain

import (
	"context"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// The default numbers of years behind each figure of an explanation, which compares
// some dozens of services. Where the exact law applies, the years only measure
// overlap. They are fewer where they come to more than explainUnits of work for all
// services together. A number of years that was asked for is cut to
// mostExplainUnits of work, with a warning: more would take minutes.
const (
	explainYearsByLaw = 5_000
	explainYearsAlone = 10_000
	explainUnits      = 1.2e7
	mostExplainUnits  = 1.5e7
)

// An Explanation says why a target is out of reach, tight or safe, and what
// would change that. All services that it compares meet the same faults
// (common random numbers), so what changes nothing differs by exactly 0.
type Explanation struct {
	Today  *sim.Result // on the years of the explanation
	Target model.Target
	Met    stat.Estimate // probability that every window of a year meets the target

	Budget  float64 // seconds that the target allows in a window (of mean length)
	Planned float64 // seconds of planned work in a mean window

	Rooms  []sim.Room // one per risk, in the order of the file
	Fires  []Fires    // one per alarm of each risk, in the order of the file
	Floors []Floor    // of the whole service first, then risk by risk
	Worths []Worth    // one per risk, in the order of the file
	Nets   []Net      // what is missed most first
	Raises []Raise    // at most three, each on top of those before it
}

// Run finds out why a target, which need not be one of the scenario's, is
// met as often as it is. Each service that it compares is simulated for
// opt.Years (when 0, up to 5,000, or 10,000 without the law, as many as some
// seconds allow; of a very busy service for fewer than asked, with a warning),
// and rests on the exact law where opt.Method is Auto and the law applies. A
// context that ends early gives ErrInterrupted: half a comparison says nothing.
func Run(ctx context.Context, sc *model.Scenario, t model.Target, opt sim.Options) (*Explanation, error) {
	floors, nets := floorsOf(sc), netsOf(sc)
	work := len(floors) + len(nets) + 2*mostRaises
	p := engine.NewPlan(sc, opt.Seed)
	years, afford := opt.Years, p.Affords(explainUnits/float64(work), engine.LeastYears, explainYearsAlone)
	if years <= 0 {
		opt.Years = min(afford, explainYearsByLaw)
	} else {
		opt.Years = mostExplained(p, work, years)
	}
	c, err := newComparer(ctx, sc, t, opt, work)
	if err == nil && years <= 0 && c.today.Method != sim.Auto && afford > opt.Years {
		opt.Years = afford
		c, err = newComparer(ctx, sc, t, opt, work)
	}
	if err != nil {
		return nil, err
	}
	a := c.today.Arithmetic(t)
	if opt.Years < years {
		c.today.Warnings = append(c.today.Warnings, sim.Warning{Kind: sim.FewerYears, Years: opt.Years, Asked: years})
	}
	x := &Explanation{Today: c.today.Result, Target: t, Met: c.today.Side.Met, Budget: a.Budget, Planned: a.Planned}
	census, err := sim.TakeCensus(ctx, sc, opt)
	if err != nil {
		return nil, err
	}
	x.Rooms, x.Fires = c.today.Rooms(t, census), firesOf(sc, census)
	if x.Floors, x.Worths, err = c.tryFloors(floors); err != nil {
		return nil, err
	}
	if x.Nets, err = c.tryNets(nets); err != nil {
		return nil, err
	}
	if x.Raises, err = c.raise(); err != nil {
		return nil, err
	}
	c.finish()
	return x, nil
}

// mostExplained returns how many of the years that were asked for each of so many
// services is simulated.
func mostExplained(p *engine.Plan, work, asked int) int {
	const least = 30
	return p.Affords(mostExplainUnits/float64(work), min(asked, least), asked)
}

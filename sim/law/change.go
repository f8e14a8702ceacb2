package law

import (
	"math"

	"nines/model"
)

// change returns the downtime of a change's events in the window: what is
// planned, and what the risks that they carry do. A window of n whole periods
// and a part holds n events, and one more with the probability of the part,
// unless the builder knows how many.
func (b *builder) change(c *model.Change) ([]both, error) {
	periods := b.length / c.Period
	n := math.Floor(periods + 1e-9)
	part := math.Max(periods-n, 0)
	if part < 1e-9 {
		part = 0
	}
	switch known, ok := b.events[c]; {
	case ok:
		n, part = float64(known), 0
	case c.Calendar != nil && b.length < model.Year && costs(b.scenario, c):
		return nil, &Unsupported{Part: "change." + c.Name, Why: "how many of its events a window holds depends on its calendar"}
	}
	if n == 0 && part == 0 {
		return nil, nil
	}
	planned := b.drawn(c.Downtime)
	if b.whole {
		faults, _, err := b.faults(c, periods, &cutting{})
		if err != nil {
			return nil, err
		}
		return together(n, part, planned, faults), nil
	}
	how, err := b.ending(c, periods)
	if err != nil {
		return nil, err
	}
	faults, crossing, err := b.faults(c, periods, how)
	if err != nil {
		return nil, err
	}
	crossing.part = part
	work, between := b.work(planned, n, part, how)
	if err := b.neglect(c, crossing, between); err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		work = append(work, added(faults...).repeated(n, part)...)
	}
	return work, nil
}

// together returns n events, and one more by the chance of the part, with what
// is planned and what their faults cost.
func together(n, part float64, planned *duration, faults []both) []both {
	certain := 0.0 // of each event
	if planned.isConstant() {
		certain = planned.mean
	} else {
		faults = append([]both{same(planned)}, faults...)
	}
	all := []both{same(constant(n * certain))}
	event := added(faults...)
	if len(faults) > 0 && n > 0 {
		all = append(all, event.repeated(n, 0)...)
	}
	if part > 0 {
		all = append(all, added(append([]both{same(constant(certain))}, faults...)...).repeated(0, part)...)
	}
	return all
}

// faults returns what the risks of a change cost in one of its events, and how
// often they cross an end of the year.
func (b *builder) faults(c *model.Change, events float64, how *cutting) (all []both, over crossing, err error) {
	over.events = events
	for _, r := range b.scenario.Risks {
		a, ok := r.Arrival.(model.OnChange)
		if !ok || a.Change != c || a.Chance == 0 {
			continue
		}
		b.allow.on("risk." + r.Name)
		b.cut = nil
		if how.window > 0 {
			b.cut = b.cutting(r, how.window, a.Chance*events)
		}
		cost, err := b.fault(r, a.Chance, events)
		if err != nil {
			return nil, over, err
		}
		all = append(all, b.carried(cost, a.Chance, events, &over))
	}
	return all, over, nil
}

// fault returns the cost of a fault that an event carries by the given chance:
// a gate may catch it, at the price of an exposure, or it reaches users.
func (b *builder) fault(r *model.Risk, chance, events float64) (costing, error) {
	var all bill
	for _, g := range r.Gates {
		if g.Catches == 0 {
			continue
		}
		cost := costing{of: b.zero()}
		if g.Exposure != nil {
			enough := b.enough(chance * events)
			cost, _ = b.shareCost(costKey{r, g}, func() (costing, error) {
				return b.product(b.drawn(g.Exposure.Time), b.drawn(g.Exposure.Impact), enough), nil
			})
		}
		caught := chance * g.Catches
		all.add(choice{caught, cost.of}, cost.time.times(caught))
		chance *= 1 - g.Catches
	}
	if chance > 0 {
		c, err := b.severity(r, chance*events)
		if err != nil {
			return costing{}, err
		}
		all.add(choice{chance, c.of}, c.time.times(chance))
	}
	return costing{all.of, all.time}, nil
}

// carried returns what one event costs by a fault of this cost, which it
// carries by a chance, and adds to how often faults cross an end of the year.
func (b *builder) carried(cost costing, chance, events float64, over *crossing) both {
	whole, parts := b.parts(cost)
	event := append(mixture{{1 - chance, b.zero()}}, whole.(mixture)...)
	if b.cut == nil {
		return same(event)
	}
	mass := parts.moments().weight
	often := events * math.Max(mass-chance, cost.time.moments().first/b.cut.window)
	over.chance += chance
	over.often += often
	if b.cut.edges == 2 {
		over.pairs += often
	}
	if mass > 1 || mass == chance && len(cost.time) == 0 {
		over.whole += often
		return same(event)
	}
	cut := mixture{{1 - mass, b.zero()}, {1, parts}}
	if len(cost.time) == 0 { // all of it is long
		return same(cut)
	}
	return both{event, cut}
}

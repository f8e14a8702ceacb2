package law

import (
	"math"

	"nines/model"
	"nines/sim/law/internal/random"
)

// change returns the downtime of a change's events in the window: what is
// planned, and what the risks that they carry do. A window of n whole periods
// and a part holds n events, and one more with the probability of the part,
// unless the builder knows how many.
func (b *builder) change(c *model.Change) ([]random.Both, error) {
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
		return nil, &Unsupported{Part: "change." + c.Name, Reason: CalendarInWindows}
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
		work = append(work, random.Added(faults...).Repeated(n, part)...)
	}
	return work, nil
}

// together returns n events, and one more by the chance of the part, with what
// is planned and what their faults cost.
func together(n, part float64, planned *random.Duration, faults []random.Both) []random.Both {
	certain := 0.0 // of each event
	if planned.IsConstant() {
		certain = planned.Mean
	} else {
		faults = append([]random.Both{random.Same(planned)}, faults...)
	}
	all := []random.Both{random.Same(random.Constant(n * certain))}
	event := random.Added(faults...)
	if len(faults) > 0 && n > 0 {
		all = append(all, event.Repeated(n, 0)...)
	}
	if part > 0 {
		all = append(all, random.Added(append([]random.Both{random.Same(random.Constant(certain))}, faults...)...).Repeated(0, part)...)
	}
	return all
}

// faults returns what the risks of a change cost in one of its events, and how
// often they cross an end of the year.
func (b *builder) faults(c *model.Change, events float64, how *cutting) (all []random.Both, over crossing, err error) {
	over.events = events
	for _, r := range b.scenario.Risks {
		a, ok := r.Arrival.(model.OnChange)
		if !ok || a.Change != c || a.Chance == 0 {
			continue
		}
		b.allow.On("risk." + r.Name)
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
func (b *builder) fault(r *model.Risk, chance, events float64) (incidentCost, error) {
	var all costMixture
	for _, g := range r.Gates {
		if g.Catches == 0 {
			continue
		}
		cost := incidentCost{of: b.zero()}
		if g.Exposure != nil {
			tol := b.tolerancePerIncident(chance * events)
			cost, _ = b.shareCost(costKey{r, g}, func() (incidentCost, error) {
				return b.product(b.drawn(g.Exposure.Time), b.drawn(g.Exposure.Impact), tol), nil
			})
		}
		caught := chance * g.Catches
		all.add(random.Choice{Weight: caught, Of: cost.of}, cost.time.Times(caught))
		chance *= 1 - g.Catches
	}
	if chance > 0 {
		c, err := b.severity(r, chance*events)
		if err != nil {
			return incidentCost{}, err
		}
		all.add(random.Choice{Weight: chance, Of: c.of}, c.time.Times(chance))
	}
	return incidentCost{all.of, all.time}, nil
}

// carried returns what one event costs by a fault of this cost, which it
// carries by a chance, and adds to how often faults cross an end of the year.
func (b *builder) carried(cost incidentCost, chance, events float64, over *crossing) random.Both {
	whole, parts := b.parts(cost)
	event := append(random.Mixture{{Weight: 1 - chance, Of: b.zero()}}, whole.(random.Mixture)...)
	if b.cut == nil {
		return random.Same(event)
	}
	mass := parts.Moments().Weight
	often := events * math.Max(mass-chance, cost.time.Moments().First/b.cut.window)
	over.chance += chance
	over.often += often
	if b.cut.edges == 2 {
		over.pairs += often
	}
	if mass > 1 || mass == chance && len(cost.time) == 0 {
		over.whole += often
		return random.Same(event)
	}
	cut := random.Mixture{{Weight: 1 - mass, Of: b.zero()}, {Weight: 1, Of: parts}}
	if len(cost.time) == 0 { // all of it is long
		return random.Same(cut)
	}
	return random.Both{Whole: event, Cut: cut}
}

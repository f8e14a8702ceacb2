package law

import (
	"math"

	"nines/model"
	"nines/model/dist"
)

// A builder turns a scenario into a quantity.
type builder struct {
	allow     *allowance
	scenario  *model.Scenario
	length    float64 // of the window, seconds
	tolerance float64
	events    map[*model.Change]int // that the window holds, where that is known

	// Quantities that several risks share, so that they are worked out once.
	laws    map[any]*duration // by the part of the model that names them
	scales  map[scaling]*duration
	ladders map[*model.Risk]quantity
	passing bool // what is made now is soon forgotten
	pool    *pool
	strata  int // impacts that stand for a smooth part; 0 where it is integrated over

	longest float64              // window that parts are to serve too; 0 for the builder's own
	costs   map[costKey]quantity // nil where nobody asks again
}

type scaling struct {
	of *duration
	by float64
}

func newBuilder(sc *model.Scenario, length, tolerance float64) *builder {
	return &builder{
		scenario: sc, length: length, tolerance: tolerance,
		laws: map[any]*duration{}, scales: map[scaling]*duration{},
		ladders: map[*model.Risk]quantity{},
	}
}

// shared returns the quantity that a key stands for, made the first time.
func (b *builder) shared(key any, make func() *duration) *duration {
	d := b.laws[key]
	if d == nil {
		d = make()
		b.laws[key] = d
	}
	return d
}

// zero returns no time at all.
func (b *builder) zero() *duration { return b.shared(0, func() *duration { return constant(0) }) }

// window returns the downtime of a window: what strikes at a rate, and for
// each change its events with the risks that they carry.
func (b *builder) window() (quantity, error) {
	if len(b.scenario.SLO.Exclusions) > 0 {
		return nil, &Unsupported{Part: "slo.exclude", Why: "what counts of an outage depends on where excluded time lies"}
	}
	var all sum
	var struck mixture // by Poisson risks, which together are one
	often := 0.0       // a year
	for _, r := range b.scenario.Risks {
		rate, ok, err := b.rate(r)
		if err != nil {
			return nil, err
		}
		if !ok || rate == 0 {
			continue
		}
		b.allow.on("risk." + r.Name)
		q, err := b.severity(r, rate*b.length/model.Year)
		if err != nil {
			return nil, err
		}
		struck = append(struck, choice{rate, q})
		often += rate
	}
	if often > 0 {
		for i := range struck {
			struck[i].weight /= often
		}
		all = append(all, compound{Poisson{often * b.length / model.Year}, struck})
	}
	for _, c := range b.scenario.Changes {
		q, err := b.change(c)
		if err != nil {
			return nil, err
		}
		all = append(all, q...)
	}
	if len(all) == 0 {
		return b.zero(), nil
	}
	return all, nil
}

// rate returns how often a year a risk strikes; ok is false for a risk of a
// change.
func (b *builder) rate(r *model.Risk) (rate float64, ok bool, err error) {
	switch a := r.Arrival.(type) {
	case model.Poisson:
		return a.Rate, true, nil
	case model.Renewal:
		// A renewal process of exponential gaps is Poisson, wherever it
		// begins.
		if memoryless(a.Gap) {
			return model.Year / a.Gap.Mean(), true, nil
		}
		return 0, false, &Unsupported{Part: "risk." + r.Name + ".interarrival",
			Why: "incidents whose gaps are not exponential depend on one another, and their number has no law in closed form"}
	}
	return 0, false, nil
}

// memoryless reports whether a law is exponential, by whatever name.
func memoryless(d dist.Distribution) bool {
	mean := d.Mean()
	for _, y := range []float64{1e-3, 0.1, 0.5, 1, 2, 5, 10} {
		if math.Abs(d.CDF(y*mean)+math.Expm1(-y)) > 1e-12 {
			return false
		}
	}
	return true
}

// change returns the downtime of a change's events in the window: what is
// planned, and what the risks that they carry do. A window of n whole periods
// and a part holds n events, and one more with the probability of the part,
// unless the builder knows how many.
func (b *builder) change(c *model.Change) (sum, error) {
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
	always := 0.0 // of each event
	var event sum
	if planned.isConstant() {
		always = planned.mean
	} else {
		event = append(event, planned)
	}
	for _, r := range b.scenario.Risks {
		if a, ok := r.Arrival.(model.OnChange); ok && a.Change == c && a.Chance > 0 {
			b.allow.on("risk." + r.Name)
			q, err := b.fault(r, a.Chance, periods)
			if err != nil {
				return nil, err
			}
			event = append(event, q)
		}
	}
	all := sum{constant(n * always)}
	if len(event) > 0 && n > 0 {
		all = append(all, compound{Fixed{int(n)}, event})
	}
	if part > 0 {
		all = append(all, mixture{{1 - part, b.zero()}, {part, append(sum{constant(always)}, event...)}})
	}
	return all, nil
}

// fault returns what one event of a change costs by a risk: it may carry the
// fault, a gate may catch it, at the price of an exposure, or it reaches users.
func (b *builder) fault(r *model.Risk, chance, events float64) (quantity, error) {
	all := mixture{{1 - chance, b.zero()}}
	for _, g := range r.Gates {
		if g.Catches == 0 {
			continue
		}
		cost := quantity(b.zero())
		if g.Exposure != nil {
			enough := b.enough(chance * events)
			cost, _ = b.shareCost(costKey{r, g}, func() (quantity, error) {
				return b.product(b.drawn(g.Exposure.Time), b.drawn(g.Exposure.Impact), enough), nil
			})
		}
		all = append(all, choice{chance * g.Catches, cost})
		chance *= 1 - g.Catches
	}
	if chance > 0 {
		q, err := b.severity(r, chance*events)
		if err != nil {
			return nil, err
		}
		all = append(all, choice{chance, q})
	}
	return all, nil
}

// severity returns the downtime of one incident that reaches users: its length
// times its impact. incidents is how many the window holds in the mean: it
// says how exact the severity must be.
func (b *builder) severity(r *model.Risk, incidents float64) (quantity, error) {
	return b.shareCost(costKey{risk: r}, func() (quantity, error) { return b.newSeverity(r, b.enough(incidents)) })
}

// newSeverity is severity to a given error.
func (b *builder) newSeverity(r *model.Risk, enough float64) (quantity, error) {
	impact := b.drawn(r.Impact)
	var all mixture
	for i, w := range impact.steps.at {
		if w == 0 {
			all = append(all, choice{impact.steps.mass(i), b.zero()})
			continue
		}
		length, err := b.outage(r, w, enough)
		if err != nil {
			return nil, err
		}
		all = append(all, choice{impact.steps.mass(i), b.scale(length, w)})
	}
	if impact.smoothWeight() > leastMass {
		q, err := b.partial(r, impact, enough)
		if err != nil {
			return nil, err
		}
		all = append(all, choice{1, q})
	}
	if len(all) == 1 && all[0].weight == 1 {
		return all[0].of, nil
	}
	return all, nil
}

// outage returns the length of an outage of a given impact.
func (b *builder) outage(r *model.Risk, impact, enough float64) (quantity, error) {
	detect := b.detect(r, impact)
	if detect == nil || len(r.Ladder) == 0 {
		return b.drawn(r.SelfHeal), nil // nobody sees it, or undoes it
	}
	recover, err := b.ladder(r, enough)
	if err != nil {
		return nil, err
	}
	life := sum{detect, recover}
	if r.SelfHeal == nil {
		return life, nil
	}
	// An outage that heals by itself ends with whichever is first; what
	// is not undone by then is cut short.
	undone, heal := b.realized(life, enough), b.drawn(r.SelfHeal)
	both := []float64{1, 1}
	return b.kept(markOfEarliest(both, undone, heal), func() *duration { return earliest(b.allow, both, undone, heal) }), nil
}

// scale returns w times a quantity made of sums and mixtures.
func (b *builder) scale(q quantity, w float64) quantity {
	if w == 1 {
		return q
	}
	switch q := q.(type) {
	case *duration:
		key := scaling{q, w}
		if b.scales[key] == nil {
			b.scales[key] = b.times(q, w)
		}
		return b.scales[key]
	case sum:
		all := make(sum, len(q))
		for i, part := range q {
			all[i] = b.scale(part, w)
		}
		return all
	case mixture:
		all := make(mixture, len(q))
		for i, c := range q {
			all[i] = choice{c.weight, b.scale(c.of, w)}
		}
		return all
	}
	panic("law: an incident is made of sums and mixtures")
}

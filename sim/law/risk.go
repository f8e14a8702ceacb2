package law

import (
	"math"

	"nines/model"
	"nines/model/dist"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
	"nines/sim/law/internal/random"
)

// A builder turns a scenario into a quantity.
type builder struct {
	allow     *effort.Allowance
	scenario  *model.Scenario
	length    float64 // of the window, seconds
	tolerance float64
	events    map[*model.Change]int // that the window holds, where that is known

	// Quantities that several risks share, so that they are worked out once.
	laws    map[any]*random.Duration // by the part of the model that names them
	scales  map[scaling]*random.Duration
	ladders map[*model.Risk]random.Quantity
	passing bool // what is made now is soon forgotten
	pool    *pool
	strata  int // impacts that stand for a smooth part; 0 where it is integrated over

	longest float64                  // window that parts are to serve too; 0 for the builder's own
	costs   map[costKey]incidentCost // nil where nobody asks again

	shape float64 // of the gamma law of the rate that all incidents have; 0 for a rate that is known

	whole     bool     // incidents count whole in the window in which they begin
	cut       *cutting // of the incidents that are made now; nil where they count whole
	neglected float64  // how far a probability may be off by what is left out of a cut
	excess    float64  // the same of a probability to exceed something, as a part of that
}

type scaling struct {
	of *random.Duration
	by float64
}

func newBuilder(sc *model.Scenario, length, tolerance float64) *builder {
	return &builder{
		whole: length < model.Year, scenario: sc, length: length, tolerance: tolerance,
		laws: map[any]*random.Duration{}, scales: map[scaling]*random.Duration{},
		ladders: map[*model.Risk]random.Quantity{},
	}
}

// shared returns the quantity that a key stands for, made the first time.
func (b *builder) shared(key any, make func() *random.Duration) *random.Duration {
	d := b.laws[key]
	if d == nil {
		d = make()
		b.laws[key] = d
	}
	return d
}

// zero returns no time at all.
func (b *builder) zero() *random.Duration {
	return b.shared(0, func() *random.Duration { return random.Constant(0) })
}

// window returns the downtime of a window: what strikes at a rate, and for
// each change its events with the risks that they carry.
func (b *builder) window() (random.Both, error) {
	if len(b.scenario.SLO.Exclusions) > 0 {
		return random.Both{}, &Unsupported{Part: "slo.exclude", Reason: ExcludedTime}
	}
	if len(b.scenario.Unknowns) > 0 {
		return b.uncertain()
	}
	return b.known()
}

// known is window for a scenario of which all is known.
func (b *builder) known() (random.Both, error) {
	var all []random.Both
	for _, fresh := range []bool{false, true} {
		q, err := b.poissonRisks(fresh)
		if err != nil {
			return random.Both{}, err
		}
		all = append(all, q...)
	}
	for _, c := range b.scenario.Changes {
		q, err := b.change(c)
		if err != nil {
			return random.Both{}, err
		}
		all = append(all, q...)
	}
	if len(all) == 0 {
		return random.Same(b.zero()), nil
	}
	return random.Added(all...), nil
}

// poissonRisks returns the downtime by Poisson risks, which together are one: those
// that begin every year without an open incident, or the others.
func (b *builder) poissonRisks(fresh bool) ([]random.Both, error) {
	var all costMixture
	often := 0.0 // a year
	for _, r := range b.scenario.Risks {
		rate, ok, err := b.rate(r)
		if err != nil {
			return nil, err
		}
		if !ok || rate == 0 || r.Fresh != fresh {
			continue
		}
		b.allow.On("risk." + r.Name)
		incidents := rate * b.length / model.Year
		b.cut = b.cutting(r, b.length, incidents)
		c, err := b.severity(r, incidents)
		if err != nil {
			return nil, err
		}
		all.add(random.Choice{Weight: rate, Of: c.of}, c.time.Times(rate))
		often += rate
	}
	if often == 0 {
		return nil, nil
	}
	return []random.Both{b.compound(often*b.length/model.Year, incidentCost{all.of.Over(often), all.time.Over(often)})}, nil
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
		return 0, false, &Unsupported{Part: "risk." + r.Name + ".interarrival", Reason: RenewalGaps}
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

// severity returns the cost of one incident that reaches users: its length
// times its impact. incidents is how many the window holds in the mean: it
// says how exact the severity must be.
func (b *builder) severity(r *model.Risk, incidents float64) (incidentCost, error) {
	return b.shareCost(costKey{risk: r}, func() (incidentCost, error) { return b.newSeverity(r, b.tolerancePerIncident(incidents)) })
}

// newSeverity is severity to a given error.
func (b *builder) newSeverity(r *model.Risk, tol float64) (incidentCost, error) {
	impact := b.drawn(r.Impact)
	var all costMixture
	for i, w := range impact.Steps.At {
		if w == 0 {
			all.add(random.Choice{Weight: impact.Steps.Mass(i), Of: b.zero()}, nil)
			continue
		}
		length, err := b.outage(r, w, tol)
		if err != nil {
			return incidentCost{}, err
		}
		all.add(b.component(length, w, impact.Steps.Mass(i), tol))
	}
	if impact.SmoothWeight() > measure.LeastMass {
		c, err := b.partial(r, impact, tol)
		if err != nil {
			return incidentCost{}, err
		}
		all.add(random.Choice{Weight: 1, Of: c.of}, c.time)
	}
	return all.cost(), nil
}

// outage returns the length of an outage of a given impact.
func (b *builder) outage(r *model.Risk, impact, tol float64) (random.Quantity, error) {
	detect := b.detect(r, impact)
	if detect == nil || len(r.Ladder) == 0 {
		return b.drawn(r.SelfHeal), nil // nobody sees it, or undoes it
	}
	recover, err := b.ladder(r, tol)
	if err != nil {
		return nil, err
	}
	life := random.Sum{detect, recover}
	if r.SelfHeal == nil {
		return life, nil
	}
	// An outage that heals by itself ends with whichever is first; what
	// is not undone by then is cut short.
	undone, heal := b.realized(life, tol), b.drawn(r.SelfHeal)
	both := []float64{1, 1}
	return b.cached(random.MarkOfEarliest(both, undone, heal), func() *random.Duration { return random.Earliest(b.allow, both, undone, heal) }), nil
}

// scale returns w times a quantity made of sums and mixtures.
func (b *builder) scale(q random.Quantity, w float64) random.Quantity {
	if w == 1 {
		return q
	}
	switch q := q.(type) {
	case *random.Duration:
		key := scaling{q, w}
		if b.scales[key] == nil {
			b.scales[key] = b.times(q, w)
		}
		return b.scales[key]
	case random.Sum:
		all := make(random.Sum, len(q))
		for i, part := range q {
			all[i] = b.scale(part, w)
		}
		return all
	case random.Mixture:
		all := make(random.Mixture, len(q))
		for i, c := range q {
			all[i] = random.Choice{Weight: c.Weight, Of: b.scale(c.Of, w)}
		}
		return all
	}
	panic("law: an incident is made of sums and mixtures")
}

package law

import (
	"slices"
	"strings"

	"nines/model"
	"nines/model/dist"
	"nines/model/evidence"
	"nines/sim/law/internal/random"
)

// Where something is not known, the law of a year is the mean of its laws over worlds.
// Risks that no unknown is common to stay independent, so the mean is taken for each
// group of them by itself: by Gauss' rule over what is not known of it, or in closed
// form for a rate that is known by its incidents, whose count is negative binomial.
// What several windows of one year keep is no product any more: of those there is no
// law here.

// values is how many values stand for an unknown number where so many are not known in
// a group; there is no rule for more.
var values = []int{0, 28, 12, 6}

// A group is what has things in common that are not known.
type group struct {
	risks    []*model.Risk
	changes  []*model.Change
	unknowns []*evidence.Unknown
}

// uncertain is window for a scenario of which not all is known.
func (b *builder) uncertain() (random.Both, error) {
	if b.longest > 0 {
		return random.Both{}, unknownPart(b.scenario.Unknowns[0])
	}
	known, groups := b.groups()
	whole := b.scenario
	defer func() { b.scenario = whole }()
	b.scenario = restricted(whole, known)
	q, err := b.known()
	if err != nil {
		return random.Both{}, err
	}
	all := []random.Both{q}
	for _, g := range groups {
		b.scenario = restricted(whole, g)
		if q, err = b.group(g, whole.Unknowns); err != nil {
			return random.Both{}, err
		}
		all = append(all, q)
	}
	return random.Added(all...), nil
}

func unknownPart(u *evidence.Unknown) error { return &Unsupported{Part: u.Path, Reason: NotKnown} }

// restricted returns the scenario with the risks and changes of a group alone, known
// ones.
func restricted(sc *model.Scenario, g group) *model.Scenario {
	out := *sc
	out.Risks, out.Changes, out.Unknowns = g.risks, g.changes, nil
	return &out
}

// groups parts the scenario into what is known and what has unknowns in common.
func (b *builder) groups() (known group, groups []group) {
	var units []group // a risk at a rate, or a change with its risks
	for _, c := range b.scenario.Changes {
		u := group{changes: []*model.Change{c}}
		for _, r := range b.scenario.Risks {
			if on, ok := r.Arrival.(model.OnChange); ok && on.Change == c {
				u.risks = append(u.risks, r)
			}
		}
		units = append(units, u)
	}
	for _, r := range b.scenario.Risks {
		if _, ok := r.Arrival.(model.OnChange); !ok {
			units = append(units, group{risks: []*model.Risk{r}})
		}
	}
	for _, u := range units {
		for _, x := range b.scenario.Unknowns {
			if u.touches(x) {
				u.add(x)
			}
		}
		if len(u.unknowns) == 0 {
			known.risks, known.changes = append(known.risks, u.risks...), append(known.changes, u.changes...)
			continue
		}
		var rest []group
		for _, g := range groups {
			if slices.ContainsFunc(g.unknowns, func(x *evidence.Unknown) bool { return slices.Contains(u.unknowns, x) }) {
				u.risks, u.changes = append(g.risks, u.risks...), append(g.changes, u.changes...)
				for _, x := range g.unknowns {
					u.add(x)
				}
			} else {
				rest = append(rest, g)
			}
		}
		groups = append(rest, u)
	}
	return known, groups
}

// add adds an unknown, and the gates that it was seen behind.
func (g *group) add(u *evidence.Unknown) {
	for _, x := range append([]*evidence.Unknown{u}, u.Over...) {
		if !slices.ContainsFunc(g.unknowns, func(y *evidence.Unknown) bool { return y.Path == x.Path && y.Text == x.Text }) {
			g.unknowns = append(g.unknowns, x)
		}
	}
}

// touches reports whether what an unknown is changes what the group costs.
func (g *group) touches(u *evidence.Unknown) bool {
	section, rest, _ := strings.Cut(u.Path, ".")
	name, key, _ := strings.Cut(rest, ".")
	is := func(of, part string) bool { return section == of && name == part }
	for _, c := range g.changes {
		if is("change", c.Name) {
			return true
		}
	}
	for _, r := range g.risks {
		original, _, _ := strings.Cut(r.Name, " ")
		if is("risk", original) {
			return true
		}
		for _, x := range r.Gates {
			if is("gate", x.Name) && key != "takes" {
				return true
			}
		}
		for _, x := range r.Alarms {
			if is("alarm", x.Name) {
				return true
			}
		}
		for _, x := range r.Ladder {
			if is("recovery", x.Name) || x.Responder != nil && is("responder", x.Responder.Name) {
				return true
			}
		}
	}
	return false
}

// group returns the downtime by what has unknowns in common.
func (b *builder) group(g group, unknowns []*evidence.Unknown) (random.Both, error) {
	if q, ok, err := b.negativeBinomial(g); ok {
		return q, err
	}
	worlds, err := g.worlds()
	if err != nil {
		return random.Both{}, err
	}
	base := b.scenario
	for _, u := range g.unknowns {
		if slices.Contains(unknowns, u) { // and not only what was seen behind it
			base.Unknowns = append(base.Unknowns, u)
		}
	}
	var whole, cut random.Mixture
	for i := range worlds {
		w := &worlds[i]
		// What a world changes of durations is its own: nothing of it is shared with
		// the worlds before, but for what a pool keeps.
		of := newBuilder(base.In(w), b.length, b.tolerance)
		of.allow, of.pool, of.strata, of.whole, of.events = b.allow, b.pool, b.strata, b.whole, b.events
		q, err := of.known()
		if err != nil {
			return random.Both{}, err
		}
		b.neglected += w.weight * of.neglected
		b.excess += w.weight * of.excess
		whole = append(whole, random.Choice{Weight: w.weight, Of: q.Whole})
		cut = append(cut, random.Choice{Weight: w.weight, Of: q.Cut})
	}
	return random.Both{Whole: whole, Cut: cut}, nil
}

// negativeBinomial returns the downtime by a risk of which nothing but the rate is not
// known, and that by the incidents of a time: ok is false for any other group.
func (b *builder) negativeBinomial(g group) (q random.Both, ok bool, err error) {
	if len(g.unknowns) != 1 || len(g.risks) != 1 || len(g.changes) > 0 {
		return q, false, nil
	}
	u, r := g.unknowns[0], g.risks[0]
	if _, poisson := r.Arrival.(model.Poisson); !poisson || u.Law != nil || len(u.Parameters) != 1 || u.Unit != evidence.PerYear {
		return q, false, nil
	}
	gamma, ok := u.Parameters[0].(dist.Gamma)
	if !ok || u.Most > 0 && 1-gamma.CDF(u.Most/u.Factor) > 1e-12 {
		return q, false, nil
	}
	if b.shape, _ = gamma.Parameters(); b.shape > mostShape {
		b.shape = 0
		return q, false, nil
	}
	defer func() { b.shape = 0 }()
	q, err = b.known()
	return q, true, err
}

// mostShape is up to which shape a count is taken for negative binomial: beyond, its
// closed form loses digits, and few values of the rate tell as much.
const mostShape = 1000

// A point is a world of a rule.
type point struct {
	weight float64
	values map[*evidence.Unknown][]float64
}

// NumberOf implements evidence.Source.
func (p *point) NumberOf(u *evidence.Unknown) float64 {
	return u.NumberWith(p.of(u), func(g *evidence.Unknown) float64 { return p.NumberOf(g) })
}

// LawOf implements evidence.Source.
func (p *point) LawOf(u *evidence.Unknown) dist.Distribution { return u.LawWith(p.of(u)) }

// of returns the parameters of an unknown: where a patch has taken a gate's evidence
// away, what was seen behind the gate keeps it.
func (p *point) of(u *evidence.Unknown) []float64 {
	if v, ok := p.values[u]; ok {
		return v
	}
	for x, v := range p.values {
		if x.Path == u.Path {
			return v
		}
	}
	panic("law: a rule without " + u.Path)
}

// worlds returns the rule of a group.
func (g *group) worlds() ([]point, error) {
	parameters := 0
	for _, u := range g.unknowns {
		parameters += len(u.Parameters)
	}
	if parameters >= len(values) {
		return nil, unknownPart(g.unknowns[0])
	}
	all := []point{{weight: 1, values: map[*evidence.Unknown][]float64{}}}
	for _, u := range g.unknowns {
		for _, p := range u.Parameters {
			rule := ruleOf(p, values[parameters])
			if rule == nil {
				return nil, unknownPart(u)
			}
			var next []point
			for _, w := range all {
				for _, a := range rule {
					if a.weight*w.weight < 1e-16 {
						continue
					}
					values := map[*evidence.Unknown][]float64{}
					for x, v := range w.values {
						values[x] = v
					}
					values[u] = append(slices.Clone(values[u]), a.at)
					next = append(next, point{w.weight * a.weight, values})
				}
			}
			all = next
		}
	}
	total := 0.0
	possible := all[:0]
	for _, w := range all {
		if w.possible() {
			possible = append(possible, w)
			total += w.weight
		}
	}
	for i := range possible {
		possible[i].weight /= total
	}
	return possible, nil
}

// possible reports whether the numbers of a point make distributions.
func (p *point) possible() bool {
	for u, v := range p.values {
		if u.Law != nil && u.LawWith(v) == nil {
			return false
		}
	}
	return true
}

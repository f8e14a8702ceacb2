package engine

import (
	"strings"

	"nines/model/dist"
	"nines/model/evidence"
)

// What nobody knows for sure is drawn for each year: a world. A Year of such a
// scenario has its own copy of the plan and writes the values of the year's world
// into it before anything else is drawn, so that no other code knows of worlds. The
// years of one term of an agreement are one world: a bad supplier stays bad.

// worlds write the values of unknowns into a plan.
type worlds struct {
	stream *evidence.Stream
	term   uint64 // years that are one world
	inside evidence.World
	begun  bool
	all    []binding
}

// A binding is an unknown and all places of a plan that hold it.
type binding struct {
	of      *evidence.Unknown
	key     evidence.Key
	numbers []*float64
	laws    []*draw
	then    []func() // what follows from these
}

// Uncertain reports whether years are worlds.
func (p *Plan) Uncertain() bool { return p.Scenario != nil && len(p.Scenario.Unknowns) > 0 }

// Seed returns the seed that the plan was made with.
func (p *Plan) Seed() uint64 { return p.seed }

// WorldOf returns the world of a year.
func (p *Plan) WorldOf(year uint64) evidence.World { return evidence.World(year / p.YearsPerWorld()) }

// YearsPerWorld returns how many years, one after another, are one world: those of
// the longest term of an agreement.
func (p *Plan) YearsPerWorld() uint64 {
	years := 1
	for i := range p.Contracts {
		years = max(years, p.Contracts[i].termLayout().years)
	}
	return uint64(years)
}

// enterable returns a copy of the plan for one goroutine, and what puts worlds into
// it; the plan itself and nil where all is known.
func (p *Plan) enterable() (*Plan, *worlds) {
	if !p.Uncertain() {
		return p, nil
	}
	own := p.clone()
	w := &worlds{stream: evidence.NewStream(p.seed), term: own.YearsPerWorld()}
	for _, u := range p.Scenario.Unknowns {
		b := binding{of: u, key: evidence.KeyOf(p.seed, u.Path)}
		own.bind(&b)
		if len(b.numbers)+len(b.laws) > 0 {
			w.all = append(w.all, b)
		}
	}
	return own, w
}

// Entering returns a copy of the plan for one goroutine, and what puts the world of a
// year into it; of a plan of which all is known, the plan itself.
func (p *Plan) Entering() (own *Plan, enter func(year uint64)) {
	own, w := p.enterable()
	if w == nil {
		return own, func(uint64) {}
	}
	return own, w.enter
}

// enter puts the world of a year into the plan.
func (w *worlds) enter(year uint64) {
	inside := evidence.World(year / w.term)
	if w.begun && inside == w.inside {
		return
	}
	w.inside, w.begun = inside, true
	for i := range w.all {
		b := &w.all[i]
		if b.of.Law != nil {
			b.put(w.stream.LawAt(b.of, b.key, inside))
		} else {
			x := w.stream.NumberAt(b.of, b.key, inside)
			for _, n := range b.numbers {
				*n = x
			}
			if len(b.laws) > 0 {
				b.put(dist.NewConstantOf(x))
			}
		}
		for _, then := range b.then {
			then()
		}
	}
}

func (b *binding) put(law dist.Distribution) {
	for _, d := range b.laws {
		d.law, d.inverse = law, dist.DirectInverseOf(law)
	}
}

// add adds a draw to those that the unknown is put into, if there is one.
func (b *binding) add(d *draw) {
	if d.law != nil {
		b.laws = append(b.laws, d)
	}
}

// bind finds the places of the plan that an unknown stands in. Explanations replace
// some risks by their own: a quantity that is constant there is known, and a name
// with a space is that of the risk before the space.
func (p *Plan) bind(b *binding) {
	section, rest, _ := strings.Cut(b.of.Path, ".")
	name, key, _ := strings.Cut(rest, ".")
	law := b.add
	if section == "change" {
		for i, c := range p.Scenario.Changes {
			if c.Name == name {
				law(&p.Changes[i].downtime)
			}
		}
	}
	for i, k := range p.Scenario.Risks {
		r := &p.Risks[i]
		switch section {
		case "risk":
			if original, _, _ := strings.Cut(k.Name, " "); original == name {
				p.bindRisk(b, r, key, original == k.Name, law)
			}
		case "gate":
			for j, g := range k.Gates {
				if g.Name == name {
					r.Gates[j].bind(b, key, law)
				}
			}
		case "alarm":
			for j, a := range k.Alarms {
				if a.Name == name {
					r.Alarms[j].bind(b, key, law)
				}
			}
		case "recovery":
			for j, a := range k.Ladder {
				if a.Name == name {
					r.Ladder[j].bind(b, key, law)
				}
			}
		case "responder":
			for j, a := range k.Ladder {
				if a.Responder != nil && a.Responder.Name == name {
					r.Ladder[j].bindResponder(key, law)
				}
			}
		}
	}
	p.bindPeople(b, section, name, key, law)
}

// bind is that of a plan for a key of the gate. So for the other parts.
func (g *gatePlan) bind(b *binding, key string, law func(*draw)) {
	switch key {
	case "catches":
		b.numbers = append(b.numbers, &g.catches)
	case "exposure.impact":
		law(&g.impact)
	case "exposure.time":
		law(&g.time)
	}
}

func (a *alarmPlan) bind(b *binding, key string, law func(*draw)) {
	if key == "miss" {
		b.numbers = append(b.numbers, &a.miss)
	} else { // its delay, or its whole latency
		law(&a.delay)
	}
}

func (a *actionPlan) bind(b *binding, key string, law func(*draw)) {
	switch key {
	case "success":
		b.numbers = append(b.numbers, &a.success)
	case "time":
		law(&a.time)
	}
}

func (a *actionPlan) bindResponder(key string, law func(*draw)) {
	if key == "ack" {
		law(&a.ack)
	} else {
		law(&a.ackOff)
	}
}

// bindRisk is bind for a key of a risk; own says that it strikes as the file says.
func (p *Plan) bindRisk(b *binding, r *RiskPlan, key string, own bool, law func(*draw)) {
	a := &r.Arrival
	switch key {
	case "impact":
		law(&r.Impact)
	case "diagnose":
		law(&r.Diagnose)
	case "self_heal_time":
		law(&r.SelfHeal)
	case "chance":
		if own && a.Change >= 0 {
			b.numbers = append(b.numbers, &a.chance)
			b.then = append(b.then, func() { r.Past.setRate(a.points(p.Changes)); a.count(p.Changes) })
		}
	case "rate", "mtbf":
		if own && a.Change < 0 && a.gap == nil {
			b.numbers = append(b.numbers, &a.rate)
			b.then = append(b.then, func() { r.Past.setRate(a.points(p.Changes)); a.count(p.Changes) })
		}
	case "interarrival":
		if own && a.gap != nil {
			gap := &draw{law: a.gap}
			law(gap)
			b.then = append(b.then, func() {
				if a.gap = gap.law; !r.Fresh {
					a.wait = dist.NewEquilibriumOnce(a.gap)
				}
			})
		}
	}
}

// bindPeople is bind for what costs people's time and no downtime.
func (p *Plan) bindPeople(b *binding, section, name, key string, law func(*draw)) {
	if section == "risk" && key == "diagnose" {
		for i := range p.falseAlarms {
			if k := p.Scenario.PagedBy(p.falseAlarms[i].of); k != nil && k.Name == name {
				law(&p.falseAlarms[i].diagnose)
			}
		}
	}
	if section != "gate" || key != "takes" {
		return
	}
	for i, c := range p.Scenario.Changes {
		if p.Passes == nil {
			return
		}
		pass := &p.Passes[i]
		for j, g := range gatesOf(p.Scenario, c) {
			if g.Name == name {
				law(&pass.gates[j].takes)
				b.then = append(b.then, pass.sum)
			}
		}
	}
}

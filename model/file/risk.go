package file

import (
	"nines/model"
	"nines/model/file/internal/tomltree"
)

// risk reads one [risk.X].
func (r *reader) risk(c cursor, name, title string) {
	k := &model.Risk{
		Name: name, Title: title, Impact: c.share("impact"), Diagnose: c.law("diagnose"), Fresh: c.flag("fresh"),
	}
	before := r.found
	r.doubt = false
	k.Arrival = r.arrival(c)
	sound := r.found == before
	if n := c.n.Child("impact"); n != nil && k.Impact.CDF(0) > 0 {
		r.bad(n, c.key("impact"), "an impact above 0%; what hits nobody is no outage")
	}
	for _, ref := range c.parts("gates") {
		k.Gates = append(k.Gates, r.gates[ref.name])
	}
	if n := c.n.Child("gates"); n != nil && len(n.Children) > 0 && sound && !c.has("on") {
		r.fail(n.KeyAt, n.PatchedBy(), c.key("gates"), "gates without on", "gates only where a change (on) brings the risk",
			"stands without on: gates only stop the faults of a change")
	}
	alarms, ladder := c.parts("alarms"), c.parts("recovery")
	if c.has("self_heal_time") {
		k.SelfHeal = c.law("self_heal_time")
	}
	for _, ref := range alarms {
		k.Alarms = append(k.Alarms, r.alarms[ref.name])
	}
	for _, ref := range ladder {
		k.Ladder = append(k.Ladder, r.recoveries[ref.name])
	}
	if r.found == before && !r.doubt {
		r.checkEnd(c, k, alarms, ladder)
	}
	r.out.Risks = append(r.out.Risks, k)
}

// arrival reads when a risk strikes.
func (r *reader) arrival(c cursor) model.Arrival {
	const want = "how often it strikes: rate, mtbf, interarrival, or on and chance"
	if on := c.n.Child("on"); on != nil {
		return r.onChange(c, on)
	}
	if n := c.n.Child("chance"); n != nil {
		r.fail(n.KeyAt, n.PatchedBy(), c.key("chance"), "chance without on", "the change that it belongs to: on", "stands without on, want the change that it belongs to")
		return nil
	}
	if r.suggested[c.key("on")] {
		return nil
	}
	key := c.only("how often", want)
	if key == "" {
		return nil
	}
	n, path := c.n.Child(key), c.key(key)
	switch key {
	case "rate":
		return r.poisson(n, path)
	case "mtbf":
		mtbf, ok := r.duration(n, path)
		if ok && mtbf < model.Year/model.MaxIncidents {
			r.bad(n, path, "a time of at least "+model.FormatDuration(model.Year/model.MaxIncidents)+", for "+model.MaxIncidentsForm)
		}
		return model.Poisson{Rate: model.Year / mtbf}
	}
	gap := r.law(n, path, duration)
	if gap == nil {
		return nil
	}
	if gap.Mean() < model.Year/model.MaxIncidents {
		r.bad(n, path, "gaps of at least "+model.FormatDuration(model.Year/model.MaxIncidents)+" on average, for "+model.MaxIncidentsForm)
	}
	return model.Renewal{Gap: gap}
}

// poisson reads a rate, whose evidence is reserved.
func (r *reader) poisson(n *tomltree.Node, path string) model.Arrival {
	if n.Kind == tomltree.Table {
		r.evidenceTable(n, path, model.RateForm)
		return nil
	}
	rate, _ := r.rate(n, path)
	return model.Poisson{Rate: rate}
}

// onChange reads on and chance.
func (r *reader) onChange(c cursor, on *tomltree.Node) model.Arrival {
	for _, child := range c.n.Children {
		if spec := c.sec.key(child.Key); spec != nil && spec.oneOf == "how often" {
			r.fail(child.KeyAt, child.PatchedBy(), c.key(child.Key), child.Key+" beside on", "one of the two",
				"stands beside on, want one of the two")
			return nil
		}
	}
	ref, ok := c.reference(on, "on", "change")
	n := c.n.Child("chance")
	if n == nil {
		r.missing(c.n, c.key("chance"), `the probability that one change carries the fault such as "2%"`)
		return nil
	}
	if n.Kind == tomltree.Table {
		r.evidenceTable(n, c.key("chance"), `a probability such as "2%"`)
		return nil
	}
	chance := c.ratio("chance", 0)
	if !ok {
		return nil
	}
	return model.OnChange{Change: r.changes[ref.name], Chance: chance}
}

// evidenceTable records a table where a plain value stands: evidence is
// reserved, anything else is wrong.
func (r *reader) evidenceTable(n *tomltree.Node, path, want string) {
	if later := laterLaw(n); later != "" {
		want = later
	}
	r.bad(n, path, want)
}

package file

import (
	"nines/model"
	"nines/model/dist"
	"nines/model/file/internal/tomltree"
)

func riskSection() section {
	type K = model.Risk
	return partSection("risk", "a risk", func(s *model.Scenario) *[]*K { return &s.Risks },
		func(name string) *K { return &K{Name: name} }, func(k *K) string { return k.Name },
		readRisk,
		append([]key{
			textKey("title", func(k *K) *string { return &k.Title }).asLabel(),
			valued(formKey("rate", rateForm).among(howOften), func(k *K) (float64, bool) {
				a, ok := k.Arrival.(model.Poisson)
				return a.Rate, ok
			}),
			valued(formKey("mtbf", durationForm).among(howOften), func(k *K) (float64, bool) {
				a, ok := k.Arrival.(model.Poisson)
				return model.Year / a.Rate, ok && a.Rate > 0
			}),
			valued(formKey("interarrival", lawForm).among(howOften), func(k *K) (float64, bool) {
				a, _ := k.Arrival.(model.Renewal)
				return median(a.Gap)
			}),
			partKey("on", "change"),
			valued(formKey("chance", ratioForm), func(k *K) (float64, bool) {
				a, ok := k.Arrival.(model.OnChange)
				return a.Chance, ok
			}),
			partsKey("gates", "gate"),
			shareKey("impact", func(k *K) *dist.Distribution { return &k.Impact }),
			partsKey("alarms", "alarm"),
			lawKey("diagnose", func(k *K) *dist.Distribution { return &k.Diagnose }),
			partsKey("recovery", "recovery"),
			maybeLawKey("self_heal_time", func(k *K) *dist.Distribution { return &k.SelfHeal }).jointly(),
			flagKey("external", func(k *K) *bool { return &k.External }),
			flagKey("fresh", func(k *K) *bool { return &k.Fresh }),
		}, laterKeys("dependency", "dispersion", "drift")...)...)
}

// readRisk reads one [risk.X].
func readRisk(c cursor, k *model.Risk) {
	r := c.r
	c.fill(k)
	before := r.found
	r.doubt = false
	k.Arrival = r.arrival(c)
	sound := r.found == before
	if n := c.n.Child("impact"); n != nil && k.Impact.CDF(0) > 0 {
		r.bad(n, c.key("impact"), "an impact above 0%; what hits nobody is no outage")
	}
	for _, ref := range c.parts("gates") {
		k.Gates = append(k.Gates, partOf[model.Gate](r, "gate", ref.name))
	}
	if n := c.n.Child("gates"); n != nil && len(n.Children) > 0 && sound && !c.has("on") {
		r.fail(n.KeyAt, n.PatchedBy(), c.key("gates"), "gates without on", "gates only where a change (on) brings the risk",
			"stands without on: gates only stop the faults of a change")
	}
	alarms, ladder := c.parts("alarms"), c.parts("recovery")
	c.take("self_heal_time", k)
	for _, ref := range alarms {
		k.Alarms = append(k.Alarms, partOf[model.Alarm](r, "alarm", ref.name))
	}
	for _, ref := range ladder {
		k.Ladder = append(k.Ladder, partOf[model.Recovery](r, "recovery", ref.name))
	}
	if r.found == before && !r.doubt {
		r.checkEnd(c, k, alarms, ladder)
	}
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
	key := c.only(howOften, want)
	if key == "" {
		return nil
	}
	n, path := c.n.Child(key), c.key(key)
	switch key {
	case "rate":
		return r.poisson(n, path)
	case "mtbf":
		if isDoubt(n) {
			rate, _ := r.mtbfDoubt(n, path)
			return model.Poisson{Rate: rate}
		}
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

// poisson reads a rate.
func (r *reader) poisson(n *tomltree.Node, path string) model.Arrival {
	read := r.rate
	if isDoubt(n) {
		read = r.rateDoubt
	}
	rate, _ := read(n, path)
	return model.Poisson{Rate: rate}
}

// onChange reads on and chance.
func (r *reader) onChange(c cursor, on *tomltree.Node) model.Arrival {
	for _, child := range c.n.Children {
		if spec := c.sec.key(child.Key); spec != nil && spec.group == howOften {
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
	chance := 0.0
	if isDoubt(n) {
		chance, _ = r.ratioDoubt(n, c.key("chance"), r.seenAfter(c))
	} else {
		chance = c.ratio("chance", 0)
	}
	if !ok {
		return nil
	}
	return model.OnChange{Change: partOf[model.Change](r, "change", ref.name), Chance: chance}
}

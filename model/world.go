package model

import (
	"strings"

	"nines/model/dist"
	"nines/model/evidence"
)

// Unknown returns what is known of a key that holds evidence, such as
// "risk.bad-deploy.chance"; nil for a key that holds a value.
func (s *Scenario) Unknown(path string) *evidence.Unknown {
	for _, u := range s.Unknowns {
		if u.Path == path {
			return u
		}
	}
	return nil
}

// In returns the scenario as it is in a world: all that is not known has a value.
// What holds no evidence is the scenario's.
func (s *Scenario) In(world evidence.Source) *Scenario {
	out := s.clone()
	out.Unknowns, out.Origin = nil, nil
	for _, u := range s.Unknowns {
		if u.Law != nil {
			out.setLaw(u.Path, world.LawOf(u))
		} else {
			out.setNumber(u.Path, world.NumberOf(u))
		}
	}
	return out
}

// clone returns a copy of the scenario whose changes, safety nets and risks are its
// own, and refer to each other.
func (s *Scenario) clone() *Scenario {
	out := *s
	changes, gates, alarms, responders := copier[Change]{}, copier[Gate]{}, copier[Alarm]{}, copier[Responder]{}
	recoveries, risks, agreements := copier[Recovery]{}, copier[Risk]{}, copier[Agreement]{}
	out.Changes, out.Gates, out.Alarms = changes.all(s.Changes), gates.all(s.Gates), alarms.all(s.Alarms)
	out.Responders, out.Recoveries = responders.all(s.Responders), recoveries.all(s.Recoveries)
	out.Risks, out.Agreements = risks.all(s.Risks), agreements.all(s.Agreements)
	for _, k := range out.Risks {
		if on, ok := k.Arrival.(OnChange); ok {
			on.Change = changes.of(on.Change)
			k.Arrival = on
		}
		k.Gates, k.Alarms, k.Ladder = gates.all(k.Gates), alarms.all(k.Alarms), recoveries.all(k.Ladder)
	}
	for _, g := range gates {
		if g.Exposure != nil {
			e := *g.Exposure
			g.Exposure = &e
		}
	}
	for _, a := range recoveries {
		a.Responder = responders.of(a.Responder)
	}
	moved := func(all []Exclusion) []Exclusion {
		var to []Exclusion
		for _, e := range all {
			e.Change, e.Risk = changes.of(e.Change), risks.of(e.Risk)
			to = append(to, e)
		}
		return to
	}
	out.SLO.Exclusions = moved(out.SLO.Exclusions)
	for _, a := range out.Agreements {
		a.AlternativeTo = agreements.of(a.AlternativeTo)
		a.Exclusions = moved(a.Exclusions)
	}
	return &out
}

// A copier holds the copies of parts, each made once.
type copier[P any] map[*P]*P

// of returns the copy of a part; nil for nil.
func (c copier[P]) of(p *P) *P {
	if p == nil {
		return nil
	}
	if c[p] == nil {
		copied := *p
		c[p] = &copied
	}
	return c[p]
}

// all returns the copies of parts.
func (c copier[P]) all(list []*P) []*P {
	var out []*P
	for _, p := range list {
		out = append(out, c.of(p))
	}
	return out
}

// What explains a scenario puts parts of its own in place of some: so parts are found
// where risks refer to them too, a quantity that is constant is known, and a name with
// a space is that of the risk before it.

// setNumber puts a number where a path leads that can hold evidence.
func (s *Scenario) setNumber(path string, x float64) {
	section, name, key := split(path)
	if key == "impact" || key == "exposure.impact" {
		s.setLaw(path, dist.NewConstantOf(x))
		return
	}
	each(s.Gates, s.Risks, func(k *Risk) []*Gate { return k.Gates }, func(g *Gate) {
		if section == "gate" && g.Name == name {
			g.Catches = x
		}
	})
	each(s.Alarms, s.Risks, func(k *Risk) []*Alarm { return k.Alarms }, func(a *Alarm) {
		if section == "alarm" && a.Name == name {
			a.Miss = x
		}
	})
	each(s.Recoveries, s.Risks, func(k *Risk) []*Recovery { return k.Ladder }, func(a *Recovery) {
		if section == "recovery" && a.Name == name {
			a.Success = x
		}
	})
	for _, k := range s.Risks {
		if section != "risk" || k.Name != name {
			continue
		}
		switch on := k.Arrival.(type) {
		case OnChange:
			on.Chance = x
			k.Arrival = on
		case Poisson: // its rate, or mtbf
			k.Arrival = Poisson{x}
		}
	}
}

// setLaw puts a distribution where a path leads that can hold evidence.
func (s *Scenario) setLaw(path string, law dist.Distribution) {
	section, name, key := split(path)
	put := func(at *dist.Distribution) { putUnknown(at, law) }
	switch section {
	case "change":
		for _, c := range s.Changes {
			if c.Name == name {
				put(&c.Downtime)
			}
		}
	case "gate":
		each(s.Gates, s.Risks, func(k *Risk) []*Gate { return k.Gates }, func(g *Gate) {
			if g.Name == name {
				put(g.lawOf(key))
			}
		})
	case "alarm":
		each(s.Alarms, s.Risks, func(k *Risk) []*Alarm { return k.Alarms }, func(a *Alarm) {
			if a.Name == name {
				put(a.lawOf(key))
			}
		})
	case "recovery", "responder":
		each(s.Recoveries, s.Risks, func(k *Risk) []*Recovery { return k.Ladder }, func(a *Recovery) {
			switch p := a.Responder; {
			case section == "recovery" && a.Name == name:
				put(&a.Time)
			case section == "responder" && p != nil && p.Name == name:
				put(p.lawOf(key))
			}
		})
	case "risk":
		for _, k := range s.Risks {
			if original, _, _ := strings.Cut(k.Name, " "); original == name {
				put(k.lawOf(key))
				if _, ok := k.Arrival.(Renewal); ok && key == "interarrival" {
					k.Arrival = Renewal{law}
				}
			}
		}
	}
}

// putUnknown puts a distribution in place of one, unless that is known.
func putUnknown(at *dist.Distribution, law dist.Distribution) {
	if at == nil || *at == nil {
		return
	}
	if _, known := (*at).(dist.Constant); !known {
		*at = law
	}
}

// lawOf returns where the distribution of a key stands that can hold evidence;
// nil where it is not one. So for the other parts.
func (g *Gate) lawOf(key string) *dist.Distribution {
	switch key {
	case "takes":
		return &g.Takes
	case "exposure.impact":
		return &g.Exposure.Impact
	case "exposure.time":
		return &g.Exposure.Time
	}
	return nil
}

func (a *Alarm) lawOf(key string) *dist.Distribution {
	if key == "latency" {
		return &a.Latency
	}
	return &a.Delay
}

func (r *Responder) lawOf(key string) *dist.Distribution {
	if key == "ack" {
		return &r.Ack
	}
	return &r.AckOffHours
}

func (k *Risk) lawOf(key string) *dist.Distribution {
	switch key {
	case "impact":
		return &k.Impact
	case "diagnose":
		return &k.Diagnose
	case "self_heal_time":
		return &k.SelfHeal
	}
	return nil
}

// each visits the parts of a list, and those that risks refer to, each once.
func each[P any](list []*P, risks []*Risk, of func(*Risk) []*P, visit func(*P)) {
	seen := map[*P]bool{}
	look := func(all []*P) {
		for _, p := range all {
			if !seen[p] {
				seen[p] = true
				visit(p)
			}
		}
	}
	look(list)
	for _, k := range risks {
		look(of(k))
	}
}

// split parts "gate.canary.exposure.time" into "gate", "canary" and the key.
func split(path string) (section, name, key string) {
	parts := strings.SplitN(path, ".", 3)
	return parts[0], parts[1], parts[2]
}

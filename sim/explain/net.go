package explain

import (
	"cmp"
	"slices"

	"nines/model"
	"nines/model/file"
)

// A NetKind is a kind of safety net.
type NetKind string

// The kinds of nets, as the file calls them.
const (
	GateNet      NetKind = "gate"
	AlarmNet     NetKind = "alarm"
	RecoveryNet  NetKind = "recovery"
	ResponderNet NetKind = "responder"
)

// A Net is a gate, alarm, recovery or responder, and what would be attained
// without it: it is taken off every list that names it. Without a responder
// the actions that only this one carries out are never taken, and the ladder
// goes on with the next.
type Net struct {
	Kind        NetKind
	Name, Title string

	// Sets are the patches that remove the net; empty for a net that nothing uses.
	Sets []file.Patch

	// Stuck lists the risks that would have incidents without end. Then
	// nothing can be attained, and the outcome is left empty.
	Stuck []Stuck
	Outcome

	scenario *model.Scenario
}

// A Stuck is a risk of which some or all incidents would never end.
type Stuck struct {
	Risk   string
	Unseen bool // nobody would notice; else nobody could end it
	Partly bool // some of them; else all
}

// Indispensable reports whether nothing can be attained without the net.
func (n *Net) Indispensable() bool { return len(n.Stuck) > 0 }

// netsOf lists the nets of a scenario, with the scenario without each.
func netsOf(sc *model.Scenario) []Net {
	var all []Net
	add := func(kind NetKind, name, title string, sets []file.Patch, stuck []Stuck) {
		n := Net{Kind: kind, Name: name, Title: title, Sets: sets, Stuck: stuck, scenario: sc}
		if len(stuck) == 0 && len(sets) > 0 {
			without, err := file.With(sc, sets...)
			if err != nil {
				panic(err) // what may be taken away has just been checked
			}
			n.scenario = without
		}
		all = append(all, n)
	}
	for _, g := range sc.Gates {
		var sets []file.Patch
		for _, r := range sc.Risks {
			if slices.Contains(r.Gates, g) {
				sets = append(sets, removal(r, "gates", g.Name))
			}
		}
		add(GateNet, g.Name, g.Title, sets, nil)
	}
	for _, a := range sc.Alarms {
		var sets []file.Patch
		var stuck []Stuck
		for _, r := range sc.Risks {
			if slices.Contains(r.Alarms, a) {
				sets = append(sets, removal(r, "alarms", a.Name))
				stuck = append(stuck, unseenWithout(r, a)...)
			}
		}
		add(AlarmNet, a.Name, a.Title, sets, stuck)
	}
	for _, a := range sc.Recoveries {
		sets, stuck := withoutActions(sc, func(x *model.Recovery) bool { return x == a })
		add(RecoveryNet, a.Name, a.Title, sets, stuck)
	}
	for _, p := range sc.Responders {
		sets, stuck := withoutActions(sc, func(x *model.Recovery) bool { return x.Responder == p })
		add(ResponderNet, p.Name, p.Title, sets, stuck)
	}
	return all
}

// removal takes names off a list of a risk.
func removal(r *model.Risk, list string, names ...string) file.Patch {
	return file.Remove("risk."+r.Name+"."+list, names...)
}

// unseenWithout returns whether faults of a risk would stay unseen for good
// without an alarm, as none or one.
func unseenWithout(r *model.Risk, a *model.Alarm) []Stuck {
	if r.SelfHeal != nil {
		return nil
	}
	least, most := r.Impact.Support()
	partly := false
	for _, b := range r.Alarms {
		switch {
		case b == a:
		case b.Miss == 0 && b.Sees(least):
			return nil
		case b.Miss < 1 && b.Sees(most):
			partly = true
		}
	}
	return []Stuck{{Risk: r.Name, Unseen: true, Partly: partly}}
}

// withoutActions returns the patches that remove actions from all ladders, and the
// risks whose incidents would then never end.
func withoutActions(sc *model.Scenario, of func(*model.Recovery) bool) (sets []file.Patch, stuck []Stuck) {
	for _, r := range sc.Risks {
		var gone []string
		left, works := false, 0.0
		for _, a := range r.Ladder {
			if of(a) {
				gone = append(gone, a.Name)
				continue
			}
			left, works = true, a.Success
		}
		if len(gone) == 0 {
			continue
		}
		sets = append(sets, removal(r, "recovery", gone...))
		if works < 1 && r.SelfHeal == nil {
			stuck = append(stuck, Stuck{Risk: r.Name, Partly: left})
		}
	}
	return sets, stuck
}

// tryNets simulates the scenario without each net and ranks the nets: first those
// without which nothing is attained, then by what is attained, the least first.
func (c *comparer) tryNets(nets []Net) ([]Net, error) {
	services := make([]*model.Scenario, len(nets))
	for i := range nets {
		if !nets[i].Indispensable() && nets[i].scenario != c.sc {
			services[i] = nets[i].scenario
		}
	}
	trials, err := c.tryAll(services)
	if err != nil {
		return nil, err
	}
	for i, t := range trials {
		switch {
		case t != nil:
			nets[i].Outcome = t.outcome
		case !nets[i].Indispensable():
			nets[i].Outcome = c.against(c.today)
		}
	}
	slices.SortStableFunc(nets, func(a, b Net) int {
		if a.Indispensable() != b.Indispensable() {
			return cmp.Compare(len(b.Stuck), len(a.Stuck))
		}
		return cmp.Compare(a.Attainable.Value, b.Attainable.Value)
	})
	return nets, nil
}

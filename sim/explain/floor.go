package explain

import (
	"slices"

	"nines/model"
	"nines/model/dist"
)

// A Supposition is an ideal that no real change reaches, for a service or for one
// risk: what remains under it, no real change can remove.
type Supposition string

// The suppositions.
const (
	// DetectionInstant: every fault is known at its onset.
	DetectionInstant Supposition = "detection_instant"
	// PeopleInstant: whoever is paged answers at once and knows the cause
	// at once.
	PeopleInstant Supposition = "people_instant"
	// RecoveryInstant: every action takes no time. It works as often as
	// before, and people are waited for as long as before.
	RecoveryInstant Supposition = "recovery_instant"
	// NoPlannedWork: changes take no downtime; they carry the same faults.
	NoPlannedWork Supposition = "no_planned_work"
	// NeverHappens: the risk does not exist, nor what its gates expose.
	NeverHappens Supposition = "never_happens"
	// OneMore: the risk strikes once more than it does anyway, at a random
	// moment of the year and past all gates. That is the year in which an
	// incident has just happened: for Poisson incidents the others are as likely
	// as ever (Slivnyak and Mecke; Last and Penrose, Lectures on the Poisson
	// Process, theorem 4.1).
	OneMore Supposition = "one_more"
)

// A Floor is what remains under a supposition.
type Floor struct {
	If   Supposition
	Risk string // of which risk alone; empty for the whole service
	Outcome

	scenario *model.Scenario
}

// floorsOf lists the suppositions of a scenario: of the whole service first, then
// risk by risk. Those about parts that it lacks (planned work, people) are left out.
func floorsOf(sc *model.Scenario) []Floor {
	var all []Floor
	add := func(s Supposition, risk string, with *model.Scenario) {
		all = append(all, Floor{If: s, Risk: risk, scenario: with})
	}
	phases := func(risk string, of func(*model.Risk) bool) {
		if len(sc.Risks) == 1 && len(all) > 0 { // it is the whole service
			for _, f := range all {
				if f.If != NoPlannedWork {
					add(f.If, risk, f.scenario)
				}
			}
			return
		}
		add(DetectionInstant, risk, supposing(sc, of, knownAtOnce))
		if slices.ContainsFunc(sc.Risks, func(r *model.Risk) bool { return of(r) && hasPeople(r) }) {
			add(PeopleInstant, risk, supposing(sc, of, answeredAtOnce))
		}
		add(RecoveryInstant, risk, supposing(sc, of, undoneAtOnce))
	}
	if len(sc.Risks) > 0 {
		phases("", func(*model.Risk) bool { return true })
	}
	if slices.ContainsFunc(sc.Changes, func(c *model.Change) bool { return c.Downtime.Mean() > 0 }) {
		add(NoPlannedWork, "", withoutPlannedWork(sc))
	}
	for _, r := range sc.Risks {
		phases(r.Name, func(x *model.Risk) bool { return x == r })
		add(NeverHappens, r.Name, withoutRisk(sc, r))
		add(OneMore, r.Name, withOneMore(sc, r))
	}
	return all
}

// tryFloors simulates the suppositions, and weighs the risks by them.
func (c *comparer) tryFloors(floors []Floor) ([]Floor, []Worth, error) {
	services := make([]*model.Scenario, len(floors))
	for i := range floors {
		services[i] = floors[i].scenario
	}
	trials, err := c.tryAll(services)
	if err != nil {
		return nil, nil, err
	}
	without, more := map[string]*attempt{}, map[string]*attempt{}
	for i := range floors {
		f := &floors[i]
		f.Outcome = trials[i].outcome
		switch f.If {
		case NeverHappens:
			without[f.Risk] = trials[i]
		case OneMore:
			more[f.Risk] = trials[i]
		}
	}
	var worths []Worth
	for _, r := range c.sc.Risks {
		worths = append(worths, c.worthOf(r.Name, without[r.Name], more[r.Name]))
	}
	return floors, worths, nil
}

// supposing returns the scenario with other risks in place of some.
func supposing(sc *model.Scenario, of func(*model.Risk) bool, other func(model.Risk) *model.Risk) *model.Scenario {
	out := *sc
	out.Risks = slices.Clone(sc.Risks)
	for i, r := range sc.Risks {
		if of(r) {
			out.Risks[i] = other(*r)
		}
	}
	return &out
}

// knownAtOnce returns the risk with an alarm that fires at its onset. So does one
// without any alarm, so that its recovery can begin.
func knownAtOnce(r model.Risk) *model.Risk {
	r.Alarms = []*model.Alarm{{Name: "at once", Delay: atOnce(), LatencyFactor: 1}}
	return &r
}

// answeredAtOnce returns the risk with people who are there at once and know
// the cause at once.
func answeredAtOnce(r model.Risk) *model.Risk {
	r.Diagnose = atOnce()
	people := map[*model.Responder]*model.Responder{}
	r.Ladder = slices.Clone(r.Ladder)
	for i, a := range r.Ladder {
		who := a.Responder
		if who == nil {
			continue
		}
		if people[who] == nil {
			people[who] = &model.Responder{Name: who.Name, Title: who.Title, Ack: atOnce()}
		}
		action := *a
		action.Responder = people[who]
		r.Ladder[i] = &action
	}
	return &r
}

// undoneAtOnce returns the risk with actions that take no time.
func undoneAtOnce(r model.Risk) *model.Risk {
	r.Ladder = slices.Clone(r.Ladder)
	for i, a := range r.Ladder {
		action := *a
		action.Time = atOnce()
		r.Ladder[i] = &action
	}
	return &r
}

// hasPeople reports whether the risk's recovery waits for somebody.
func hasPeople(r *model.Risk) bool {
	return slices.ContainsFunc(r.Ladder, func(a *model.Recovery) bool { return a.Responder != nil })
}

// withoutRisk returns the scenario without one risk.
func withoutRisk(sc *model.Scenario, r *model.Risk) *model.Scenario {
	out := *sc
	out.Risks = slices.DeleteFunc(slices.Clone(sc.Risks), func(x *model.Risk) bool { return x == r })
	return &out
}

// withOneMore returns the scenario in which a risk strikes once more a year.
// The extra incident is a risk of its own, on an event that comes once a year
// at a random moment, so that no other draw is touched and its own are new: a
// name with a space cannot be in a file. It is one of this year alone: the year
// before has none more, of which something could be left.
func withOneMore(sc *model.Scenario, r *model.Risk) *model.Scenario {
	once := &model.Change{Name: "once more", Period: model.Year, Downtime: atOnce()}
	more := *r
	more.Name += " once more"
	more.Arrival, more.Gates = model.OnChange{Change: once, Chance: 1}, nil
	more.Fresh = true
	out := *sc
	out.Changes = append(slices.Clone(sc.Changes), once)
	out.Risks = append(slices.Clone(sc.Risks), &more)
	return &out
}

// withoutPlannedWork returns the scenario with changes that take no downtime.
func withoutPlannedWork(sc *model.Scenario) *model.Scenario {
	out := *sc
	out.Changes = make([]*model.Change, len(sc.Changes))
	quick := map[*model.Change]*model.Change{}
	for i, c := range sc.Changes {
		change := *c
		change.Downtime = atOnce()
		out.Changes[i], quick[c] = &change, &change
	}
	out.Risks = slices.Clone(sc.Risks)
	for i, r := range sc.Risks {
		if on, ok := r.Arrival.(model.OnChange); ok {
			risk := *r
			risk.Arrival = model.OnChange{Change: quick[on.Change], Chance: on.Chance}
			out.Risks[i] = &risk
		}
	}
	return &out
}

// atOnce is the law of what takes no time: the constant 0.
func atOnce() dist.Constant { return dist.Constant{} }

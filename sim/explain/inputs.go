package explain

import (
	"math"

	"nines/model"
	"nines/model/dist"
	"nines/model/file"
)

// inputsOf lists the numbers of a scenario that somebody estimated, in the
// order of an incident's life. How often a change happens, or how an alarm is
// set, is a decision and not an estimate; what an alarm's setting comes to is
// its latency.
func inputsOf(sc *model.Scenario) []Input {
	b := &inputs{scenario: sc}
	for _, r := range sc.Risks {
		b.often(r)
	}
	for _, c := range sc.Changes {
		b.time("change."+c.Name+".downtime", c.Downtime)
	}
	for _, g := range sc.Gates {
		b.missing("gate."+g.Name+".catches", g.Catches)
	}
	for _, r := range sc.Risks {
		b.impact(r)
	}
	for _, a := range sc.Alarms {
		b.factor("alarm."+a.Name+".latency", 0.5, 2)
		b.ratio("alarm."+a.Name+".miss", a.Miss)
	}
	for _, p := range sc.Responders {
		b.time("responder."+p.Name+".ack", p.Ack)
	}
	for _, r := range sc.Risks {
		b.time("risk."+r.Name+".diagnose", r.Diagnose)
		b.time("risk."+r.Name+".self_heal_time", r.SelfHeal)
	}
	for _, a := range sc.Recoveries {
		b.time("recovery."+a.Name+".time", a.Time)
		b.missing("recovery."+a.Name+".success", a.Success)
	}
	return b.all
}

// inputs gathers the inputs that a scenario can take at one end at least.
type inputs struct {
	scenario *model.Scenario
	all      []Input
}

// end returns the service with a setting; without a scenario where the file
// cannot take it.
func (b *inputs) end(set file.Patch) End {
	sc, err := file.With(b.scenario, set)
	if err != nil {
		return End{Set: set}
	}
	return End{Set: set, scenario: sc}
}

// add adds an input and reports whether it has an end.
func (b *inputs) add(path string, less, more End) bool {
	if less.scenario == nil && more.scenario == nil {
		return false
	}
	b.all = append(b.all, Input{Path: path, Less: less, More: more})
	return true
}

// factor multiplies what a path holds.
func (b *inputs) factor(path string, less, more float64) bool {
	set := func(by float64) End { return b.end(file.Times(path, by)) }
	return b.add(path, set(less), set(more))
}

// time moves a duration that is not nothing.
func (b *inputs) time(path string, law dist.Distribution) {
	if law == nil || law.Mean() == 0 {
		return
	}
	b.factor(path, 0.5, 2)
}

// ratio moves a probability, which ends at 1.
func (b *inputs) ratio(path string, v float64) bool {
	if v <= 0 {
		return false
	}
	set := func(v float64) End { return b.end(file.Set(path, model.FormatRatio(v))) }
	return b.add(path, set(v/2), set(math.Min(1, 2*v)))
}

// missing halves and doubles what a probability leaves to 1. A probability of 1 is
// no estimate and stays.
func (b *inputs) missing(path string, v float64) {
	if v >= 1 {
		return
	}
	set := func(miss float64) End { return b.end(file.Set(path, model.FormatRatio(1-miss))) }
	b.add(path, set((1-v)/2), set(math.Min(1, 2*(1-v))))
}

// often moves how often a risk strikes, in whichever way the file says it.
func (b *inputs) often(r *model.Risk) {
	at := "risk." + r.Name
	if a, ok := r.Arrival.(model.OnChange); ok {
		b.ratio(at+".chance", a.Chance)
		return
	}
	_ = b.factor(at+".rate", 0.5, 2) || b.factor(at+".mtbf", 2, 0.5) || b.factor(at+".interarrival", 2, 0.5)
}

// impact moves the part of the users that a risk hits, unless it is all of
// them by definition.
func (b *inputs) impact(r *model.Risk) {
	if r.Impact.Mean() >= 1 {
		return
	}
	path := "risk." + r.Name + ".impact"
	more := b.end(file.Times(path, 2))
	if more.scenario == nil { // the worst would be beyond all users
		more = b.end(file.Set(path, "100%"))
	}
	b.add(path, b.end(file.Times(path, 0.5)), more)
}

package engine

import (
	"math/rand/v2"

	"nines/model"
)

// An Onset is a moment at which a risk strikes, before any gate. Its ordinal
// is its identity: draws that belong to it are addressed by it.
type Onset struct {
	At      float64 // seconds from the year's start
	Ordinal uint64
	carrier int32 // the event of its change, in the year; 0 for others
}

// strike appends the risk's onsets of a year that its arrival law gives, in
// the order of their ordinals. work holds the year's events of each change.
func (r *RiskPlan) strike(s *stream, year uint64, work []events, to []Onset) []Onset {
	a := &r.Arrival
	switch {
	case a.Change >= 0:
		return a.strikeEvents(year, &work[a.Change], to)
	case a.gap != nil:
		rng := s.at(a.role, year, 0)
		var t float64
		if r.Fresh {
			t = a.gap.Draw(rng)
		} else {
			t = a.first(rng)
		}
		for k := uint64(0); t < model.Year; k++ {
			to = append(to, Onset{At: t, Ordinal: k})
			t += a.gap.Draw(rng)
		}
		return to
	}
	return strikeAnyTime(a.counts[0], a.role, year, to)
}

// strikeAnyTime appends the onsets of a Poisson process in a year. How many
// there are is one draw, and each has a moment of its own: so a higher rate
// only adds onsets.
func strikeAnyTime(n *countLaw, r role, year uint64, to []Onset) []Onset {
	draws := r.in(year)
	for k := range uint64(n.of(draws.uniform(0))) {
		to = append(to, Onset{At: draws.uniform(k+1) * model.Year, Ordinal: k})
	}
	return to
}

// strikeEvents appends the faults of a change's events as onsets. One draw says how
// many events are faulty, and each fault falls on one of the events that have none
// yet: so a higher chance only adds faults, and nothing is drawn for the events
// without one.
func (a *ArrivalPlan) strikeEvents(year uint64, w *events, to []Onset) []Onset {
	draws := a.role.in(year)
	n := a.countsOf(w.n).of(draws.uniform(0))
	w.taken.clear(w.n, n)
	for k := range uint64(n) {
		rng := draws.start(k + 1)
		j := rng.below(w.n)
		for !w.taken.take(j) {
			j = rng.below(w.n)
		}
		to = append(to, Onset{w.end(j), k, int32(j)})
	}
	return to
}

// newCounts makes the laws of a year's number of onsets, unless arrivals are a
// renewal.
func (a *ArrivalPlan) newCounts(changes []changePlan) {
	if a.gap != nil {
		return
	}
	a.counts = [2]*countLaw{new(countLaw), nil}
	if a.Change >= 0 {
		a.counts[1] = new(countLaw)
	}
	a.count(changes)
}

// count fills the laws again after the rate or the chance has changed.
func (a *ArrivalPlan) count(changes []changePlan) {
	if a.Change < 0 {
		a.counts[0].poisson(a.rate)
		return
	}
	a.fewest = changes[a.Change].fewest()
	a.counts[0].binomial(a.fewest, a.chance)
	a.counts[1].binomial(a.fewest+1, a.chance)
}

// countsOf returns the law of the number of faults among n events.
func (a *ArrivalPlan) countsOf(n int) *countLaw {
	if i := n - a.fewest; i == 0 || i == 1 {
		return a.counts[i]
	}
	return binomialCount(n, a.chance) // rounding has added or taken an event
}

// first returns how long after the year's start a renewal process that has run
// for long strikes first.
func (a *ArrivalPlan) first(rng *rand.Rand) float64 { return a.wait.Quantile(rng.Float64()) }

// The events of a change in a year are n moments a period apart: on the whole
// year, or on the time that the change's calendar allows, stretched to a year. A
// calendar changes neither their number nor their order.
type events struct {
	first, period float64
	n             int
	calendar      *model.Calendar  // nil where any time is allowed
	lasts         []float64        // the downtime of each; empty where there is none
	earlier       []plannedStretch // the downtime before the year that runs into it
	taken         set              // the events that have a fault of the risk that strikes
	faulty        []int32          // those that have one of some risk, once for each risk; empty where nobody asks
	stopped       []int32          // those of which a gate caught a fault, likewise
}

// A plannedStretch is the planned downtime of one event.
type plannedStretch struct {
	start, length float64 // seconds from the year's start, and seconds
}

// of fills in the events of the change in a year.
func (w *events) of(c *changePlan, s *stream, year uint64) {
	w.period, w.calendar = c.period, c.calendar
	w.first = uniformAt(c.phase, year, 0) * c.period
	w.n = max(0, int((model.Year-w.first)/c.period))
	for w.evenly(w.n) < model.Year { // one more, or rounding
		w.n++
	}
	w.lasts, w.earlier = w.lasts[:0], w.earlier[:0]
	w.faulty, w.stopped = w.faulty[:0], w.stopped[:0]
	if c.downtime.nothing() {
		return
	}
	for j := range w.n {
		w.lasts = append(w.lasts, c.downtime.of(s, year, uint64(j)))
	}
	for k := c.countBefore(w, c.reach); k > 0; k-- { // in order of time
		p := plannedStretch{c.startBefore(w, k), c.downtime.of(s, year, past|uint64(k))}
		if p.start+p.length > 0 {
			w.earlier = append(w.earlier, p)
		}
	}
}

// start returns when event j begins, in seconds from the year's start.
func (w *events) start(j int) float64 {
	if w.calendar != nil {
		return w.calendar.Place(w.evenly(j) / model.Year)
	}
	return w.evenly(j)
}

// fewest returns how many events of the change a year has at least; it has one
// more at most.
func (c *changePlan) fewest() int { return int(model.Year / c.period) }

// evenly returns when event j would begin if it could at any time.
func (w *events) evenly(j int) float64 { return w.first + float64(j)*w.period }

// end returns when event j ends.
func (w *events) end(j int) float64 {
	if len(w.lasts) == 0 {
		return w.start(j)
	}
	return w.start(j) + w.lasts[j]
}

// mean returns how often a year it strikes.
func (a *ArrivalPlan) mean(changes []changePlan) float64 {
	switch {
	case a.Change >= 0:
		return a.chance * model.Year / changes[a.Change].period
	case a.gap != nil:
		return model.Year / a.gap.Mean()
	}
	return a.rate
}

// earlierMean returns how often a risk strikes in the time before a year that
// it reaches back to.
func (r *RiskPlan) earlierMean(changes []changePlan) float64 {
	return r.Arrival.mean(changes) * r.Past.Reach / model.Year
}

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
}

// strike appends the risk's onsets of a year that its arrival law gives.
// work holds the year's events of each change.
func (r *RiskPlan) strike(s *stream, year uint64, work []events, to []Onset) []Onset {
	a := &r.Arrival
	rng := s.at(a.role, year, 0)
	switch {
	case a.Change >= 0:
		// Event j carries the fault iff its own uniform lies below the
		// chance: a higher chance only adds faults.
		w := &work[a.Change]
		for j := s.pcg.firstBelow(a.chance, 0, w.n); j < w.n; j = s.pcg.firstBelow(a.chance, j+1, w.n) {
			to = append(to, Onset{w.end(j), uint64(j)})
		}
	case a.gap != nil:
		var t float64
		if r.Fresh {
			t = a.gap.Draw(rng)
		} else {
			t = a.first(rng)
		}
		for k := uint64(0); t < model.Year; k++ {
			to = append(to, Onset{t, k})
			t += a.gap.Draw(rng)
		}
	default:
		// The levels are a unit Poisson process in the rate: a risk of
		// rate λ has the onsets whose level is at most λ, so that a
		// higher rate only adds onsets (thinning; Lewis and Shedler 1979).
		level := rng.ExpFloat64()
		for k := uint64(0); level <= a.rate; k++ {
			to = append(to, Onset{s.pcg.uniform() * model.Year, k})
			level += rng.ExpFloat64()
		}
	}
	return to
}

// first returns how long after the year's start a renewal process that has run
// for long strikes first.
func (a *ArrivalPlan) first(rng *rand.Rand) float64 { return a.wait.Quantile(rng.Float64()) }

// caught returns the first gate that catches the fault of an onset, or nil.
func (r *RiskPlan) caught(s *stream, year, k uint64) *gatePlan {
	for i := range r.Gates {
		g := &r.Gates[i]
		if g.catches > 0 && uniformAt(g.role, year, k) < g.catches {
			return g
		}
	}
	return nil
}

// The events of a change in a year are n moments a period apart: of the whole
// year, or where the change has a calendar of the time that this leaves. So
// many fit into the year with a calendar as without, and they keep their order.
type events struct {
	first, period float64
	n             int
	begins        []float64        // when each begins; empty where any time is allowed
	lasts         []float64        // the downtime of each; empty where there is none
	earlier       []plannedStretch // the downtime before the year that runs into it
	faulty        []bool           // whether each carries the fault of some risk; empty where nobody asks
	stopped       []bool           // whether a gate caught a fault of each; empty where nobody asks
}

// Planned is the planned downtime of one event.
type plannedStretch struct {
	start, length float64 // seconds from the year's start, and seconds
}

// of fills in the events of the change in a year.
func (w *events) of(c *changePlan, s *stream, year uint64) {
	w.period = c.period
	w.first = uniformAt(c.phase, year, 0) * c.period
	w.n = max(0, int((model.Year-w.first)/c.period))
	for w.evenly(w.n) < model.Year { // one more, or rounding
		w.n++
	}
	w.begins, w.lasts, w.earlier = w.begins[:0], w.lasts[:0], w.earlier[:0]
	w.faulty, w.stopped = w.faulty[:0], w.stopped[:0]
	if c.calendar != nil {
		for j := range w.n {
			w.begins = append(w.begins, c.calendar.Place(w.evenly(j)/model.Year))
		}
	}
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
	if len(w.begins) > 0 {
		return w.begins[j]
	}
	return w.evenly(j)
}

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

package sim

import (
	"nines/model"
	"nines/model/dist"
)

// An onset is a moment at which a risk strikes, before any gate. Its ordinal
// is its identity: draws that belong to it are addressed by it.
type onset struct {
	at      float64 // seconds from the year's start
	ordinal uint64
}

// strike appends the risk's onsets of a year that its arrival law gives.
// ends holds, for each change, the moments at which its events end.
func (r *riskPlan) strike(s *stream, year uint64, ends [][]float64, to []onset) []onset {
	a := &r.arrival
	rng := s.at(a.role, year, 0)
	switch {
	case a.change >= 0:
		// Event j carries the fault iff its own uniform lies below the
		// chance: a higher chance only adds faults.
		for j, t := range ends[a.change] {
			if rng.Float64() < a.chance {
				to = append(to, onset{t, uint64(j)})
			}
		}
	case a.gap != nil:
		var t float64
		if r.fresh {
			t = a.gap.Draw(rng)
		} else {
			t = dist.Equilibrium(a.gap, rng.Float64())
		}
		for k := uint64(0); t < model.Year; k++ {
			to = append(to, onset{t, k})
			t += a.gap.Draw(rng)
		}
	default:
		// The levels are a unit Poisson process in the rate: a risk of
		// rate λ has the onsets whose level is at most λ, so that a
		// higher rate only adds onsets (thinning; Lewis and Shedler 1979).
		level := rng.ExpFloat64()
		for k := uint64(0); level <= a.rate; k++ {
			to = append(to, onset{rng.Float64() * model.Year, k})
			level += rng.ExpFloat64()
		}
	}
	return to
}

// caught returns the first gate that catches the fault of an onset, or nil.
func (r *riskPlan) caught(s *stream, year, k uint64) *gatePlan {
	for i := range r.gates {
		g := &r.gates[i]
		if g.catches > 0 && s.at(g.role, year, k).Float64() < g.catches {
			return g
		}
	}
	return nil
}

// events appends the starts of the change's events in a year.
func (c *changePlan) events(s *stream, year uint64, to []float64) []float64 {
	phase := s.at(c.phase, year, 0).Float64()
	for j := 0; ; j++ {
		t := (float64(j) + phase) * c.period
		if t >= model.Year {
			return to
		}
		to = append(to, t)
	}
}

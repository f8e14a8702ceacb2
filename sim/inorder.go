package sim

import (
	"slices"

	"nines/model/evidence"
	"nines/sim/internal/engine"
)

// inOrder holds years in their order.
type inOrder struct {
	down  []float64 // seconds
	worst []float64 // unavailability of the worst window
	term  uint64    // years that are one world
}

// ordered takes from a history what it holds of each year.
func ordered(p *engine.Plan, h *engine.History) inOrder {
	o := inOrder{down: slices.Clone(h.Full), worst: make([]float64, len(h.Full)), term: p.YearsPerWorld()}
	for y := range o.worst {
		o.worst[y] = p.WorstOf(h.Full[y], h.Of(h.Windows, y))
	}
	return o
}

// InOrder returns the downtime in seconds of each year of a scenario that is not
// known for sure, the unavailability of its worst window, and the world that it was.
// Callers share them; do not modify.
func (r *Result) InOrder() (down, worst []float64, world func(year int) evidence.World) {
	return r.inOrder.down, r.inOrder.worst, func(year int) evidence.World {
		return evidence.World(uint64(year) / r.inOrder.term)
	}
}

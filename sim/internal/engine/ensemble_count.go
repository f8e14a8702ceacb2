package engine

import (
	"slices"
)

// counts measure the years of a plan beyond their downtime: what the objective
// leaves out, and what agreements pay.
type counts struct {
	objective *Meter          // nil where all downtime counts
	contracts []contractMeter // of the agreements that pay
}

// A contractMeter measures what a year comes to under an agreement.
type contractMeter struct {
	*Contract
	tiers    Tiers
	kept     []float64 // per window
	meter    Meter
	byWindow bool // what the year's windows hold is all that the agreement asks for
}

// makeCounts makes the meters of all plans.
func (w *ensembleWorker) makeCounts() {
	w.counts = make([]counts, len(w.plans))
	for i, p := range w.plans {
		c := &w.counts[i]
		if p.Objective != nil {
			m := newMeter(p.Objective)
			c.objective = &m
		}
		for k := range p.Contracts {
			a := &p.Contracts[k]
			if !a.Agreement.Applies() {
				continue // another one pays in its place
			}
			c.contracts = append(c.contracts, contractMeter{
				Contract: a, tiers: a.TiersOf(nil), kept: make([]float64, a.Windows()),
				meter: newMeter(a.rules), byWindow: p.Objective == nil && a.countsAll(p.Edges),
			})
		}
	}
}

// countsAll reports whether an agreement asks for nothing but the downtime of
// windows with these edges; nil where the window is the year.
func (c *Contract) countsAll(edges []float64) bool {
	r := c.rules
	same := slices.Equal(r.edges, edges) || edges == nil && c.Windows() == 1
	someOut := slices.ContainsFunc(r.excluded, func(seconds float64) bool { return seconds > 0 })
	return same && !someOut && r.minOutage == 0 && !r.wholeMinutes && len(c.Agreement.Credits) > 0
}

// enter writes a year into an account: its downtime in seconds and, from the
// windows that were filled or from the pieces themselves, its worst window and
// what agreements pay.
func (w *ensembleWorker) enter(o *Account, plan, index, year int, down float64) {
	o.Down[index] = down
	c, p := &w.counts[plan], w.plans[plan]
	w.owned = w.owned[:0]
	if c.objective != nil {
		w.windows = slices.Grow(w.windows[:0], len(p.Edges)-1)[:len(p.Edges)-1]
		c.objective.net(w.piecesOf(plan, year), w.windows)
	}
	if o.worst != nil {
		o.worst[index] = p.WorstOf(down, w.windows)
	}
	for i := range c.contracts {
		b := &c.contracts[i]
		switch {
		case b.byWindow && p.Edges == nil:
			b.kept[0] = min(1, down/b.rules.edges[1])
		case b.byWindow:
			for n, seconds := range w.windows {
				b.kept[n] = min(1, seconds/(p.Edges[n+1]-p.Edges[n]))
			}
		default:
			b.keep(&b.meter, w.piecesOf(plan, year), b.kept)
		}
		for _, kept := range b.kept {
			_, share := b.tiers.settle(kept)
			o.Paid[index] += share * b.Fee
		}
	}
}

// piecesOf returns all pieces of a plan's year, gathered once, with whose they
// are.
func (w *ensembleWorker) piecesOf(plan, year int) []Piece {
	if len(w.owned) > 0 {
		return w.owned
	}
	add := func(id, owner int32) {
		first := len(w.owned)
		w.owned = append(w.owned, w.tapes[id].of(year)...)
		for i := range w.owned[first:] {
			w.owned[first+i].Owner = owner
		}
	}
	for n, id := range w.planned[plan] {
		add(id, w.owners[plan][n])
	}
	for k, id := range w.risks[plan] {
		add(id, int32(k))
	}
	return w.owned
}

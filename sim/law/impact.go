package law

import (
	"nines/sim/law/internal/measure"
	"nines/sim/law/internal/random"
)

// product returns the cost W·L of an independent length and impact.
func (b *builder) product(length, w *random.Duration, tol float64) incidentCost {
	var all costMixture
	for i, at := range w.Steps.At {
		all.add(b.component(length, at, w.Steps.Mass(i), tol))
	}
	switch {
	case w.SmoothWeight() <= measure.LeastMass:
	case b.strata > 0:
		for _, at := range b.stratify(w, nil) {
			all.add(b.component(length, at.impact, at.weight, tol))
		}
	default:
		c := b.timesImpact(length, w, tol)
		all.add(random.Choice{Weight: 1, Of: c.of}, c.time)
	}
	return all.cost()
}

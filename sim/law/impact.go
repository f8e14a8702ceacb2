package law

import (
	"nines/sim/law/internal/measure"
	"nines/sim/law/internal/random"
)

// product returns the cost W·L of an independent length and impact.
func (b *builder) product(length, w *random.Duration, enough float64) costing {
	var all bill
	for i, at := range w.Steps.At {
		all.add(b.component(length, at, w.Steps.Mass(i), enough))
	}
	switch {
	case w.SmoothWeight() <= measure.LeastMass:
	case b.strata > 0:
		for _, at := range b.stratify(w, nil) {
			all.add(b.component(length, at.impact, at.weight, enough))
		}
	default:
		c := b.smeared(length, w, enough)
		all.add(random.Choice{Weight: 1, Of: c.of}, c.time)
	}
	return all.costing()
}

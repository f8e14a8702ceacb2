package law

import (
	"nines/model"
	"nines/sim/law/internal/random"
)

// timesImpact returns the cost of incidents of an independent length and impact,
// of which the smooth part counts.
func (b *builder) timesImpact(length, w *random.Duration, tol float64) incidentCost {
	switch {
	case b.cut == nil:
		return incidentCost{of: random.Product(b.allow, length, w, tol)}
	case b.isLong(length):
		return incidentCost{of: random.Product(b.allow, b.stretched(length), w, tol)}
	}
	c := incidentCost{of: random.Product(b.allow, length, w, tol)}
	if w.Prepare(b.allow); !w.InPieces() {
		return incidentCost{of: random.Product(b.allow, b.stretched(length), w, tol)}
	}
	inverse := w.PerImpact(b.allow)
	c.time = random.Mixture{{Weight: inverse.Weight, Of: random.Product(b.allow, length, inverse.Weighted(b.allow, 1/inverse.Weight), random.TiltedTolerance)}}
	return c
}

// tilted returns the downtimes of incidents whose length depends on their
// impact, each counting by the inverse of its impact.
func (b *builder) tilted(r *model.Risk, w *random.Duration, thresholds []float64) (random.Mixture, error) {
	if b.cut == nil {
		return nil, nil
	}
	inverse := w.PerImpact(b.allow)
	weight := inverse.Weight
	q, ok, err := b.mixedOverImpact(r, inverse.Weighted(b.allow, 1/weight), thresholds, random.TiltedTolerance)
	if err != nil || !ok {
		return nil, err
	}
	return random.Mixture{{Weight: weight, Of: q}}, nil
}

package law

import (
	"nines/model"
	"nines/sim/law/internal/random"
)

// smeared returns the cost of incidents of an independent length and impact,
// of which the smooth part counts.
func (b *builder) smeared(length, w *random.Duration, enough float64) costing {
	switch {
	case b.cut == nil:
		return costing{of: random.Smeared(b.allow, length, w, enough)}
	case b.isLong(length):
		return costing{of: random.Smeared(b.allow, b.stretched(length), w, enough)}
	}
	c := costing{of: random.Smeared(b.allow, length, w, enough)}
	if w.Prepare(b.allow); !w.InPieces() {
		return costing{of: random.Smeared(b.allow, b.stretched(length), w, enough)}
	}
	inverse := w.PerImpact(b.allow)
	c.time = random.Mixture{{Weight: inverse.Weight, Of: random.Smeared(b.allow, length, inverse.Weighted(b.allow, 1/inverse.Weight), random.TiltedTolerance)}}
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
	q, ok, err := b.blend(r, inverse.Weighted(b.allow, 1/weight), thresholds, random.TiltedTolerance)
	if err != nil || !ok {
		return nil, err
	}
	return random.Mixture{{Weight: weight, Of: q}}, nil
}

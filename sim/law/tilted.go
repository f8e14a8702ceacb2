package law

import (
	"sort"

	"nines/model"
)

// tiltedTolerance is that of a law that serves for the edges of a window alone,
// which are as small a part of it as an outage is of the window.
const tiltedTolerance = 1e-4

// smeared returns the cost of incidents of an independent length and impact,
// of which the smooth part counts.
func (b *builder) smeared(length, w *duration, enough float64) costing {
	switch {
	case b.cut == nil:
		return costing{of: smeared(b.allow, length, w, enough)}
	case b.isLong(length):
		return costing{of: smeared(b.allow, b.stretched(length), w, enough)}
	}
	c := costing{of: smeared(b.allow, length, w, enough)}
	if w.prepare(b.allow); !w.inPieces() {
		return costing{of: smeared(b.allow, b.stretched(length), w, enough)}
	}
	inverse := w.perImpact(b.allow)
	c.time = mixture{{inverse.weight, smeared(b.allow, length, inverse.part(b.allow, 1/inverse.weight), tiltedTolerance)}}
	return c
}

// tilted returns the downtimes of incidents whose length depends on their
// impact, each counting by the inverse of its impact.
func (b *builder) tilted(r *model.Risk, w *duration, thresholds []float64) (mixture, error) {
	if b.cut == nil {
		return nil, nil
	}
	inverse := w.perImpact(b.allow)
	weight := inverse.weight
	q, ok, err := b.blend(r, inverse.part(b.allow, 1/weight), thresholds, tiltedTolerance)
	if err != nil || !ok {
		return nil, err
	}
	return mixture{{weight, q}}, nil
}

// perImpact returns the measure of the smooth part of an impact's law in which
// each impact counts by its inverse, but for the least ones.
func (d *duration) perImpact(al *allowance) *duration {
	const least = 1e-4 // what is left out, as a part
	p := d.fine
	lo, hi := p.ends[0], p.ends[len(p.ends)-1]
	lo = bisect(lo, hi, 1e-6, func(x float64) bool { return p.at(x) >= least*p.weight })
	ends := []float64{lo}
	for _, x := range p.ends {
		if x > lo {
			ends = append(ends, x)
		}
	}
	sums := make([]float64, len(ends))
	to := func(i int, x float64) float64 {
		sum := sums[i]
		d.over(ends[i], x, func(w, weight float64) { sum += weight / w })
		return sum
	}
	for i, x := range ends[1:] {
		sums[i+1] = to(i, x)
	}
	last := len(ends) - 1
	cdf := func(x float64) float64 {
		switch {
		case x <= lo:
			return 0
		case x >= hi:
			return sums[last]
		}
		return to(max(sort.SearchFloat64s(ends, x)-1, 0), x)
	}
	out := tabulated(al, cdf, gaussNodes*tabled, sums[last], []float64{lo, hi}, tiltedTolerance/100*sums[last])
	out.mean, out.square = out.fine.moments()
	return out
}

// part returns the duration with its weight multiplied.
func (d *duration) part(al *allowance, by float64) *duration {
	cdf := d.fine.at
	out := tabulated(al, func(x float64) float64 { return by * cdf(x) }, tabled, by*d.weight, d.cuts, tiltedTolerance/100)
	out.mean, out.square = by*d.mean, by*d.square
	return out
}

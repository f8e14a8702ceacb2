package law

import (
	"slices"

	"gonum.org/v1/gonum/integrate/quad"

	"nines/model"
)

// A stratum is an impact that stands for those around it.
type stratum struct{ weight, impact float64 }

// stratify returns the Gauss-Legendre rule over the probability of the smooth
// part of an impact's law, parted at the given impacts.
func (b *builder) stratify(w *duration, parted []float64) []stratum {
	slices.Sort(parted)
	if b.pool == nil {
		return b.newStrata(w, parted)
	}
	key := newMark(markStrata, w.mark).number(parted...).with(uint64(b.strata))
	if s, ok := b.pool.strata.Load(key); ok {
		return s.([]stratum)
	}
	s, _ := b.pool.strata.LoadOrStore(key, b.newStrata(w, parted))
	return s.([]stratum)
}

// newStrata is stratify for sorted impacts.
func (b *builder) newStrata(w *duration, parted []float64) []stratum {
	ends := []float64{0}
	for _, t := range parted {
		if p := w.smooth(t); p > ends[len(ends)-1] && p < w.smoothWeight() {
			ends = append(ends, p)
		}
	}
	ends = append(ends, w.smoothWeight())
	var all []stratum
	x, weight := make([]float64, b.strata), make([]float64, b.strata)
	for i, from := range ends[:len(ends)-1] {
		quad.Legendre{}.FixedLocations(x, weight, from, ends[i+1])
		for n, p := range x {
			all = append(all, stratum{weight[n], w.inverse(p)})
		}
	}
	return all
}

// inverse returns the point below which the smooth part holds p, of a duration
// within [0, 1].
func (d *duration) inverse(p float64) float64 {
	return bisect(0, 1, 1e-15, func(x float64) bool { return !(d.smooth(x) < p) })
}

// stratified returns the downtime of an incident for the smooth part of its
// impact as a mixture over a few impacts, which is less exact than an integral,
// but leaves the incident made of phases that each depend on one thing.
func (b *builder) stratified(r *model.Risk, w *duration, enough float64) (costing, error) {
	var thresholds []float64
	for _, a := range r.Alarms {
		if a.Threshold > 0 {
			thresholds = append(thresholds, a.Threshold)
		}
	}
	var all bill
	for _, at := range b.stratify(w, thresholds) {
		length, err := b.outage(r, at.impact, enough)
		if err != nil {
			return costing{}, err
		}
		all.add(b.component(length, at.impact, at.weight, enough))
	}
	return all.costing(), nil
}

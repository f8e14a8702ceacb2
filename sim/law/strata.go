package law

import (
	"slices"

	"gonum.org/v1/gonum/integrate/quad"

	"nines/model"
	"nines/sim/law/internal/random"
)

// A stratum is an impact that stands for those around it.
type stratum struct{ weight, impact float64 }

// stratify returns the Gauss-Legendre rule over the probability of the smooth
// part of an impact's law, parted at the given impacts.
func (b *builder) stratify(w *random.Duration, parted []float64) []stratum {
	slices.Sort(parted)
	if b.pool == nil {
		return b.newStrata(w, parted)
	}
	key := random.NewMark(random.MarkStrata, w.Mark).WithFloats(parted...).With(uint64(b.strata))
	if s, ok := b.pool.strata.Load(key); ok {
		return s.([]stratum)
	}
	s, _ := b.pool.strata.LoadOrStore(key, b.newStrata(w, parted))
	return s.([]stratum)
}

// newStrata is stratify for sorted impacts.
func (b *builder) newStrata(w *random.Duration, parted []float64) []stratum {
	ends := []float64{0}
	for _, t := range parted {
		if p := w.Smooth(t); p > ends[len(ends)-1] && p < w.SmoothWeight() {
			ends = append(ends, p)
		}
	}
	ends = append(ends, w.SmoothWeight())
	var all []stratum
	x, weight := make([]float64, b.strata), make([]float64, b.strata)
	for i, from := range ends[:len(ends)-1] {
		quad.Legendre{}.FixedLocations(x, weight, from, ends[i+1])
		for n, p := range x {
			all = append(all, stratum{weight[n], w.Inverse(p)})
		}
	}
	return all
}

// stratified returns the downtime of an incident for the smooth part of its
// impact as a mixture over a few impacts, which is less exact than an integral,
// but leaves the incident made of phases that each depend on one thing.
func (b *builder) stratified(r *model.Risk, w *random.Duration, tol float64) (incidentCost, error) {
	var thresholds []float64
	for _, a := range r.Alarms {
		if a.Threshold > 0 {
			thresholds = append(thresholds, a.Threshold)
		}
	}
	var all costMixture
	for _, at := range b.stratify(w, thresholds) {
		length, err := b.outage(r, at.impact, tol)
		if err != nil {
			return incidentCost{}, err
		}
		all.add(b.component(length, at.impact, at.weight, tol))
	}
	return all.cost(), nil
}

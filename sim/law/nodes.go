package law

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/law/internal/measure"
	"nines/sim/law/internal/random"
)

// partial returns the downtime of an incident for the smooth part of its
// impact. Below the least threshold no alarm's latency depends on the impact;
// above, the length is worked out at nodes of a quadrature.
func (b *builder) partial(r *model.Risk, w *random.Duration, tol float64) (incidentCost, error) {
	if b.strata > 0 {
		return b.stratified(r, w, tol)
	}
	var thresholds []float64
	for _, a := range r.Alarms {
		if a.Threshold > 0 {
			thresholds = append(thresholds, a.Threshold)
		}
	}
	if len(thresholds) == 0 {
		length, err := b.outage(r, 1, tol)
		if err != nil {
			return incidentCost{}, err
		}
		return b.timesImpact(random.Realized(b.allow, length, tol), w, tol), nil
	}
	var all costMixture
	least := slices.Min(thresholds)
	blind, seen := w.Continuous().Split(b.allow, least)
	if blind.Weight > measure.LeastMass {
		length, err := b.outage(r, math.Nextafter(least, 0), tol)
		if err != nil {
			return incidentCost{}, err
		}
		c := b.timesImpact(random.Realized(b.allow, length, tol), blind, tol)
		all.add(random.Choice{Weight: 1, Of: c.of}, c.time)
	}
	if seen.Weight > measure.LeastMass {
		c, err := b.seen(r, seen, thresholds, tol)
		if err != nil {
			return incidentCost{}, err
		}
		all.add(random.Choice{Weight: 1, Of: c.of}, c.time)
	}
	return all.cost(), nil
}

// seen returns the cost of an incident whose impact is one that alarms see.
func (b *builder) seen(r *model.Risk, w *random.Duration, thresholds []float64, tol float64) (incidentCost, error) {
	long := false
	if b.cut != nil {
		length, err := b.outage(r, slices.Min(thresholds), tol)
		if err != nil {
			return incidentCost{}, err
		}
		long = b.isLong(length)
	}
	if !long && len(r.Ladder) > 0 {
		q, ok, err := b.mixedOverImpact(r, w, thresholds, tol)
		if err != nil {
			return incidentCost{}, err
		}
		if ok {
			time, err := b.tilted(r, w, thresholds)
			return incidentCost{q, time}, err
		}
	}
	d, err := b.nodes(r, w, thresholds, tol)
	return incidentCost{of: d}, err
}

// nodes returns the downtime of incidents whose length depends on the impact:
// it is worked out at the ends and the centre of panels, which are halved
// until that makes no difference.
func (b *builder) nodes(r *model.Risk, w *random.Duration, thresholds []float64, tol float64) (*random.Duration, error) {
	b.passing = true
	defer func() { b.passing = false }()
	known := map[float64]*random.Duration{}
	at := func(impact float64) (*random.Duration, error) {
		if d := known[impact]; d != nil {
			return d, nil
		}
		length, err := b.outage(r, impact, tol)
		if err != nil {
			return nil, err
		}
		known[impact] = b.stretched(random.Realized(b.allow, length, tol)).Scaled(impact)
		return known[impact], nil
	}
	var last random.Nodes
	for halvings := 0; ; halvings++ {
		var all random.Nodes
		for _, n := range w.Simpson(math.Pow(1.1, math.Pow(0.5, float64(halvings))), thresholds) {
			d, err := at(n.At)
			if err != nil {
				return nil, err
			}
			all = append(all, random.Node{Weight: n.Weight, Of: d})
		}
		change := math.Inf(1)
		if last != nil {
			change = 0
			b.allow.Spend(710 * (all.Cost() + last.Cost()))
			for x := 1e-3; x < 1e12; x *= 1.05 {
				change = math.Max(change, math.Abs(all.CDF(x)-last.CDF(x)))
			}
		}
		if change/4 <= 4*tol || halvings == maxHalvings {
			return all.Duration(b.allow, change/4, tol/10), nil
		}
		last = all
	}
}

// mostHalvings bounds how often panels are halved.
const maxHalvings = 3

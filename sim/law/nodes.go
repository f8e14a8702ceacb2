package law

import (
	"math"
	"slices"

	"nines/model"
)

// partial returns the downtime of an incident for the smooth part of its
// impact. Below the least threshold no alarm's latency depends on the impact;
// above, the length is worked out at nodes of a quadrature.
func (b *builder) partial(r *model.Risk, w *duration, enough float64) (costing, error) {
	if b.strata > 0 {
		return b.stratified(r, w, enough)
	}
	var thresholds []float64
	for _, a := range r.Alarms {
		if a.Threshold > 0 {
			thresholds = append(thresholds, a.Threshold)
		}
	}
	if len(thresholds) == 0 {
		length, err := b.outage(r, 1, enough)
		if err != nil {
			return costing{}, err
		}
		return b.smeared(realized(b.allow, length, enough), w, enough), nil
	}
	var all bill
	least := slices.Min(thresholds)
	blind, seen := w.continuous().split(b.allow, least)
	if blind.weight > leastMass {
		length, err := b.outage(r, math.Nextafter(least, 0), enough)
		if err != nil {
			return costing{}, err
		}
		c := b.smeared(realized(b.allow, length, enough), blind, enough)
		all.add(choice{1, c.of}, c.time)
	}
	if seen.weight > leastMass {
		c, err := b.seen(r, seen, thresholds, enough)
		if err != nil {
			return costing{}, err
		}
		all.add(choice{1, c.of}, c.time)
	}
	return all.costing(), nil
}

// seen returns the cost of an incident whose impact is one that alarms see.
func (b *builder) seen(r *model.Risk, w *duration, thresholds []float64, enough float64) (costing, error) {
	long := false
	if b.cut != nil {
		length, err := b.outage(r, slices.Min(thresholds), enough)
		if err != nil {
			return costing{}, err
		}
		long = b.isLong(length)
	}
	if !long && len(r.Ladder) > 0 {
		q, ok, err := b.blend(r, w, thresholds, enough)
		if err != nil {
			return costing{}, err
		}
		if ok {
			time, err := b.tilted(r, w, thresholds)
			return costing{q, time}, err
		}
	}
	d, err := b.nodes(r, w, thresholds, enough)
	return costing{of: d}, err
}

// A node is the downtime at one impact, by its weight in a quadrature.
type node struct {
	weight float64
	of     *duration
}

type nodes []node

func (ns nodes) cdf(x float64) float64 {
	return ns.total(func(d *duration) float64 { return d.cdf(x) })
}

func (ns nodes) total(f func(d *duration) float64) float64 {
	sum := 0.0
	for _, n := range ns {
		sum += n.weight * f(n.of)
	}
	return sum
}

// nodes returns the downtime of incidents whose length depends on the impact:
// it is worked out at the ends and the centre of panels, which are halved
// until that makes no difference.
func (b *builder) nodes(r *model.Risk, w *duration, thresholds []float64, enough float64) (*duration, error) {
	b.passing = true
	defer func() { b.passing = false }()
	known := map[float64]*duration{}
	at := func(impact float64) (*duration, error) {
		if d := known[impact]; d != nil {
			return d, nil
		}
		length, err := b.outage(r, impact, enough)
		if err != nil {
			return nil, err
		}
		known[impact] = b.stretched(realized(b.allow, length, enough)).scaled(impact)
		return known[impact], nil
	}
	var last nodes
	for halvings := 0; ; halvings++ {
		var all nodes
		for _, n := range w.simpson(math.Pow(1.1, math.Pow(0.5, float64(halvings))), thresholds) {
			d, err := at(n.w)
			if err != nil {
				return nil, err
			}
			all = append(all, node{n.weight, d})
		}
		change := math.Inf(1)
		if last != nil {
			change = 0
			b.allow.spend(710 * (all.cost() + last.cost()))
			for x := 1e-3; x < 1e12; x *= 1.05 {
				change = math.Max(change, math.Abs(all.cdf(x)-last.cdf(x)))
			}
		}
		if change/4 <= 4*enough || halvings == mostHalvings {
			return all.duration(b.allow, change/4, enough/10), nil
		}
		last = all
	}
}

// cost is that of cdf, in units of work.
func (ns nodes) cost() float64 {
	all := 0.0
	for _, n := range ns {
		all += n.of.cost
	}
	return all
}

// mostHalvings bounds how often panels are halved.
const mostHalvings = 3

// duration returns the mixture of the nodes, known to err.
func (ns nodes) duration(al *allowance, err, enough float64) *duration {
	var jumps []float64
	for _, n := range ns {
		jumps = append(jumps, positive(n.of.steps.at)...)
	}
	slices.Sort(jumps)
	d := tabulated(al, ns.cdf, ns.cost(), ns.total(func(d *duration) float64 { return d.weight }), slices.Compact(jumps), enough)
	d.mean = ns.total(func(d *duration) float64 { return d.mean })
	d.square = ns.total(func(d *duration) float64 { return d.square })
	d.err += err
	for _, n := range ns {
		d.err += n.weight * n.of.err
	}
	return d
}

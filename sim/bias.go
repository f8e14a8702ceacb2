package sim

import (
	"math"
	"slices"

	"nines/model"
)

// biases lists what may show years that are down for more than a budget: more
// incidents, longer ones, one that is very long, or one risk that strikes
// where it seldom does.
func (p *plan) biases(budget float64, cost []float64) []bias {
	var all []bias
	n := len(p.risks)
	every := func(twist float64) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = twist
		}
		return v
	}
	for _, twist := range []float64{0, 0.15, 0.3, 0.45} {
		for _, reach := range []float64{0.3, 0.5, 0.7, 1} {
			all = append(all, bias{rates: p.rates(reach*budget, cost), twist: every(twist)})
		}
	}
	for _, twist := range []float64{0.9, 0.6} {
		all = append(all, bias{rates: p.rates(0, cost), twist: every(twist), one: true})
	}
	if n == 1 {
		return all
	}
	for i := range p.risks {
		for _, twist := range []float64{0, 0.45, 0.75, 0.9} {
			b := bias{rates: every(1), twist: every(0), one: true}
			mean := p.risks[i].arrival.mean(p.changes)
			if mean == 0 {
				continue // nothing makes it strike
			}
			b.rates[i] = math.Max(1, 1/mean)
			b.twist[i] = twist
			all = append(all, b)
		}
	}
	return all
}

// rates returns how many times as often each risk must strike for a mean year
// to be down for the given seconds: exp(θ·cost), the exponential tilting of a
// compound sum whose terms are constant.
func (p *plan) rates(down float64, cost []float64) []float64 {
	times := make([]float64, len(p.risks))
	mean := func(theta float64) (sum, incidents float64) {
		for i := range times {
			times[i] = math.Min(math.Exp(theta*cost[i]), 1e4)
			n := p.risks[i].arrival.biased(times[i], p.changes)
			sum += n.mean(p.changes) * cost[i]
			incidents += n.mean(p.changes)
		}
		for _, c := range p.scenario.Changes {
			sum += model.Year / c.Period * c.Downtime.Mean()
		}
		return sum, incidents
	}
	const crowd = 2000 // incidents a year that are too many to simulate
	today, _ := mean(0)
	if !(today < down) {
		return times
	}
	lo, hi := 0.0, 0.0
	for _, c := range cost {
		if c > 0 {
			hi = math.Max(hi, math.Log(1e4)/c)
		}
	}
	for range 50 {
		theta := (lo + hi) / 2
		if sum, incidents := mean(theta); sum < down && incidents < crowd {
			lo = theta
		} else {
			hi = theta
		}
	}
	mean(lo)
	return times
}

// A bias makes bad years common, so that few of them tell how rare they are
// (importance sampling; Asmussen and Glynn, Stochastic Simulation, 2007,
// chapters V and VI). Each year then carries its likelihood ratio as a weight.
type bias struct {
	// rates are how many times as often each risk strikes: the odds of a
	// change's fault, the rate of others. 1 leaves a risk as it is.
	rates []float64

	// twist makes the durations of each risk longer: their hazard rates fall
	// by this part (Juneja and Shahabuddin, "Simulating heavy tailed
	// processes using delayed hazard rate twisting", 2002). 0 leaves all as
	// they are.
	twist []float64

	// one twists about one incident of each risk a year, for years that one
	// long outage breaks, and not all of them.
	one bool
}

// biased returns a copy of the plan under a bias. Years simulated with it
// multiply their likelihood ratios onto weight, from which each year starts
// anew: the copy serves one goroutine.
func (p *plan) biased(b bias, weight *float64) *plan {
	q := *p
	q.risks = slices.Clone(p.risks)
	for i := range q.risks {
		r := &q.risks[i]
		r.arrival = r.arrival.biased(b.rates[i], q.changes)
		r.arrival.weight = weight
		r.past = r.past.biased(r.arrival.points(q.changes), weight)
		if b.twist[i] > 0 {
			often := 1.0
			if b.one {
				often = 1 / math.Max(2, p.lives(i, b.rates[i]))
			}
			r.twistDurations(b.twist[i], often, weight)
		}
	}
	return &q
}

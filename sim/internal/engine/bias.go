package engine

import (
	"math"
	"slices"

	"nines/model"
)

// Biases lists the ways to make years likely that are down for longer than a
// budget: more incidents, longer ones, a single one that is very long, or one
// rare risk that strikes.
func (p *Plan) Biases(budget float64, cost []float64) []Bias {
	var all []Bias
	n := len(p.Risks)
	every := func(twist float64) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = twist
		}
		return v
	}
	var oftener [][]float64
	for _, reach := range []float64{0.3, 0.5, 0.7, 1} {
		oftener = append(oftener, p.rates(reach*budget, cost))
	}
	for _, twist := range []float64{0, 0.15, 0.3, 0.45} {
		for _, rates := range oftener {
			all = append(all, Bias{Rates: rates, Twist: every(twist)})
		}
	}
	for _, twist := range []float64{0.9, 0.6} {
		all = append(all, Bias{Rates: every(1), Twist: every(twist), One: true})
	}
	if n == 1 {
		return all
	}
	for i := range p.Risks {
		for _, twist := range []float64{0, 0.45, 0.75, 0.9} {
			b := Bias{Rates: every(1), Twist: every(0), One: true}
			mean := p.Risks[i].Arrival.mean(p.Changes)
			if mean == 0 {
				continue // nothing makes it strike
			}
			b.Rates[i] = math.Max(1, 1/mean)
			b.Twist[i] = twist
			all = append(all, b)
		}
	}
	return all
}

// rates returns how many times as often each risk must strike for a mean year
// to be down for the given seconds: exp(θ·cost), the exponential tilting of a
// compound sum whose terms are constant.
func (p *Plan) rates(down float64, cost []float64) []float64 {
	times := make([]float64, len(p.Risks))
	mean := func(theta float64) (sum, incidents float64) {
		for i := range times {
			times[i] = math.Min(math.Exp(theta*cost[i]), 1e4)
			n := p.Risks[i].Arrival.biased(times[i], p.Changes)
			sum += n.mean(p.Changes) * cost[i]
			incidents += n.mean(p.Changes)
		}
		for _, c := range p.Scenario.Changes {
			sum += model.Year / c.Period * c.Downtime.Mean()
		}
		return sum, incidents
	}
	const mostIncidents = 2000 // incidents a year that are too many to simulate
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
		if sum, incidents := mean(theta); sum < down && incidents < mostIncidents {
			lo = theta
		} else {
			hi = theta
		}
	}
	mean(lo)
	return times
}

// A Bias makes bad years common, so that few of them tell how rare they are
// (importance sampling; Asmussen and Glynn, Stochastic Simulation, 2007,
// chapters V and VI). Each year then carries its likelihood ratio as a weight.
type Bias struct {
	// Rates are how many times as often each risk strikes: the odds of a
	// change's fault, the rate of others. 1 leaves a risk as it is.
	Rates []float64

	// Twist makes the durations of each risk longer: their hazard rates fall
	// by this part (Juneja and Shahabuddin, "Simulating heavy tailed
	// processes using delayed hazard rate twisting", 2002). 0 leaves all as
	// they are.
	Twist []float64

	// One twists about one incident of each risk a year, for years that one
	// long outage breaks, and not all of them.
	One bool
}

// Equal reports whether two biases make the same years.
func (b Bias) Equal(c Bias) bool {
	return b.One == c.One && slices.Equal(b.Rates, c.Rates) && slices.Equal(b.Twist, c.Twist)
}

// Biased returns a copy of the plan under a bias. Years simulated with it
// multiply their likelihood ratios onto weight, from which each year starts
// anew: the copy serves one goroutine.
func (p *Plan) Biased(b Bias, weight *float64) *Plan {
	q := *p
	q.Risks = slices.Clone(p.Risks)
	for i := range q.Risks {
		r := &q.Risks[i]
		r.Arrival = r.Arrival.biased(b.Rates[i], q.Changes)
		r.Arrival.newCounts(q.Changes)
		r.Arrival.weight = weight
		r.Past = r.Past.biased(r.Arrival.points(q.Changes), weight)
		if b.Twist[i] > 0 {
			often := 1.0
			if b.One {
				often = 1 / math.Max(2, p.Lives(i, b.Rates[i]))
			}
			r.twistDurations(b.Twist[i], often, weight)
		}
	}
	return &q
}

// weigh multiplies the likelihood ratio of a year with so many faults onto the
// year's weight.
func (a *ArrivalPlan) weigh(faults int, work []events) {
	switch {
	case a.weight == nil || a.hit == 0:
	case a.Change >= 0:
		*a.weight *= math.Pow(a.hit, float64(faults)) * math.Pow(a.spared, float64(work[a.Change].n-faults))
	default:
		*a.weight *= a.none * math.Pow(a.hit, float64(faults))
	}
}

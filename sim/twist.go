package sim

import (
	"math"
	"math/rand/v2"
	"slices"

	"nines/model"
	"nines/model/dist"
)

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

// mean returns how often a year it strikes.
func (a *arrivalPlan) mean(changes []changePlan) float64 {
	switch {
	case a.change >= 0:
		return a.chance * model.Year / changes[a.change].period
	case a.gap != nil:
		return model.Year / a.gap.Mean()
	}
	return a.rate
}

// earlierMean returns how often a risk strikes in the time before a year that
// it reaches back to.
func (r *riskPlan) earlierMean(changes []changePlan) float64 {
	return r.arrival.mean(changes) * r.past.reach / model.Year
}

// lives returns how many incidents of a risk are lived for a year in which it
// strikes so many times as often, those before the year too.
func (p *plan) lives(i int, times float64) float64 {
	r := p.risks[i]
	a := r.arrival.biased(times, p.changes)
	if r.past.reach <= model.Year {
		r.arrival = a
	}
	return a.mean(p.changes) + r.earlierMean(p.changes)
}

// biased returns the arrivals of a risk that strikes so many times as often.
// Renewals stay as they are.
func (a arrivalPlan) biased(times float64, changes []changePlan) arrivalPlan {
	switch {
	case times == 1 || a.gap != nil:
	case a.change >= 0:
		chance := times * a.chance / (1 - a.chance + times*a.chance)
		if a.chance < 1 {
			a.hit, a.spared = a.chance/chance, (1-a.chance)/(1-chance)
			a.chance = chance
		}
	default:
		a.hit = 1 / times
		a.none = math.Exp((times - 1) * a.rate)
		a.rate *= times
	}
	return a
}

// weigh multiplies the likelihood ratio of a year with so many faults onto the
// year's weight.
func (a *arrivalPlan) weigh(faults int, work []events) {
	switch {
	case a.weight == nil || a.hit == 0:
	case a.change >= 0:
		*a.weight *= math.Pow(a.hit, float64(faults)) * math.Pow(a.spared, float64(work[a.change].n-faults))
	default:
		*a.weight *= a.none * math.Pow(a.hit, float64(faults))
	}
}

// twistDurations gives a risk heavier durations in one draw of as many as
// often says.
func (r *riskPlan) twistDurations(twist, often float64, weight *float64) {
	r.alarms, r.ladder, r.gates = slices.Clone(r.alarms), slices.Clone(r.ladder), slices.Clone(r.gates)
	r.columns, r.detects = nil, 0
	draws := r.durations()
	for _, d := range draws {
		if d.law != nil {
			d.law = &twisted{d.law, 1 - twist, often, weight}
		}
	}
	for _, d := range append(draws, &r.impact) {
		d.column = 0
	}
	r.layColumns()
}

// A twisted law draws, in a part often of its draws, from the law whose
// survival function is that of the law to a power below 1, and multiplies the
// likelihood ratio of the mixture onto weight.
type twisted struct {
	dist.Distribution
	power, often float64
	weight       *float64
}

// Draw implements dist.Distribution.
func (t *twisted) Draw(r *rand.Rand) float64 {
	const least = 1e-15  // what 1 - s can still tell from 1: no duration is endless
	s := 1 - r.Float64() // in (0, 1]
	if r.Float64() < t.often {
		s = math.Max(math.Pow(s, 1/t.power), least)
	}
	*t.weight /= 1 - t.often + t.often*t.power*math.Pow(s, t.power-1)
	return t.Quantile(1 - s)
}

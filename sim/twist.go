package sim

import (
	"math"
	"math/rand/v2"
	"slices"

	"nines/model"
	"nines/model/dist"
)

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

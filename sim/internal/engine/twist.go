package engine

import (
	"math"
	"math/rand/v2"
	"slices"

	"nines/model"
	"nines/model/dist"
)

// Lives returns how many incidents of a risk are lived for a year in which it
// strikes so many times as often, those before the year too.
func (p *Plan) Lives(i int, times float64) float64 {
	r := p.Risks[i]
	a := r.Arrival.biased(times, p.Changes)
	if r.Past.Reach <= model.Year {
		r.Arrival = a
	}
	return a.mean(p.Changes) + r.earlierMean(p.Changes)
}

// biased returns the arrivals of a risk that strikes so many times as often.
// Renewals stay as they are.
func (a ArrivalPlan) biased(times float64, changes []changePlan) ArrivalPlan {
	switch {
	case times == 1 || a.gap != nil:
	case a.Change >= 0:
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
func (r *RiskPlan) twistDurations(twist, often float64, weight *float64) {
	r.Alarms, r.Ladder, r.Gates = slices.Clone(r.Alarms), slices.Clone(r.Ladder), slices.Clone(r.Gates)
	r.Columns, r.Detects = nil, 0
	draws := r.durations()
	for _, d := range draws {
		if d.law != nil {
			d.law, d.inverse = &twisted{d.law, 1 - twist, often, weight}, nil
		}
	}
	for _, d := range append(draws, &r.Impact) {
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

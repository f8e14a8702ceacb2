package sim

import (
	"math"

	"nines/model"
)

// The years behind each end: the attainable SLO is a quantile, which fewer
// would not tell.
const (
	sensitivityYears = 5_000
	leastYears       = 500
)

// affords returns how many years of a plan are so many units of work, within
// bounds.
func (p *plan) affords(units float64, least, most int) int {
	return int(math.Min(float64(most), math.Max(float64(least), units/p.load())))
}

// load returns about how much work a year is, in units: events of changes, and
// incidents, each the dearer the more are open beside it.
func (p *plan) load() float64 {
	sum := 1.0
	for _, c := range p.changes {
		each := 0.03
		if c.calendar != nil {
			each = 0.25 // a place in it is looked up
		}
		sum += each * model.Year / c.period
	}
	for i := range p.risks {
		switch a := &p.risks[i].arrival; {
		case a.change >= 0:
			sum += (0.05 + a.chance) * model.Year / p.changes[a.change].period
		case a.gap != nil:
			sum += model.Year / a.gap.Mean()
		default:
			sum += a.rate
		}
		sum += p.risks[i].earlierMean(p.changes)
	}
	y := newYear(p, newTally(p))
	_, plain := y.simulate(0, nil, nil)
	return sum * (1 + math.Log2(1+plain/model.Year))
}

package engine

import (
	"math"

	"nines/model"
)

// The years behind each end: the attainable SLO is a quantile, which fewer
// would not tell.
const (
	SensitivityYears = 5_000
	LeastYears       = 500
)

// Affords returns how many years of a plan are so many units of work, within
// bounds.
func (p *Plan) Affords(units float64, least, most int) int {
	return int(math.Min(float64(most), math.Max(float64(least), units/p.Load())))
}

// Load returns about how much work a year is, in units: events of changes and
// incidents, which cost more the more of them are open at the same time.
func (p *Plan) Load() float64 {
	sum := 1.0
	for _, c := range p.Changes {
		each := 0.03
		if c.calendar != nil {
			each = 0.25 // a place in it is looked up
		}
		sum += each * model.Year / c.period
	}
	for i := range p.Risks {
		switch a := &p.Risks[i].Arrival; {
		case a.Change >= 0:
			sum += (0.05 + a.chance) * model.Year / p.Changes[a.Change].period
		case a.gap != nil:
			sum += model.Year / a.gap.Mean()
		default:
			sum += a.rate
		}
		sum += p.Risks[i].earlierMean(p.Changes)
	}
	y := NewYear(p, NewTally(p))
	_, plain := y.Simulate(0, nil, nil)
	return sum * (1 + math.Log2(1+plain/model.Year))
}

package sim

import "math"

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

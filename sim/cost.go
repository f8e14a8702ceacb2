package sim

import (
	"math"

	"nines/sim/stat"
)

// CreditsPerYear adds up what all agreements that apply pay in a mean year; NaN
// where there are none.
func (r *Result) CreditsPerYear() float64 {
	sum := math.NaN()
	for i, a := range r.Agreements {
		if i == 0 {
			sum = 0
		}
		if a.Agreement.Applies() {
			sum += a.CreditsPerYear.Mean.Value
		}
	}
	return sum
}

// PeopleCost returns what the hours on incidents cost in a mean year; NaN where
// no responder's hour has a price.
func (r *Result) PeopleCost() float64 {
	for _, p := range r.Scenario.Responders {
		if p.CostPerHour > 0 && r.OnCall != nil {
			return r.OnCall.Cost.Value
		}
	}
	return math.NaN()
}

// LostRevenue returns what the downtime of a mean year loses; NaN where the
// scenario does not tell.
func (r *Result) LostRevenue() stat.Estimate {
	s := r.Scenario.Service
	if s.RevenuePerHour <= 0 {
		return stat.Certain(math.NaN())
	}
	return r.perHourDown(func(hours float64) float64 { return hours * s.RevenuePerHour * s.RevenueLost })
}

// UserHours returns how many hours of users the downtime of a mean year takes;
// NaN where the scenario does not tell.
func (r *Result) UserHours() stat.Estimate {
	s := r.Scenario.Service
	if s.Users <= 0 {
		return stat.Certain(math.NaN())
	}
	return r.perHourDown(func(hours float64) float64 { return hours * s.Users })
}

// perHourDown returns what grows with the hours of downtime in a mean year.
func (r *Result) perHourDown(of func(hours float64) float64) stat.Estimate {
	e := r.MeanDowntime()
	at := func(seconds float64) float64 { return of(seconds / 3600) }
	return stat.Estimate{Value: at(e.Value), SE: at(e.SE), Low: at(e.Low), High: at(e.High)}
}

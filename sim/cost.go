package sim

import (
	"math"

	"nines/model/dist"
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

// A Loss is what the downtime of a mean year takes, and that of a bad one, which
// one year in 20 exceeds.
type Loss struct{ Mean, Bad stat.Estimate }

// LostRevenue returns the revenue that a year loses for good, in
// Service.Currency; NaN where the scenario does not tell.
func (r *Result) LostRevenue() Loss {
	s := r.Scenario.Service
	if s.RevenuePerHour <= 0 {
		return Loss{stat.Unknown(), stat.Unknown()}
	}
	return r.lossOf(s.RevenuePerHour * s.RevenueLost)
}

// LostPerSubscriber returns how much of a year's lost revenue falls on each
// subscriber, in Service.Currency; NaN where the scenario tells of none.
func (r *Result) LostPerSubscriber() Loss {
	s := r.Scenario.Service
	if s.Subscribers <= 0 || s.RevenuePerHour <= 0 {
		return Loss{stat.Unknown(), stat.Unknown()}
	}
	return r.lossOf(s.RevenuePerHour * s.RevenueLost / s.Subscribers)
}

// UserHours returns how many hours of users the downtime of a year takes: those at
// a mean hour or, where nobody tells them, the subscribers. NaN where the scenario
// tells neither.
func (r *Result) UserHours() Loss {
	users := r.Scenario.Service.UserBase()
	if users <= 0 {
		return Loss{stat.Unknown(), stat.Unknown()}
	}
	return r.lossOf(users)
}

// lossOf returns what a year loses that loses so much in an hour of downtime.
func (r *Result) lossOf(perHour float64) Loss {
	return Loss{r.MeanDowntime().Per(3600).Scaled(perHour), r.Downtime.Quantile(badYearPart).Per(3600).Scaled(perHour)}
}

// UsersHit returns the users that a part p of all incidents hit at most: the
// quantile of impact × Service.UserBase over the risks, each as often as it
// strikes. It follows from the file, without an interval; NaN where that tells of
// no users, or no incident reaches any.
func (r *Result) UsersHit(p float64) float64 {
	var weights []float64
	var impacts []dist.Distribution
	for i, risk := range r.Scenario.Risks {
		if n := r.PerYear(i); n > 0 {
			weights, impacts = append(weights, n), append(impacts, risk.Impact)
		}
	}
	users := r.Scenario.Service.UserBase()
	if users <= 0 || len(weights) == 0 {
		return math.NaN()
	}
	all, err := dist.NewMixture(weights, impacts)
	if err != nil {
		return math.NaN() // rates too far apart to be weighed against each other
	}
	return users * all.Quantile(p)
}

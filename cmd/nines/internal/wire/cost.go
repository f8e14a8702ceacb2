package wire

import (
	"math"

	"nines/sim"
	"nines/sim/stat"
)

type cost struct {
	Currency    string `json:"currency"`
	LostRevenue number `json:"lost_revenue_per_year"`
	Credits     number `json:"credits_per_year"`
	People      number `json:"people_per_year"`
	UserHours   number `json:"user_hours_per_year"`

	Subscribers number   `json:"subscribers"`
	MeanYear    losing   `json:"mean_year"`
	BadYear     losing   `json:"bad_year"`
	UsersHit    usersHit `json:"users_hit"`
}

// losing is what the downtime of one year takes, each figure with its interval.
type losing struct {
	Revenue       number `json:"lost_revenue"`
	RevenueLow    number `json:"lost_revenue_low"`
	RevenueHigh   number `json:"lost_revenue_high"`
	PerUser       number `json:"lost_per_subscriber"`
	PerUserLow    number `json:"lost_per_subscriber_low"`
	PerUserHigh   number `json:"lost_per_subscriber_high"`
	UserHours     number `json:"user_hours"`
	UserHoursLow  number `json:"user_hours_low"`
	UserHoursHigh number `json:"user_hours_high"`
}

// usersHit are the quantiles of how many users an incident hits.
type usersHit struct {
	P50 number `json:"p50"`
	P90 number `json:"p90"`
}

// costOf returns what a year loses, and what the people cost who end its
// incidents. What the scenario does not tell is null.
func costOf(r *sim.Result) *cost {
	revenue, each, hours := r.LostRevenue(), r.LostPerSubscriber(), r.UserHours()
	out := &cost{
		Currency: r.Scenario.Service.Currency, LostRevenue: number(revenue.Mean.Value), Credits: number(r.CreditsPerYear()),
		People: number(r.PeopleCost()), UserHours: number(hours.Mean.Value),
		Subscribers: number(math.NaN()),
		UsersHit:    usersHit{number(r.UsersHit(0.5)), number(r.UsersHit(0.9))},
	}
	if n := r.Scenario.Service.Subscribers; n > 0 {
		out.Subscribers = number(n)
	}
	for _, year := range []struct {
		out                  *losing
		revenue, each, hours stat.Estimate
	}{
		{&out.MeanYear, revenue.Mean, each.Mean, hours.Mean},
		{&out.BadYear, revenue.Bad, each.Bad, hours.Bad},
	} {
		*year.out = losing{
			number(year.revenue.Value), number(year.revenue.Low), number(year.revenue.High),
			number(year.each.Value), number(year.each.Low), number(year.each.High),
			number(year.hours.Value), number(year.hours.Low), number(year.hours.High),
		}
	}
	return out
}

package compare

import (
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// Priced says which losses of a year a scenario puts a price on.
type Priced struct {
	Revenue bool // of the downtime, lost for good
	Credits bool // that agreements pay
	People  bool // their hours on incidents and false alarms
}

// PricedBy returns what a scenario puts a price on.
func PricedBy(sc *model.Scenario) Priced {
	return Priced{
		Revenue: sc.Service.RevenuePerHour > 0,
		Credits: len(sc.Agreements) > 0,
		People:  slices.ContainsFunc(sc.Responders, func(r *model.Responder) bool { return r.CostPerHour > 0 }),
	}
}

// Any reports whether any money is known at all.
func (p Priced) Any() bool { return p.Revenue || p.Credits || p.People }

// or returns what either puts a price on.
func (p Priced) or(q Priced) Priced {
	return Priced{p.Revenue || q.Revenue, p.Credits || q.Credits, p.People || q.People}
}

// Losses are what a mean year loses, or loses less, by what is lost; NaN for
// what nobody puts a price on.
type Losses struct{ Revenue, Credits, People stat.Estimate }

// yearlyLosses are what the years of an account lose, in the scenario's currency.
// Everything is added up year by year, so that differences between scenarios
// keep their pairs and sums that are not proportional to downtime find a place.
// The empty one loses nothing.
type yearlyLosses struct {
	perSecond  float64 // revenue lost for good in a second in which every user is hit
	down       []float64
	paid       []float64
	peopleCost []float64
}

func lossesOf(o *engine.Account) yearlyLosses {
	s := o.Plan.Scenario.Service
	return yearlyLosses{s.RevenuePerHour * s.RevenueLost / 3600, o.Down, o.Paid, o.PeopleCost}
}

func (b *yearlyLosses) revenue(year int) float64 {
	if b.perSecond == 0 {
		return 0
	}
	return b.perSecond * b.down[year]
}

func (b *yearlyLosses) credits(year int) float64 {
	if b.paid == nil {
		return 0
	}
	return b.paid[year]
}

func (b *yearlyLosses) people(year int) float64 {
	if b.peopleCost == nil {
		return 0
	}
	return b.peopleCost[year]
}

func (b *yearlyLosses) all(year int) float64 {
	return b.revenue(year) + b.credits(year) + b.people(year)
}

// less estimates what a mean year of one account loses more than one of another
// on the same draws, in all and by what is lost, as far as it has a price.
func (b *yearlyLosses) less(c *yearlyLosses, priced Priced, mean func(of func(year int) float64) stat.Estimate) (all stat.Estimate, by Losses) {
	all, by = stat.Unknown(), Losses{stat.Unknown(), stat.Unknown(), stat.Unknown()}
	kinds := 0
	take := func(priced bool, into *stat.Estimate, of func(year int) float64) {
		if priced {
			kinds++
			*into = mean(of)
			all = *into
		}
	}
	take(priced.Revenue, &by.Revenue, func(y int) float64 { return b.revenue(y) - c.revenue(y) })
	take(priced.Credits, &by.Credits, func(y int) float64 { return b.credits(y) - c.credits(y) })
	take(priced.People, &by.People, func(y int) float64 { return b.people(y) - c.people(y) })
	if kinds > 1 {
		all = mean(func(y int) float64 { return b.all(y) - c.all(y) })
	}
	return all, by
}

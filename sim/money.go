package sim

import "nines/model"

// A pricing prices the years of a scenario, in its currency. Everything that a
// bad year costs is added up here, year by year, so that differences between
// scenarios keep their pairs and sums that are not proportional to downtime
// find a place.
type pricing struct {
	perSecond float64 // revenue lost for good in a second in which every user is hit
	knows     bool    // whether the scenario tells what any of it costs
}

// newPricing returns the pricing of a scenario.
func newPricing(sc *model.Scenario) pricing {
	s := sc.Service
	return pricing{perSecond: s.RevenuePerHour * s.RevenueLost / 3600, knows: s.RevenuePerHour > 0}
}

// yearCost returns what a year of an outcome costs.
func (m pricing) yearCost(o *outcome, year int) float64 {
	return m.perSecond * o.down[year]
}

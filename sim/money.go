package sim

import "nines/model"

// A pricing prices the years of a scenario, in its currency. Everything that a
// bad year costs is added up here, year by year, so that differences between
// scenarios keep their pairs and sums that are not proportional to downtime
// find a place.
type pricing struct {
	perSecond float64 // revenue lost for good in a second in which every user is hit
	credits   bool    // whether agreements pay anything
	knows     bool    // whether the scenario tells what any of it costs
}

// newPricing returns the pricing of a scenario.
func newPricing(sc *model.Scenario) pricing {
	s := sc.Service
	m := pricing{perSecond: s.RevenuePerHour * s.RevenueLost / 3600, credits: len(sc.Agreements) > 0}
	m.knows = s.RevenuePerHour > 0 || m.credits
	return m
}

// yearCost returns what a year of an outcome costs.
func (m pricing) yearCost(o *outcome, year int) float64 {
	cost := m.perSecond * o.down[year]
	if o.paid != nil {
		cost += o.paid[year]
	}
	return cost
}

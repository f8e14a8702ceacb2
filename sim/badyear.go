package sim

import "nines/model"

// badYearPart is the part of the years that a bad year is worse than: one in
// 20 exceeds it.
const badYearPart = 0.95

// BadYear returns what a bad year costs, in Service.Currency, if a target is
// what agreements promise first: the revenue that one year in 20 loses more
// than, and the credits that one year in 20 pays more than. Both grow with the
// downtime, so that the two bad years are about the same. An agreement that
// was not priced at this target counts as it is signed. It is false where the
// scenario names no such money; people's time is not in it.
func (r *Result) BadYear(t model.Target) (cost Estimate, ok bool) {
	if s := r.Scenario.Service; s.RevenuePerHour > 0 {
		cost, ok = scaled(r.Downtime.Quantile(badYearPart), s.RevenuePerHour*s.RevenueLost/3600), true
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		if a.Agreement.FeePerMonth <= 0 {
			continue
		}
		credits := a.CreditsPerYear.P95
		for _, p := range a.Promises {
			if p.Target.Miss() == t.Miss() {
				credits = p.CreditsBadYear
			}
		}
		cost = Estimate{
			Value: cost.Value + credits.Value, SE: cost.SE + credits.SE,
			Low: cost.Low + credits.Low, High: cost.High + credits.High,
		}
		ok = true
	}
	return cost, ok
}

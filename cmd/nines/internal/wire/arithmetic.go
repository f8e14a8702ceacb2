package wire

import "nines/sim"

type arithmetic struct {
	Target  number `json:"target"`
	Budget  number `json:"budget_s"`
	Planned number `json:"planned_s"`
	Fits    []fit  `json:"fits"`
}

type fit struct {
	Risk     string `json:"risk"`
	Each     number `json:"each_s"`
	Count    int    `json:"count"`
	Expected number `json:"expected"`
}

type cost struct {
	Currency    string `json:"currency"`
	LostRevenue number `json:"lost_revenue_per_year"`
	Credits     number `json:"credits_per_year"`
	People      number `json:"people_per_year"`
	UserHours   number `json:"user_hours_per_year"`
}

func newArithmetic(a sim.Arithmetic) arithmetic {
	out := arithmetic{
		Target: number(a.Target.Ratio()), Budget: number(a.Budget), Planned: number(a.Planned), Fits: []fit{},
	}
	for _, f := range a.Fits {
		out.Fits = append(out.Fits, fit{f.Risk, number(f.Each.Value), f.Count, number(f.Expected)})
	}
	return out
}

// costOf returns what a mean year loses, and what the people cost who end its
// incidents. What the scenario does not tell does not exist.
func costOf(r *sim.Result) *cost {
	return &cost{
		Currency: r.Scenario.Service.Currency, LostRevenue: number(r.LostRevenue().Value), Credits: number(r.CreditsPerYear()),
		People: number(r.PeopleCost()), UserHours: number(r.UserHours().Value),
	}
}

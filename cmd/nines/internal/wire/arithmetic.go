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

func newArithmetic(a sim.Arithmetic) arithmetic {
	out := arithmetic{
		Target: number(a.Target.Ratio()), Budget: number(a.Budget), Planned: number(a.Planned), Fits: []fit{},
	}
	for _, f := range a.Fits {
		out.Fits = append(out.Fits, fit{f.Risk, number(f.Each.Value), f.Count, number(f.Expected)})
	}
	return out
}

package wire

import "nines/sim"

type objective struct {
	Window            string     `json:"window"`
	Confidence        number     `json:"confidence"`
	Promise           number     `json:"promise"`
	Targets           []target   `json:"targets"`
	Attainable        attainable `json:"attainable"`
	AttainableAllYear attainable `json:"attainable_all_year"`
	CanPromise        *promised  `json:"can_promise"` // null where not even the usual ladder's loosest is safe
}

type target struct {
	Target         number `json:"target"`
	Budget         number `json:"budget_s"`
	Met            number `json:"met"`
	MetSE          number `json:"met_se"`
	MetLow         number `json:"met_low"`
	MetHigh        number `json:"met_high"`
	MetAllYear     number `json:"met_all_year"`
	MetAllYearSE   number `json:"met_all_year_se"`
	MetAllYearLow  number `json:"met_all_year_low"`
	MetAllYearHigh number `json:"met_all_year_high"`
	Verdict        string `json:"verdict"`
}

type promised struct {
	Target         number `json:"target"`
	OnLadder       bool   `json:"on_ladder"`
	MetAllYear     number `json:"met_all_year"`
	MetAllYearLow  number `json:"met_all_year_low"`
	MetAllYearHigh number `json:"met_all_year_high"`
}

func newSLO(r *sim.Result) objective {
	slo := r.Scenario.SLO
	out := objective{
		Window: slo.Window.String(), Confidence: number(slo.Confidence), Promise: number(slo.Promise.Ratio()),
		Targets:    []target{},
		Attainable: newAttainable(r.Attainable), AttainableAllYear: newAttainable(r.AttainableAllYear),
	}
	if t, ok := r.CanPromise(); ok {
		all := t.MetAllYear
		out.CanPromise = &promised{number(t.Target.Ratio()), t.OnLadder, number(all.Value), number(all.Low), number(all.High)}
	}
	for _, t := range r.Targets {
		m, all := t.Met, t.MetAllYear
		out.Targets = append(out.Targets, target{
			Target: number(t.Target.Ratio()), Budget: number(t.Budget),
			Met: number(m.Value), MetSE: number(m.SE), MetLow: number(m.Low), MetHigh: number(m.High),
			MetAllYear: number(all.Value), MetAllYearSE: number(all.SE),
			MetAllYearLow: number(all.Low), MetAllYearHigh: number(all.High),
			Verdict: string(t.Verdict),
		})
	}
	return out
}

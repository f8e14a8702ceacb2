package main

import (
	"math"

	"nines/sim"
)

// solveJSON is what `nines solve --json` answers for one path.
type solveJSON struct {
	header
	Scenario scenarioJSON `json:"scenario"`
	Run      solveRunJSON `json:"run"`
	Required *passedJSON  `json:"required,omitempty"`

	Target     number `json:"target"`
	Confidence number `json:"confidence"`
	Window     string `json:"window"`

	Path     string      `json:"path"`
	Label    string      `json:"label"`
	Unit     string      `json:"unit"`
	From     number      `json:"from"`
	To       number      `json:"to"`
	Effect   string      `json:"effect"`
	Outcome  string      `json:"outcome"`
	Value    number      `json:"value"`
	Low      number      `json:"low"`
	High     number      `json:"high"`
	Met      number      `json:"met"`
	Attained number      `json:"attained"`
	Safe     *safeJSON   `json:"safe"`
	Today    *todayJSON  `json:"today"`
	Kept     []spanJSON  `json:"kept"`
	Best     *bestJSON   `json:"best,omitempty"`
	Blocked  []blockJSON `json:"blocked_by,omitempty"`
	Alone    []aloneJSON `json:"alone,omitempty"`
}

type solveRunJSON struct {
	Method    string `json:"method"`
	Seed      uint64 `json:"seed"`
	Years     int    `json:"years"`
	Evaluated int    `json:"values_evaluated"`
}

// passedJSON is what --require asked for, and whether some value is safe.
type passedJSON struct {
	Confidence number `json:"confidence"`
	Passed     bool   `json:"passed"`
}

// safeJSON is a value that can be set, and what `nines run` says of it.
type safeJSON struct {
	Value    number `json:"value"`
	Set      string `json:"set"`
	Met      number `json:"met"`
	MetLow   number `json:"met_low"`
	MetHigh  number `json:"met_high"`
	Attained number `json:"attained"`
	Verdict  string `json:"verdict"`
}

type todayJSON struct {
	Value   number `json:"value"`
	Met     number `json:"met"`
	MetLow  number `json:"met_low"`
	MetHigh number `json:"met_high"`
}

type spanJSON struct {
	From number `json:"from"`
	To   number `json:"to"`
}

type bestJSON struct {
	Value    number `json:"value"`
	Met      number `json:"met"`
	Attained number `json:"attained"`
}

type blockJSON struct {
	Part     string `json:"part"`
	Phase    string `json:"phase"`
	Downtime number `json:"downtime_s_per_year"`
}

// aloneJSON says of which part of a risk's incidents one alone exceeds what
// planned work leaves of the budget of a window, and what a typical one and a
// fast one (one in ten is faster) cost.
type aloneJSON struct {
	Risk     string `json:"risk"`
	Title    string `json:"title"`
	PerYear  number `json:"incidents_per_year"`
	Exceeds  number `json:"exceeds"`
	TypicalS number `json:"typical_s"`
	FastS    number `json:"fast_s"`
}

// newAloneJSON lists the risks of which any incident does.
func newAloneJSON(rooms []sim.Room) []aloneJSON {
	out := []aloneJSON{}
	for i := range rooms {
		if k := &rooms[i]; k.Alone.Value > 0 {
			out = append(out, aloneJSON{
				k.Risk, k.Title, number(k.PerYear), number(k.Alone.Value), number(k.Typical.Cost.Value), number(k.Fast.Cost.Value),
			})
		}
	}
	return out
}

// newSolveJSON puts a solution into the form for programs.
func newSolveJSON(s *solution) solveJSON {
	slo := s.Scenario.SLO
	met, attained := metOf(s.At), s.At.AttainableAllYear.Value
	out := solveJSON{
		header:   newHeader("solve"),
		Scenario: newScenarioJSON(s.Scenario),
		Run:      solveRunJSON{string(s.Method), s.At.Seed, s.Years, s.Tried},
		Target:   number(slo.Promise.Ratio()), Confidence: number(slo.Confidence), Window: slo.Window.String(),
		Path: s.Path, Label: s.Label, Unit: unitOf(s.Kind), From: number(s.From), To: number(s.To),
		Effect: string(s.Effect), Outcome: string(s.Ending),
		Value: number(s.Value.Value), Low: number(s.Value.Low), High: number(s.Value.High),
		Met: number(math.NaN()), Attained: number(math.NaN()),
		Kept: []spanJSON{},
	}
	if s.asked {
		out.Required = &passedJSON{number(slo.Confidence), s.Ending == sim.Any || s.Safe != nil}
	}
	for _, k := range s.Kept {
		out.Kept = append(out.Kept, spanJSON{number(k.From), number(k.To)})
	}
	if !math.IsNaN(s.Today) {
		m := s.TodayMet
		out.Today = &todayJSON{number(s.Today), number(m.Value), number(m.Low), number(m.High)}
	}
	if s.Ending == sim.Nothing {
		out.Best = &bestJSON{number(s.AtValue), number(met.Value), number(attained)}
		out.Blocked, out.Alone = newBlockJSON(s.BlockedBy), newAloneJSON(s.Rooms)
		return out
	}
	out.Met, out.Attained = number(met.Value), number(attained)
	if s.Ending == sim.Any {
		out.Value, out.Low, out.High = number(s.AtValue), number(s.AtValue), number(s.AtValue)
	}
	if s.Safe != nil {
		out.Safe = &safeJSON{
			number(s.Safe.Value), s.Safe.Set.String(), number(met.Value), number(met.Low), number(met.High),
			number(attained), string(s.At.Promised().Verdict),
		}
	}
	return out
}

func newBlockJSON(all []sim.Blocker) []blockJSON {
	out := []blockJSON{}
	for _, b := range all {
		out = append(out, blockJSON{b.Part, b.Phase.String(), number(b.Downtime)})
	}
	return out
}

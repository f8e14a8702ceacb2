package wire

import (
	"math"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/solve"
)

// Solve is what `nines solve --json` answers for one path.
type Solve struct {
	header
	Scenario Scenario `json:"scenario"`
	Run      solveRun `json:"run"`
	Required *passed  `json:"required,omitempty"`

	Target     number `json:"target"`
	Confidence number `json:"confidence"`
	Window     string `json:"window"`

	Path     string  `json:"path"`
	Label    string  `json:"label"`
	Unit     string  `json:"unit"`
	From     number  `json:"from"`
	To       number  `json:"to"`
	Effect   string  `json:"effect"`
	Outcome  string  `json:"outcome"`
	Value    number  `json:"value"`
	Low      number  `json:"low"`
	High     number  `json:"high"`
	Met      number  `json:"met"`
	Attained number  `json:"attained"`
	Safe     *safe   `json:"safe"`
	Today    *today  `json:"today"`
	Kept     []span  `json:"kept"`
	Best     *best   `json:"best,omitempty"`
	Blocked  []block `json:"blocked_by,omitempty"`
	Alone    []alone `json:"alone,omitempty"`

	Notes []string `json:"notes"` // on the method
}

type solveRun struct {
	Method    string `json:"method"`
	Seed      uint64 `json:"seed"`
	Years     int    `json:"years"`
	Evaluated int    `json:"values_evaluated"`
}

// passed is what --require asked for, and whether some value is safe.
type passed struct {
	Confidence number `json:"confidence"`
	Passed     bool   `json:"passed"`
}

// safe is a value that can be set, and what `nines run` says of it.
type safe struct {
	Value    number `json:"value"`
	Set      string `json:"set"`
	Met      number `json:"met"`
	MetLow   number `json:"met_low"`
	MetHigh  number `json:"met_high"`
	Attained number `json:"attained"`
	Verdict  string `json:"verdict"`
}

type today struct {
	Value   number `json:"value"`
	Met     number `json:"met"`
	MetLow  number `json:"met_low"`
	MetHigh number `json:"met_high"`
}

type span struct {
	From number `json:"from"`
	To   number `json:"to"`
}

type best struct {
	Value    number `json:"value"`
	Met      number `json:"met"`
	Attained number `json:"attained"`
}

type block struct {
	Part     string `json:"part"`
	Phase    string `json:"phase"`
	Downtime number `json:"downtime_s_per_year"`
}

// alone says of which part of a risk's incidents one alone exceeds what
// planned work leaves of the budget of a window, and what a typical one and a
// fast one (one in ten is faster) cost.
type alone struct {
	Risk     string `json:"risk"`
	Title    string `json:"title"`
	PerYear  number `json:"incidents_per_year"`
	Exceeds  number `json:"exceeds"`
	TypicalS number `json:"typical_s"`
	FastS    number `json:"fast_s"`
}

// newAlone lists the risks of which any incident does.
func newAlone(rooms []sim.Room) []alone {
	out := []alone{}
	for i := range rooms {
		if k := &rooms[i]; k.Alone.Value > 0 {
			out = append(out, alone{
				k.Risk, k.Title, number(k.PerYear), number(k.Alone.Value), number(k.Typical.Cost.Value), number(k.Fast.Cost.Value),
			})
		}
	}
	return out
}

// NewSolve puts a solution into the form for programs.
func NewSolve(s *solve.Solution, asked bool) Solve {
	slo := s.Scenario.SLO
	met, attained := s.At.Promised().MetAllYear, s.At.AttainableAllYear.Value
	out := Solve{
		header:   newHeader("solve"),
		Scenario: newScenario(s.Scenario),
		Run:      solveRun{string(s.Method), s.At.Seed, s.Years, s.Tried},
		Target:   number(slo.Promise.Ratio()), Confidence: number(slo.Confidence), Window: slo.Window.String(),
		Path: s.Path, Label: words.Title(s.Label), Unit: unitOf(s.Kind), From: number(s.From), To: number(s.To),
		Effect: string(s.Effect), Outcome: string(s.Ending),
		Value: number(s.Value.Value), Low: number(s.Value.Low), High: number(s.Value.High),
		Met: number(math.NaN()), Attained: number(math.NaN()),
		Kept: []span{}, Notes: noted(words.SimulatedAlone(s.NoLaw)),
	}
	if asked {
		out.Required = &passed{number(slo.Confidence), s.Ending == solve.Any || s.Safe != nil}
	}
	for _, k := range s.Kept {
		out.Kept = append(out.Kept, span{number(k.From), number(k.To)})
	}
	if !math.IsNaN(s.Today) {
		m := s.TodayMet
		out.Today = &today{number(s.Today), number(m.Value), number(m.Low), number(m.High)}
	}
	if s.Ending == solve.Nothing {
		out.Best = &best{number(s.AtValue), number(met.Value), number(attained)}
		out.Blocked, out.Alone = newBlock(s.BlockedBy), newAlone(s.Rooms)
		return out
	}
	out.Met, out.Attained = number(met.Value), number(attained)
	if s.Ending == solve.Any {
		out.Value, out.Low, out.High = number(s.AtValue), number(s.AtValue), number(s.AtValue)
	}
	if s.Safe != nil {
		out.Safe = &safe{
			number(s.Safe.Value), s.Safe.Set.String(), number(met.Value), number(met.Low), number(met.High),
			number(attained), string(s.At.Promised().Verdict),
		}
	}
	return out
}

func newBlock(all []solve.Blocker) []block {
	out := []block{}
	for _, b := range all {
		out = append(out, block{b.Part, b.Phase.String(), number(b.Downtime)})
	}
	return out
}

package wire

import (
	"nines/plots/words"
	"nines/sim/solve"
)

// Frontier is what `nines solve --json` answers for two paths.
type Frontier struct {
	header
	Scenario   Scenario `json:"scenario"`
	Run        sweepRun `json:"run"`
	Required   *passed  `json:"required,omitempty"`
	Target     number   `json:"target"`
	Confidence number   `json:"confidence"`
	Window     string   `json:"window"`
	X          side     `json:"x"`
	Y          side     `json:"y"`
	Frontier   []point  `json:"frontier"`
	Best       *corner  `json:"best,omitempty"`
	Blocked    []block  `json:"blocked_by,omitempty"`
	Alone      []alone  `json:"alone,omitempty"`
	Notes      []string `json:"notes"` // on the method
}

type side struct {
	Path   string `json:"path"`
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	Effect string `json:"effect"`
	From   number `json:"from"`
	To     number `json:"to"`
	Today  number `json:"today"`
}

type point struct {
	X     number `json:"x"`
	Y     number `json:"y"`
	YLow  number `json:"y_low"`
	YHigh number `json:"y_high"`
	Whole bool   `json:"any_y"`
}

type corner struct {
	Met      number `json:"met"`
	Attained number `json:"attained"`
}

// NewFrontier puts a frontier into the form for programs.
func NewFrontier(f *solve.Frontier, asked bool) Frontier {
	slo := f.Scenario.SLO
	side := func(v solve.Variable, e solve.Effect) side {
		return side{v.Path, words.Title(v.Label), unitOf(v.Kind), string(e), number(v.From), number(v.To), number(v.Today)}
	}
	out := Frontier{
		header: newHeader("solve"), Scenario: newScenario(f.Scenario), Run: sweepRun{Method: string(f.Method), Seed: f.Seed, Years: f.Years},
		Target: number(slo.Promise.Ratio()), Confidence: number(slo.Confidence), Window: slo.Window.String(),
		X: side(f.X, f.EffectX), Y: side(f.Y, f.EffectY), Frontier: []point{},
		Notes: noted(words.SimulatedAlone(f.NoLaw)),
	}
	if asked {
		out.Required = &passed{number(slo.Confidence), len(f.Points) > 0}
	}
	for _, p := range f.Points {
		out.Frontier = append(out.Frontier, point{number(p.X), number(p.Y), number(p.Low), number(p.High), p.Whole})
	}
	if len(f.Points) == 0 {
		out.Best = &corner{number(f.At.Promised().MetAllYear.Value), number(f.At.AttainableAllYear.Value)}
		out.Blocked, out.Alone = newBlock(f.BlockedBy), newAlone(f.Rooms)
	}
	return out
}

package wire

import (
	"nines/model"
	"nines/plots/words"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// Sweep is what `nines sweep --json` answers.
type Sweep struct {
	header
	Scenario     Scenario    `json:"scenario"`
	Run          sweepRun    `json:"run"`
	X            axis        `json:"x"`
	Y            axis        `json:"y"`
	Attainable   [][]number  `json:"attainable"`
	Met          [][]number  `json:"met"`
	AttainableSE [][]number  `json:"attainable_se"`
	Today        *sweepToday `json:"today,omitempty"`
	Notes        []string    `json:"notes"` // on the method
}

type sweepRun struct {
	Method string `json:"method"`
	Seed   uint64 `json:"seed"`
	Years  int    `json:"years"`
}

type axis struct {
	Path   string   `json:"path"`
	Values []number `json:"values"`
	Label  string   `json:"label"`
	Unit   string   `json:"unit"`
	Shown  []number `json:"shown"`
}

type sweepToday struct {
	X          number     `json:"x"`
	Y          number     `json:"y"`
	Attainable attainable `json:"attainable"`
}

// NewSweep puts a surface into the form for programs.
func NewSweep(s *sweep.Surface) Sweep {
	value := func(e stat.Estimate) float64 { return e.Value }
	se := func(e stat.Estimate) float64 { return e.SE }
	out := Sweep{
		header: newHeader("sweep"), Scenario: newScenario(s.Scenario), Run: sweepRun{string(s.Method), s.Seed, s.Years},
		X: newAxis(s.X), Y: newAxis(s.Y),
		Attainable: matrix(s.Attainable, value), Met: matrix(s.Met, value), AttainableSE: matrix(s.Attainable, se),
		Notes: noted(words.SimulatedAlone(s.NoLaw)),
	}
	if s.HasToday {
		out.Today = &sweepToday{number(s.TodayX), number(s.TodayY), newAttainable(s.TodayAttainable)}
	}
	return out
}

func newAxis(a sweep.Axis) axis {
	return axis{Path: a.Path, Values: numbers(a.Values), Label: words.Title(a.Label), Unit: unitOf(a.Kind), Shown: numbers(a.Shown)}
}

// unitOf names the unit of an axis' values. Those shown for factors are
// seconds.
func unitOf(kind model.ValueKind) string {
	switch kind {
	case model.DurationValue:
		return "s"
	case model.RatioValue:
		return "ratio"
	case model.RateValue:
		return "per_year"
	case model.FactorValue:
		return "factor"
	case model.TimesValue:
		return "times"
	}
	return "number"
}

func numbers(xs []float64) []number {
	out := make([]number, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	return out
}

// matrix returns one number of every cell.
func matrix(cells [][]stat.Estimate, of func(stat.Estimate) float64) [][]number {
	out := make([][]number, len(cells))
	for i, row := range cells {
		out[i] = make([]number, len(row))
		for j, e := range row {
			out[i][j] = number(of(e))
		}
	}
	return out
}

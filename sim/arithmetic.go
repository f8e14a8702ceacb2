package sim

import (
	"math"

	"nines/model"
)

// An Arithmetic is what a budget allows before any chance comes in: planned
// work first, and then so many incidents of a kind.
type Arithmetic struct {
	Target  model.Target
	Budget  float64 // seconds in one window (of mean length)
	Planned float64 // seconds of planned work that no such window is without
	Fits    []Fit   // one per risk that struck at all
}

// A Fit is how many typical incidents of one risk the budget holds beside the
// planned work.
type Fit struct {
	Risk, Title string
	Typical     float64 // seconds of downtime that the median incident costs
	Count       int
	Expected    float64 // incidents in a mean window
}

// Arithmetic returns what the budget of a target holds.
func (r *Result) Arithmetic(t model.Target) Arithmetic {
	window := r.Scenario.SLO.Window.Length
	a := Arithmetic{Target: t, Budget: t.Budget(window), Planned: plannedCertain(r.Scenario, window)}
	for _, risk := range r.Risks {
		typical := risk.Outage.Typical
		if math.IsNaN(typical) || typical <= 0 {
			continue
		}
		left := a.Budget - a.Planned + tie
		a.Fits = append(a.Fits, Fit{
			Risk: risk.Name, Title: risk.Title,
			Typical:  typical,
			Count:    int(math.Max(0, math.Min(left/typical, math.MaxInt32))),
			Expected: risk.Incidents * window / model.Year,
		})
	}
	return a
}

package sim

import (
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// An Arithmetic is what a budget allows before any chance comes in: planned
// work first, and then so many incidents of a kind.
type Arithmetic struct {
	Target  model.Target
	Budget  float64 // seconds in one window (of mean length)
	Planned float64 // seconds of planned work in a mean window
	Fits    []Fit   // one per risk that struck at all
}

// A Fit is how many incidents of one risk the budget holds beside the planned
// work, at what one costs in the mean. Where they differ much, so many may
// still be too many: the probability that the target is met says so.
type Fit struct {
	Risk, Title string
	Each        stat.Estimate // seconds of downtime that one incident costs in the mean
	Count       int
	Least, Most int     // at the ends of the cost's interval
	Expected    float64 // incidents in a mean window
}

// Arithmetic returns what the budget of a target holds.
func (r *Result) Arithmetic(t model.Target) Arithmetic {
	window := r.Scenario.SLO.Window.Length
	a := Arithmetic{Target: t, Budget: t.Budget(window), Planned: engine.PlannedMean(r.Scenario, window)}
	for _, risk := range r.Risks {
		each := risk.Outage.Cost
		if math.IsNaN(each.Value) || each.Value <= 0 || engine.LeavesOut(r.Scenario, risk.Name) {
			continue
		}
		f := fittingOf(each, a.Budget-a.Planned)
		a.Fits = append(a.Fits, Fit{
			Risk: risk.Name, Title: risk.Title,
			Each: each, Count: f.Count, Least: f.Least, Most: f.Most,
			Expected: risk.Incidents * window / model.Year,
		})
	}
	return a
}

package sim

import (
	"math"

	"nines/model"
	"nines/model/dist"
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
	Each        Estimate // seconds of downtime that one incident costs in the mean
	Count       int
	Least, Most int     // at the ends of the cost's interval
	Expected    float64 // incidents in a mean window
}

// Arithmetic returns what the budget of a target holds.
func (r *Result) Arithmetic(t model.Target) Arithmetic {
	window := r.Scenario.SLO.Window.Length
	a := Arithmetic{Target: t, Budget: t.Budget(window), Planned: plannedMean(r.Scenario, window)}
	for _, risk := range r.Risks {
		each := risk.Outage.Cost
		if math.IsNaN(each.Value) || each.Value <= 0 || leavesOut(r.Scenario, risk.Name) {
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

// leavesOut reports whether the SLO counts nothing of a risk.
func leavesOut(sc *model.Scenario, risk string) bool {
	for _, x := range sc.SLO.Exclusions {
		if x.Risk != nil && x.Risk.Name == risk && math.IsInf(x.AtMost, 1) {
			return true
		}
	}
	return false
}

// plannedMean returns the planned downtime in seconds of a mean window of this
// length, as far as the SLO counts it.
func plannedMean(sc *model.Scenario, length float64) float64 {
	sum := 0.0
	for _, c := range sc.Changes {
		each := c.Downtime.Mean()
		if out := leftOutOf(sc, c); out > 0 {
			each = meanBeyond(c.Downtime, out)
		}
		sum += length / c.Period * each
	}
	return math.Min(sum, length)
}

// meanBeyond returns the mean of what a law exceeds a limit by, 0 where it
// does not: the mean of its quantiles in the middle of equal parts.
func meanBeyond(law dist.Distribution, limit float64) float64 {
	if math.IsInf(limit, 1) {
		return 0
	}
	const parts = 2000
	sum := 0.0
	for i := range parts {
		sum += math.Max(0, law.Quantile((float64(i)+0.5)/parts)-limit)
	}
	return sum / parts
}

package sim

import (
	"nines/model"
	"nines/sim/stat"
)

// attainment is Result.Attainment: a year meets a target when its worst
// window does. It never rises with the target.
func (r *Result) attainment(targets []float64) []stat.Estimate {
	out := make([]stat.Estimate, len(targets))
	defer stat.IsotoneBy(targets, out)
	for i, t := range targets {
		miss := 1 - t
		if r.sharp != nil {
			if r.Windows > 1 {
				out[i] = r.sharp.worst.Kept(miss)
			} else {
				out[i] = r.sharp.years.Kept(miss * model.Year)
			}
			continue
		}
		var met int
		if r.windows == nil {
			met = r.Downtime.CountAtMost(miss*model.Year + stat.Tie)
		} else {
			met = r.windows.Worst.CountAtMost(miss + stat.Tie/r.Scenario.SLO.Window.Length)
		}
		out[i] = stat.Wilson(float64(met), float64(r.Years))
	}
	return out
}

// exceedance is Result.Exceedance. It never rises with x.
func (r *Result) exceedance(xs []float64) []stat.Estimate {
	out := make([]stat.Estimate, len(xs))
	defer stat.IsotoneBy(xs, out)
	for i, x := range xs {
		if r.sharp != nil {
			out[i] = r.sharp.years.Exceeded(x)
			continue
		}
		out[i] = stat.Wilson(float64(r.Downtime.Len()-r.Downtime.CountAtMost(x)), float64(r.Downtime.Len()))
	}
	return out
}

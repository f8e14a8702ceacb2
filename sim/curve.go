package sim

import "nines/model"

// attainment is Result.Attainment: a year meets a target when its worst
// window does. It never rises with the target.
func (r *Result) attainment(targets []float64) []Estimate {
	out := make([]Estimate, len(targets))
	defer isotoneBy(targets, out)
	for i, t := range targets {
		miss := 1 - t
		if r.sharp != nil {
			if r.Windows > 1 {
				out[i] = r.sharp.worst.kept(miss)
			} else {
				out[i] = r.sharp.years.kept(miss * model.Year)
			}
			continue
		}
		var met int
		if r.windows == nil {
			met = r.Downtime.CountAtMost(miss*model.Year + tie)
		} else {
			met = r.windows.worst.CountAtMost(miss + tie/r.Scenario.SLO.Window.Length)
		}
		out[i] = wilson(float64(met), float64(r.Years))
	}
	return out
}

// exceedance is Result.Exceedance. It never rises with x.
func (r *Result) exceedance(xs []float64) []Estimate {
	out := make([]Estimate, len(xs))
	defer isotoneBy(xs, out)
	for i, x := range xs {
		if r.sharp != nil {
			out[i] = r.sharp.years.exceeded(x)
			continue
		}
		out[i] = wilson(float64(r.Downtime.Len()-r.Downtime.CountAtMost(x)), float64(r.Downtime.Len()))
	}
	return out
}

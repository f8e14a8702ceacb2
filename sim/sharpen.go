package sim

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A sharpened holds what a result's estimates rest on where they rest on the
// law of the plain sum and not on counting alone.
type sharpened struct {
	*control.Law
	overlap stat.Estimate  // mean of a year's downtime less its plain sum, seconds
	years   control.Strata // by their downtime in seconds

	// Where windows are shorter than a year: windows, and years by their
	// worst window, by unavailability.
	parts, worst control.Strata
}

// sharpen sorts what the windows hold and rests the result on the law: its
// attainable SLO, quantiles, mean and curves. Downtime and PlainSum are sorted
// already.
func (r *Result) sharpen(c *control.Counter, overlap stat.Estimate) {
	s := &sharpened{Law: c.Law, overlap: overlap}
	s.years = control.Strata{
		Law: c.Law.Within, Full: r.Downtime, Sum: r.PlainSum, Both: r.Downtime,
		Tie: stat.Tie, Most: model.Year, Only: true, Among: 1, Beside: 1, Alone: c.Law.Alone,
	}
	confidence := r.Scenario.SLO.Confidence
	if c.H.PerYear == 0 {
		r.Attainable = stat.Availability(s.years.Quantile(confidence), model.Year)
		r.AttainableAllYear = r.Attainable
	} else {
		s.worst = c.Strata(c.Law.All, c.Worst(c.Of), c.Worst(c.SumsOf))
		// Design effects are those near the quantile that is asked for.
		near := control.Strata{Law: c.Law.One, Tie: 1e-9, Most: 1, Alone: true}
		j := c.JointWindows(near.Quantile(confidence).Value)
		s.parts = c.Strata(c.Law.One, c.Unavailable(c.H.Windows), c.Unavailable(c.H.WindowSums))
		s.parts.Among, s.parts.Beside = j.Among, j.Beside
		r.Attainable = stat.Availability(s.parts.Quantile(confidence), 1)
		r.AttainableAllYear = stat.Availability(s.worst.Quantile(confidence), 1)
	}
	r.sharp = s
}

// MeanDowntime returns the mean downtime of a year in seconds: by the law,
// the exact mean of the plain sum and the simulated mean of what overlap takes
// from it, where that scatters less than the years themselves. A year is never
// down for longer than it lasts, but a sum may be.
func (r *Result) MeanDowntime() stat.Estimate {
	counted := r.Downtime.Mean()
	if r.sharp == nil {
		return counted
	}
	mean, less := r.sharp.Year.Mean(), r.sharp.overlap
	if r.Method == Exact && !math.IsInf(mean, 1) {
		if e := (stat.Estimate{Value: mean, Low: mean, High: mean}); !engine.HeavyTailed(r.Scenario) {
			return e
		}
		return stat.Estimate{Value: mean}.Unbounded() // the warning says why
	}
	if math.IsInf(mean, 1) || engine.HeavyTailed(r.Scenario) || less.SE > counted.SE/2 {
		return counted
	}
	return less.Plus(mean)
}

// DowntimeQuantile returns the downtime in seconds that a part p of the years
// stays within.
func (r *Result) DowntimeQuantile(p float64) stat.Estimate {
	if r.sharp == nil {
		return r.Downtime.Quantile(p)
	}
	return r.sharp.years.Quantile(p)
}

// DowntimeQuantiles returns DowntimeQuantile for parts p that rise, in an order
// that rises as well: near each other estimates may cross by a part of their
// errors.
func (r *Result) DowntimeQuantiles(ps ...float64) []stat.Estimate {
	out := make([]stat.Estimate, len(ps))
	for i, p := range ps {
		out[i] = r.DowntimeQuantile(p)
	}
	slices.Reverse(out)
	stat.Isotone(out)
	slices.Reverse(out)
	return out
}

// ByLaw reports whether probabilities and quantiles rest on the exact law. The
// least and the greatest downtime of a year are always those of the simulated
// years.
func (r *Result) ByLaw() bool { return r.sharp != nil }

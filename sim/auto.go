package sim

import (
	"math"
	"slices"

	"nines/model"
)

// A sharpened holds what a result's estimates rest on where they rest on the
// law of the plain sum and not on counting alone.
type sharpened struct {
	*plainLaw
	overlap Estimate // mean of a year's downtime less its plain sum, seconds
	years   strata   // by their downtime in seconds

	// Where windows are shorter than a year: windows, and years by their
	// worst window, by unavailability.
	parts, worst strata
}

// sharpen sorts what the windows hold and rests the result on the law: its
// attainable SLO, quantiles, mean and curves. Downtime and PlainSum are sorted
// already.
func (r *Result) sharpen(c *windowCounter, overlap Estimate) {
	s := &sharpened{plainLaw: c.law, overlap: overlap}
	s.years = strata{
		law: c.law.within, full: r.Downtime, sum: r.PlainSum, both: r.Downtime,
		tie: tie, most: model.Year, only: true, among: 1, beside: 1, alone: c.law.alone,
	}
	confidence := r.Scenario.SLO.Confidence
	if c.h.perYear == 0 {
		r.Attainable = availability(s.years.quantile(confidence), model.Year)
		r.AttainableAllYear = r.Attainable
	} else {
		s.worst = c.strata(c.law.all, c.worst(c.of), c.worst(c.sumsOf))
		// Design effects are those near the quantile that is asked for.
		near := strata{law: c.law.one, tie: 1e-9, most: 1, alone: true}
		j := c.jointWindows(near.quantile(confidence).Value)
		s.parts = c.strata(c.law.one, c.unavailable(c.h.windows), c.unavailable(c.h.windowSums))
		s.parts.among, s.parts.beside = j.among, j.beside
		r.Attainable = availability(s.parts.quantile(confidence), 1)
		r.AttainableAllYear = availability(s.worst.quantile(confidence), 1)
	}
	r.sharp = s
}

// MeanDowntime returns the mean downtime of a year in seconds: by the law,
// the exact mean of the plain sum and the simulated mean of what overlap takes
// from it, where that scatters less than the years themselves. A year is never
// down for longer than it lasts, but a sum may be.
func (r *Result) MeanDowntime() Estimate {
	counted := r.Downtime.Mean()
	if r.sharp == nil {
		return counted
	}
	mean, less := r.sharp.year.Mean(), r.sharp.overlap
	if r.Method == Exact && !math.IsInf(mean, 1) {
		if e := (Estimate{Value: mean, Low: mean, High: mean}); !heavyTailed(r.Scenario) {
			return e
		}
		return Estimate{Value: mean}.Unbounded() // the warning says why
	}
	if math.IsInf(mean, 1) || heavyTailed(r.Scenario) || less.SE > counted.SE/2 {
		return counted
	}
	return less.Plus(mean)
}

// DowntimeQuantile returns the downtime in seconds that a part p of the years
// stays within.
func (r *Result) DowntimeQuantile(p float64) Estimate {
	if r.sharp == nil {
		return r.Downtime.Quantile(p)
	}
	return r.sharp.years.quantile(p)
}

// DowntimeQuantiles returns DowntimeQuantile for parts p that rise, in an order
// that rises as well: near each other estimates may cross by a part of their
// errors.
func (r *Result) DowntimeQuantiles(ps ...float64) []Estimate {
	out := make([]Estimate, len(ps))
	for i, p := range ps {
		out[i] = r.DowntimeQuantile(p)
	}
	slices.Reverse(out)
	isotone(out)
	slices.Reverse(out)
	return out
}

// ByLaw reports whether probabilities and quantiles rest on the exact law. The
// least and the greatest downtime of a year are always those of the simulated
// years.
func (r *Result) ByLaw() bool { return r.sharp != nil }

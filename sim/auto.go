package sim

import (
	"errors"
	"fmt"
	"math"
	"sort"

	"nines/model"
	"nines/sim/law"
)

// A Method says how a result's probabilities are found.
type Method string

// The methods.
const (
	// Simulate counts simulated years.
	Simulate Method = "simulate"
	// Auto counts them too, but only for what overlap changes: the law of
	// the plain sum of the same outages is known to 1e-6.
	Auto Method = "auto"
)

// A Check holds the simulation against the exact law: how many of the
// simulated years meet the promise if outages add up as if none overlapped.
type Check struct {
	LawMet, SimulatedMet float64
	Differ               float64 // in standard errors
}

// disagreement is how many standard errors the engines may differ by before
// the result says so.
const disagreement = 4

// An exact is the law of the plain sum beside the simulated years that tell
// how much overlap takes from it.
type exact struct {
	*law.Law
	overlap Estimate // mean of a year's downtime less its plain sum, seconds
}

// sharpen finds the law of the scenario's plain sum, holds the simulation
// against it, and rests the result's estimates on it; tolerance is the error
// that the law may have, its default when 0. Where there is no law it says
// why, and the result stays as simulated.
func (r *Result) sharpen(overlap Estimate, tolerance float64) {
	sc := r.Scenario
	if r.windows != nil {
		r.Warnings = append(r.Warnings, "simulated alone: the exact law is used for windows of a year")
		return
	}
	l, err := law.Of(sc, model.Year, law.Options{Tolerance: tolerance})
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		r.Warnings = append(r.Warnings, "simulated alone: "+err.Error())
		return
	} else if err != nil {
		r.Warnings = append(r.Warnings, "simulated alone: the exact law failed: "+err.Error())
		return
	}
	r.check(l)
	if r.Check.Differ > disagreement {
		r.Warnings = append(r.Warnings, fmt.Sprintf(
			"the two engines disagree: the law says that %.5f of the years keep %s without overlap, the simulation %.5f, which is %.1f standard errors off; please report this scenario",
			r.Check.LawMet, sc.SLO.Promise.Text(), r.Check.SimulatedMet, r.Check.Differ))
		return
	}
	r.Method = Auto
	r.exact = &exact{l, overlap}
	for i := range r.Targets {
		t := &r.Targets[i]
		t.Met = r.metWithin(t.Budget)
		t.MetAllYear = t.Met
		t.settle(sc.SLO.Confidence)
	}
	r.Attainable = availability(r.quantileByLaw(sc.SLO.Confidence), model.Year)
	r.AttainableAllYear = r.Attainable
}

// check holds the simulated plain sums against the law at the promise.
func (r *Result) check(l *law.Law) {
	budget := r.Scenario.SLO.Promise.Budget(model.Year)
	n := float64(r.Years)
	c := &Check{LawMet: l.CDF(budget), SimulatedMet: float64(r.PlainSum.CountAtMost(budget+tie)) / n}
	if gap := math.Abs(c.LawMet - c.SimulatedMet); gap > l.Bound() {
		// At least the error of one year: a probability that the law puts
		// at 1e-9 may well show once.
		c.Differ = gap / math.Max(math.Sqrt(c.LawMet*(1-c.LawMet)/n), 1/n)
	}
	r.Check = c
}

// metWithin returns the probability that a year's downtime is at most x
// seconds. Overlap only shortens, so the years that miss are among those whose
// plain sum does: P(missed) is the law's, times the part of them that still
// miss, which the simulated years tell with Wilson's interval.
func (r *Result) metWithin(x float64) Estimate {
	sum := float64(r.PlainSum.Len() - r.PlainSum.CountAtMost(x+tie))
	full := float64(r.Downtime.Len() - r.Downtime.CountAtMost(x+tie))
	ratio := Estimate{Value: 1, Low: 0, High: 1} // nothing is known of misses that no year showed
	if sum > 0 {
		ratio = wilson(full, sum)
	}
	missed := 1 - r.exact.CDF(x)
	e := Estimate{
		Value: 1 - missed*ratio.Value,
		Low:   math.Max(0, 1-missed*ratio.High-r.exact.Bound()),
		High:  math.Min(1, 1-missed*ratio.Low+r.exact.Bound()),
	}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// quantileByLaw returns the quantile at p of a year's downtime by inverting
// metWithin, and its interval by inverting its ends.
func (r *Result) quantileByLaw(p float64) Estimate {
	invert := func(end func(Estimate) float64) float64 {
		lo, hi := 0.0, 1.0
		if end(r.metWithin(0)) >= p {
			return 0
		}
		for end(r.metWithin(hi)) < p {
			if lo, hi = hi, 2*hi; hi > model.Year {
				return model.Year
			}
		}
		for hi-lo > tie/4 && hi-lo > 1e-12*hi {
			if mid := (lo + hi) / 2; end(r.metWithin(mid)) < p {
				lo = mid
			} else {
				hi = mid
			}
		}
		return r.snap(hi)
	}
	e := Estimate{
		Value: invert(func(e Estimate) float64 { return e.Value }),
		Low:   invert(func(e Estimate) float64 { return e.High }),
		High:  invert(func(e Estimate) float64 { return e.Low }),
	}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// snap returns the simulated downtime that differs from x by rounding alone,
// such as 360 s for two constant outages, or x.
func (r *Result) snap(x float64) float64 {
	s := r.Downtime.sorted
	i := sort.SearchFloat64s(s, x-2*tie)
	if i < len(s) && s[i] <= x+2*tie {
		return s[i]
	}
	return x
}

// MeanDowntime returns the mean downtime of a year in seconds: by the law, the
// exact mean of the plain sum and the simulated mean of what overlap takes
// from it.
func (r *Result) MeanDowntime() Estimate {
	if r.exact == nil {
		return r.Downtime.Mean()
	}
	mean, less := r.exact.Mean(), r.exact.overlap
	return Estimate{Value: mean + less.Value, SE: less.SE, Low: mean + less.Low, High: mean + less.High}
}

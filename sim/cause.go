package sim

import (
	"cmp"
	"math"
	"slices"

	"nines/sim/stat"
)

// A Cause is a risk, or the planned work of a change, with the downtime of a
// mean year that is due to it.
type Cause struct {
	Risk, Change string // one is "", both are for all causes together
	Title        string
	Downtime     stat.Estimate      // seconds a year
	Phases       [NumPhases]float64 // seconds a year
}

// scale makes a cause k times what was counted.
func (c *Cause) scale(k float64) {
	c.Downtime = c.Downtime.Scaled(k)
	for ph := range c.Phases {
		c.Phases[ph] *= k
	}
}

// Causes returns what the downtime of a mean year is due to, the costliest
// first, and all of them together. They are counted in the simulated years;
// where the whole is known better, by the law, each has its part of that.
func (r *Result) Causes() (causes []Cause, whole Cause) {
	for _, k := range r.Risks {
		causes = append(causes, Cause{Risk: k.Name, Title: k.Title, Downtime: k.Downtime, Phases: k.Phases})
	}
	for _, c := range r.Changes {
		if c.Downtime.Value > 0 {
			work := Cause{Change: c.Name, Title: c.Title, Downtime: c.Downtime}
			work.Phases[Planned] = c.Downtime.Value
			causes = append(causes, work)
		}
	}
	slices.SortStableFunc(causes, func(x, y Cause) int { return cmp.Compare(y.Downtime.Value, x.Downtime.Value) })
	whole.Downtime = r.MeanDowntime()
	if math.IsNaN(whole.Downtime.Value) { // no year was simulated
		whole.Downtime = stat.Estimate{}
	}
	sum := 0.0
	for _, c := range causes {
		for ph, s := range c.Phases {
			whole.Phases[ph] += s
			sum += s
		}
	}
	if sum <= 0 {
		return causes, whole
	}
	if k := whole.Downtime.Value / sum; r.Method == Auto || r.Method == Exact {
		for i := range causes {
			causes[i].scale(k)
		}
	}
	for ph := range whole.Phases {
		whole.Phases[ph] *= whole.Downtime.Value / sum
	}
	return causes, whole
}

package sim

import (
	"slices"

	"nines/model"
	"nines/sim/stat"
)

// IsPromise reports whether a target is the promise in question.
func (r *Result) IsPromise(t TargetResult) bool {
	return t.Target.Miss() == r.Scenario.SLO.Promise.Miss()
}

// Promised returns what was found about the promise in question, which is always
// one of the targets.
func (r *Result) Promised() TargetResult {
	for _, t := range r.Targets {
		if r.IsPromise(t) {
			return t
		}
	}
	return TargetResult{Target: r.Scenario.SLO.Promise, Verdict: No}
}

// Safest returns the strictest target that can be promised; false where none
// can.
func (r *Result) Safest() (best TargetResult, ok bool) {
	for _, t := range r.Targets {
		if t.Verdict == Yes {
			best, ok = t, true
		}
	}
	return best, ok
}

// OutOfReach returns the first target, from the promise on, that is not safe:
// the one that help is sought for. It is false where all are.
func (r *Result) OutOfReach() (TargetResult, bool) {
	for _, t := range r.Targets {
		if t.Target.Miss() <= r.Scenario.SLO.Promise.Miss() && t.Verdict != Yes {
			return t, true
		}
	}
	return TargetResult{}, false
}

// Budgeted returns the target whose budget is explained: the promise, or where
// that is impossible the strictest looser one that is not. It is false where all
// are impossible.
func (r *Result) Budgeted() (TargetResult, bool) {
	for _, t := range slices.Backward(r.Targets) {
		if t.Target.Miss() >= r.Scenario.SLO.Promise.Miss() && t.Verdict != Impossible {
			return t, true
		}
	}
	return TargetResult{}, false
}

// Recommended returns the target to sign: the promise where it is safe, else the
// strictest that is, be it of the usual ladder, else the promise with false.
func (r *Result) Recommended() (TargetResult, bool) {
	if t := r.Promised(); t.Verdict == Yes {
		return t, true
	}
	if t, ok := r.CanPromise(); ok {
		return t.TargetResult, true
	}
	return r.Promised(), false
}

// AlwaysDown reports whether no simulated year had a moment without downtime,
// but for rounding.
func (r *Result) AlwaysDown() bool {
	return r.Downtime.Len() > 0 && r.Downtime.Min() >= model.Year*(1-1e-9)
}

// Spent returns what the downtime of a mean year is spent on, in seconds, and
// its sum.
func (r *Result) Spent() (by [NumPhases]float64, sum float64) {
	for _, k := range r.Risks {
		for ph, s := range k.Phases {
			sum += s
			by[ph] += s
		}
	}
	for _, c := range r.Changes {
		by[Planned] += c.Downtime.Value
		sum += c.Downtime.Value
	}
	return by, sum
}

// MetAllYear returns how likely every window of a year meets a target, which
// need not be one of the scenario's.
func (r *Result) MetAllYear(t model.Target) stat.Estimate {
	for _, x := range r.Targets {
		if x.Target.Text() == t.Text() {
			return x.MetAllYear
		}
	}
	return r.Attainment([]float64{t.Ratio()})[0]
}

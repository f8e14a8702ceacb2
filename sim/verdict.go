package sim

import (
	"nines/model"
	"nines/sim/internal/control"
	"nines/sim/stat"
)

// order keeps the probabilities of the targets from rising with the target,
// and gives the verdicts that follow.
func (r *Result) order() {
	strictness := make([]float64, len(r.Targets))
	met, all := make([]stat.Estimate, len(r.Targets)), make([]stat.Estimate, len(r.Targets))
	for i, t := range r.Targets {
		strictness[i], met[i], all[i] = -t.Target.Miss(), t.Met, t.MetAllYear
	}
	stat.IsotoneBy(strictness, met)
	stat.IsotoneBy(strictness, all)
	for i := range r.Targets {
		t := &r.Targets[i]
		if t.Met != met[i] || t.MetAllYear != all[i] {
			t.Met, t.MetAllYear = met[i], all[i]
			t.settle(r.Scenario.SLO.Confidence)
		}
	}
}

// A Verdict says whether a target can be promised at the asked confidence.
type Verdict string

// The verdicts. The interval meant is the 95 % interval of the probability
// that a whole year goes by without a miss.
const (
	Yes        Verdict = "yes"               // the interval lies above the confidence
	TooClose   Verdict = "too close to call" // it contains the confidence
	No         Verdict = "no"                // it lies below
	Impossible Verdict = "impossible"        // certain downtime alone exceeds the budget
)

// VerdictOf returns what the probability that every window of a year meets a
// target says of it at a confidence. A target is impossible where certain planned
// work alone exceeds its budget.
func VerdictOf(allYear stat.Estimate, impossible bool, confidence float64) Verdict {
	switch {
	case impossible && allYear.Value == 0:
		return Impossible
	case allYear.High < confidence:
		return No
	case allYear.Low > confidence:
		return Yes
	}
	return TooClose
}

// newTargetResult measures a target.
func newTargetResult(c *control.Counter, t model.Target) TargetResult {
	slo := c.Sc.SLO
	r := TargetResult{Target: t, Budget: t.Budget(slo.Window.Length)}
	r.Met, r.MetAllYear, r.impossible = c.Judge(t)
	r.settle(slo.Confidence)
	return r
}

// settle gives the verdict that the probability of a whole year allows.
func (r *TargetResult) settle(confidence float64) {
	r.Verdict, r.YearsToSettle = VerdictOf(r.MetAllYear, r.impossible, confidence), 0
	if r.Verdict == TooClose {
		r.YearsToSettle = stat.YearsToSettle(r.MetAllYear.Value, confidence)
	}
}

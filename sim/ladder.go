package sim

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// Ladder returns the availabilities that people promise, the loosest first.
func Ladder() []model.Target {
	var out []model.Target
	for _, text := range []string{"90%", "95%", "98%", "99%", "99.5%", "99.8%", "99.9%", "99.95%", "99.99%", "99.995%", "99.999%"} {
		if t, err := model.ParseTarget(text); err == nil {
			out = append(out, t)
		}
	}
	return out
}

// Allowed returns the strictest target that is safe where so much is attained: of
// some that are asked for, and of the usual ladder. It is false where not even the
// ladder's loosest is.
func Allowed(attained stat.Estimate, asked []model.Target) (best model.Target, ok bool) {
	for _, t := range append(Ladder(), asked...) {
		if t.Ratio() <= attained.Low && (!ok || t.Miss() < best.Miss()) {
			best, ok = t, true
		}
	}
	return best, ok
}

// A Promisable is the strictest target that can be promised.
type Promisable struct {
	TargetResult
	OnLadder bool // whether none of the scenario's targets can be, so that it is one of Ladder
}

// CanPromise returns what can be promised: the strictest of the scenario's
// targets with verdict yes, or where none has it the strictest such of the usual
// ladder. It is false where not even the ladder's loosest is safe. The
// probability that a single window keeps a target of the ladder is unknown where
// windows are shorter than the year.
func (r *Result) CanPromise() (Promisable, bool) {
	if t, ok := r.Safest(); ok {
		return Promisable{TargetResult: t}, true
	}
	ladder := Ladder()
	ratios := make([]float64, len(ladder))
	for i, t := range ladder {
		ratios[i] = t.Ratio()
	}
	var best Promisable
	ok := false
	for i, kept := range r.Attainment(ratios) {
		t := ladder[i]
		if r.asked(t) || VerdictOf(kept, false, r.Scenario.SLO.Confidence) != Yes {
			continue // what was asked for has its verdict
		}
		met := kept
		if r.Windows > 1 {
			met = stat.Unknown()
		}
		best.TargetResult = TargetResult{
			Target: t, Budget: t.Budget(r.Scenario.SLO.Window.Length), Met: met, MetAllYear: kept, Verdict: Yes,
		}
		best.OnLadder, ok = true, true
	}
	return best, ok
}

// asked reports whether a target is no looser than one of the scenario's: the
// verdicts on those say already that it is not safe.
func (r *Result) asked(t model.Target) bool {
	loosest := math.Inf(-1)
	for _, x := range r.Targets {
		loosest = math.Max(loosest, x.Target.Miss())
	}
	return t.Miss() <= loosest
}

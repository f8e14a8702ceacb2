package engine

import (
	"slices"

	"nines/model"
	"nines/model/dist"
	"nines/sim/stat"
)

// HeavyTailed reports whether some outage has no variance that years could
// show, so that the scatter of the simulated years says little of that of all.
func HeavyTailed(sc *model.Scenario) bool {
	return slices.ContainsFunc(sc.Risks, HeavyTailedRisk) ||
		slices.ContainsFunc(sc.Changes, func(c *model.Change) bool { return HeavyTailedLaw(c.Downtime) })
}

// HeavyTailedRisk is HeavyTailed for one risk.
func HeavyTailedRisk(r *model.Risk) bool {
	if r.SelfHeal != nil {
		return HeavyTailedLaw(r.SelfHeal)
	}
	// One alarm that is certain and not heavy bounds the time to detect.
	least, _ := r.Impact.Support()
	bounded := slices.ContainsFunc(r.Alarms, func(a *model.Alarm) bool {
		return a.Miss == 0 && a.Sees(least) && !HeavyTailedLaw(a.Terms(least).Drawn)
	})
	return !bounded || HeavyTailedLaw(r.Diagnose) ||
		slices.ContainsFunc(r.Ladder, func(a *model.Recovery) bool {
			return HeavyTailedLaw(a.Time) || a.Responder != nil && HeavyTailedLaw(a.Responder.Ack)
		})
}

// HeavyTailedLaw is HeavyTailed for one law, which may be nil.
func HeavyTailedLaw(law dist.Distribution) bool { return law != nil && dist.HeavyTailed(law) }

// MeanCost returns what one of n outages of a risk costs in the mean.
func MeanCost(r *model.Risk, costs stat.Moments, n int64) stat.Estimate {
	e := costs.Mean(float64(n))
	if HeavyTailedRisk(r) {
		return e.Unbounded()
	}
	return e
}

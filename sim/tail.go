package sim

import (
	"slices"

	"nines/model"
	"nines/model/dist"
)

// heavyTailed reports whether some outage has no variance that years could
// show, so that the scatter of the simulated years says little of that of all.
func heavyTailed(sc *model.Scenario) bool {
	return slices.ContainsFunc(sc.Risks, heavyTailedRisk) ||
		slices.ContainsFunc(sc.Changes, func(c *model.Change) bool { return heavy(c.Downtime) })
}

func heavyTailedRisk(r *model.Risk) bool {
	if r.SelfHeal != nil {
		return heavy(r.SelfHeal)
	}
	// One alarm that is certain and not heavy bounds the time to detect.
	least, _ := r.Impact.Support()
	bounded := slices.ContainsFunc(r.Alarms, func(a *model.Alarm) bool {
		law := a.Latency
		if law == nil {
			law = a.Delay
		}
		return a.Miss == 0 && a.Sees(least) && !heavy(law)
	})
	return !bounded || heavy(r.Diagnose) ||
		slices.ContainsFunc(r.Ladder, func(a *model.Recovery) bool {
			return heavy(a.Time) || a.Responder != nil && heavy(a.Responder.Ack)
		})
}

func heavy(law dist.Distribution) bool { return law != nil && dist.HeavyTailed(law) }

// meanCost returns what one of n outages of a risk costs in the mean.
func meanCost(r *model.Risk, costs moments, n int64) Estimate {
	e := costs.mean(float64(n))
	if heavyTailedRisk(r) {
		return e.Unbounded()
	}
	return e
}

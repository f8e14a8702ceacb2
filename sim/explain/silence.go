package explain

import (
	"math"
	"slices"

	"nines/model"
)

// A Silence is why an alarm is never the first to notice a risk. The scenario
// proves it; that no simulated incident showed it would prove nothing.
type Silence string

// The silences. The first three mean that the alarm never fires.
const (
	MissesAll     Silence = "misses_all"     // it misses every fault
	TooFewUsers   Silence = "too_few_users"  // its threshold lies above the greatest impact
	AlreadyHealed Silence = "already_healed" // the outage has ended by itself before
	AlwaysLater   Silence = "always_later"   // another alarm that is certain is always sooner
)

// Never reports whether the alarm never fires.
func (s Silence) Never() bool { return s != "" && s != AlwaysLater }

// silenceOf returns why an alarm is never the first to notice a risk, and for
// AlwaysLater which other one is; "" where that cannot be proved.
func silenceOf(r *model.Risk, a *model.Alarm) (why Silence, behind string) {
	least, most := r.Impact.Support()
	switch {
	case a.Miss >= 1:
		return MissesAll, ""
	case !a.Sees(most):
		return TooFewUsers, ""
	}
	// The impacts that it sees; what it waits for falls with the impact.
	least = math.Max(least, a.Threshold)
	soonest, _ := latencyRange(a, most)
	if r.SelfHeal != nil {
		if _, healed := r.SelfHeal.Support(); healed <= soonest {
			return AlreadyHealed, ""
		}
	}
	for i, b := range r.Alarms {
		if b != a && b.Miss == 0 && b.Sees(least) && alwaysSooner(b, a, least, most, slices.Contains(r.Alarms[:i], a)) {
			return AlwaysLater, b.Name
		}
	}
	return "", ""
}

// alwaysSooner reports whether b fires before a for all impacts of a range
// that both see. What both wait for a ratio to build up is inversely
// proportional to the impact, so the gap between them is monotone in it, and
// its ends tell. Of two that fire at the same moment the first on the list
// counts: behind says that b stands behind a.
func alwaysSooner(b, a *model.Alarm, least, most float64, behind bool) bool {
	for _, impact := range []float64{least, most} {
		soonest, _ := latencyRange(a, impact)
		_, latest := latencyRange(b, impact)
		if latest > soonest || latest == soonest && behind {
			return false
		}
	}
	return true
}

// latencyRange returns the least and the greatest latency in seconds of an
// alarm for a fault of this impact.
func latencyRange(a *model.Alarm, impact float64) (soonest, latest float64) {
	sum := a.Terms(impact)
	soonest, latest = sum.Drawn.Support()
	return a.LatencyFactor * (soonest + sum.Fixed), a.LatencyFactor * (latest + sum.Fixed + sum.Poll)
}

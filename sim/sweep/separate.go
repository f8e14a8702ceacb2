package sweep

import (
	"reflect"

	"nines/sim/internal/engine"
)

// A direction of a sweep changes part of an incident's life.
type direction uint8

const (
	neither direction = iota
	alongX
	alongY
)

// A separation says which axis changes a risk's time to detect, and which its
// time from the alarm to recovery.
type separation struct {
	detect, tail direction
	replaced     bool // other people or actions make the tail, not the same at another pace
}

// separate reports whether a sweep only changes how long incidents last, and
// each of detection and recovery along one axis at most. Then a risk's outage
// in cell (x, y) lasts the sum of a time to detect and a time to recover that
// are drawn once for each value of an axis: ladders run on from the alarm,
// whenever it fires. Where somebody is on duty at times alone they do not.
func separate(base *engine.Plan, xs, ys []*engine.Plan) ([]separation, bool) {
	if base.Objective != nil {
		return nil, false // what counts depends on where outages lie
	}
	how := make([]separation, len(base.Risks))
	if base.HasHours() {
		return nil, false
	}
	for _, along := range []struct {
		axis  direction
		plans []*engine.Plan
	}{{alongX, xs}, {alongY, ys}} {
		for _, p := range along.plans {
			if !sameButRisks(p, base) {
				return nil, false
			}
			for i := range p.Risks {
				r, b := p.Risks[i].Bare(), base.Risks[i].Bare()
				if !sameButTimes(r, b) {
					return nil, false
				}
				if !reflect.DeepEqual(r.Alarms, b.Alarms) && !claim(&how[i].detect, along.axis) {
					return nil, false
				}
				replaced := !sameActions(&r, &b)
				how[i].replaced = how[i].replaced || replaced
				sameTail := r.Recovers == b.Recovers && !replaced
				if !sameTail && !claim(&how[i].tail, along.axis) {
					return nil, false
				}
			}
		}
	}
	return how, true
}

// sameButRisks reports whether a plan does the same work and promises the same,
// with as many risks, and nobody who is on duty at times alone.
func sameButRisks(p, base *engine.Plan) bool {
	return len(p.Risks) == len(base.Risks) && reflect.DeepEqual(p.Changes, base.Changes) &&
		reflect.DeepEqual(p.Scenario.SLO, base.Scenario.SLO) && !p.HasHours()
}

// sameButTimes reports whether a risk strikes and heals in the same way.
func sameButTimes(r, b engine.RiskPlan) bool {
	return reflect.DeepEqual(r.Arrival, b.Arrival) && reflect.DeepEqual(r.Gates, b.Gates) &&
		reflect.DeepEqual(r.Impact, b.Impact) && reflect.DeepEqual(r.SelfHeal, b.SelfHeal) &&
		r.Heals == b.Heals && r.Fresh == b.Fresh
}

// sameActions reports whether a risk is diagnosed and ended by the same people
// and actions, at whatever pace.
func sameActions(r, b *engine.RiskPlan) bool {
	return reflect.DeepEqual(r.Ladder, b.Ladder) && reflect.DeepEqual(r.Diagnose, b.Diagnose)
}

// claim gives a part of life to an axis unless the other one has it.
func claim(part *direction, a direction) bool {
	if *part == neither {
		*part = a
	}
	return *part == a
}

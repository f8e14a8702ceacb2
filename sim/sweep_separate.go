package sim

import "reflect"

// An axis of a sweep changes part of an incident's life.
type axis uint8

const (
	neither axis = iota
	alongX
	alongY
)

// A separation says which axis changes a risk's time to detect, and which its
// time from the alarm to recovery.
type separation struct{ detect, tail axis }

// separate reports whether a sweep only changes how long incidents last, and
// each of detection and recovery along one axis at most. Then a risk's outage
// in cell (x, y) lasts the sum of a time to detect and a time to recover that
// are drawn once for each value of an axis: ladders run on from the alarm,
// whenever it fires. Where somebody is on duty at times alone they do not.
func separate(base *plan, xs, ys []*plan) ([]separation, bool) {
	if base.objective != nil {
		return nil, false // what counts depends on where outages lie
	}
	how := make([]separation, len(base.risks))
	if base.hasHours() {
		return nil, false
	}
	for _, along := range []struct {
		axis  axis
		plans []*plan
	}{{alongX, xs}, {alongY, ys}} {
		for _, p := range along.plans {
			if len(p.risks) != len(base.risks) || !reflect.DeepEqual(p.changes, base.changes) ||
				!reflect.DeepEqual(p.scenario.SLO, base.scenario.SLO) || p.hasHours() {
				return nil, false
			}
			for i := range p.risks {
				r, b := p.risks[i].bare(), base.risks[i].bare()
				if !reflect.DeepEqual(r.arrival, b.arrival) || !reflect.DeepEqual(r.gates, b.gates) ||
					!reflect.DeepEqual(r.impact, b.impact) || !reflect.DeepEqual(r.selfHeal, b.selfHeal) ||
					r.heals != b.heals || r.fresh != b.fresh {
					return nil, false
				}
				if !reflect.DeepEqual(r.alarms, b.alarms) && !claim(&how[i].detect, along.axis) {
					return nil, false
				}
				sameTail := reflect.DeepEqual(r.ladder, b.ladder) && reflect.DeepEqual(r.diagnose, b.diagnose)
				if !sameTail && !claim(&how[i].tail, along.axis) {
					return nil, false
				}
			}
		}
	}
	return how, true
}

// claim gives a part of life to an axis unless the other one has it.
func claim(part *axis, a axis) bool {
	if *part == neither {
		*part = a
	}
	return *part == a
}

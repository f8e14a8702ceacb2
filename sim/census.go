package sim

import "nines/model"

// census lives n incidents of a risk: the first of each of n years, whether or
// not the risk strikes in it. An incident's life does not depend on how often
// others begin, and on when it begins only where somebody is not always on
// duty: then it begins at a random moment at which it may. It returns the seconds
// of downtime that each costs, and per alarm of the risk how many it noticed
// first.
func (y *year) census(risk, n int) (costs []float64, first []int) {
	r, l := &y.plan.risks[risk], &y.life
	costs, first = make([]float64, n), make([]int, len(r.alarms))
	one := []onset{{}}
	var e event
	for i := range n {
		y.open(uint64(i))
		l.fill(r, one, 0, len(r.columns))
		if r.hasHours {
			e.at = y.anyMoment(r)
		}
		impact := l.draw(&r.impact, e)
		l.live(r, e, impact)
		costs[i] = impact * l.segs[len(l.segs)-1].end
		at, by := l.detect(r, e, impact)
		if by >= 0 && (!r.heals || at < l.draw(&r.selfHeal, e)) {
			first[by]++
		}
	}
	return costs, first
}

// anyMoment returns a random moment at which a risk may strike, in seconds from
// the year's start.
func (y *year) anyMoment(r *riskPlan) float64 {
	share := uniformAt(r.moment, y.life.year, 0)
	if c := r.arrival.change; c >= 0 && y.plan.changes[c].calendar != nil {
		return y.plan.changes[c].calendar.Place(share)
	}
	return share * model.Year
}

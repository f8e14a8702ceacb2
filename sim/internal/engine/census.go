package engine

import "nines/model"

// Census runs n incidents of a risk: the first of each of n years, whether or not
// the risk strikes in it. An incident's life does not depend on other incidents,
// and depends on when it begins only where somebody is not always on duty: then it
// begins at a random moment. It returns the seconds of downtime that each costs,
// and for each alarm of the risk how many incidents it noticed first.
func (y *Year) Census(risk, n int) (costs []float64, first []int) {
	r, l := &y.Plan.Risks[risk], &y.Life
	costs, first = make([]float64, n), make([]int, len(r.Alarms))
	one := []Onset{{}}
	var e Event
	for i := range n {
		y.Open(uint64(i))
		l.Fill(r, one, 0, len(r.Columns))
		if r.hasHours {
			e.At = y.anyMoment(r)
		}
		impact := l.Draw(&r.Impact, e)
		l.Live(r, e, impact)
		costs[i] = impact * l.Segs[len(l.Segs)-1].End
		at, by := l.Detect(r, e, impact)
		if by >= 0 && (!r.Heals || at < l.Draw(&r.SelfHeal, e)) {
			first[by]++
		}
	}
	return costs, first
}

// anyMoment returns a random moment at which a risk may strike, in seconds from
// the year's start.
func (y *Year) anyMoment(r *RiskPlan) float64 {
	share := uniformAt(r.moment, y.Life.Year, 0)
	if c := r.Arrival.Change; c >= 0 && y.Plan.Changes[c].calendar != nil {
		return y.Plan.Changes[c].calendar.Place(share)
	}
	return share * model.Year
}

package engine

import (
	"math"

	"nines/model"
	"nines/model/dist"
)

// What is left out of the past: onsets so long before the year that the time
// for which outages last longer than that is no more than leastRest of all
// their time, and none that lies further back than MostPast.
const (
	leastRest = 1e-4
	MostPast  = 10 * model.Year
)

// A reach is how long a duration lasts but for a small part of its mean. A sum
// of durations is that long because one of them is far longer than usual,
// while the others are no longer than they mostly are.
type reach struct {
	usual float64 // seconds; beyond it goes mostRest of the mean
	more  float64 // seconds beyond that; then it is leastRest
}

// mostRest is the part of its mean by which a duration goes beyond usual.
const mostRest = 0.05

// plus returns the reach of a sum.
func (r reach) plus(o reach) reach { return reach{r.usual + o.usual, max(r.more, o.more)} }

// times returns the reach of a multiple.
func (r reach) times(factor float64) reach { return reach{factor * r.usual, factor * r.more} }

// all returns the seconds in all.
func (r reach) all() float64 { return r.usual + r.more }

// longer and sooner return the one of two reaches that is in all the longer
// and the shorter.
func longer(r, o reach) reach {
	if o.all() > r.all() {
		return o
	}
	return r
}

func sooner(r, o reach) reach {
	if o.all() < r.all() {
		return o
	}
	return r
}

// reach returns how far the quantity goes, as part of a duration of so many
// seconds in the mean.
func (d *draw) reach(whole float64) reach {
	if d.law == nil {
		return reach{usual: d.value}
	}
	usual := d.scale * excess(d.law, mostRest*d.law.Mean())
	if math.IsInf(usual, 1) {
		return reach{usual: usual}
	}
	return reach{usual, max(0, d.scale*excess(d.law, leastRest*whole/d.scale)-usual)}
}

// mean returns the quantity's mean.
func (d *draw) mean() float64 {
	if d.law == nil {
		return d.value
	}
	return d.scale * d.law.Mean()
}

// excess returns about the least h beyond which a law goes by no more than so
// much in the mean, E[max(X - h, 0)] <= rest, up to a tenth too great; +Inf
// where it lies far beyond any past.
func excess(law dist.Distribution, rest float64) float64 {
	mean := law.Mean()
	_, most := law.Support()
	fits := func(h float64) bool { return mean-law.LimitedMean(h) <= rest }
	h := mean
	for ; h < most && !fits(h); h *= 2 {
		if h > 1e3*MostPast {
			return math.Inf(1)
		}
	}
	if h = min(h, most); h <= mean {
		return h
	}
	for step := math.Sqrt(0.5); step < 0.95; step = math.Sqrt(step) {
		if fits(h * step) {
			h *= step
		}
	}
	return h
}

// planPast returns how a risk strikes before the year.
func (p *Plan) planPast(r *RiskPlan, past role) PastPlan {
	period := 0.0
	if c := r.Arrival.Change; c >= 0 {
		period = p.Changes[c].period
	}
	return newPast(past, r.Arrival.points(p.Changes), r.lookBack(), period)
}

// points returns how many points of a Poisson process a second bring the
// onsets: for faults of a change, so many that each of its periods has some
// with the chance of a fault; none for renewals.
func (a *ArrivalPlan) points(changes []changePlan) float64 {
	if a.Change >= 0 {
		return -math.Log1p(-a.chance) / changes[a.Change].period
	}
	return a.rate / model.Year
}

// lookBack returns how long before the year a risk can strike for its outages,
// and what gates expose, to matter in it: seconds, at most MostPast.
func (r *RiskPlan) lookBack() float64 {
	if r.Fresh {
		return 0
	}
	whole := r.meanLife()
	alarm, seen := r.reachOfAlarms(whole)
	ladder, ends := r.reachOfLadder(whole)
	far := alarm.plus(ladder)
	if r.Heals {
		heal := r.SelfHeal.reach(whole)
		if far = sooner(far, heal); !seen || !ends {
			far = heal
		}
	}
	for i := range r.Gates {
		if g := &r.Gates[i]; g.exposes {
			far = longer(far, reach{usual: g.reach})
		}
	}
	return min(far.all(), MostPast)
}

// meanLife returns about how long an incident lasts in the mean, rather too
// little than too much: alarms that are missed, waits for somebody's hours and
// actions that fail come on top of it.
func (r *RiskPlan) meanLife() float64 {
	life := math.Inf(1)
	for i := range r.Alarms {
		a := &r.Alarms[i]
		if r.neverSees(a) {
			continue
		}
		waited := 0.0
		if a.wait > 0 && r.Impact.law == nil {
			waited = min(a.window, a.wait/r.Impact.value)
		}
		life = min(life, a.latency(waited, 0.5, a.delay.mean()))
	}
	if len(r.Ladder) > 0 {
		a := &r.Ladder[0]
		tail := a.time.mean()
		if a.responder >= 0 {
			tail += a.ack.mean() + r.Diagnose.mean()
		}
		life += r.Recovers * tail
	}
	if r.Heals {
		life = min(life, r.SelfHeal.mean())
	}
	return life
}

// neverSees reports whether the risk's impact is always below what an alarm
// sees.
func (r *RiskPlan) neverSees(a *alarmPlan) bool {
	return r.Impact.law == nil && r.Impact.value < a.threshold
}

// reachOfAlarms returns how late an incident is detected, and whether it is at
// all by an alarm.
func (r *RiskPlan) reachOfAlarms(whole float64) (late reach, seen bool) {
	soonest := reach{usual: math.Inf(1)}
	for i := range r.Alarms {
		a := &r.Alarms[i]
		if r.neverSees(a) {
			continue
		}
		waited := 0.0
		if a.wait > 0 {
			waited = a.window
		}
		delay := a.delay.reach(whole)
		far := reach{a.latency(waited, 1, delay.usual), a.factor * delay.more}
		late = longer(late, far)
		if a.threshold == 0 && a.miss == 0 {
			soonest, seen = sooner(soonest, far), true
		}
	}
	return sooner(late, soonest), seen
}

// reachOfLadder returns how long after the alarm the last action ends, and
// whether it always succeeds.
func (r *RiskPlan) reachOfLadder(whole float64) (far reach, ends bool) {
	if r.responders > 0 {
		far = r.Diagnose.reach(whole)
	}
	paged := -1 // responders are numbered in the order of their first action
	for i := range r.Ladder {
		a := &r.Ladder[i]
		far = far.plus(a.time.reach(whole))
		if ends = a.success >= 1; a.responder > paged {
			paged = a.responder
			far = far.plus(a.reachOfAck(whole))
		}
	}
	return far.times(r.Recovers), ends
}

// reachOfAck returns how long after the page its responder answers.
func (a *actionPlan) reachOfAck(whole float64) reach {
	ack := a.ack.reach(whole)
	switch {
	case a.answersOff:
		return longer(ack, a.ackOff.reach(whole))
	case a.hours != nil:
		ack.usual += longestClosed(a.hours)
	}
	return ack
}

// longestClosed returns how long a timetable is closed at most, in seconds.
func longestClosed(t *model.Timetable) float64 {
	n := t.Stretches()
	if n == 0 {
		return math.Inf(1)
	}
	first, _ := t.Stretch(0)
	_, last := t.Stretch(n - 1)
	most := first + model.Year - last
	for i := 1; i < n; i++ {
		_, closes := t.Stretch(i - 1)
		opens, _ := t.Stretch(i)
		most = max(most, opens-closes)
	}
	return most
}

// rest returns which part of the time that outages of a risk take is left out
// because it lies more than MostPast after their onset, at most.
func (r *RiskPlan) rest() float64 {
	left, all := 0.0, 0.0
	add := func(draws []*draw, factor float64) {
		for _, d := range draws {
			if d.law == nil {
				all += factor * d.value
				left += max(0, factor*d.value-MostPast)
				continue
			}
			mean, scale := d.law.Mean(), factor*d.scale
			all += scale * mean
			left += scale * (mean - d.law.LimitedMean(MostPast/scale))
		}
	}
	add(r.fixedPace(), 1)
	add(r.tail(), r.Recovers)
	return left / all
}

// durations returns the quantities whose sum an outage, or an exposure, cannot
// outlast at the pace that the file says.
func (r *RiskPlan) durations() []*draw { return append(r.fixedPace(), r.tail()...) }

// tail returns those of durations that follow the alarm.
func (r *RiskPlan) tail() (all []*draw) {
	all = append(all, &r.Diagnose)
	for i := range r.Ladder {
		all = append(all, &r.Ladder[i].ack, &r.Ladder[i].time)
	}
	return all
}

// fixedPace returns the others, which Recovers does not multiply.
func (r *RiskPlan) fixedPace() (all []*draw) {
	for i := range r.Alarms {
		all = append(all, &r.Alarms[i].delay)
	}
	all = append(all, &r.SelfHeal)
	for i := range r.Gates {
		all = append(all, &r.Gates[i].time)
	}
	return all
}

// A PastLeft is what of a risk's past is left out: what began more than ten
// years before the year.
type PastLeft struct {
	Risk string
	Most float64 // part of the risk's downtime that it is at most
}

// PastLeftOut says of which risks outages last so long that ten years do not
// hold all of the past that matters.
func (p *Plan) PastLeftOut() (left []PastLeft) {
	for i, r := range p.Scenario.Risks {
		k := &p.Risks[i]
		if k.Past.Reach < MostPast {
			continue
		}
		if rest := k.rest(); rest > leastRest {
			left = append(left, PastLeft{r.Name, rest})
		}
	}
	return left
}

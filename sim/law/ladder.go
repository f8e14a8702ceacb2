package law

import (
	"slices"

	"nines/model"
)

// A ladder's actions are tried one after another, and which of them works is
// a mixture. Their times add up, but for what runs side by side: while actions
// run by themselves for a time T, the first person has been paged and answers
// after A, and the diagnosis, of length G, goes on while somebody who has
// answered is not busy with an action. The later of two counts, and
// distribution functions multiply:
//
//   - The first person's action starts max(T, A) after the alarm.
//   - One that waits for the diagnosis starts at max(T, A+G).
//   - Where people were busy with actions for a time R before it, and free
//     for a time V, it starts at R + max(T+V, A+max(V, G)), for the diagnosis
//     rests while all are busy.

// A rung is a state in which the ladder's next action may find an outage.
type rung struct {
	weight    float64
	alone     sum       // T: actions before anybody had to act
	met       *duration // max(T, A), once somebody had to
	busy      sum       // R; once the diagnosis is done, whatever follows
	free      sum       // V, until the diagnosis is done
	diagnosed quantity  // from the alarm to the diagnosis' end, less R; nil before it
	answered  []*model.Responder
}

// ladder returns the time from the alarm to the end of the outage.
func (b *builder) ladder(r *model.Risk, enough float64) (quantity, error) {
	if q := b.ladders[r]; q != nil {
		return q, nil
	}
	if err := b.onDuty(r); err != nil {
		return nil, err
	}
	c := &climb{builder: b, risk: r, enough: enough, diagnose: b.drawn(r.Diagnose)}
	at := rung{weight: 1}
	for i, a := range r.Ladder {
		var err error
		if at, err = c.act(at, i); err != nil {
			return nil, err
		}
		c.ends = append(c.ends, choice{at.weight * a.Success, at.elapsed()})
		if at.weight *= 1 - a.Success; at.weight == 0 {
			break
		}
	}
	// What no action ends lasts until it heals by itself: it is missing
	// from the mixture, which is defective by as much.
	b.ladders[r] = c.ends
	return c.ends, nil
}

// A climb collects the ways in which a ladder ends.
type climb struct {
	*builder
	risk     *model.Risk
	enough   float64
	diagnose *duration
	ends     mixture
}

// time returns what an action takes.
func (c *climb) time(a *model.Recovery) *duration {
	return c.shared(a, func() *duration { return c.times(c.drawn(a.Time), c.scenario.RecoverFactor) })
}

// ack returns how long a responder takes to answer.
func (c *climb) ack(who *model.Responder) *duration {
	return c.shared(who, func() *duration {
		ack := c.drawn(who.Ack)
		if !hasHours(who) {
			return ack
		}
		wait := untilOpen(who.Hours)
		return c.realized(sum{c.kept(wait.mark, func() *duration { return wait }), ack}, c.enough)
	})
}

// elapsed returns the time from the alarm to the next action's turn.
func (r *rung) elapsed() quantity {
	switch {
	case r.diagnosed != nil:
		return joined(sum{r.diagnosed}, r.busy).flat()
	case r.met != nil:
		return joined(sum{r.met}, r.busy, r.free).flat()
	}
	return r.alone.flat()
}

// act returns where the outage stands when action i has run.
func (c *climb) act(at rung, i int) (rung, error) {
	a := c.risk.Ladder[i]
	who := a.Responder
	if who == nil && at.met == nil {
		at.alone = joined(at.alone, sum{c.time(a)})
		return at, nil
	}
	if at.met == nil { // whom the alarm has paged
		at.answered = []*model.Responder{who}
		at.met = c.later(at.alone, sum{c.ack(who)})
		if !c.needsDiagnosis(i) {
			at.diagnosed = at.met
		}
	}
	// Others than the first are paged at their turn; then one of two is
	// always free.
	takes := sum{c.time(a)}
	others := who == nil || len(at.answered) > 1
	if who != nil && !slices.Contains(at.answered, who) {
		at.answered = append(at.answered[:len(at.answered):len(at.answered)], who)
		others = true
		if a.BeforeDiagnosis || at.diagnosed != nil {
			takes = sum{c.ack(who), c.time(a)}
		} else {
			at.free = joined(at.free, sum{c.ack(who)})
		}
	}
	if who != nil && !a.BeforeDiagnosis && at.diagnosed == nil {
		var err error
		if at.diagnosed, err = c.diagnosis(at); err != nil {
			return at, err
		}
	}
	if others && at.diagnosed == nil {
		at.free = joined(at.free, takes)
	} else {
		at.busy = joined(at.busy, takes)
	}
	return at, nil
}

// diagnosis returns max(T+V, A+max(V, G)).
func (c *climb) diagnosis(at rung) (quantity, error) {
	ack := c.ack(at.answered[0])
	alone, free := c.realized(at.alone, c.enough), c.realized(at.free, c.enough)
	switch {
	case isZero(alone):
		return sum{ack, c.later(sum{free}, sum{c.diagnose})}, nil
	case isZero(free):
		return c.later(at.alone, sum{ack, c.diagnose}), nil
	case free.isConstant():
		return c.later(sum{alone, free}, sum{ack, c.kept(markOfLatest(free, c.diagnose), func() *duration { return latest(c.allow, free, c.diagnose) })}), nil
	case alone.isConstant():
		// Who answers before T is over has max(T+V, A+G) left of these.
		early, late := ack.split(c.allow, alone.mean)
		var either mixture
		if early.weight > 0 {
			either = append(either, choice{1, c.later(sum{alone, free}, sum{early, c.diagnose})})
		}
		if late.weight > 0 {
			either = append(either, choice{1, sum{late, c.later(sum{free}, sum{c.diagnose})}})
		}
		return either, nil
	}
	return nil, &Unsupported{Part: "risk." + c.risk.Name + ".recovery",
		Why: "the ladder leaves people free to diagnose for a random time, before the first of them has to act and again after, and each depends on the other"}
}

// later returns the later of two sums.
func (c *climb) later(a, b sum) *duration {
	x, y := c.realized(a, c.enough), c.realized(b, c.enough)
	switch {
	case isZero(x):
		return y
	case isZero(y):
		return x
	}
	return c.kept(markOfLatest(x, y), func() *duration { return latest(c.allow, x, y) })
}

// needsDiagnosis reports whether an action from the i-th on waits for the
// diagnosis.
func (c *climb) needsDiagnosis(i int) bool {
	for _, a := range c.risk.Ladder[i:] {
		if a.Responder != nil && !a.BeforeDiagnosis {
			return !isZero(c.diagnose)
		}
	}
	return false
}

// joined returns the sum of sums.
func joined(sums ...sum) sum {
	var all sum
	for _, s := range sums {
		all = append(all, s...)
	}
	return all
}

func isZero(d *duration) bool { return d.isConstant() && d.mean == 0 }

// onDuty returns why a risk's pages do not go out at such moments, or wait for
// something else; nil where they do.
func (b *builder) onDuty(r *model.Risk) error {
	var waited *model.Responder
	for _, a := range r.Ladder {
		who := a.Responder
		if who == nil || who == waited || !hasHours(who) {
			continue
		}
		unsupported := func(why string) error { return &Unsupported{Part: "responder." + who.Name + ".hours", Why: why} }
		_, onChange := r.Arrival.(model.OnChange)
		switch {
		case who.AckOffHours != nil:
			return unsupported("a page that is answered off hours, too, waits for the earlier of two")
		case onChange:
			return unsupported("how long a page waits depends on when the change was made")
		case b.length < model.Year:
			return unsupported("how long a page waits depends on where in the year its window lies")
		case waited != nil:
			return unsupported("when its page goes out depends on the hours of " + waited.Name)
		}
		waited = who
	}
	return nil
}

// hasHours reports whether a responder is on duty at times alone.
func hasHours(who *model.Responder) bool { return who.Hours != nil && !who.Hours.Always() }

// untilOpen returns how long a uniform moment of the year is from when the
// timetable is open.
func untilOpen(t *model.Timetable) *duration {
	number := map[float64]float64{}
	n := t.Stretches()
	for i := range n {
		_, to := t.Stretch(i)
		next, _ := t.Stretch((i + 1) % n)
		if i == n-1 {
			next += model.Year
		}
		if next > to {
			number[next-to]++
		}
	}
	var gaps []float64
	for gap := range number {
		gaps = append(gaps, gap)
	}
	slices.Sort(gaps)
	on := t.Open() / model.Year
	d := &duration{weight: 1, cuts: gaps, mark: newMark(markHours).number(on)}
	// Of the moments in a gap, those nearer than x to its end wait less.
	d.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		sum := t.Open()
		for _, gap := range gaps {
			sum += number[gap] * min(x, gap)
		}
		return sum / model.Year
	}
	d.limited = func(x float64) float64 {
		sum := 0.0
		for _, gap := range gaps {
			rest := gap - min(x, gap)
			sum += number[gap] * (gap*gap - rest*rest) / 2
		}
		return sum / model.Year
	}
	for _, gap := range gaps {
		d.mean += number[gap] * gap * gap / 2 / model.Year
		d.square += number[gap] * gap * gap * gap / 3 / model.Year
		d.mark = d.mark.number(gap, number[gap])
	}
	d.steps.add(0, on)
	return d
}

package law

import (
	"slices"

	"nines/model"
	"nines/sim/law/internal/random"
)

// A ladder's actions are tried one after another, and which of them works is
// a mixture. Their times add up, except for what runs side by side: while actions
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

// A ladderState is one in which the ladder's next action may find an outage.
type ladderState struct {
	weight    float64
	alone     random.Sum       // T: actions before anybody had to act
	met       *random.Duration // max(T, A), once somebody had to
	busy      random.Sum       // R; once the diagnosis is done, whatever follows
	free      random.Sum       // V, until the diagnosis is done
	diagnosed random.Quantity  // from the alarm to the diagnosis' end, less R; nil before it
	answered  []*model.Responder
}

// ladder returns the time from the alarm to the end of the outage.
func (b *builder) ladder(r *model.Risk, tol float64) (random.Quantity, error) {
	if q := b.ladders[r]; q != nil {
		return q, nil
	}
	if err := b.onDuty(r); err != nil {
		return nil, err
	}
	c := &ladderLaw{builder: b, risk: r, tol: tol, diagnose: b.times(b.drawn(r.Diagnose), b.scenario.RecoverFactor)}
	at := ladderState{weight: 1}
	for i, a := range r.Ladder {
		var err error
		if at, err = c.act(at, i); err != nil {
			return nil, err
		}
		c.ends = append(c.ends, random.Choice{Weight: at.weight * a.Success, Of: at.elapsed()})
		if at.weight *= 1 - a.Success; at.weight == 0 {
			break
		}
	}
	// What no action ends lasts until it heals by itself: it is missing
	// from the mixture, which is defective by as much.
	b.ladders[r] = c.ends
	return c.ends, nil
}

// A ladderLaw collects the ways in which a ladder ends.
type ladderLaw struct {
	*builder
	risk     *model.Risk
	tol      float64
	diagnose *random.Duration
	ends     random.Mixture
}

// time returns what an action takes.
func (c *ladderLaw) time(a *model.Recovery) *random.Duration {
	return c.shared(a, func() *random.Duration { return c.times(c.drawn(a.Time), c.scenario.RecoverFactor) })
}

// ack returns how long a responder takes to answer.
func (c *ladderLaw) ack(who *model.Responder) *random.Duration {
	return c.shared(who, func() *random.Duration {
		factor := c.scenario.RecoverFactor
		ack := c.times(c.drawn(who.Ack), factor)
		if !hasHours(who) {
			return ack
		}
		wait := random.UntilOpen(who.Hours)
		return c.realized(random.Sum{c.times(c.cached(wait.Mark, func() *random.Duration { return wait }), factor), ack}, c.tol)
	})
}

// elapsed returns the time from the alarm to the next action's turn.
func (r *ladderState) elapsed() random.Quantity {
	switch {
	case r.diagnosed != nil:
		return joined(random.Sum{r.diagnosed}, r.busy).Flat()
	case r.met != nil:
		return joined(random.Sum{r.met}, r.busy, r.free).Flat()
	}
	return r.alone.Flat()
}

// act returns where the outage stands when action i has run.
func (c *ladderLaw) act(at ladderState, i int) (ladderState, error) {
	a := c.risk.Ladder[i]
	who := a.Responder
	if who == nil && at.met == nil {
		at.alone = joined(at.alone, random.Sum{c.time(a)})
		return at, nil
	}
	if at.met == nil { // whom the alarm has paged
		at.answered = []*model.Responder{who}
		at.met = c.later(at.alone, random.Sum{c.ack(who)})
		if !c.needsDiagnosis(i) {
			at.diagnosed = at.met
		}
	}
	// Others than the first are paged at their turn; then one of two is
	// always free.
	takes := random.Sum{c.time(a)}
	others := who == nil || len(at.answered) > 1
	if who != nil && !slices.Contains(at.answered, who) {
		at.answered = append(at.answered[:len(at.answered):len(at.answered)], who)
		others = true
		if a.BeforeDiagnosis || at.diagnosed != nil {
			takes = random.Sum{c.ack(who), c.time(a)}
		} else {
			at.free = joined(at.free, random.Sum{c.ack(who)})
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
func (c *ladderLaw) diagnosis(at ladderState) (random.Quantity, error) {
	ack := c.ack(at.answered[0])
	alone, free := c.realized(at.alone, c.tol), c.realized(at.free, c.tol)
	switch {
	case isZero(alone):
		return random.Sum{ack, c.later(random.Sum{free}, random.Sum{c.diagnose})}, nil
	case isZero(free):
		return c.later(at.alone, random.Sum{ack, c.diagnose}), nil
	case free.IsConstant():
		return c.later(random.Sum{alone, free}, random.Sum{ack, c.cached(random.MarkOfLatest(free, c.diagnose), func() *random.Duration { return random.Latest(c.allow, free, c.diagnose) })}), nil
	case alone.IsConstant():
		// Who answers before T is over has max(T+V, A+G) left of these.
		early, late := ack.Split(c.allow, alone.Mean)
		var either random.Mixture
		if early.Weight > 0 {
			either = append(either, random.Choice{Weight: 1, Of: c.later(random.Sum{alone, free}, random.Sum{early, c.diagnose})})
		}
		if late.Weight > 0 {
			either = append(either, random.Choice{Weight: 1, Of: random.Sum{late, c.later(random.Sum{free}, random.Sum{c.diagnose})}})
		}
		return either, nil
	}
	return nil, &Unsupported{Part: "risk." + c.risk.Name + ".recovery", Reason: DiagnosisInParts}
}

// later returns the later of two sums.
func (c *ladderLaw) later(a, b random.Sum) *random.Duration {
	x, y := c.realized(a, c.tol), c.realized(b, c.tol)
	switch {
	case isZero(x):
		return y
	case isZero(y):
		return x
	}
	return c.cached(random.MarkOfLatest(x, y), func() *random.Duration { return random.Latest(c.allow, x, y) })
}

// needsDiagnosis reports whether an action from the i-th on waits for the
// diagnosis.
func (c *ladderLaw) needsDiagnosis(i int) bool {
	for _, a := range c.risk.Ladder[i:] {
		if a.Responder != nil && !a.BeforeDiagnosis {
			return !isZero(c.diagnose)
		}
	}
	return false
}

// joined returns the sum of sums.
func joined(sums ...random.Sum) random.Sum {
	var all random.Sum
	for _, s := range sums {
		all = append(all, s...)
	}
	return all
}

func isZero(d *random.Duration) bool { return d.IsConstant() && d.Mean == 0 }

// onDuty returns why a risk's pages do not go out at such moments, or wait for
// something else; nil where they do.
func (b *builder) onDuty(r *model.Risk) error {
	var waited *model.Responder
	for _, a := range r.Ladder {
		who := a.Responder
		if who == nil || who == waited || !hasHours(who) {
			continue
		}
		unsupported := &Unsupported{Part: "responder." + who.Name + ".hours"}
		_, onChange := r.Arrival.(model.OnChange)
		switch {
		case who.AckOffHours != nil:
			unsupported.Reason = AnsweredOffHours
		case onChange:
			unsupported.Reason = WaitsByChange
		case b.length < model.Year:
			unsupported.Reason = WaitsByWindow
		case waited != nil:
			unsupported.Reason, unsupported.Of = WaitsForAnother, waited.Name
		default:
			waited = who
			continue
		}
		return unsupported
	}
	return nil
}

// hasHours reports whether a responder is on duty at times alone.
func hasHours(who *model.Responder) bool { return who.Hours != nil && !who.Hours.Always() }

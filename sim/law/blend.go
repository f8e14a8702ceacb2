package law

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"nines/model"
)

// Where an alarm has a threshold, how soon a fault is seen depends on its
// impact w, and the downtime is, with the time R from the alarm to the end,
//
//	D = min over alarms j of (s[j] + w·A[j])  +  w·R.
//
// Given w, both terms are independent. Where both are smooth, their
// transforms are mixed over w by Gauss' rule: a transform is analytic in w,
// whatever bends the law has. Where one of them jumps, D given w is the other
// moved and scaled, and the mixture is an integral over w for each x, taken
// from bend to bend (edges.go).

// A watched is an alarm with what of its latency does not depend on the impact.
type watched struct {
	alarm *model.Alarm
	shift float64 // downtime until the ratio reaches the threshold
	base  *duration
}

// blend returns the downtime of an incident of a random impact w, which alarms
// see from thresholds on.
func (b *builder) blend(r *model.Risk, w *duration, thresholds []float64, enough float64) (quantity, bool, error) {
	ladder, err := b.ladder(r, enough)
	if err != nil {
		return nil, false, err
	}
	recover := realized(b.allow, ladder, enough/10)
	recover.prepare(b.allow)
	var alarms []*watched
	for _, a := range r.Alarms {
		of := &watched{alarm: a, base: b.latency(a, 0)}
		of.base.prepare(b.allow)
		if recover.rough || !of.base.refine() {
			return nil, false, nil
		}
		if a.Latency == nil {
			of.shift = a.LatencyFactor * b.scenario.DetectFactor * a.Window * a.Threshold
		}
		alarms = append(alarms, of)
	}
	var all mixture
	ends := append(slices.Clone(thresholds), math.Inf(1))
	slices.Sort(ends)
	ends = slices.Compact(ends)
	for i, from := range ends[:len(ends)-1] {
		part := w
		if i > 0 {
			_, part = part.split(b.allow, from)
		}
		if !math.IsInf(ends[i+1], 1) {
			part, _ = part.split(b.allow, ends[i+1])
		}
		if part.weight <= leastMass {
			continue
		}
		if !part.inPieces() {
			return nil, false, nil
		}
		v := b.watch(alarms, from)
		if v.blind() {
			return nil, false, nil
		}
		var heal *duration
		if r.SelfHeal != nil {
			heal = drawn(r.SelfHeal)
		}
		q, ok := v.outages(b.allow, part, recover, heal, enough)
		if !ok {
			return nil, false, nil
		}
		all = append(all, q...)
	}
	return all, true, nil
}

// outages returns the downtime of incidents whose impact w is one that these
// alarms see: recover is from the alarm to the end, at full length, and heal from
// the start, by itself; nil for never. ok is false where that has no form here.
func (v *watch) outages(al *allowance, w, recover, heal *duration, enough float64) (all mixture, ok bool) {
	e := &edges{allow: al, w: w, watch: v, recover: recover, heal: heal}
	if all, ok = e.quantity(enough); !ok || heal != nil {
		return all, ok
	}
	if d := e.between(enough); d != nil {
		all = append(all, choice{1, d})
	}
	return all, true
}

// between returns the part of the downtime where neither the alarm nor what
// follows jumps. Panels are halved until that makes no difference.
func (e *edges) between(enough float64) *duration {
	if e.recover.smoothWeight() <= leastMass {
		return nil
	}
	after := e.after()
	mixed := func(ratio float64) (m mixture) {
		for _, at := range e.w.rule(e.w.grid(e.allow, e.watch.crossings(e.allow), ratio, math.Max(enough/100, 1e-11))) {
			if d := e.watch.duration(e.allow, at.w, math.Max(enough/10, finest)); d != nil {
				m = append(m, choice{at.weight, sum{d, after.scaled(at.w)}})
			}
		}
		return m
	}
	m := mixed(3)
	if len(m) == 0 {
		return nil
	}
	l := solve(e.allow, m, enough, 0)
	for ratio := math.Sqrt(3); ; ratio = math.Sqrt(ratio) {
		m = mixed(ratio)
		if change := l.change(e.allow, m); change < enough {
			d := l.duration(e.allow)
			d.err += change + enough/10 // of what is left out
			return d
		}
		// Or the small lattices cannot tell.
		finer, change := solve(e.allow, m, enough, 0), 0.0
		e.allow.spend(270 * (finer.cost() + l.cost()))
		for x := 1e-2; x < 1e9; x *= 1.1 {
			change = math.Max(change, math.Abs(finer.raw(x)-l.raw(x)))
		}
		if l = finer; change/8 < enough || ratio < 1.06 {
			d := l.duration(e.allow)
			d.err += change/8 + enough/10
			return d
		}
	}
}

// change returns by how much a law differs from that of another quantity near
// to its own, as small lattices see it.
func (l *Law) change(al *allowance, q quantity) float64 {
	own, other := &solver{allow: al, of: l.of}, &solver{allow: al, of: q}
	worst := 0.0
	for i, v := range l.levels {
		from := 0.0
		if i+1 < len(l.levels) {
			from = l.levels[i+1].top
		}
		a, b := own.level(v.top, fewest/2), other.level(v.top, fewest/2)
		for x := v.top; x > from; x -= a.h / 2 {
			worst = math.Max(worst, math.Abs(a.at(x)-b.at(x)))
		}
	}
	return worst
}

// after returns what follows the alarm, without what of it jumps.
func (e *edges) after() *duration {
	d := &duration{cdf: e.recover.fine.at, weight: e.recover.smoothWeight(), cuts: e.recover.cuts, fine: e.recover.fine}
	d.mean, d.square = e.recover.mean, e.recover.square
	for i, at := range e.recover.steps.at {
		d.mean -= e.recover.steps.mass(i) * at
		d.square -= e.recover.steps.mass(i) * at * at
	}
	return d
}

// unhealed returns the same as between, where an outage may heal by itself
// before it is over: survival functions multiply, at each impact, so that each
// needs the law of its own. It also returns about how far that may be off, and
// what a call costs in units of work.
func (e *edges) unhealed(enough float64) (f func(x float64) float64, off, cost float64) {
	if e.recover.smoothWeight() <= leastMass {
		return nil, 0, 0
	}
	after := e.after()
	at := func(rule []weighed) func(x float64) float64 {
		parts := make([]*duration, len(rule))
		var next atomic.Int64
		var group sync.WaitGroup
		var fault relay
		for range min(runtime.GOMAXPROCS(0), len(rule)) {
			group.Go(func() {
				defer fault.catch()
				for i := next.Add(1) - 1; i < int64(len(rule)); i = next.Add(1) - 1 {
					if d := e.watch.duration(e.allow, rule[i].w, math.Max(enough/10, finest)); d != nil {
						parts[i] = realized(e.allow, sum{d, after.scaled(rule[i].w)}, enough)
					}
				}
			})
		}
		group.Wait()
		fault.pass()
		return func(x float64) float64 {
			all := 0.0
			for i, g := range rule {
				if parts[i] != nil {
					all += g.weight * parts[i].cdf(x) * (1 - e.healed(x, g.w))
				}
			}
			return all
		}
	}
	var last func(x float64) float64
	for ratio := 3.0; ; ratio = math.Sqrt(ratio) {
		rule := e.w.rule(e.w.grid(e.allow, e.watch.crossings(e.allow), ratio, math.Max(enough/100, 1e-11)))
		f, cost = at(rule), float64(len(rule))*(tabled+e.heal.cost+cheap)
		if last != nil {
			change := 0.0
			e.allow.spend(2 * 270 * cost)
			for x := 1e-2; x < 1e9; x *= 1.1 {
				change = math.Max(change, math.Abs(f(x)-last(x)))
			}
			if change/8 < enough || ratio < 1.2 {
				return f, change/8 + 2*enough, cost
			}
		}
		last = f
	}
}

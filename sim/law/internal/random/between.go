package random

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// Outages returns the downtime of incidents whose impact w is one that these
// alarms see: recover is from the alarm to the end, at full length, and heal from
// the start, by itself; nil for never. ok is false where that has no form here.
func (v *Detection) Outages(al *effort.Allowance, w, recover, heal *Duration, tol float64) (all Mixture, ok bool) {
	e := &edges{allow: al, w: w, detection: v, recover: recover, heal: heal}
	if all, ok = e.quantity(tol); !ok || heal != nil {
		return all, ok
	}
	if d := e.between(tol); d != nil {
		all = append(all, Choice{1, d})
	}
	return all, true
}

// between returns the part of the downtime where neither the alarm nor what
// follows jumps. Panels are halved until that makes no difference.
func (e *edges) between(tol float64) *Duration {
	if e.recover.SmoothWeight() <= measure.LeastMass {
		return nil
	}
	after := e.after()
	mixed := func(ratio float64) (m Mixture) {
		for _, at := range e.w.rule(e.w.grid(e.allow, e.detection.crossings(e.allow), ratio, math.Max(tol/100, 1e-11))) {
			if d := e.detection.duration(e.allow, at.At, math.Max(tol/10, measure.Finest)); d != nil {
				m = append(m, Choice{at.Weight, Sum{d, after.Scaled(at.At)}})
			}
		}
		return m
	}
	m := mixed(3)
	if len(m) == 0 {
		return nil
	}
	l := Solve(e.allow, m, tol, 0)
	for ratio := math.Sqrt(3); ; ratio = math.Sqrt(ratio) {
		m = mixed(ratio)
		if change := l.change(e.allow, m); change < tol {
			d := l.duration(e.allow)
			d.Err += change + tol/10 // of what is left out
			return d
		}
		// Or the small lattices cannot tell.
		finer, change := Solve(e.allow, m, tol, 0), 0.0
		e.allow.Spend(270 * (finer.cost() + l.cost()))
		for x := 1e-2; x < 1e9; x *= 1.1 {
			change = math.Max(change, math.Abs(finer.raw(x)-l.raw(x)))
		}
		if l = finer; change/8 < tol || ratio < 1.06 {
			d := l.duration(e.allow)
			d.Err += change/8 + tol/10
			return d
		}
	}
}

// after returns what follows the alarm, without what of it jumps.
func (e *edges) after() *Duration {
	d := &Duration{CDF: e.recover.fine.At, Weight: e.recover.SmoothWeight(), cuts: e.recover.cuts, fine: e.recover.fine}
	d.Mean, d.square = e.recover.Mean, e.recover.square
	for i, at := range e.recover.Steps.At {
		d.Mean -= e.recover.Steps.Mass(i) * at
		d.square -= e.recover.Steps.Mass(i) * at * at
	}
	return d
}

// unhealed returns the same as between, where an outage may heal by itself
// before it is over: survival functions multiply, at each impact, so that each
// needs the law of its own. It also returns about how far that may be off, and
// what a call costs in units of work.
func (e *edges) unhealed(tol float64) (f func(x float64) float64, off, cost float64) {
	if e.recover.SmoothWeight() <= measure.LeastMass {
		return nil, 0, 0
	}
	after := e.after()
	at := func(rule []Abscissa) func(x float64) float64 {
		parts := make([]*Duration, len(rule))
		var next atomic.Int64
		var group sync.WaitGroup
		var fault effort.Relay
		for range min(runtime.GOMAXPROCS(0), len(rule)) {
			group.Go(func() {
				defer fault.Catch()
				for i := next.Add(1) - 1; i < int64(len(rule)); i = next.Add(1) - 1 {
					if d := e.detection.duration(e.allow, rule[i].At, math.Max(tol/10, measure.Finest)); d != nil {
						parts[i] = Realized(e.allow, Sum{d, after.Scaled(rule[i].At)}, tol)
					}
				}
			})
		}
		group.Wait()
		fault.Pass()
		return func(x float64) float64 {
			all := 0.0
			for i, g := range rule {
				if parts[i] != nil {
					all += g.Weight * parts[i].CDF(x) * (1 - e.healed(x, g.At))
				}
			}
			return all
		}
	}
	var last func(x float64) float64
	for ratio := 3.0; ; ratio = math.Sqrt(ratio) {
		rule := e.w.rule(e.w.grid(e.allow, e.detection.crossings(e.allow), ratio, math.Max(tol/100, 1e-11)))
		f, cost = at(rule), float64(len(rule))*(effort.Tabled+e.heal.cost+effort.Cheap)
		if last != nil {
			change := 0.0
			e.allow.Spend(2 * 270 * cost)
			for x := 1e-2; x < 1e9; x *= 1.1 {
				change = math.Max(change, math.Abs(f(x)-last(x)))
			}
			if change/8 < tol || ratio < 1.2 {
				return f, change/8 + 2*tol, cost
			}
		}
		last = f
	}
}

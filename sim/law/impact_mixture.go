package law

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/law/internal/measure"
	"nines/sim/law/internal/random"
)

// Where an alarm has a threshold, how soon a fault is seen depends on its
// impact w, and the downtime is, with the time R from the alarm to the end,
//
//	D = min over alarms j of (s[j] + w·A[j])  +  w·R.
//
// Given w, both terms are independent. Where both are smooth, their
// transforms are mixed over w by Gauss' rule: a transform is analytic in w,
// wherever the law is not smooth. Where one of them jumps, D given w is the other
// moved and scaled, and the mixture is an integral over w for each x, taken
// from breakpoint to breakpoint (edges.go).

// A seeingAlarm is an alarm with the terms of its latency that do not depend on
// the impact.
type seeingAlarm struct {
	alarm *model.Alarm
	shift float64 // downtime until the ratio reaches the threshold
	base  *random.Duration
}

// mixedOverImpact returns the downtime of an incident of a random impact w, which alarms
// see from thresholds on.
func (b *builder) mixedOverImpact(r *model.Risk, w *random.Duration, thresholds []float64, tol float64) (random.Quantity, bool, error) {
	ladder, err := b.ladder(r, tol)
	if err != nil {
		return nil, false, err
	}
	recover := random.Realized(b.allow, ladder, tol/10)
	recover.Prepare(b.allow)
	var alarms []*seeingAlarm
	for _, a := range r.Alarms {
		of := &seeingAlarm{alarm: a, base: b.latency(a, math.Inf(1))}
		of.base.Prepare(b.allow)
		if recover.Rough || !of.base.Refine() {
			return nil, false, nil
		}
		if a.Latency == nil {
			of.shift = a.LatencyFactor * b.scenario.DetectFactor * a.Window * a.Threshold
		}
		alarms = append(alarms, of)
	}
	var all random.Mixture
	ends := append(slices.Clone(thresholds), math.Inf(1))
	slices.Sort(ends)
	ends = slices.Compact(ends)
	for i, from := range ends[:len(ends)-1] {
		part := w
		if i > 0 {
			_, part = part.Split(b.allow, from)
		}
		if !math.IsInf(ends[i+1], 1) {
			part, _ = part.Split(b.allow, ends[i+1])
		}
		if part.Weight <= measure.LeastMass {
			continue
		}
		if !part.InPieces() {
			return nil, false, nil
		}
		v := b.detection(alarms, from)
		if v.IsEmpty() {
			return nil, false, nil
		}
		var heal *random.Duration
		if r.SelfHeal != nil {
			heal = random.Drawn(r.SelfHeal)
		}
		q, ok := v.Outages(b.allow, part, recover, heal, tol)
		if !ok {
			return nil, false, nil
		}
		all = append(all, q...)
	}
	return all, true, nil
}

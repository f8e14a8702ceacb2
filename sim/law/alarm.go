package law

import (
	"fmt"
	"math"

	"nines/model"
	"nines/model/dist"
)

// detect returns the time to the first alarm that sees a fault of this impact
// and is not missed; nil where none can.
func (b *builder) detect(r *model.Risk, impact float64) *duration {
	var latencies []*duration
	var seen []float64
	var waits []any // what tells these alarms from others
	for _, a := range r.Alarms {
		if a.Sees(impact) && a.Miss < 1 {
			latencies = append(latencies, b.latency(a, a.Wait(impact)))
			seen = append(seen, 1-a.Miss)
			waits = append(waits, a.Name, a.Wait(impact))
		}
	}
	if len(latencies) == 0 {
		return nil
	}
	if b.passing {
		return earliest(b.allow, seen, latencies...)
	}
	first := func() *duration { return earliest(b.allow, seen, latencies...) }
	if b.pool != nil {
		return b.kept(markOfEarliest(seen, latencies...), first)
	}
	return b.shared(fmt.Sprint("alarms", waits), first)
}

// latency returns the time that an alarm takes, with a given wait until the
// ratio over its window reaches its threshold,
//
//	factor · (U(0, interval) + for + delay + wait).
//
// Over a uniform poll, the distribution function of the sum is the mean of the
// delay's over an interval, the difference of two limited means.
func (b *builder) latency(a *model.Alarm, wait float64) *duration {
	factor := a.LatencyFactor * b.scenario.DetectFactor
	if a.Latency != nil {
		return b.times(b.drawn(a.Latency), factor)
	}
	delay := b.drawn(a.Delay)
	fixed := a.For + wait
	if a.Interval == 0 {
		return delay.shifted(fixed).scaled(factor)
	}
	if delay.isConstant() {
		poll, err := dist.NewUniform(0, a.Interval)
		if err == nil {
			return drawn(poll).shifted(fixed + delay.mean).scaled(factor)
		}
	}
	area := func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return x - delay.limited(x)
	}
	sum := &duration{
		cdf: func(x float64) float64 {
			return math.Max(0, math.Min(1, (area(x)-area(x-a.Interval))/a.Interval))
		},
		weight: 1,
		mean:   delay.mean + a.Interval/2,
		square: delay.square + delay.mean*a.Interval + a.Interval*a.Interval/3,
		cost:   2*delay.cost + cheap,
		mark:   newMark(markPolled, delay.mark).number(a.Interval),
	}
	for _, c := range append(append([]float64{}, delay.cuts...), delay.steps.at...) {
		sum.cuts = append(sum.cuts, c, c+a.Interval)
	}
	return sum.shifted(fixed).scaled(factor)
}

package law

import (
	"fmt"

	"nines/model"
	"nines/model/dist"
	"nines/sim/law/internal/random"
)

// detection returns the alarms that see an impact.
func (b *builder) detection(alarms []*seeingAlarm, impact float64) *random.Detection {
	v := &random.Detection{}
	for _, a := range alarms {
		if a.alarm.Sees(impact) && a.alarm.Miss < 1 {
			v.Add(1-a.alarm.Miss, a.shift, a.base)
		}
	}
	return v
}

// detect returns the time to the first alarm that sees a fault of this impact
// and is not missed; nil where none can.
func (b *builder) detect(r *model.Risk, impact float64) *random.Duration {
	var latencies []*random.Duration
	var seen []float64
	var waits []any // what tells these alarms from others
	for _, a := range r.Alarms {
		if a.Sees(impact) && a.Miss < 1 {
			latencies = append(latencies, b.latency(a, impact))
			seen = append(seen, 1-a.Miss)
			waits = append(waits, a.Name, a.Wait(impact))
		}
	}
	if len(latencies) == 0 {
		return nil
	}
	if b.passing {
		return random.Earliest(b.allow, seen, latencies...)
	}
	first := func() *random.Duration { return random.Earliest(b.allow, seen, latencies...) }
	if b.pool != nil {
		return b.cached(random.MarkOfEarliest(seen, latencies...), first)
	}
	return b.shared(fmt.Sprint("alarms", waits), first)
}

// latency returns the latency of an alarm for a fault of an impact: what
// Alarm.Terms add up to, times the factors of a sweep.
func (b *builder) latency(a *model.Alarm, impact float64) *random.Duration {
	factor := a.LatencyFactor * b.scenario.DetectFactor
	if a.Latency != nil {
		return b.times(b.drawn(a.Latency), factor)
	}
	sum := a.Terms(impact)
	delay := b.drawn(sum.Drawn)
	if sum.Poll == 0 {
		return delay.Shifted(sum.Fixed).Scaled(factor)
	}
	if delay.IsConstant() {
		poll, err := dist.NewUniform(0, sum.Poll)
		if err == nil {
			return random.Drawn(poll).Shifted(sum.Fixed + delay.Mean).Scaled(factor)
		}
	}
	return random.Polled(delay, sum.Poll).Shifted(sum.Fixed).Scaled(factor)
}

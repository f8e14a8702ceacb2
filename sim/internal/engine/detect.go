package engine

import "math"

// Detect returns how long after onset the first alarm fires, and which of the
// risk's alarms that is; +Inf and -1 if none does.
func (l *Life) Detect(r *RiskPlan, e Event, impact float64) (first float64, by int) {
	first, by = math.Inf(1), -1
	for i := range r.Alarms {
		a := &r.Alarms[i]
		latency := a.fixed
		if a.threshold > 0 {
			if impact < a.threshold || impact <= 0 {
				continue
			}
			if a.wait > 0 {
				latency += min(a.window, a.wait/impact)
			}
		}
		if a.miss > 0 && l.happens(a.miss, a.missed, e) {
			continue
		}
		if a.interval > 0 {
			latency += a.interval * uniformAt(a.poll, l.Year, e.Ordinal)
		}
		if a.delay.law != nil {
			latency += l.Draw(&a.delay, e)
		}
		if latency *= a.factor; latency < first {
			first, by = latency, i
		}
	}
	return first, by
}

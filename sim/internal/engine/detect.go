package engine

import "math"

// Detect returns how long after onset the first alarm fires, and which of the
// risk's alarms that is; +Inf and -1 if none does.
func (l *Life) Detect(r *RiskPlan, e Event, impact float64) (first float64, by int) {
	first, by = math.Inf(1), -1
	for i := range r.Alarms {
		a := &r.Alarms[i]
		var waited, poll, delay float64
		if a.threshold > 0 {
			if impact < a.threshold || impact <= 0 {
				continue
			}
			if a.wait > 0 {
				waited = min(a.window, a.wait/impact)
			}
		}
		if a.miss > 0 && l.happens(a.miss, a.missed, e) {
			continue
		}
		if a.interval > 0 {
			poll = uniformAt(a.poll, l.Year, e.Ordinal)
		}
		if a.delay.law != nil {
			delay = l.Draw(&a.delay, e)
		}
		if latency := a.latency(waited, poll, delay); latency < first {
			first, by = latency, i
		}
	}
	return first, by
}

// latency returns how long after onset an alarm fires: once the window that it
// averages over shows enough, after a part of the poll interval, and a delay.
// All but the part are in seconds.
func (a *alarmPlan) latency(waited, poll, delay float64) float64 {
	return a.factor * (a.fixed + waited + a.interval*poll + delay)
}

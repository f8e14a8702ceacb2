package model

// latencyFactor applies patches to the whole latency of an alarm that does
// not set it as one: a factor multiplies it, a value becomes its median.
func (r *reader) latencyFactor(n *node, key string, a *Alarm) {
	for _, o := range n.ops {
		if o.times {
			a.LatencyFactor *= o.by
			continue
		}
		if median := a.MedianLatency(); median > 0 {
			a.LatencyFactor = o.by / median
			continue
		}
		a.Latency, a.LatencyFactor = constant(o.by), 1
	}
	if !(a.LatencyFactor <= MaxDuration) {
		r.badGot(n, key, "a latency too long to tell", "a latency of "+MaxDurationForm)
	}
}

package file

import (
	"nines/model"
	"nines/model/file/internal/tomltree"
)

// latencyFactor applies patches to the whole latency of an alarm that does
// not set it as one: a factor multiplies it, a value becomes its median.
func (r *reader) latencyFactor(n *tomltree.Node, key string, a *model.Alarm) {
	for _, o := range n.Ops {
		if o.Times {
			a.LatencyFactor *= o.By
			continue
		}
		if median := a.MedianLatency(); median > 0 {
			a.LatencyFactor = o.By / median
			continue
		}
		a.Latency, a.LatencyFactor = constant(o.By), 1
	}
	if !(a.LatencyFactor <= model.MaxDuration) {
		r.badGot(n, key, "a latency too long to tell", "a latency of "+model.MaxDurationForm)
	}
}

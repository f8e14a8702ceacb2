package model

// latencyFactor applies patches to the whole latency of an alarm that does
// not set it as one: a factor multiplies it, a value becomes its median.
func (r *reader) latencyFactor(n *node, key string, a *Alarm) {
	for _, o := range n.ops {
		if o.times {
			a.LatencyFactor *= o.by
			continue
		}
		if median := a.medianLatency(); median > 0 {
			a.LatencyFactor = o.by / median
			continue
		}
		a.Latency, a.LatencyFactor = constant(o.by), 1
	}
	if !(a.LatencyFactor <= longestDuration) {
		r.badGot(n, key, "a latency too long to tell", "a latency of "+wantShorter)
	}
}

// medianLatency returns the median in seconds of the alarm's latency for a
// fault at full impact, before LatencyFactor:
//
//	U(0, Interval) + For + Delay + Wait(1)
//
// The sum's distribution function at t is the mean of that of the delay over
// an interval's length up to t - For - Wait(1). With H(x) the integral of the
// delay's distribution function up to x, which is x less the limited mean, it
// is (H(x) - H(x - Interval))/Interval.
func (a *Alarm) medianLatency() float64 {
	if a.Latency != nil {
		return a.Latency.Quantile(0.5)
	}
	shift := a.For + a.Wait(1)
	low, high := a.Delay.Support()
	if low == high {
		return shift + a.Interval/2 + low
	}
	median := a.Delay.Quantile(0.5)
	if a.Interval == 0 {
		return shift + median
	}
	h := func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return x - a.Delay.LimitedMean(x)
	}
	// The median of the sum lies above that of the delay, by an interval
	// at most.
	low, high = median, median+a.Interval
	for range 200 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if h(middle)-h(middle-a.Interval) < a.Interval/2 {
			low = middle
		} else {
			high = middle
		}
	}
	return shift + high
}

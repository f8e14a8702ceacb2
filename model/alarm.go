package model

import (
	"math"
	"slices"

	"nines/model/dist"
)

// An Alarm is how a fault becomes known: an alerting rule, a probe, or the
// customers. Its latency from onset to firing is the sum that LatencyTerms has;
// For was rounded up to whole intervals when the file was read.
type Alarm struct {
	Name, Title string
	Interval    float64           // seconds between evaluations
	For         float64           // seconds that the condition must hold
	Delay       dist.Distribution // a constant 0 unless told
	Miss        float64           // the probability that it stays silent

	// Threshold is the least impact that the alarm sees, 0 for none: the
	// error ratio over Window, or (1 - target)·burn rate (Beyer et al.,
	// The Site Reliability Workbook, chapter 5).
	Threshold float64
	Window    float64 // seconds over which the ratio is taken

	// Latency stands in place of Interval, For, Delay and the window's
	// wait where a file or a patch sets the whole latency; otherwise nil.
	Latency dist.Distribution

	// FalseAlarms is how often a year the alarm pages somebody though nothing
	// is wrong (Scenario.PagedBy says whom).
	FalseAlarms float64

	// LatencyFactor multiplies the whole latency, for a sweep over it; 1
	// unless swept.
	LatencyFactor float64
}

// Sees reports whether the alarm can see a fault that hits this share of users.
func (a *Alarm) Sees(impact float64) bool {
	return a.Threshold == 0 || impact >= a.Threshold && impact > 0
}

// Wait returns the part of the latency in seconds that passes until a ratio
// over the alarm's window reaches its threshold, for a fault of this impact.
func (a *Alarm) Wait(impact float64) float64 {
	if a.Threshold == 0 || a.Latency != nil {
		return 0
	}
	return a.Window * math.Min(1, a.Threshold/impact)
}

// LatencyTerms are an alarm's latency in seconds, from onset to firing, for a
// fault of one impact and before LatencyFactor:
//
//	U(0, Poll) + Fixed + Drawn
//
// Who adds them up: MedianLatency here; in sim/internal/engine planAlarm (plan.go)
// compiles them and alarmPlan.latency (detect.go) is their sum; sim/law/detection.go
// has its law, and latencyRange in sim/explain/silence.go its ends. A further term
// has its key in model/file/alarm.go and its words in scenarios/README.md.
type LatencyTerms struct {
	Poll  float64           // Interval
	Fixed float64           // For + Wait(impact)
	Drawn dist.Distribution // Delay, or the whole latency where it is given as one
}

// Terms returns the terms of the latency for a fault of an impact; +Inf leaves
// the wait for a ratio over the alarm's window out.
func (a *Alarm) Terms(impact float64) LatencyTerms {
	if a.Latency != nil {
		return LatencyTerms{Drawn: a.Latency}
	}
	return LatencyTerms{a.Interval, a.For + a.Wait(impact), a.Delay}
}

// PagedBy returns the first risk in the file's order whose faults the alarm
// makes known to a person: whom it pages when nothing is wrong cannot depend
// on what is, so it pages that ladder's first responder, who looks for what
// is wrong as long as a diagnosis of that risk takes. It is nil where the
// alarm pages nobody.
func (s *Scenario) PagedBy(a *Alarm) *Risk {
	for _, k := range s.Risks {
		if slices.Contains(k.Alarms, a) && k.Paged() != nil {
			return k
		}
	}
	return nil
}

// Paged returns the responder whom an alarm of the risk pages, the first of
// its ladder; nil where everything runs by itself.
func (k *Risk) Paged() *Responder {
	for _, a := range k.Ladder {
		if a.Responder != nil {
			return a.Responder
		}
	}
	return nil
}

// MedianLatency returns the median in seconds of the alarm's latency for a
// fault at full impact, before LatencyFactor.
//
// The distribution function of the sum at t is the mean of that of the drawn
// term over a poll's length up to t - Fixed. With H(x) the integral of the drawn
// term's distribution function up to x, which is x less the limited mean, it
// is (H(x) - H(x - Poll))/Poll.
func (a *Alarm) MedianLatency() float64 {
	sum := a.Terms(1)
	low, high := sum.Drawn.Support()
	if low == high {
		return sum.Fixed + sum.Poll/2 + low
	}
	median := sum.Drawn.Quantile(0.5)
	if sum.Poll == 0 {
		return sum.Fixed + median
	}
	h := func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return x - sum.Drawn.LimitedMean(x)
	}
	// The median of the sum lies above that of the drawn term, by a poll at
	// most.
	low, high = median, median+sum.Poll
	for range 200 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if h(middle)-h(middle-sum.Poll) < sum.Poll/2 {
			low = middle
		} else {
			high = middle
		}
	}
	return sum.Fixed + high
}

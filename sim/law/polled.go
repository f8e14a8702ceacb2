package law

import "math"

// polled returns U(0, interval) + delay: over a uniform poll, the distribution
// function of the sum is the mean of the delay's over an interval, the
// difference of two limited means.
func polled(delay *duration, interval float64) *duration {
	area := func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return x - delay.limited(x)
	}
	sum := &duration{
		cdf: func(x float64) float64 {
			return math.Max(0, math.Min(1, (area(x)-area(x-interval))/interval))
		},
		weight: 1,
		mean:   delay.mean + interval/2,
		square: delay.square + delay.mean*interval + interval*interval/3,
		cost:   2*delay.cost + cheap,
		mark:   newMark(markPolled, delay.mark).number(interval),
	}
	for _, c := range append(append([]float64{}, delay.cuts...), delay.steps.at...) {
		sum.cuts = append(sum.cuts, c, c+interval)
	}
	return sum
}

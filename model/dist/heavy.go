package dist

import "math"

// HeavyTailed reports whether the scatter of draws says little of the law's
// variance: because there is none, or because more than half of the second
// moment lies beyond what one draw in 100,000 exceeds, as that of a lognormal
// with a sigma above 2.13. Runs have about as many outages of a kind, and most
// see none of those that make the variance.
func HeavyTailed(law Distribution) bool {
	switch l := law.(type) {
	case scaled:
		return HeavyTailed(l.base)
	case interface{ HeavyTailed() bool }: // which knows
		return l.HeavyTailed()
	}
	if _, most := law.Support(); !math.IsInf(most, 1) {
		return false
	}
	mean, variance := law.Mean(), law.Variance()
	if math.IsInf(variance, 1) {
		return true
	}
	return 2*seenSquares(law) < variance+mean*mean
}

// rarestSeen is how rare the longest draws are that a run sees.
const rarestSeen = 1e-5

// seenSquares returns the part of the second moment that draws up to the
// quantile at 1 - rarestSeen make: the integral of the squared quantile over the
// logarithm of what exceeds it, by Simpson's rule.
func seenSquares(law Distribution) float64 {
	const steps = 24
	width := -math.Log(rarestSeen) / steps
	sum := 0.0
	for k := range steps + 1 {
		beyond := math.Exp(-width * float64(k))
		x := law.Quantile(1 - beyond)
		weight := 2.0
		switch {
		case k == 0 || k == steps:
			weight = 1
		case k%2 == 1:
			weight = 4
		}
		sum += weight * x * x * beyond
	}
	return sum * width / 3
}

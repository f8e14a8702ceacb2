package dist

// Equilibrium returns the quantile at u of the wait for the next event, seen
// from a moment that has nothing to do with them, where the gaps between events
// are independent with the law d, of finite mean above 0. That wait has the law
//
//	F(x) = E[min(X, x)] / E[X],
//
// with the density P(X > x) / E[X]. See Cox, Renewal Theory (1962), 5.1.
//
// The limited mean is concave and rises no faster than x, so that Newton's steps
// from u times the mean approach the root from below and never pass it. Where
// rounding in 1-CDF spoils them, as it does far out in a heavy tail, bisection
// on the limited mean alone ends the search.
func Equilibrium(d Distribution, u float64) float64 {
	mean := d.Mean()
	lo, hi := d.Support()
	if u*mean <= lo {
		return u * mean // every gap is longer: the density is 1/mean
	}
	if u >= 1 {
		return hi
	}
	target := u * mean
	enough := 0x1p-49 * target // a few times the rounding of a limited mean
	x, short := target, target-d.LimitedMean(target)
	for range 20 {
		if short <= enough {
			return x
		}
		next := x + short/(1-d.CDF(x))
		if !(next < hi) {
			break
		}
		if short = target - d.LimitedMean(next); short < -enough {
			hi = next
			break
		}
		x = next
	}
	return least(x, hi, func(x float64) bool { return d.LimitedMean(x) >= target })
}

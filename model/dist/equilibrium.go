package dist

// An Equilibrium is the wait for the next event, seen from a moment that has
// nothing to do with them, where the gaps between events are independent with
// the law Gap, of finite mean above 0. That wait has the law
//
//	F(x) = E[min(X, x)] / E[X],
//
// with the density P(X > x) / E[X]. See Cox, Renewal Theory (1962), 5.1.
type Equilibrium struct {
	gap    Distribution
	mean   float64
	least  float64                   // of the gap's support
	most   float64                   // of the gap's support
	starts [equilibriumCells]float64 // quantiles at the lower ends of cells of u
}

// equilibriumCells is how finely quantiles are tabulated: two of Newton's steps
// are then enough nearly everywhere.
const equilibriumCells = 64

// NewEquilibrium returns the wait between events with gaps of the law.
func NewEquilibrium(gap Distribution) *Equilibrium {
	e := &Equilibrium{gap: gap, mean: gap.Mean()}
	e.least, e.most = gap.Support()
	for i := 1; i < equilibriumCells; i++ {
		e.starts[i] = e.from(e.starts[i-1], float64(i)/equilibriumCells)
	}
	return e
}

// NewEquilibriumOnce is NewEquilibrium for a law of which few quantiles are asked: it
// takes no time to make, and each quantile some more.
func NewEquilibriumOnce(gap Distribution) *Equilibrium {
	e := &Equilibrium{gap: gap, mean: gap.Mean()}
	e.least, e.most = gap.Support()
	return e
}

// Quantile returns the quantile of the wait at u in [0, 1].
func (e *Equilibrium) Quantile(u float64) float64 {
	if u >= 1 {
		return e.most
	}
	return e.from(e.starts[int(u*equilibriumCells)], u)
}

// from is Quantile for a start that does not lie beyond it.
//
// The limited mean is concave and rises no faster than x, so that Newton's steps
// from below approach the root and never pass it. Where rounding in 1-CDF spoils
// them, as it does far out in a heavy tail, bisection on the limited mean alone
// ends the search.
func (e *Equilibrium) from(start, u float64) float64 {
	target := u * e.mean
	if target <= e.least {
		return target // every gap is longer: the density is 1/mean
	}
	enough := 0x1p-49 * target // a few times the rounding of a limited mean
	x, hi := max(start, target), e.most
	short := target - e.gap.LimitedMean(x)
	for range 20 {
		if short <= enough {
			return x
		}
		next := x + short/(1-e.gap.CDF(x))
		if !(next < hi) {
			break
		}
		if short = target - e.gap.LimitedMean(next); short < -enough {
			hi = next
			break
		}
		x = next
	}
	return least(x, hi, func(x float64) bool { return e.gap.LimitedMean(x) >= target })
}

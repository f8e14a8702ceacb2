package dist

import (
	"math"
	"math/rand/v2"
)

// Truncated is the law of X given that it lies in [lo, hi],
//
//	F(x) = (F0(x) - F0(lo-)) / m,  lo <= x <= hi,  m = F0(hi) - F0(lo-),
//
// Where:
//
//	F0      is the CDF of X without the condition
//	F0(lo-) is P(X < lo), so that values at either end are kept
//	m       is the probability of the condition
//
// What the condition leaves of a probability loses as many digits as m has
// leading zeros.
type Truncated struct {
	base        Distribution
	lo, hi      float64
	below, upTo float64 // F0(lo-) and F0(hi)
}

var _ Distribution = Truncated{}

// leastMass is the probability that a range must hold at least: a law
// conditioned on less would have less than ten digits left.
const leastMass = 1e-6

// NewTruncated returns the law of d conditioned on [lo, hi], the scenario's
// at_least and at_most; hi may be +Inf.
func NewTruncated(d Distribution, lo, hi float64) (Truncated, error) {
	if err := notNegative("at_least", lo); err != nil {
		return Truncated{}, err
	}
	if err := require(hi >= lo, "at_most", hi, "at_least (%g) or more", lo); err != nil {
		return Truncated{}, err
	}
	first, last := d.Support()
	t := Truncated{
		base:  d,
		lo:    max(lo, first),
		hi:    min(hi, last),
		below: d.CDF(math.Nextafter(lo, math.Inf(-1))),
		upTo:  d.CDF(hi),
	}
	if !(t.mass() >= leastMass) {
		key, limit := "at_least", lo
		if t.below < 0.5 {
			key, limit = "at_most", hi
		}
		return Truncated{}, require(false, key, limit, "a range that holds a probability of 0.000001 or more")
	}
	return t, nil
}

// Base returns the law that is truncated.
func (t Truncated) Base() Distribution { return t.base }

// Mean implements Distribution.
func (t Truncated) Mean() float64 { return t.LimitedMean(t.hi) }

// Variance implements Distribution. With Y = X - lo, E[Y²] is twice the integral
// of E[max(Y-y, 0)] over y. Above an open range that integral is what the
// unconditioned second moment leaves.
func (t Truncated) Variance() float64 {
	mean := t.Mean()
	if math.IsInf(mean, 1) {
		return mean
	}
	var square float64
	if math.IsInf(t.hi, 1) {
		m0 := t.base.Mean()
		below := integrate(func(x float64) float64 { return m0 - t.base.LimitedMean(x) }, t.cuts(t.base, 0, t.lo)...)
		square = (t.base.Variance() + m0*m0 - 2*below) / t.mass()
	} else {
		square = 2 * integrate(func(x float64) float64 { return mean - t.LimitedMean(x) }, t.cuts(t, t.lo, t.hi)...)
	}
	return max(square-(mean-t.lo)*(mean-t.lo), 0)
}

// CDF implements Distribution.
func (t Truncated) CDF(x float64) float64 {
	switch {
	case x < t.lo:
		return 0
	case x >= t.hi:
		return 1
	}
	return (t.base.CDF(x) - t.below) / t.mass()
}

// Quantile implements Distribution. The order asked of the base stays above
// F0(lo-), or a value below the range is found, and below 1, where the range
// may have no end.
func (t Truncated) Quantile(p float64) float64 {
	switch {
	case p <= 0:
		return t.lo
	case p >= 1:
		return t.hi
	}
	q := min(t.below+p*t.mass(), t.upTo, math.Nextafter(1, 0))
	x := t.base.Quantile(max(q, math.Nextafter(t.below, 1)))
	return min(max(x, t.lo), t.hi)
}

// LimitedMean implements Distribution, from that of the base:
// lo + [(F0(hi)-1)(limit-lo) + LM0(limit) - LM0(lo)] / m.
func (t Truncated) LimitedMean(limit float64) float64 {
	if limit <= t.lo {
		return limit
	}
	limit = min(limit, t.hi)
	area := t.base.LimitedMean(limit) - t.base.LimitedMean(t.lo)
	if t.upTo < 1 {
		area -= (1 - t.upTo) * (limit - t.lo)
	}
	return min(t.lo+max(area, 0)/t.mass(), limit)
}

// Support implements Distribution. An end within the base's support counts as
// reached, although a law of atoms alone may have none there.
func (t Truncated) Support() (lo, hi float64) { return t.lo, t.hi }

// Draw implements Distribution, by inversion: one number of the stream a draw,
// however unlikely the range is.
func (t Truncated) Draw(r *rand.Rand) float64 { return t.Quantile(r.Float64()) }

// mass returns the probability of the condition.
func (t Truncated) mass() float64 { return t.upTo - t.below }

// cuts returns lo, hi and quantiles of d between them: where a quadrature over
// a range far wider than the law must look.
func (t Truncated) cuts(d Distribution, lo, hi float64) []float64 {
	points := []float64{lo}
	for _, p := range []float64{0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 0.999999} {
		if x := d.Quantile(p); points[len(points)-1] < x && x < hi {
			points = append(points, x)
		}
	}
	return append(points, hi)
}

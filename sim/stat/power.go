package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// The test that a team is supposed to make.
const (
	NoticeLevel = 0.05 // two-sided
	NoticePower = 0.90
	mostNotice  = 1e12    // incidents that CountYears may ask for; more are called never
	mostDraws   = 1 << 39 // the same for TTestSize, draws in a group
)

// TTestPower returns the probability that a two-sided t-test at the given
// level finds a difference between the means of two groups of n draws each,
// where the means lie effect standard deviations apart: the tails of the
// noncentral t distribution with 2n-2 degrees of freedom and noncentrality
// effect·√(n/2) (Cohen, Statistical Power Analysis, 1988, chapter 2). n is at
// least 2 and need not be whole.
func TTestPower(effect, n, level float64) float64 {
	nu := 2*n - 2
	delta := math.Abs(effect) * math.Sqrt(n/2)
	if nu > 1e5 { // the normal limit is right to 1e-5 there
		z := distuv.UnitNormal.Quantile(1 - level/2)
		return distuv.UnitNormal.CDF(delta-z) + distuv.UnitNormal.CDF(-delta-z)
	}
	critical := distuv.StudentsT{Sigma: 1, Nu: nu}.Quantile(1 - level/2)
	return noncentralTails(critical, delta, nu)
}

// noncentralTails returns the probability that a noncentral t lies beyond ±t. With U =
// √(χ²/ν) it is E[Φ(δ - tU) + Φ(-δ - tU)], which Simpson's rule integrates over
// the density of U, 12 standard deviations to each side.
func noncentralTails(t, delta, nu float64) float64 {
	const steps = 2000
	spread := 12 / math.Sqrt(2*nu)
	lo, hi := math.Max(0, 1-spread), 1+spread
	lgamma, _ := math.Lgamma(nu / 2)
	constant := math.Ln2 + nu/2*math.Log(nu/2) - lgamma
	h := (hi - lo) / steps
	sum, mass := 0.0, 0.0
	for i := range steps + 1 {
		u := lo + float64(i)*h
		weight := float64(2 + 2*(i%2))
		if i == 0 || i == steps {
			weight = 1
		}
		density := 0.0
		switch {
		case u > 0:
			density = math.Exp(constant + (nu-1)*math.Log(u) - nu*u*u/2)
		case nu == 1:
			density = math.Exp(constant)
		}
		weight *= density
		mass += weight
		sum += weight * (distuv.UnitNormal.CDF(delta-t*u) + distuv.UnitNormal.CDF(-delta-t*u))
	}
	return sum / mass // the rule's own error cancels for the most part
}

// TTestSize returns the least n with which TTestPower reaches the power; +Inf
// where the effect is 0 or n exceeds 2³⁹.
//
// The search begins at the n of the normal limit, 2·((z(1-level/2) + z(power)) / effect)²,
// which is one or two too low except for tiny groups: a call of TTestPower costs 0.2 ms.
func TTestSize(effect, level, power float64) float64 {
	if effect == 0 || math.IsNaN(effect) {
		return math.Inf(1)
	}
	reached := func(n float64) bool { return TTestPower(effect, n, level) >= power }
	if reached(2) {
		return 2
	}
	z := distuv.UnitNormal.Quantile
	guess := 2 * math.Pow((z(1-level/2)+z(power))/effect, 2)
	lo := min(max(2, math.Floor(guess)), mostDraws) // too few
	for step := 1.0; lo > 2 && reached(lo); step *= 2 {
		lo = max(2, lo-step)
	}
	hi := lo
	for step := 1.0; !reached(hi); step *= 2 {
		if hi == mostDraws {
			return math.Inf(1)
		}
		lo, hi = hi, min(hi+step, mostDraws)
	}
	for hi-lo > 1 {
		if mid := math.Floor((lo + hi) / 2); reached(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// A YearlyCount is a number of incidents a year, with its variance.
type YearlyCount struct{ Mean, Variance float64 }

// dispersion returns variance over mean: 1 for Poisson.
func (c YearlyCount) dispersion() float64 {
	if c.Mean == 0 {
		return 1
	}
	return c.Variance / c.Mean
}

// CountYears returns how many years before, and as many after, show that the
// number of incidents has changed.
//
// The square root of a Poisson number has a variance of about 1/4 whatever its
// mean, with 3/8 added even of a small one (Anscombe, "The transformation of
// Poisson, binomial and negative binomial data", 1948), so that the test finds
// a difference of two roots beyond z·√(1/2). The numbers of a service vary by
// their dispersion more or less than that: less makes the same test surer, and
// for more the test has to ask for more.
func CountYears(before, after YearlyCount) float64 {
	d := (before.dispersion() + after.dispersion()) / 2
	z := distuv.UnitNormal.Quantile
	asked := (z(1-NoticeLevel/2)*math.Sqrt(max(1, d)) + z(NoticePower)*math.Sqrt(d)) / math.Sqrt2
	apart := func(years float64) float64 {
		return math.Abs(math.Sqrt(before.Mean*years+0.375) - math.Sqrt(after.Mean*years+0.375))
	}
	hi := 1.0
	for apart(hi) < asked {
		if hi *= 2; hi*min(before.Mean, after.Mean) > mostNotice || math.IsInf(hi, 1) {
			return math.Inf(1)
		}
	}
	lo := 0.0
	for hi-lo > 1e-9*hi {
		if mid := (lo + hi) / 2; apart(mid) < asked {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

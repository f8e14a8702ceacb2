package sim

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
)

// A Notice says how much of its own data a team needs to see an improvement
// that is there: with 90 % power in a two-sided test at 5 %, half of the data
// from before and half from after. Changes of recovery times are hard to see:
// outages last from minutes to days, and few happen (Davidovič, Incident
// Metrics in SRE, 2021).
type Notice struct {
	// Shorter is by which part the typical (geometric mean) outage gets
	// shorter, at most 1; negative for longer, and zero where the simulated
	// years cannot tell that from nothing.
	Shorter Estimate

	// Incidents is how many incidents before, and as many after, show that
	// in a t-test of the logarithm of outage lengths, and IncidentYears how
	// long the rarer of the two take to happen. Both are +Inf where nothing
	// changes.
	Incidents, IncidentYears float64

	// Fewer is by which part incidents get fewer, at most 1; negative for
	// more. CountYears is how many years before, and as many after, show
	// that in a comparison of the two numbers of incidents; +Inf where
	// nothing changes.
	Fewer, CountYears float64

	// DowntimeYears is how many years before, and as many after, show the
	// change of yearly downtime in a t-test; +Inf where the simulated years
	// show none, NaN where a year's downtime has no variance that a test
	// could use.
	DowntimeYears float64
}

// The test that a team is supposed to make.
const (
	noticeLevel = 0.05 // two-sided
	noticePower = 0.90
	mostNotice  = 1e12 // draws in a group; more are called never
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
	return beyond(critical, delta, nu)
}

// beyond returns the probability that a noncentral t lies beyond ±t. With U =
// √(χ²/ν) it is E[Φ(δ - tU) + Φ(-δ - tU)], which Simpson's rule integrates over
// the density of U, 12 standard deviations to each side.
func beyond(t, delta, nu float64) float64 {
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
// where the effect is 0.
func TTestSize(effect, level, power float64) float64 {
	if effect == 0 || math.IsNaN(effect) {
		return math.Inf(1)
	}
	hi := 2.0
	for TTestPower(effect, hi, level) < power {
		if hi *= 2; hi > mostNotice {
			return math.Inf(1)
		}
	}
	for lo := hi / 2; hi-lo > 1 && hi > 2; {
		if mid := math.Floor((lo + hi) / 2); TTestPower(effect, mid, level) < power {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// notice says what it takes to see the change from one outcome to another,
// given what the two log over the same years.
func notice(before, after *outcome, b, a *outageLog) Notice {
	l := compareLogs(b, a)
	n := Notice{Fewer: l.fewer(), DowntimeYears: downtimeYears(before, after)}
	effect := 0.0
	if d := l.longer(); !holdsNothing(d) {
		n.Shorter = Estimate{Value: -math.Expm1(d.Value), SE: d.SE * math.Exp(d.Value), Low: -math.Expm1(d.High), High: -math.Expm1(d.Low)}
		effect = d.Value / math.Sqrt((b.variance()+a.variance())/2)
	}
	n.Incidents = TTestSize(effect, noticeLevel, noticePower)
	was, is := l.rates()
	n.IncidentYears = n.Incidents / min(was, is)
	n.CountYears = math.Inf(1)
	if n.Fewer != 0 {
		n.CountYears = countYears(b.counts(was), a.counts(is))
	}
	return n
}

// holdsNothing reports whether an estimate cannot be told from 0, or only by
// its rounding.
func holdsNothing(e Estimate) bool {
	return !(math.Abs(e.Value) > 1e-9) || !(e.Low > 0 || e.High < 0)
}

// downtimeYears returns how many years before and after show that the mean
// downtime has changed.
func downtimeYears(before, after *outcome) float64 {
	if heavyTailed(before.plan.scenario) || heavyTailed(after.plan.scenario) {
		return math.NaN()
	}
	spread := func(o *outcome) (mean, variance float64) {
		e := pairedMean(len(o.down), func(y int) float64 { return o.down[y] })
		return e.Value, e.SE * e.SE * float64(len(o.down))
	}
	meanB, varB := spread(before)
	meanA, varA := spread(after)
	saved := pairedMean(len(before.down), func(y int) float64 { return before.down[y] - after.down[y] })
	if math.Abs(saved.Value) < 1e-9*model.Year/1e6 || holdsNothing(saved) {
		return math.Inf(1)
	}
	return TTestSize((meanB-meanA)/math.Sqrt((varA+varB)/2), noticeLevel, noticePower)
}

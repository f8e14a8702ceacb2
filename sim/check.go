package sim

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/sim/internal/control"
)

// A Check holds the simulation against the exact law: how many of the
// simulated years keep the promise if outages add up as if none overlapped,
// and each counts in the window in which it begins.
type Check struct {
	LawMet, SimulatedMet float64
	Differ               float64 // in standard errors

	// chance is the probability that so many years miss the promise, or still
	// more of them (fewer, if they are few), where the law is right.
	chance float64

	// Farthest is how far the distribution functions of a year's plain sum
	// lie apart where they do most, times the square root of the number of
	// years (Kolmogorov's statistic). Above 1.36 it happens by chance in 5 %
	// of runs.
	Farthest float64
}

// The engines disagree beyond these: by chance that happens in one run of
// 16,000, and in one of 100,000. Standard errors alone do not tell: where few
// misses are expected, four of them are no more than one run of 2,500.
const (
	mostDiffer   = 4
	leastChance  = 1.0 / 32_000 // on either side
	mostFarthest = 2.5
)

// newCheck holds the simulated plain sums against the law at the promise.
func newCheck(c *control.Counter, promise model.Target) *Check {
	kept, bound := c.Law.All(promise.Miss())
	n := float64(len(c.H.Full))
	missed := c.JointYears(promise.Miss()).Sum
	k := &Check{LawMet: kept, SimulatedMet: 1 - missed/n}
	if gap := math.Abs(k.LawMet - k.SimulatedMet); gap > bound {
		// At least the error of one year: a probability that the law puts
		// at 1e-9 may well show once.
		k.Differ = gap / math.Max(math.Sqrt(kept*(1-kept)/n), 1/n)
	}
	k.chance = chanceOf(missed, n, 1-kept, bound)
	return k
}

// chanceOf returns the probability that so many of n years, or more of them, miss,
// if each does with probability p, which is known to a bound; where fewer are
// missed than expected, that so many do or fewer.
func chanceOf(missed, n, p, bound float64) float64 {
	if missed > p*n {
		if p += bound; p <= 0 || p >= 1 {
			return min(p, 1) // none ever misses, or all do
		}
		return distuv.Binomial{N: n, P: p}.Survival(missed - 1)
	}
	if p -= bound; p <= 0 {
		return 1
	}
	return distuv.Binomial{N: n, P: p}.CDF(missed)
}

// judge says how the engines contradict each other beyond chance, if they do.
func (c *Check) judge(promise model.Target) (w Warning, differ bool) {
	switch {
	case c.Differ > mostDiffer && c.chance < leastChance:
		return Warning{Kind: Disagreement, Target: promise, Law: c.LawMet, Simulated: c.SimulatedMet, Differ: c.Differ}, true
	case c.Farthest > mostFarthest:
		return Warning{Kind: FarApart, Law: c.Farthest, Simulated: mostFarthest}, true
	}
	return Warning{}, false
}

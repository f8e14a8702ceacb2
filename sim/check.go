package sim

import (
	"math"

	"nines/model"
	"nines/sim/internal/control"
)

// A Check holds the simulation against the exact law: how many of the
// simulated years keep the promise if outages add up as if none overlapped,
// and each counts in the window in which it begins.
type Check struct {
	LawMet, SimulatedMet float64
	Differ               float64 // in standard errors

	// Farthest is how far the distribution functions of a year's plain sum
	// lie apart where they do most, times the square root of the number of
	// years (Kolmogorov's statistic). Above 1.36 it happens by chance in 5 %
	// of runs.
	Farthest float64
}

// The engines disagree beyond these: by chance that happens in one run of
// 16,000, and in one of 100,000.
const (
	mostDiffer   = 4
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
	return k
}

// judge says how the engines contradict each other beyond chance, if they do.
func (c *Check) judge(promise model.Target) (w Warning, differ bool) {
	switch {
	case c.Differ > mostDiffer:
		return Warning{Kind: Disagreement, Target: promise, Law: c.LawMet, Simulated: c.SimulatedMet, Differ: c.Differ}, true
	case c.Farthest > mostFarthest:
		return Warning{Kind: FarApart, Law: c.Farthest, Simulated: mostFarthest}, true
	}
	return Warning{}, false
}

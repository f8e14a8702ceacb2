package sim

import (
	"fmt"
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

	Disagreement string // what the engines differ in beyond chance; "" where they agree
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

// judge says how the engines contradict each other, if they do.
func (c *Check) judge(promise model.Target) {
	switch {
	case c.Differ > mostDiffer:
		c.Disagreement = fmt.Sprintf("the two engines disagree: by the law %.5f of the years keep %s without overlap, by the simulation %.5f, which is %.1f standard errors off; please report this scenario",
			c.LawMet, promise.Text(), c.SimulatedMet, c.Differ)
	case c.Farthest > mostFarthest:
		c.Disagreement = fmt.Sprintf("the two engines disagree: their distributions of a year's downtime without overlap lie farther apart (%.1f) than chance allows (%.1f); please report this scenario",
			c.Farthest, mostFarthest)
	}
}

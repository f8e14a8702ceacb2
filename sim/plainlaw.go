package sim

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"

	"nines/model"
	"nines/sim/law"
)

// A Method says how a result's probabilities are found.
type Method string

// The methods.
const (
	// Simulate counts simulated years.
	Simulate Method = "simulate"
	// Auto counts them too, but only for what overlap changes: the law of
	// the plain sum of the same outages is known to 1e-6. A model whose law
	// is not known is simulated.
	Auto Method = "auto"
	// Exact takes the law of the plain sum alone, as if outages never
	// overlapped. What it says is never better than the truth where the
	// window is a year. A model whose law is not known is refused.
	Exact Method = "exact"
)

// A plainLaw is the law of the plain sum of a scenario's outages.
type plainLaw struct {
	year    *law.Law
	windows *law.Windows // nil where the SLO's window is the year
	alone   bool         // its answers are the result's, whatever overlap does
}

// A refusal is why a result has no law.
type refusal struct {
	note   string // "" where nobody asked for one
	costly bool   // there is one, but it would take too long
}

// newPlainLaw returns the law of a plan's scenario for the options' method, or
// nil and why there is none. The error is that of a method which cannot do
// without, or ErrInterrupted.
func newPlainLaw(ctx context.Context, p *plan, opt Options) (l *plainLaw, why refusal, err error) {
	m := opt.Method
	if m != Auto && m != Exact {
		return nil, why, nil
	}
	l = &plainLaw{alone: m == Exact}
	exact := law.Options{Tolerance: opt.tolerance, Work: opt.work}
	if l.year, err = law.Of(ctx, p.scenario, model.Year, exact); err == nil && p.edges != nil {
		l.windows, err = law.OfWindows(ctx, p.scenario, p.edges, exact)
	}
	switch unsupported := (*law.Unsupported)(nil); {
	case ctx.Err() != nil:
		return nil, why, ErrInterrupted
	case err == nil && m == Exact && l.year.Bound() > weakLaw:
		return nil, why, fmt.Errorf("the exact law of this scenario is known to %.2g only", l.year.Bound())
	case err == nil:
		return l, why, nil
	case m == Exact:
		return nil, why, fmt.Errorf("there is no exact law for this scenario: %w", err)
	case errors.As(err, &unsupported):
		return nil, refusal{"simulated alone: " + err.Error(), unsupported.Costly}, nil
	}
	return nil, refusal{note: "simulated alone: the exact law failed: " + err.Error()}, nil
}

// all returns the probability that no window of a year is down for more than
// the part u of it, and a bound on its error.
func (l *plainLaw) all(u float64) (p, bound float64) {
	if l.windows != nil {
		return l.windows.All(u)
	}
	return l.within(u * model.Year)
}

// one is all of a single window.
func (l *plainLaw) one(u float64) (p, bound float64) {
	if l.windows != nil {
		return l.windows.One(u)
	}
	return l.within(u * model.Year)
}

// within returns the probability that a year is down for at most x seconds.
func (l *plainLaw) within(x float64) (p, bound float64) { return l.year.CDF(x), l.year.BoundAt(x) }

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

// check holds the simulated plain sums against the law at the promise.
func (c *windowCounter) check(promise model.Target) *Check {
	kept, bound := c.law.all(promise.Miss())
	n := float64(len(c.h.full))
	missed := c.jointYears(promise.Miss()).sum
	k := &Check{LawMet: kept, SimulatedMet: 1 - missed/n}
	if gap := math.Abs(k.LawMet - k.SimulatedMet); gap > bound {
		// At least the error of one year: a probability that the law puts
		// at 1e-9 may well show once.
		k.Differ = gap / math.Max(math.Sqrt(kept*(1-kept)/n), 1/n)
	}
	return k
}

// farthest compares the law of a year with years in their order: at as many
// points as the first of them give.
func (l *plainLaw) farthest(sums []float64) float64 {
	points := slices.Clone(sums[:min(200, len(sums))])
	slices.Sort(points)
	within := make([]float64, len(points)+1) // by the least point that holds them
	for _, x := range sums {
		within[sort.SearchFloat64s(points, x-tie)]++
	}
	most, kept, n := 0.0, 0.0, float64(len(sums))
	for i, x := range points {
		kept += within[i]
		p, bound := l.within(x)
		most = math.Max(most, math.Abs(p-kept/n)-bound)
	}
	return most * math.Sqrt(n)
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

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

// newPlainLaw returns the law of a plan's scenario, or nil and why there is none.
// A law that is to answer alone must exist: its error says why it does not. The
// other error is ErrInterrupted.
func newPlainLaw(ctx context.Context, p *plan, alone bool, exact law.Options) (l *plainLaw, why refusal, err error) {
	l = &plainLaw{alone: alone}
	if l.year, err = law.Of(ctx, p.scenario, model.Year, exact); err == nil && p.edges != nil {
		l.windows, err = law.OfWindows(ctx, p.scenario, p.edges, exact)
	}
	switch unsupported := (*law.Unsupported)(nil); {
	case ctx.Err() != nil:
		return nil, why, ErrInterrupted
	case err == nil && alone && l.year.Bound() > weakLaw:
		return nil, why, fmt.Errorf("the exact law of this scenario is known to %.2g only", l.year.Bound())
	case err == nil:
		return l, why, nil
	case alone:
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

// weakLaw is the error of a law beyond which years tell more.
const weakLaw = 1e-4

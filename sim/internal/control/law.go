// Package control sets the exact law of the plain sum of outages beside simulated
// years: the law tells how likely a year misses a budget if outages never
// overlapped, the years only what overlap takes from that (a control variate by
// strata). For breaches that hardly any year shows it simulates years that are
// made worse on purpose (rare.go).
package control

import (
	"context"
	"errors"
	"math"
	"slices"
	"sort"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
)

// A Law is the law of the plain sum of a scenario's outages.
type Law struct {
	Year    *law.Law
	windows *law.Windows // nil where the SLO's window is the year
	Alone   bool         // its answers are the result's, whatever overlap does
}

// NewLaw returns the law of a plan's scenario, or nil and what has none.
// A law that is to answer alone must exist: its error says why it does not. The
// other error is ErrInterrupted.
func NewLaw(ctx context.Context, p *engine.Plan, alone bool, exact law.Options) (l *Law, none *law.Unsupported, err error) {
	l = &Law{Alone: alone}
	if l.Year, err = law.Of(ctx, p.Scenario, model.Year, exact); err == nil && p.Edges != nil {
		l.windows, err = law.OfWindows(ctx, p.Scenario, p.Edges, exact)
	}
	switch {
	case ctx.Err() != nil:
		return nil, nil, engine.ErrInterrupted
	case err == nil && alone && l.Year.Bound() > WeakLaw:
		return nil, nil, ErrWeakLaw
	case err == nil:
		return l, nil, nil
	case !alone && errors.As(err, &none):
		return nil, none, nil
	}
	return nil, nil, err
}

// ErrWeakLaw says that the exact law of a scenario is not known well enough to
// answer alone.
var ErrWeakLaw = errors.New("the exact law of this scenario is not known well enough to answer alone")

// All returns the probability that no window of a year is down for more than
// the part u of it, and a bound on its error.
func (l *Law) All(u float64) (p, bound float64) {
	if l.windows != nil {
		return l.windows.All(u)
	}
	return l.Within(u * model.Year)
}

// One is all of a single window.
func (l *Law) One(u float64) (p, bound float64) {
	if l.windows != nil {
		return l.windows.One(u)
	}
	return l.Within(u * model.Year)
}

// Within returns the probability that a year is down for at most x seconds.
func (l *Law) Within(x float64) (p, bound float64) { return l.Year.CDF(x), l.Year.BoundAt(x) }

// Farthest compares the law of a year with years in their order: at as many
// points as the first of them give.
func (l *Law) Farthest(sums []float64) float64 {
	points := slices.Clone(sums[:min(200, len(sums))])
	slices.Sort(points)
	within := make([]float64, len(points)+1) // by the least point that holds them
	for _, x := range sums {
		within[sort.SearchFloat64s(points, x-stat.Tie)]++
	}
	most, kept, n := 0.0, 0.0, float64(len(sums))
	for i, x := range points {
		kept += within[i]
		p, bound := l.Within(x)
		most = math.Max(most, math.Abs(p-kept/n)-bound)
	}
	return most * math.Sqrt(n)
}

// WeakLaw is the error of a law beyond which years tell more.
const WeakLaw = 1e-4

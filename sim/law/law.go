// Package law computes the law of a window's downtime without simulation, in
// the convention of the plain sum: incidents are independent and their downtimes
// add. Of a year, which is cut out of a long life, what lies inside counts of
// those that begin before it or outlast it (past.go, edge_change.go); in shorter
// windows each counts whole in the one in which it begins.
//
// The way of a scenario: risk.go, ladder.go and change.go turn it into a quantity,
// a tree of sums, mixtures and counts of durations, whose law package random
// computes; frame.go tells the windows of a year apart, and surface.go and
// worst.go go over scenarios that have most of it in common.
package law

import (
	"context"
	"math"

	"nines/model"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/random"
)

// Options say how exact a law is to be.
type Options struct {
	// Tolerance is the error that probabilities may have; 1e-6 when 0.
	Tolerance float64

	// Work bounds what a law may cost, in units of about a nanosecond of one
	// core; DefaultWork when 0. What would cost more is an *Unsupported error.
	Work float64

	// Whole counts each incident whole in the year in which it begins, as
	// windows shorter than a year do.
	Whole bool
}

// DefaultWork is what a law may cost unless told.
const DefaultWork = effort.DefaultWork

// DefaultTolerance is the error in probabilities that is aimed at unless told.
const DefaultTolerance = 1e-6

func (o Options) tolerance() float64 {
	if o.Tolerance > 0 {
		return o.Tolerance
	}
	return DefaultTolerance
}

// A Law is the law of the downtime in one window, in seconds.
type Law = random.Law

// Of returns the law of the plain sum of the downtimes of incidents, exposures
// and planned work: in the year what lies inside it, whenever it began, where
// the length is model.Year, and the whole of those that begin in the window
// where it is shorter (seconds). A model that it cannot
// do is an *Unsupported error. When the context ends first its error is returned.
func Of(ctx context.Context, sc *model.Scenario, length float64, opt Options) (l *Law, err error) {
	tolerance := opt.tolerance()
	b := newBuilder(sc, length, tolerance)
	b.allow = effort.New(ctx, opt.Work)
	defer b.allow.Contain(&err)
	b.whole = b.whole || opt.Whole
	q, err := b.window()
	if err != nil {
		return nil, err
	}
	b.allow.On(allRisks(sc))
	l = q.Solve(b.allow, tolerance)
	l.LeaveOut(b.neglected, b.excess)
	return l, ctx.Err()
}

// allRisks names the part of a scenario that is at fault where all of it is.
func allRisks(sc *model.Scenario) string {
	if len(sc.Risks) == 1 {
		return "risk." + sc.Risks[0].Name
	}
	return "risk.*"
}

// Windows are the laws of the downtime in the windows of a year. What strikes
// at a rate does so in each window independently of the others. A change does
// not: its events come a period apart, and where the first falls decides how
// many each window holds. So all windows together are a mixture over the
// phases of the changes, within which they are independent.
//
// An incident counts whole in the window in which it begins, one that a change
// brings in the window in which the change's event begins.
type Windows struct {
	*frame
	laws []*Law // by kind
}

// OfWindows returns the laws of the windows between edges (seconds from the
// year's start, ascending). A model that it cannot do is an *Unsupported error.
// When the context ends first its error is returned.
func OfWindows(ctx context.Context, sc *model.Scenario, edges []float64, opt Options) (w *Windows, err error) {
	al := effort.New(ctx, opt.Work)
	defer al.Contain(&err)
	f, err := newFrame(al, sc, edges)
	if err != nil {
		return nil, err
	}
	w = &Windows{frame: f}
	b := newBuilder(sc, 0, opt.tolerance())
	b.allow = al
	b.whole, b.longest, b.costs = true, f.longest(), map[costKey]incidentCost{}
	for _, k := range f.kinds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		q, err := b.windowOf(f, k)
		if err != nil {
			return nil, err
		}
		al.On(allRisks(sc))
		w.laws = append(w.laws, random.Solve(b.allow, q.Whole, opt.tolerance(), 0))
	}
	return w, nil
}

// windowOf returns the downtime of a window of a kind.
func (b *builder) windowOf(f *frame, k kind) (random.Both, error) {
	b.length, b.events = k.length, f.eventsOf(k)
	return b.window()
}

// One returns the probability that a window is down for at most the part u of
// its length, and a bound on its error.
func (w *Windows) One(u float64) (p, bound float64) {
	within, bound := w.at(u)
	return w.one(within), bound
}

// All returns the probability that every window of a year is down for at most
// the part u of its length, and a bound on its error.
func (w *Windows) All(u float64) (p, bound float64) {
	within, bound := w.at(u)
	return w.all(within), bound * w.count
}

// at returns the probability of each kind of window.
func (w *Windows) at(u float64) (within []float64, bound float64) {
	within = make([]float64, len(w.kinds))
	for i, k := range w.kinds {
		within[i] = w.laws[i].CDF(u * k.length)
		bound = math.Max(bound, w.laws[i].Bound())
	}
	return within, bound
}

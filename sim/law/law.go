// Package law computes the law of a window's downtime without simulation, in
// the convention of the plain sum: incidents are independent and their downtimes
// add. Of a year, which is cut out of a long life, what lies inside counts of
// those that begin before it or outlast it (cut.go, stretch.go, edge_change.go);
// in shorter windows each counts whole in the one in which it begins. The laws of durations go to lattices,
// incidents add up by multiplying Fourier transforms, and the number of
// incidents acts through its probability generating function (Panjer and
// Willmot, Insurance Risk Models, 1992; Embrechts and Frei, "Panjer recursion
// versus FFT for compound distributions", 2009).
//
// The way of a scenario: risk.go and ladder.go turn it into a quantity, a tree
// of sums, mixtures and counts of durations (quantity.go, duration.go); the
// part of its law that has jumps is worked out point by point (exact.go,
// frequency.go); the rest, which is smooth, comes from lattices (lattice.go,
// level.go); compound.go puts the two together with a bound on the error.
package law

import (
	"context"
	"math"
	"sort"

	"nines/model"
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

// DefaultTolerance is the error in probabilities that is aimed at unless told.
const DefaultTolerance = 1e-6

func (o Options) tolerance() float64 {
	if o.Tolerance > 0 {
		return o.Tolerance
	}
	return DefaultTolerance
}

// A Law is the law of the downtime in one window, in seconds.
type Law struct {
	of             quantity
	weight         float64
	points         steps // what is certain to be exact, and where it jumps
	beside         steps // if not empty, the points are its sums with these
	single         []single
	levels         []level // of what is left; the outermost first
	edges          []level // of what the window's ends change in that; the same
	beyond, tail   float64 // probability above the outermost level's top, and of.tail there
	mean, variance float64
	bound          float64
	neglected      float64 // of the bound, what is left out at the ends of the window
	excess         float64 // the same of a probability to exceed something, as a part of that
}

// Of returns the law of the plain sum of the downtimes of incidents, exposures
// and planned work: in the year what lies inside it, whenever it began, where
// the length is model.Year, and the whole of those that begin in the window
// where it is shorter (seconds). A model that it cannot
// do is an *Unsupported error. When the context ends first its error is returned.
func Of(ctx context.Context, sc *model.Scenario, length float64, opt Options) (l *Law, err error) {
	tolerance := opt.tolerance()
	b := newBuilder(sc, length, tolerance)
	b.allow = newAllowance(ctx, opt.Work)
	defer b.allow.contain(&err)
	b.whole = b.whole || opt.Whole
	q, err := b.window()
	if err != nil {
		return nil, err
	}
	b.allow.on(allRisks(sc))
	l = q.solve(b.allow, tolerance)
	l.leaveOut(b.neglected, b.excess)
	return l, ctx.Err()
}

// allRisks names the part of a scenario that is at fault where all of it is.
func allRisks(sc *model.Scenario) string {
	if len(sc.Risks) == 1 {
		return "risk." + sc.Risks[0].Name
	}
	return "risk.*"
}

// CDF returns P(downtime <= x), x in seconds. A sum of known lengths that
// differs from x by rounding alone counts as x: two outages of 180 s keep
// within a budget of 360 s.
func (l *Law) CDF(x float64) float64 {
	if x < 0 {
		return 0
	}
	const rounding = 1e-14 // what is left of parts that cancel: below the least downtime there is nothing
	if p := l.raw(x + tie(x)); p > rounding {
		return math.Min(p, 1)
	}
	return 0
}

// raw returns P(downtime <= x) as the parts add up. Beyond the outermost level
// the little that is left falls as the tails of single durations do.
func (l *Law) raw(x float64) float64 {
	if len(l.levels) > 0 && x > l.levels[0].top {
		if l.beyond == 0 || l.tail == 0 {
			return l.weight
		}
		return l.weight - l.beyond*math.Min(l.of.tail(x)/l.tail, 1)
	}
	p := 0.0
	if len(l.beside.at) > 0 {
		p = convolvedUpTo(&l.points, &l.beside, x)
	} else {
		p = l.points.upTo(x)
	}
	for i := range l.single {
		p += l.single[i].cdf(x)
	}
	p += math.Max(read(l.levels, x), 0)
	if len(l.edges) > 0 {
		p += read(l.edges, math.Min(x, l.edges[0].top))
	}
	return p
}

// read returns what levels hold of the distribution function.
func read(levels []level, x float64) float64 {
	i := sort.Search(len(levels), func(i int) bool { return levels[i].top < x })
	if i == 0 {
		return 0
	}
	return levels[i-1].at(x)
}

// Quantile returns the least downtime x in seconds with CDF(x) >= p; +Inf
// where the probability that is left beyond what is computed exceeds 1 - p.
func (l *Law) Quantile(p float64) float64 {
	const rounding = 1e-14
	p = math.Min(p, 1) - rounding
	lo, hi := 0.0, 1.0
	if l.CDF(0) >= p {
		return 0
	}
	for l.CDF(hi) < p {
		if lo, hi = hi, 2*hi; hi > farthest {
			return math.Inf(1)
		}
	}
	hi = bisect(lo, hi, 1e-14, func(x float64) bool { return l.CDF(x) >= p })
	// A tie is met a rounding error early: the point itself is meant.
	if len(l.beside.at) > 0 {
		if at, found := nearest(&l.points, &l.beside, hi, 2*tie(hi)); found {
			return at
		}
		return hi
	}
	if i := sort.SearchFloat64s(l.points.at, hi); i < len(l.points.at) && l.points.at[i] <= hi+2*tie(hi) {
		return l.points.at[i]
	}
	return hi
}

// Mean returns the mean downtime in seconds; +Inf where it does not exist.
func (l *Law) Mean() float64 { return l.mean }

// Variance returns the variance of the downtime in square seconds; +Inf where
// that of whole incidents does not exist and they are short beside the window.
func (l *Law) Variance() float64 { return l.variance }

// Bound returns how far a probability that CDF returns may be off.
func (l *Law) Bound() float64 { return l.bound }

// leaveOut adds to the bound what the window's ends leave out: a probability, and
// the same of a probability to exceed something, as a part of that.
func (l *Law) leaveOut(neglected, excess float64) {
	l.bound, l.neglected, l.excess = l.bound+neglected, neglected, excess
}

// BoundAt returns how far CDF(x) may be off. What is left out at the ends of
// the window happens by certain faults alone, and P(more than x with them) is at
// most P(more than x) by the probability of these faults.
func (l *Law) BoundAt(x float64) float64 {
	if l.neglected == 0 {
		return l.bound
	}
	return l.bound - l.neglected + math.Min(l.neglected, l.excess*(1-l.CDF(x)))
}

// An Unsupported error names the part of a model whose law has no form here.
// Such a model can be simulated.
type Unsupported struct {
	Part string // "risk.disk-full.interarrival"
	Why  string

	Costly bool // there is a form, but it would take too long, or too much room
}

// Error implements error.
func (u *Unsupported) Error() string { return u.Part + ": " + u.Why }

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
	al := newAllowance(ctx, opt.Work)
	defer al.contain(&err)
	f, err := newFrame(al, sc, edges)
	if err != nil {
		return nil, err
	}
	w = &Windows{frame: f}
	b := newBuilder(sc, 0, opt.tolerance())
	b.allow = al
	b.whole, b.longest, b.costs = true, f.longest(), map[costKey]costing{}
	for _, k := range f.kinds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		q, err := b.windowOf(f, k)
		if err != nil {
			return nil, err
		}
		al.on(allRisks(sc))
		w.laws = append(w.laws, solve(b.allow, q.whole, opt.tolerance(), 0))
	}
	return w, nil
}

// windowOf returns the downtime of a window of a kind.
func (b *builder) windowOf(f *frame, k kind) (both, error) {
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

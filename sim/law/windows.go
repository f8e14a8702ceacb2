package law

import (
	"context"
	"math"

	"nines/model"
)

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
	al := newAllowance(ctx, opt)
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

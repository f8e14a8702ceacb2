// Package sim simulates years of a service's life, one independent year after
// another, and says what they hold: how likely each target is met, what can be
// promised, where the downtime goes.
//
// The way of the data: a model.Scenario becomes a plan (plan.go); a year
// (year.go) lets every risk strike in it (onset.go) and before it (past.go,
// reach.go), every incident live (life.go), and what is down at the same time
// overlap (overlap.go); a tally (tally.go) adds it up, and a meter (meter.go)
// what of it each agreement counts (contract.go); Run and SweepSurface turn
// tallies and samples into a Result and a Surface, with an interval beside every
// estimate (estimate.go, sample.go).
package sim

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"nines/model"
)

// Options say how much to simulate.
type Options struct {
	Years   int    // 100,000 when 0
	Seed    uint64 // any; the commands use 1 unless told
	Workers int    // all cores when 0; never changes a digit of the result
	Method  Method // Simulate when empty

	// Precision, if set, ends the run once the 95 % interval of the
	// probability that the promise is kept is at most this wide. Years are
	// then the most that it may take, MostYears when 0.
	Precision float64

	// Progress, if set, is told from time to time how many years of how
	// many are done. Calls do not overlap.
	Progress func(done, total int)

	tolerance float64 // of the exact law's probabilities; its own default when 0
	work      float64 // that the exact law may take, in its units; its own default when 0
	unpriced  bool    // nobody asks what agreements cost
}

// DefaultYears is how many years are simulated unless told.
const DefaultYears = 100_000

// MostYears is how many years a run to a precision takes at most unless told.
const MostYears = 10_000_000

// ErrInterrupted is returned when a context ended before anything was done.
var ErrInterrupted = errors.New("interrupted before the first years were done")

// interrupted returns ErrInterrupted for the error of a context that ended, and
// any other error as it is.
func interrupted(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return ErrInterrupted
	}
	return err
}

// chunkYears is how many years a worker takes at a time. It fixes the order
// in which sums are formed, so it is a constant and not an option.
const chunkYears = 512

// Run simulates the scenario. When the context ends early it returns what the
// years until then say; the result's Partial is true.
func Run(ctx context.Context, sc *model.Scenario, opt Options) (*Result, error) {
	began := time.Now()
	if opt.Years <= 0 {
		opt.Years = DefaultYears
		if opt.Precision > 0 {
			opt.Years = MostYears
		}
	}
	p := newPlan(sc, opt.Seed)
	l, why, err := newPlainLaw(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := newHistory(p, l)
	if !opt.unpriced {
		h.price(p.contracts)
	}
	asked := h.fill(ctx, p, l, opt)
	if len(h.full) == 0 {
		return nil, ErrInterrupted
	}
	r := summarise(p, h, l, opt)
	r.findRare(ctx, p, l, h.tally, opt)
	r.order()
	r.Warnings = append(r.Warnings, p.pastNotes()...)
	if why.note != "" {
		r.Warnings = append(r.Warnings, why.note)
	}
	r.LawTooDear = why.costly
	r.Seed, r.Asked = opt.Seed, asked
	if opt.Precision > 0 && !r.Partial() {
		r.reach(opt.Precision)
	}
	r.Elapsed = time.Since(began)
	return r, nil
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// A folder hands out chunks of years and folds their tallies in order.
type folder struct {
	mu      sync.Mutex
	chunks  int            // where they end
	taken   int            // chunks handed out, all before
	folded  int            // chunks folded, all from the first on
	pending map[int]*tally // done, but waiting for an earlier chunk
	free    []*tally
	into    *tally
}

// take returns the next chunk and an empty tally for it.
func (f *folder) take(p *plan) (chunk int, t *tally, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.taken == f.chunks {
		return 0, nil, false
	}
	chunk = f.taken
	f.taken++
	if n := len(f.free); n > 0 {
		t, f.free = f.free[n-1], f.free[:n-1]
	} else {
		t = newTally(p)
	}
	for i := range t.sampling {
		t.sampling[i] = len(f.into.lengths[i]) < sampledOutages
	}
	return chunk, t, true
}

// give takes a finished chunk back and tells how many are folded.
func (f *folder) give(chunk int, t *tally, folded func(int)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending[chunk] = t
	for next, ok := f.pending[f.folded]; ok; next, ok = f.pending[f.folded] {
		delete(f.pending, f.folded)
		f.into.fold(next)
		f.free = append(f.free, next)
		f.folded++
	}
	folded(f.folded)
}

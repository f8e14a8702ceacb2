// Package sim simulates years of a service's life, one independent year after
// another, and says what they hold: how likely each target is met, what can be
// promised, where the downtime goes.
//
// The way of the data: a model.Scenario becomes a plan (plan.go); a year
// (year.go) lets every risk strike (onset.go), every incident live (life.go),
// and what is down at the same time overlap (overlap.go); a tally (tally.go)
// adds it up; Run and SweepSurface turn tallies and samples into a Result and
// a Surface, with an interval beside every estimate (estimate.go, sample.go).
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

	// Progress, if set, is told from time to time how many years of how
	// many are done. Calls do not overlap.
	Progress func(done, total int)

	tolerance float64 // of the exact law's probabilities; its own default when 0
}

// DefaultYears is how many years are simulated unless told.
const DefaultYears = 100_000

// ErrInterrupted is returned when a context ended before anything was done.
var ErrInterrupted = errors.New("interrupted before the first years were done")

// chunkYears is how many years a worker takes at a time. It fixes the order
// in which sums are formed, so it is a constant and not an option.
const chunkYears = 512

// Run simulates the scenario. When the context ends early it returns what the
// years until then say; the result's Partial is true.
func Run(ctx context.Context, sc *model.Scenario, opt Options) (*Result, error) {
	began := time.Now()
	years := opt.Years
	if years <= 0 {
		years = DefaultYears
	}
	p := newPlan(sc, opt.Seed)
	h := p.newHistory(years)
	done := p.simulate(ctx, h, opt.workers(), opt.Progress)
	if done == 0 {
		return nil, ErrInterrupted
	}
	h.cut(done)
	r := summarise(p, h, opt)
	r.Seed, r.Asked = opt.Seed, years
	r.Elapsed = time.Since(began)
	return r, nil
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// A history is what is kept of every simulated year.
type history struct {
	full, sum []float64 // downtime and plain sum of each year, seconds
	windows   []float64 // downtime of each year's windows, year by year
	perYear   int       // windows a year; 0 where the year is the window
	tally     *tally
}

// newHistory returns an empty history with room for so many years.
func (p *plan) newHistory(years int) *history {
	perYear := 0
	if p.edges != nil {
		perYear = len(p.edges) - 1
	}
	return &history{
		full:    make([]float64, years),
		sum:     make([]float64, years),
		windows: make([]float64, years*perYear),
		perYear: perYear,
	}
}

// cut keeps the first years alone.
func (h *history) cut(years int) {
	h.full, h.sum = h.full[:years], h.sum[:years]
	h.windows = h.windows[:years*h.perYear]
}

// simulate fills the history and returns how many years, counted from the
// first, were done before the context ended.
func (p *plan) simulate(ctx context.Context, h *history, workers int, progress func(done, total int)) int {
	years := len(h.full)
	chunks := (years + chunkYears - 1) / chunkYears
	f := &folder{chunks: chunks, pending: map[int]*tally{}, into: newTally(p)}
	var wg sync.WaitGroup
	var fault relay
	for range min(workers, chunks) {
		wg.Go(func() {
			defer fault.catch()
			y := newYear(p, nil)
			for ctx.Err() == nil {
				chunk, t, ok := f.take(p)
				if !ok {
					return
				}
				y.tally = t
				for i := chunk * chunkYears; i < min(years, (chunk+1)*chunkYears); i++ {
					var windows []float64
					if h.perYear > 0 {
						windows = h.windows[i*h.perYear : (i+1)*h.perYear]
					}
					h.full[i], h.sum[i] = y.simulate(uint64(i), windows)
				}
				f.give(chunk, t, func(folded int) {
					if progress != nil {
						progress(min(years, folded*chunkYears), years)
					}
				})
			}
		})
	}
	wg.Wait()
	fault.pass()
	h.tally = f.into
	return min(years, f.folded*chunkYears)
}

// A folder hands out chunks of years and folds their tallies in order.
type folder struct {
	mu      sync.Mutex
	chunks  int
	taken   int            // chunks handed out
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

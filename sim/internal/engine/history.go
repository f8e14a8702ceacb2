package engine

import (
	"context"
	"slices"
	"sync"
)

// A History holds the results of every simulated year.
type History struct {
	Full, Sum  []float64 // downtime and plain sum of each year, seconds
	Windows    []float64 // downtime of each year's windows, year by year
	WindowSums []float64 // plain sums of the same
	sums       bool      // whether they are kept
	PerYear    int       // windows a year; 0 where the year is the window

	Contracts  []Contract
	Agreements [][]float64 // per contract: what is kept of each window, year by year

	peopleCost []float64 // what people's time costs in each year, in money
	payPeople  bool      // whether that is kept

	Tally *Tally
}

// NewHistory returns an empty history. It keeps the windows' plain sums on
// request: a law is checked against them.
func NewHistory(p *Plan, sums bool) *History {
	h := &History{Tally: NewTally(p), sums: sums}
	if p.Edges != nil {
		h.PerYear = len(p.Edges) - 1
	}
	return h
}

// Price makes the history keep what contracts count of every year.
func (h *History) Price(contracts []Contract) {
	h.Contracts, h.Agreements = contracts, make([][]float64, len(contracts))
}

// Reserve makes room for so many years in all, so that Grow copies nothing until
// then. Only the years that are simulated touch their memory: a run of millions of
// years does not begin with zeroing gigabytes.
func (h *History) Reserve(years int) {
	to := func(values *[]float64, n int) {
		if cap(*values) < n {
			grown := make([]float64, len(*values), n)
			copy(grown, *values)
			*values = grown
		}
	}
	to(&h.Full, years)
	to(&h.Sum, years)
	for i := range h.Agreements {
		to(&h.Agreements[i], years*h.Contracts[i].Windows())
	}
	if h.payPeople {
		to(&h.peopleCost, years)
	}
	to(&h.Windows, years*h.PerYear)
	if h.sums {
		to(&h.WindowSums, years*h.PerYear)
	}
}

// Grow makes the history one of so many years; those that are new hold nothing yet.
func (h *History) Grow(years int) {
	h.Reserve(years)
	h.Cut(years)
}

// Cut keeps the first years alone.
func (h *History) Cut(years int) {
	h.Full, h.Sum = h.Full[:years], h.Sum[:years]
	h.Windows = h.Windows[:years*h.PerYear]
	if h.sums {
		h.WindowSums = h.WindowSums[:years*h.PerYear]
	}
	if h.payPeople {
		h.peopleCost = h.peopleCost[:years]
	}
	for i := range h.Agreements {
		h.Agreements[i] = h.Agreements[i][:years*h.Contracts[i].Windows()]
	}
}

// First returns a copy of the first years, with a snapshot of their tally.
func (h *History) First(years int, tally *Tally) *History {
	first := *h
	first.Tally = tally.Snapshot()
	for i, of := range tally.Lengths {
		first.Tally.Lengths[i] = slices.Clone(of)
	}
	first.Agreements = slices.Clone(h.Agreements)
	first.Cut(years)
	for _, of := range []*[]float64{&first.Full, &first.Sum, &first.Windows, &first.WindowSums, &first.peopleCost} {
		*of = slices.Clone(*of)
	}
	for i, of := range first.Agreements {
		first.Agreements[i] = slices.Clone(of)
	}
	return &first
}

// Of returns the values of a year's windows; nil where none are kept.
func (h *History) Of(values []float64, year int) []float64 {
	if len(values) == 0 {
		return nil
	}
	return values[year*h.PerYear : (year+1)*h.PerYear]
}

// Simulate fills the history from a year on, which begins a chunk, and returns
// how many years, counted from the first, were done before the context ended.
func (p *Plan) Simulate(ctx context.Context, h *History, from, workers int, progress func(done, total int)) int {
	years := len(h.Full)
	chunks := (years + ChunkYears - 1) / ChunkYears
	f := &collector{chunks: chunks, room: (cap(h.Full) + ChunkYears - 1) / ChunkYears, taken: from / ChunkYears, folded: from / ChunkYears, pending: map[int]*Tally{}, into: h.Tally}
	var wg sync.WaitGroup
	var fault relay
	for range min(workers, chunks-f.taken) {
		wg.Go(func() {
			defer fault.catch()
			y := NewYear(p, nil)
			for ctx.Err() == nil {
				chunk, t, ok := f.take(p)
				if !ok {
					return
				}
				y.Tally = t
				for i := chunk * ChunkYears; i < min(years, (chunk+1)*ChunkYears); i++ {
					if ctx.Err() != nil {
						return // the chunk counts as not begun
					}
					windows, sums := h.Of(h.Windows, i), h.Of(h.WindowSums, i)
					clear(windows) // they are added to
					clear(sums)
					h.Full[i], h.Sum[i] = y.Simulate(uint64(i), windows, sums)
					y.Settle(h.Agreements, i)
					if h.payPeople {
						h.peopleCost[i] = y.peopleCost
					}
				}
				f.give(chunk, t, func(folded int) {
					if progress != nil {
						progress(min(years, folded*ChunkYears), years)
					}
				})
			}
		})
	}
	wg.Wait()
	fault.pass()
	return min(years, f.folded*ChunkYears)
}

// ChunkYears is how many years a worker takes at a time. It fixes the order
// in which sums are formed, so it is a constant and not an option.
const ChunkYears = 512

// A collector hands out chunks of years and folds their tallies in order.
type collector struct {
	mu      sync.Mutex
	chunks  int            // where they end
	room    int            // how many there will be in all
	taken   int            // chunks handed out, all before
	folded  int            // chunks folded, all from the first on
	pending map[int]*Tally // done, but waiting for an earlier chunk
	free    []*Tally
	into    *Tally
}

// take returns the next chunk and an empty tally for it.
func (f *collector) take(p *Plan) (chunk int, t *Tally, ok bool) {
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
		t = NewTally(p)
	}
	for i := range t.Sampling {
		t.Sampling[i] = len(f.into.Lengths[i]) < SampledOutages
	}
	return chunk, t, true
}

// give takes a finished chunk back and tells how many are folded.
func (f *collector) give(chunk int, t *Tally, folded func(int)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending[chunk] = t
	for next, ok := f.pending[f.folded]; ok; next, ok = f.pending[f.folded] {
		delete(f.pending, f.folded)
		f.into.makeRoom(next, f.room-f.folded)
		f.into.Fold(next)
		f.free = append(f.free, next)
		f.folded++
	}
	folded(f.folded)
}

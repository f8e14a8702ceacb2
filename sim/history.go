package sim

import (
	"context"
	"slices"
	"sync"
)

// A history is what is kept of every simulated year.
type history struct {
	full, sum  []float64 // downtime and plain sum of each year, seconds
	windows    []float64 // downtime of each year's windows, year by year
	windowSums []float64 // plain sums of the same
	sums       bool      // whether they are kept
	perYear    int       // windows a year; 0 where the year is the window

	contracts  []contract
	agreements [][]float64 // per contract: what is kept of each window, year by year

	wages     []float64 // what people's time costs in each year, in money
	payPeople bool      // whether that is kept

	tally *tally
}

// newHistory returns an empty history, which keeps the windows' plain sums on
// request: where there is a law to hold them against.
func newHistory(p *plan, sums bool) *history {
	h := &history{tally: newTally(p), sums: sums}
	if p.edges != nil {
		h.perYear = len(p.edges) - 1
	}
	return h
}

// price has the years told apart by what they come to under contracts.
func (h *history) price(contracts []contract) {
	h.contracts, h.agreements = contracts, make([][]float64, len(contracts))
}

// grow makes room for so many years in all.
func (h *history) grow(years int) {
	to := func(values []float64, n int) []float64 {
		return slices.Grow(values, n-len(values))[:n]
	}
	h.full, h.sum = to(h.full, years), to(h.sum, years)
	for i := range h.agreements {
		h.agreements[i] = to(h.agreements[i], years*h.contracts[i].windows())
	}
	if h.payPeople {
		h.wages = to(h.wages, years)
	}
	from := len(h.windows)
	h.windows = to(h.windows, years*h.perYear)
	clear(h.windows[from:]) // they are added to
	if h.sums {
		h.windowSums = to(h.windowSums, years*h.perYear)
		clear(h.windowSums[from:])
	}
}

// cut keeps the first years alone.
func (h *history) cut(years int) {
	h.full, h.sum = h.full[:years], h.sum[:years]
	h.windows = h.windows[:years*h.perYear]
	h.windowSums = h.windowSums[:min(years*h.perYear, len(h.windowSums))]
	h.wages = h.wages[:min(years, len(h.wages))]
	for i := range h.agreements {
		h.agreements[i] = h.agreements[i][:years*h.contracts[i].windows()]
	}
}

// of returns the values of a year's windows; nil where none are kept.
func (h *history) of(values []float64, year int) []float64 {
	if len(values) == 0 {
		return nil
	}
	return values[year*h.perYear : (year+1)*h.perYear]
}

// simulate fills the history from a year on, which begins a chunk, and returns
// how many years, counted from the first, were done before the context ended.
func (p *plan) simulate(ctx context.Context, h *history, from, workers int, progress func(done, total int)) int {
	years := len(h.full)
	chunks := (years + chunkYears - 1) / chunkYears
	f := &folder{chunks: chunks, taken: from / chunkYears, folded: from / chunkYears, pending: map[int]*tally{}, into: h.tally}
	var wg sync.WaitGroup
	var fault relay
	for range min(workers, chunks-f.taken) {
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
					if ctx.Err() != nil {
						return // the chunk counts as not begun
					}
					h.full[i], h.sum[i] = y.simulate(uint64(i), h.of(h.windows, i), h.of(h.windowSums, i))
					y.settle(h.agreements, i)
					if h.payPeople {
						h.wages[i] = y.wages
					}
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
	return min(years, f.folded*chunkYears)
}

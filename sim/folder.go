package sim

import "sync"

// chunkYears is how many years a worker takes at a time. It fixes the order
// in which sums are formed, so it is a constant and not an option.
const chunkYears = 512

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
		f.into.makeRoom(next, f.chunks-f.folded)
		f.into.fold(next)
		f.free = append(f.free, next)
		f.folded++
	}
	folded(f.folded)
}

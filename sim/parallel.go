package sim

import (
	"context"
	"sync"
	"sync/atomic"
)

// each calls work for 0 to n-1 on several goroutines, each with a worker of
// its own, until all is done or the context ends.
func each(ctx context.Context, n, workers int, worker func() func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			work := worker()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	wg.Wait()
}

// together does different things at the same time.
func together(workers int, things ...func()) {
	each(context.Background(), len(things), workers, func() func(int) {
		return func(i int) { things[i]() }
	})
}

// counter returns a function that counts its calls, of which total are
// expected, and tells progress of each, one at a time.
func counter(progress func(done, total int), total int) func() {
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if progress != nil {
			progress(done, total)
		}
	}
}

package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// Cores returns the number of workers that was asked for, or the number of cores
// for 0.
func Cores(asked int) int {
	if asked > 0 {
		return asked
	}
	return runtime.GOMAXPROCS(0)
}

// Each calls work for 0 to n-1 on several goroutines, each with a worker of
// its own, until all is done or the context ends.
func Each(ctx context.Context, n, workers int, worker func() func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var fault relay
	for range min(workers, n) {
		wg.Go(func() {
			defer fault.catch()
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
	fault.pass()
}

// A relay takes a panic from a goroutine to its caller, which may have to report
// it or to clean up.
type relay struct {
	mu    sync.Mutex
	fault any
}

// catch is deferred in the goroutine.
func (r *relay) catch() {
	if v := recover(); v != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.fault = fmt.Sprintf("%v\n%s", v, debug.Stack())
	}
}

// pass panics in the caller if a goroutine did.
func (r *relay) pass() {
	if r.fault != nil {
		panic(r.fault)
	}
}

// Together calls functions concurrently and waits for all.
func Together(workers int, things ...func()) {
	Each(context.Background(), len(things), workers, func() func(int) {
		return func(i int) { things[i]() }
	})
}

// Progress returns a function that counts its calls, of which total are expected,
// and reports each to progress, one at a time.
func Progress(progress func(done, total int), total int) func() {
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

// ErrInterrupted is returned when a context ended before anything was done.
var ErrInterrupted = errors.New("interrupted before the first years were done")

// Interrupted returns ErrInterrupted for the error of a context that ended, and
// any other error as it is.
func Interrupted(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return ErrInterrupted
	}
	return err
}

// Within returns the result of work that ends before its context does, or soon
// after. Work that takes longer keeps running: nobody else may use what it changes.
func Within[T any](ctx context.Context, soon time.Duration, work func() T) (result T, ok bool) {
	done := make(chan T, 1)
	failed := make(chan struct{})
	var fault relay
	go func() {
		defer func() {
			if fault.fault != nil {
				close(failed)
			}
		}()
		defer fault.catch()
		done <- work()
	}()
	var late <-chan time.Time
	ended := ctx.Done()
	for {
		select {
		case result = <-done:
			return result, true
		case <-failed:
			fault.pass()
		case <-ended:
			ended, late = nil, time.After(soon)
		case <-late:
			return result, false
		}
	}
}

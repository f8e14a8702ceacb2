package main

import (
	"io"
	"math"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"nines/plots/words"
)

// patience is how long a person waits before wondering.
const patience = time.Second

// refresh is how often a bar moves.
const refresh = 200 * time.Millisecond

// A progress is a bar with the time left, which appears once the work has
// taken longer than patience. One bar serves one piece of work.
type progress struct {
	mu   sync.Mutex // work that was left behind may still report
	over bool

	w     io.Writer
	what  string
	began time.Time
	shown time.Time // last
	bar   *progressbar.ProgressBar
}

// newProgress returns a bar for a piece of work, or nil where nobody would see
// it: standard error is no terminal, or quiet is asked for.
func newProgress(stderr io.Writer, what string, quiet bool) *progress {
	f, ok := terminalOf(stderr) // a bar moves the cursor
	if quiet || !ok {
		return nil
	}
	return &progress{w: f, what: what, began: time.Now()}
}

// report returns the function that the engine tells how far it is; nil for no
// bar.
func (p *progress) report() func(done, total int) {
	if p == nil {
		return nil
	}
	return func(done, total int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.over {
			return
		}
		if p.bar == nil {
			if time.Since(p.began) < patience || done >= total {
				return
			}
			p.bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(p.w),
				progressbar.OptionSetWidth(30),
				progressbar.OptionSetPredictTime(false),
				progressbar.OptionSetElapsedTime(false),
				progressbar.OptionClearOnFinish(),
			)
		}
		if time.Since(p.shown) < refresh {
			return
		}
		p.shown = time.Now()
		// The bar has not seen the first second, so that its own guess of
		// the time left would be too low.
		left := time.Since(p.began).Seconds() * float64(total-done) / float64(max(done, 1))
		p.bar.Describe(words.Plain(p.what + ", " + words.Duration(math.Ceil(left)) + " left"))
		// A bar that cannot be drawn is no reason to stop working.
		_ = p.bar.Set(done)
	}
}

// close takes the bar away.
func (p *progress) close() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over = true
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// ticking shows that work goes on which cannot tell how far it is, and for how long
// it has, until stop is called.
func (a *app) ticking(what string, quiet bool) (stop func()) {
	p := newProgress(a.stderr, what, quiet)
	if p == nil {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(refresh)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				p.tick()
			}
		}
	}()
	return func() {
		close(done)
		p.close()
	}
}

// tick moves a bar without an end, once the work has taken longer than patience.
func (p *progress) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	took := time.Since(p.began)
	if p.over || took < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSpinnerType(9),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.Describe(words.Plain(p.what + ", " + words.Duration(math.Floor(took.Seconds())) + " so far"))
	_ = p.bar.Add(1)
}

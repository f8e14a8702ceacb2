package sim

import (
	"context"
	"slices"
	"time"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
)

const (
	// firstCheckpoint is after how many years a run has its first checkpoint; each
	// stage after it is as long as all before.
	firstCheckpoint = 16 * engine.ChunkYears

	manyYears = 8 * firstCheckpoint // fewer are always summed up in time

	// summingUp is the wall time in which the years of an interrupted run are summed
	// up.
	summingUp = 200 * time.Millisecond
)

// A simulated is the history of a run with its checkpoints: the numbers of first
// years of which it can give an account, besides all of them.
type simulated struct {
	*engine.History
	checkpoints []checkpoint
}

// A checkpoint is the tally of the first years.
type checkpoint struct {
	years int
	tally *engine.Tally
}

// extend simulates from a year on until the history holds so many, and reports
// whether it does. Each stage ends with a checkpoint.
func (h *simulated) extend(ctx context.Context, p *engine.Plan, from, years int, opt Options) bool {
	var progress func(done, total int)
	if opt.Progress != nil {
		progress = func(done, _ int) { opt.Progress(done, years) }
	}
	h.Reserve(years)
	for from < years {
		to := min(years, max(firstCheckpoint, 2*from))
		h.Grow(to)
		done := p.Simulate(ctx, h.History, from, engine.Cores(opt.Workers), progress)
		if done < to {
			h.Cut(done)
			return false
		}
		if to < years {
			h.checkpoints = append(h.checkpoints, checkpoint{to, h.Tally.Snapshot()})
		}
		from = to
	}
	return true
}

// sumUp returns the result of all years. Millions of them take longer to sum up than
// somebody waits who interrupts a run: an interrupted run gets the result of its
// first years, of as many as there is time for.
func (h *simulated) sumUp(ctx context.Context, p *engine.Plan, law *control.Law, opt Options) *Result {
	if len(h.Full) < manyYears {
		return summarise(p, h.History, law, opt)
	}
	first := h.checkpoints[0]
	few := h.First(first.years, first.tally)
	if ctx.Err() == nil {
		if r, ok := engine.Within(ctx, summingUp/2, func() *Result { return summarise(p, h.History, law, opt) }); ok {
			return r
		}
		return summarise(p, few, law, opt)
	}
	began := time.Now()
	r := summarise(p, few, law, opt)
	took := time.Since(began)
	for _, c := range slices.Backward(append(h.checkpoints[1:], checkpoint{len(h.Full), h.Tally})) {
		// Sorting takes a little more than its share.
		if share := float64(c.years) / float64(first.years); 1.2*share*float64(took) < float64(summingUp-took) {
			h.Cut(c.years)
			h.Tally = c.tally
			return summarise(p, h.History, law, opt)
		}
	}
	return r
}

package sim

import (
	"context"
	"slices"
	"time"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
)

const (
	// firstStage is after how many years the work of a run is first marked;
	// each stage after it is as long as all before.
	firstStage = 16 * engine.ChunkYears

	manyYears = 8 * firstStage // fewer are always summed up in time

	// summingUp is the wall time that may pass, once a run is interrupted, until
	// its years are summed up.
	summingUp = 200 * time.Millisecond
)

// A lived is what a run has simulated, with marks on the way: of which first
// years, besides all of them, it could give an account.
type lived struct {
	*engine.History
	marks []mark
}

// A mark is the tally of the first years.
type mark struct {
	years int
	tally *engine.Tally
}

// simulate fills the history from a year on until it holds so many, and reports
// whether it does. It stops at each stage to mark it.
func (l *lived) simulate(ctx context.Context, p *engine.Plan, from, years int, opt Options) bool {
	var progress func(done, total int)
	if opt.Progress != nil {
		progress = func(done, _ int) { opt.Progress(done, years) }
	}
	l.Reserve(years)
	for from < years {
		to := min(years, max(firstStage, 2*from))
		l.Grow(to)
		done := p.Simulate(ctx, l.History, from, engine.Cores(opt.Workers), progress)
		if done < to {
			l.Cut(done)
			return false
		}
		if to < years {
			l.marks = append(l.marks, mark{to, l.Tally.Mark()})
		}
		from = to
	}
	return true
}

// sumUp returns what the years say. To sum up millions of them takes longer than
// somebody waits who has interrupted the run, so that an interrupted run says what
// as many of its first years do as it has the time for.
func (l *lived) sumUp(ctx context.Context, p *engine.Plan, law *control.Law, opt Options) *Result {
	if len(l.Full) < manyYears {
		return summarise(p, l.History, law, opt)
	}
	first := l.marks[0]
	few := l.First(first.years, first.tally)
	if ctx.Err() == nil {
		if r, ok := engine.Within(ctx, summingUp/2, func() *Result { return summarise(p, l.History, law, opt) }); ok {
			return r
		}
		return summarise(p, few, law, opt)
	}
	began := time.Now()
	r := summarise(p, few, law, opt)
	took := time.Since(began)
	for _, m := range slices.Backward(append(l.marks[1:], mark{len(l.Full), l.Tally})) {
		// Sorting takes a little more than its share.
		if share := float64(m.years) / float64(first.years); 1.2*share*float64(took) < float64(summingUp-took) {
			l.Cut(m.years)
			l.Tally = m.tally
			return summarise(p, l.History, law, opt)
		}
	}
	return r
}

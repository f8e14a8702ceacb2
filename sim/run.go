// Package sim simulates years of a service's life, one independent year after
// another, and says what they hold: how likely each target is met, what can be
// promised, where the downtime goes.
//
// Run turns a model.Scenario into a Result, and a Result says what can be asked
// of it: Promised, CanPromise, MeanDowntime, Arithmetic, BadYear and others. The
// years are simulated in internal/engine, the exact law stands in sim/law, and
// internal/control joins the two. Whether a target can be promised is decided by
// VerdictOf (verdict.go), from the probability that Counter.Judge finds in
// internal/control; plots and the commands only say it. Questions that take many
// runs have packages of their own: sim/explain, sim/compare, sim/sweep and sim/solve.
package sim

import (
	"context"
	"time"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/law"
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

	// Law bounds the error of the exact law, and the work that it may take.
	Law law.Options

	Unpriced bool // nobody asks what agreements cost
}

// DefaultYears is how many years are simulated unless told.
const DefaultYears = 100_000

// MostYears is how many years a run to a precision takes at most unless told.
const MostYears = 10_000_000

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
	p := engine.NewPlan(sc, opt.Seed)
	l, none, err := lawFor(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := engine.NewHistory(p, l != nil)
	if !opt.Unpriced {
		h.Price(p.Contracts)
	}
	years := &simulated{History: h}
	asked := fill(ctx, years, p, l, opt)
	if len(years.Full) == 0 {
		return nil, ErrInterrupted
	}
	r := years.sumUp(ctx, p, l, opt)
	r.findRare(ctx, p, l, h.Tally, opt)
	r.order()
	for _, left := range p.PastLeftOut() {
		r.Warnings = append(r.Warnings, Warning{Kind: PastLeftOut, Risk: left.Risk, Simulated: left.Most})
	}
	if none != nil {
		r.Warnings = append(r.Warnings, Warning{Kind: NoLaw, NoLaw: none})
	}
	r.LawTooDear = none != nil && none.Costly()
	r.Seed, r.Asked = opt.Seed, asked
	if opt.Precision > 0 && !r.Partial() {
		r.reach(opt.Precision)
	}
	r.Elapsed = time.Since(began)
	return r, nil
}

// RunWhole is Run, but that it refuses a result of fewer years than were asked
// for: among others that were not interrupted it has no rank. Then the error is
// ErrInterrupted.
func RunWhole(ctx context.Context, sc *model.Scenario, opt Options) (*Result, error) {
	r, err := Run(ctx, sc, opt)
	if err == nil && r.Partial() {
		return nil, ErrInterrupted
	}
	return r, err
}

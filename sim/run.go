// Package sim simulates years of a service's life, one independent year after
// another, and says what they hold: how likely each target is met, what can be
// promised, where the downtime goes.
//
// The way of the data: a model.Scenario becomes a plan (plan.go); a year
// (year.go) lets every risk strike in it (onset.go) and before it (past.go,
// reach.go), every incident live (life.go), and what is down at the same time
// overlap (overlap.go); a tally (tally.go) adds it up, and a meter (meter.go)
// what of it each agreement counts (contract.go); Run and SweepSurface turn
// tallies and samples into a Result and a Surface, with an interval beside every
// estimate (estimate.go, sample.go).
package sim

import (
	"context"
	"time"

	"nines/model"
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
	p := newPlan(sc, opt.Seed)
	l, why, err := lawFor(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := newHistory(p, l != nil)
	if !opt.Unpriced {
		h.price(p.contracts)
	}
	asked := fill(ctx, h, p, l, opt)
	if len(h.full) == 0 {
		return nil, ErrInterrupted
	}
	r := summarise(p, h, l, opt)
	r.findRare(ctx, p, l, h.tally, opt)
	r.order()
	r.Warnings = append(r.Warnings, p.pastNotes()...)
	if why.note != "" {
		r.Warnings = append(r.Warnings, why.note)
	}
	r.LawTooDear = why.costly
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

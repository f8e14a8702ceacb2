// Package compare says what is worth its money: a scenario's investments, alone
// and together (Run), or the changes between versions of a file (Files). All
// services that it compares meet the same faults.
package compare

import (
	"context"
	"errors"
	"math"
	"time"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
)

// A Comparison is what a service's investments are worth, alone and together,
// against the service as it is. Money is in the currency of the scenario.
type Comparison struct {
	Scenario *model.Scenario
	Seed     uint64
	Years    int // behind each option
	Elapsed  time.Duration

	Baseline Option   // the service as it is; it costs and changes nothing
	Options  []Option // best first: each investment alone, the best combinations, the efficient frontier

	// Ranked is how many combinations were tried, on RankedYears years;
	// Greedy says that there were too many to try them all. The options
	// were then estimated again, on other random numbers: the best of many on
	// the same draws looks better than it is.
	Ranked, RankedYears int
	Greedy              bool

	Excluded []Excluded // combinations that cannot be made

	Budget *Budget // nil where none was given

	// Information is what it would be worth to know each unknown before choosing,
	// the dearest first; nil where all is known, or nothing has a price.
	Information []InformationValue

	// Priced says which losses have a price, in the scenario or with one of its
	// investments.
	Priced   Priced
	Warnings []string
}

// HasMoney reports whether any loss has a price. Without, nothing is saved in
// money, and the options are ranked by the promise.
func (c *Comparison) HasMoney() bool { return c.Priced.Any() }

// An Excluded combination is one that cannot be made.
type Excluded struct {
	Names      []string
	Key, Other string // two keys in which its investments contradict each other, or one twice; empty where the file is wrong
	Wrong      Fault  // of the file with all of them
}

// ErrNothing says that a scenario has no investments.
var ErrNothing = errors.New("nothing to compare: the scenario has no [investment.X]")

// How much is tried and estimated.
const (
	rankYears     = 20_000 // behind the ranking of combinations
	mostExhausted = 12     // investments of which all combinations are tried
	bestOptions   = 10     // that are estimated again
	edgeOptions   = 6      // of the efficient frontier, besides
	closeOptions  = 4      // cheaper than what keeps the promise, and too close to call
	batchSize     = 256    // plans that are simulated at the same time
)

// freshSeed returns the seed of the years on which the best are estimated
// again: any that has nothing to do with the other.
func freshSeed(seed uint64) uint64 { return engine.Mix(seed + 0x66726573682d7973) }

// Run estimates every investment of a scenario alone, and the best of
// their combinations: of all of them up to twelve investments, of those that a
// greedy search meets above. The error is model.Errors, ErrNothing or
// ErrInterrupted.
func Run(ctx context.Context, sc *model.Scenario, opt sim.Options) (*Comparison, error) {
	return RunWithin(ctx, sc, math.Inf(1), opt)
}

// RunWithin is Run for what costs no more than a budget a year. The error may
// also be a BudgetError.
func RunWithin(ctx context.Context, sc *model.Scenario, budget float64, opt sim.Options) (*Comparison, error) {
	began := time.Now()
	if opt.Years <= 0 {
		opt.Years = sim.DefaultYears
	}
	if len(sc.Investments) == 0 {
		return nil, ErrNothing
	}
	portfolio, err := file.PortfolioOf(sc)
	if err != nil {
		return nil, err
	}
	s := newSelection(sc, portfolio, opt)
	s.budget = budget
	if err := s.affordable(); err != nil {
		return nil, err
	}
	c := &Comparison{
		Scenario: sc, Seed: opt.Seed, Years: opt.Years,
		RankedYears: min(opt.Years, rankYears), Greedy: len(sc.Investments) > mostExhausted,
		Priced: s.priced, Warnings: append([]string{}, sc.Warnings...),
	}
	if err := s.rank(ctx, c.RankedYears); err != nil {
		return nil, err
	}
	c.Ranked, c.Excluded = len(s.ranked), s.excluded
	finals, err := s.estimate(ctx, s.finalists(), freshSeed(opt.Seed), opt.Years)
	if err != nil {
		return nil, err
	}
	var best []float64
	if best, c.Information = finals.worthOfKnowing(); best != nil {
		for i := range finals.all {
			finals.all[i].Best = best[i]
		}
	}
	c.Baseline, c.Options = finals.baseline(), finals.options(ctx, s.ranked)
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	all := []*Option{&c.Baseline}
	for i := range c.Options {
		all = append(all, &c.Options[i])
	}
	if !math.IsInf(budget, 1) {
		c.Budget = s.within(c.Options)
	}
	if err := measureLoad(ctx, all, opt); err != nil {
		return nil, err
	}
	c.Elapsed = time.Since(began)
	return c, nil
}

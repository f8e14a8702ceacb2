package main

import (
	"context"
	"errors"

	"nines/model"
	"nines/sim"
)

// findings are all that a report tells of.
type findings struct {
	result  *sim.Result
	helps   []sim.Help
	compare *comparison  // nil where the file has no investments
	surface *sim.Surface // nil where there is nothing to sweep
	watch   *watch       // nil where no risk's rate can be told

	source  sources
	patched []string // what --set changes
	call    []string // FILE and the flags that matter, to be called again
	output  string
}

// gather finds out all that a report tells of.
func (a *app) gather(ctx context.Context, f *reportFlags, sc *model.Scenario) (*findings, error) {
	bar := newProgress(a.stderr, "simulating", f.quiet)
	opt, err := f.options(perYearKept(sc), bar.report())
	if err != nil {
		return nil, err
	}
	opt.Method = sim.Auto
	out := &findings{}
	out.result, err = sim.Run(ctx, sc, opt)
	bar.close()
	if err != nil {
		return nil, engineFailure(err)
	}
	opt.Progress = nil
	if t, ok := out.result.OutOfReach(); ok && out.result.Years >= leastForHelp {
		if out.helps, err = sim.MostHelp(ctx, out.result, t.Target, opt); err != nil {
			return nil, engineFailure(err)
		}
	}
	if out.surface, err = a.gatherMap(ctx, f, out.result); err != nil {
		return nil, err
	}
	if out.compare, err = a.gatherComparison(ctx, f, sc); err != nil {
		return nil, err
	}
	if out.compare != nil && out.surface != nil {
		markOptions(out.surface, out.compare.Comparison)
	}
	out.watch, err = watchOver(ctx, out.result, opt)
	return out, err
}

// gatherMap sweeps the file's axes, with as many years as a picture needs.
func (a *app) gatherMap(ctx context.Context, f *reportFlags, r *sim.Result) (*sim.Surface, error) {
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	opt := sim.Options{Years: mapYears(r), Seed: r.Seed, Workers: f.workers.n, Method: sim.Auto, Progress: bar.report()}
	surface, err := sim.SweepSurface(ctx, r.Scenario, opt)
	bar.close()
	switch {
	case errors.Is(err, sim.ErrNothingToSweep):
		return nil, nil
	case err != nil:
		return nil, engineFailure(err)
	}
	return surface, nil
}

// gatherComparison compares the file's investments, if it has any.
func (a *app) gatherComparison(ctx context.Context, f *reportFlags, sc *model.Scenario) (*comparison, error) {
	bar := newProgress(a.stderr, "comparing", f.quiet)
	opt, err := f.options(2*mostCompared, bar.report())
	if err != nil || len(sc.Investments) == 0 {
		return nil, err
	}
	c, err := sim.Compare(ctx, sc, opt)
	bar.close()
	if err != nil {
		return nil, comparisonFailure(ctx, err)
	}
	return &comparison{Comparison: c}, nil
}

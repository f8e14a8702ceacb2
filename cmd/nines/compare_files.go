package main

import (
	"context"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/sim/compare"
)

// compareFiles compares files with the first.
func (a *app) compareFiles(ctx context.Context, f *compareFlags, names []string) error {
	formats, err := f.ready(a, revisionCharts(len(names)-1))
	if err != nil {
		return err
	}
	var all []*model.Scenario
	for _, name := range names {
		sc, err := a.scenario(ctx, &f.simulation, name)
		if err != nil {
			return err
		}
		all = append(all, sc)
	}
	bar := newProgress(a.stderr, "comparing", f.quiet)
	opt, err := f.options(2*mostCompared, bar.report())
	if err != nil {
		return err
	}
	c, err := await(ctx, func() (*compare.FileComparison, error) { return compare.Files(ctx, all[0], all[1:], opt) })
	bar.close()
	if err != nil {
		return comparisonFailure(ctx, err)
	}
	var drawn []string
	var undrawn error
	if f.charts != "" {
		drawn, undrawn = a.drawRevisions(ctx, f, formats, c)
	}
	stopped := ctx.Err() != nil
	object := func() any {
		out := wire.NewCompareFiles(c)
		out.Partial = stopped
		return out
	}
	if err := a.print(f.json, object, func() *doc.Page { return answer.Revisions(c, drawn) }); err != nil {
		return err
	}
	if undrawn == nil && stopped {
		return errInterrupted()
	}
	return undrawn
}

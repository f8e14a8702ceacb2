package main

import (
	"context"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/sim"
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
		patches, err := f.asking(f.patches())
		if err != nil {
			return err
		}
		sc, err := a.readScenario(ctx, name, patches)
		if err != nil {
			return err
		}
		all = append(all, sc)
	}
	return compared(ctx, a, f,
		func(opt sim.Options) (*compare.FileComparison, error) {
			return compare.Files(ctx, all[0], all[1:], opt)
		},
		func(c *compare.FileComparison) ([]string, error) { return a.drawRevisions(ctx, f, formats, c) },
		func(c *compare.FileComparison, partial bool) any {
			out := wire.NewCompareFiles(c)
			out.Partial = partial
			if last := &c.Revisions[len(c.Revisions)-1]; f.require != "" {
				out.Require(last.Scenario.SLO.Confidence, last.Together.Verdict == sim.Yes)
			}
			return out
		},
		answer.Revisions,
		func(c *compare.FileComparison) (model.Objective, sim.Verdict) {
			last := &c.Revisions[len(c.Revisions)-1]
			return last.Scenario.SLO, last.Together.Verdict
		})
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"nines/plots"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/sweep"
)

// compareCharts are the charts that a comparison draws.
func compareCharts() []string {
	return []string{"investments", "promise", "attainment", "latency-rollback"}
}

// drawComparison draws what a comparison found into the folder that was asked
// for, and returns the files' names.
func (a *app) drawComparison(ctx context.Context, f *compareFlags, formats []plots.Format, c *compare.Comparison) ([]string, error) {
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	best := &c.Options[0]
	opt := sim.Options{Years: c.Years, Seed: c.Seed, Workers: f.workers.n, Method: sim.Auto}
	today, err := await(ctx, func() (*sim.Result, error) { return sim.Run(ctx, c.Scenario, opt) })
	if err != nil && ctx.Err() == nil {
		return nil, engineFailure(err)
	}
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	a.noteSpelling(f.quiet, c.Scenario, formats...)
	charts := []*plots.Chart{plots.Investments(c)}
	surface, err := await(ctx, func() (*sweep.Surface, error) {
		return sweep.Run(ctx, c.Scenario, sim.Options{Years: mapYears(today), Seed: c.Seed, Workers: f.workers.n, Method: sim.Auto})
	})
	switch {
	case ctx.Err() != nil || errors.Is(err, sweep.ErrNothing):
		a.note(f.quiet, "the chart latency-rollback is left out: %v", cmp.Or(ctx.Err(), err))
	case err != nil:
		return nil, engineFailure(err)
	default:
		markOptions(surface, c)
		charts = append(charts, plots.LatencyRollback(surface))
	}
	if !c.Funds() {
		return a.writeCharts(ctx, f.quiet, &f.charting, append(charts, plots.Promise(today), plots.Attainment(today)), formats)
	}
	then, err := await(ctx, func() (*sim.Result, error) { return sim.Run(ctx, best.Scenario, opt) })
	if err != nil && ctx.Err() == nil {
		return nil, engineFailure(err)
	}
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	charts = append(charts, plots.PromiseWith(today, then, best.Names), plots.AttainmentWith(today, then, best.Names))
	return a.writeCharts(ctx, f.quiet, &f.charting, charts, formats)
}

// markOptions marks on the map where each investment alone would stand, and
// the best option.
func markOptions(surface *sweep.Surface, c *compare.Comparison) {
	for i := range c.Options {
		if o := &c.Options[i]; len(o.Names) == 1 || i == 0 {
			surface.Mark(strings.Join(o.Names, " + "), o.Scenario, o.Attainable)
		}
	}
}

// revisionCharts are the charts of so many later files: one each.
func revisionCharts(files int) []string {
	if files == 1 {
		return []string{"changes"}
	}
	var names []string
	for i := range files {
		names = append(names, fmt.Sprintf("changes-%d", i+1))
	}
	return names
}

// drawRevisions draws what each change did into the folder that was asked for,
// and returns the files' names. A file in which nothing changed has no chart.
func (a *app) drawRevisions(ctx context.Context, f *compareFlags, formats []plots.Format, c *compare.FileComparison) ([]string, error) {
	var charts []*plots.Chart
	for i := range c.Revisions {
		r := &c.Revisions[i]
		if len(r.Changes) == 0 {
			a.note(f.quiet, "no chart of %s: nothing that counts differs", words.File(r.Scenario))
			continue
		}
		number := i + 1
		if len(c.Revisions) == 1 {
			number = 0
		}
		a.noteSpelling(f.quiet, r.Scenario, formats...)
		charts = append(charts, plots.Changes(c, r, number))
	}
	return a.writeCharts(ctx, f.quiet, &f.charting, charts, formats)
}

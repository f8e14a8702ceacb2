package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

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

// comparedCharts are the charts of a comparison of these files, or of the
// investments of one.
func comparedCharts(files []string) []string {
	if len(files) < 2 {
		return compareCharts()
	}
	return revisionCharts(len(files) - 1)
}

// drawComparison draws what a comparison found into the folder that was asked
// for, and returns the files' names.
func (a *app) drawComparison(ctx context.Context, f *compareFlags, formats []plots.Format, c *compare.Comparison) ([]string, error) {
	best := &c.Options[0]
	opt := sim.Options{Years: c.Years, Seed: c.Seed, Workers: f.workers.n, Method: sim.Auto}
	today := sync.OnceValues(func() (*sim.Result, error) { return sim.Run(ctx, c.Scenario, opt) })
	then := sync.OnceValues(func() (*sim.Result, error) { return sim.Run(ctx, best.Scenario, opt) })
	// both draws today, and the best option beside it where that is worth its money.
	both := func(alone func(*sim.Result) *plots.Chart, beside func(today, then *sim.Result, names []string) *plots.Chart) func() (*plots.Chart, error) {
		return func() (*plots.Chart, error) {
			now, err := today()
			if err != nil || !c.Funds() {
				return charted(alone, now, err)
			}
			later, err := then()
			return charted(func(r *sim.Result) *plots.Chart { return beside(now, r, best.Names) }, later, err)
		}
	}
	a.noteSpelling(f.quiet, c.Scenario, formats...)
	return a.drawAll(ctx, f.quiet, &f.charting, formats, []drawing{
		plain("investments", func() *plots.Chart { return plots.Investments(c) }),
		{"latency-rollback", func() (*plots.Chart, error) {
			now, err := today()
			if err != nil {
				return nil, err
			}
			surface, err := sweepFor(ctx, c.Scenario, sim.Options{Years: sweep.YearsBeside(now), Seed: c.Seed, Workers: f.workers.n, Method: sim.Auto})
			if err != nil {
				return nil, err
			}
			markOptions(surface, c)
			return plots.LatencyRollback(surface), nil
		}},
		{"promise", both(plots.Promise, plots.PromiseWith)},
		{"attainment", both(plots.Attainment, plots.AttainmentWith)},
	})
}

// charted draws a result, unless there is none.
func charted(draw func(*sim.Result) *plots.Chart, r *sim.Result, err error) (*plots.Chart, error) {
	if err != nil {
		return nil, err
	}
	return draw(r), nil
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
	var drawings []drawing
	for i, name := range revisionCharts(len(c.Revisions)) {
		r, number := &c.Revisions[i], i+1
		if len(c.Revisions) == 1 {
			number = 0
		}
		drawings = append(drawings, drawing{name, func() (*plots.Chart, error) {
			if len(r.Changes) == 0 {
				return nil, &emptyChart{fmt.Errorf("nothing that counts differs in %s", words.File(r.Scenario))}
			}
			a.noteSpelling(f.quiet, r.Scenario, formats...)
			return plots.Changes(c, r, number), nil
		}})
	}
	return a.drawAll(ctx, f.quiet, &f.charting, formats, drawings)
}

package main

import (
	"context"

	"nines/plots"
	"nines/sim"
)

// compareCharts are the charts that a comparison draws.
func compareCharts() []string { return []string{"investments"} }

// drawComparison draws what a comparison found into the folder that was asked
// for, and returns the files' names.
func (a *app) drawComparison(ctx context.Context, f *compareFlags, formats []plots.Format, c *sim.Comparison) ([]string, error) {
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	a.noteSpelling(f.quiet, c.Scenario, formats...)
	return f.write([]*plots.Chart{plots.Investments(c)}, formats)
}

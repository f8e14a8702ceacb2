package main

import (
	"context"

	"nines/plots"
	"nines/sim"
)

// compareCharts are the charts that a comparison draws.
func compareCharts() []string { return []string{"investments", "promise", "attainment"} }

// drawComparison draws what a comparison found into the folder that was asked
// for, and returns the files' names.
func (a *app) drawComparison(ctx context.Context, f *compareFlags, formats []plots.Format, c *sim.Comparison) ([]string, error) {
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	best := &c.Options[0]
	opt := sim.Options{Years: c.Years, Seed: c.Seed, Workers: f.workers.n, Method: sim.Auto}
	today, err := sim.Run(ctx, c.Scenario, opt)
	if err != nil {
		return nil, engineFailure(err)
	}
	if today.Partial() {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	a.noteSpelling(f.quiet, c.Scenario, formats...)
	charts := []*plots.Chart{plots.Investments(c)}
	if c.HasMoney && best.Net.High < 0 { // nothing is recommended
		return f.write(append(charts, plots.Promise(today), plots.Attainment(today)), formats)
	}
	then, err := sim.Run(ctx, best.Scenario, opt)
	if err != nil {
		return nil, engineFailure(err)
	}
	if then.Partial() {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	charts = append(charts, plots.PromiseWith(today, then, best.Names), plots.AttainmentWith(today, then, best.Names))
	return f.write(charts, formats)
}

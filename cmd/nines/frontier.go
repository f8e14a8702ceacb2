package main

import (
	"context"
	"fmt"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/plots"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/solve"
	"nines/sim/sweep"
)

// solveTwo answers for two paths.
func (a *app) solveTwo(ctx context.Context, f *solveFlags, sc *model.Scenario, x, y solve.Vary, opt sim.Options) error {
	stop := a.ticking("searching", f.quiet)
	fr, err := await(ctx, func() (*solve.Frontier, error) { return solve.RunFrontier(ctx, sc, x, y, opt) })
	stop()
	if err != nil {
		return solveFailure(ctx, err)
	}
	chart := ""
	if f.chart != "" && len(fr.Points) > 0 {
		if chart, err = a.drawFrontier(ctx, f, fr); err != nil {
			return err
		}
	}
	stopped := ctx.Err() != nil
	object := func() any {
		out := wire.NewFrontier(fr, f.require != "")
		out.Partial = stopped
		return out
	}
	if err := a.print(f.json, object, func() *doc.Page { return answer.Frontier(fr, chart, f.verbose) }); err != nil {
		return err
	}
	if stopped {
		return errInterrupted()
	}
	if f.require == "" || len(fr.Points) > 0 {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("no %s and %s in the range make %s safe at the required %s",
		fr.X.Path, fr.Y.Path, words.Target(sc.SLO.Promise), words.Ratio(sc.SLO.Confidence))}
}

// drawFrontier draws the frontier on the map of its two quantities, and returns
// the file's name; "" where the work was interrupted.
func (a *app) drawFrontier(ctx context.Context, f *solveFlags, fr *solve.Frontier) (string, error) {
	format, err := formatOf(f.chart)
	if err != nil {
		return "", err
	}
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	s, err := await(ctx, func() (*sweep.Surface, error) {
		return fr.Map(ctx, sim.Options{Workers: f.workers.n, Progress: bar.report()})
	})
	bar.close()
	if err != nil && ctx.Err() == nil {
		return "", engineFailure(err)
	}
	a.noteSpelling(f.quiet, fr.Scenario, format)
	return a.writeChart(ctx, f.quiet, &f.picturing, format, func() *plots.Chart { return plots.Frontier(fr, s) })
}

package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/explain"
	"nines/sim/solve"
	"nines/sim/sweep"
	"nines/sim/worlds"
)

// gather finds out all that a report tells of, the answer first. An interruption
// leaves out the parts that come after it, and the one that it meets.
func (a *app) gather(ctx context.Context, f *reportFlags, sc *model.Scenario) (*answer.Report, error) {
	bar := newProgress(a.stderr, "simulating", f.quiet)
	opt, err := f.options(perYearKept(sc), bar.report())
	if err != nil {
		return nil, err
	}
	opt.Method = sim.Auto
	out := &answer.Report{}
	out.Result, err = await(ctx, func() (*sim.Result, error) { return sim.Run(ctx, sc, opt) })
	bar.close()
	if err != nil {
		return nil, engineFailure(err)
	}
	opt.Progress = nil
	r := out.Result
	parts := []struct {
		name   string
		gather func() error
	}{
		{answer.Helpful, func() error {
			t, ok := r.OutOfReach()
			if !ok || r.Years < leastForHelp {
				return nil
			}
			defer a.ticking("looking for what helps", f.quiet)()
			return into(ctx, &out.Helps, func() ([]explain.Help, error) { return explain.MostHelp(ctx, r, t.Target, opt) })
		}},
		{answer.Investments, func() error {
			return into(ctx, &out.Compare, func() (*answer.Comparison, error) { return a.gatherComparison(ctx, f, sc) })
		}},
		{"which numbers matter", func() error {
			return into(ctx, &out.Inputs, func() (*explain.Sensitivity, error) { return a.gatherInputs(ctx, f, r) })
		}},
		{"what is not known", func() error {
			defer a.ticking("drawing worlds", f.quiet)()
			return into(ctx, &out.Doubt, func() (*worlds.Doubt, error) { return worlds.Of(ctx, r, opt) })
		}},
		{"the map", func() error {
			return into(ctx, &out.Surface, func() (*sweep.Surface, error) { return a.gatherMap(ctx, f, r) })
		}},
		{"when to look again", func() error {
			defer a.ticking("searching", f.quiet)()
			return into(ctx, &out.Watch, func() (*solve.Watch, error) { return solve.WatchOver(ctx, r, opt) })
		}},
	}
	for _, part := range parts {
		if ctx.Err() == nil {
			err = part.gather()
		}
		switch {
		case ctx.Err() != nil && part.name == answer.Investments && len(sc.Investments) == 0:
		case ctx.Err() != nil:
			out.Missing = append(out.Missing, part.name)
		case err != nil:
			return nil, engineFailure(err)
		}
	}
	if out.Compare != nil && out.Surface != nil {
		markOptions(out.Surface, out.Compare.Comparison)
	}
	return out, nil
}

// into keeps what work finds, unless it is interrupted.
func into[T any](ctx context.Context, found *T, work func() (T, error)) error {
	x, err := await(impatient(ctx), work)
	if err == nil && ctx.Err() == nil {
		*found = x
	}
	return err
}

// mostInputYears is how many years tell at most which numbers matter.
const mostInputYears = 5000

// gatherInputs finds out which numbers of the file matter.
func (a *app) gatherInputs(ctx context.Context, f *reportFlags, r *sim.Result) (*explain.Sensitivity, error) {
	bar := newProgress(a.stderr, "moving inputs", f.quiet)
	defer bar.close()
	years := 0 // as many as such a table takes
	if r.Years < sim.DefaultYears {
		years = min(r.Years, mostInputYears)
	}
	s, err := explain.Sensitivities(ctx, r, sim.Options{Years: years, Seed: r.Seed, Workers: f.workers.n, Progress: bar.report()})
	if err != nil {
		return nil, engineFailure(err)
	}
	return s, nil
}

// gatherMap sweeps the file's axes, with as many years as a picture needs.
func (a *app) gatherMap(ctx context.Context, f *reportFlags, r *sim.Result) (*sweep.Surface, error) {
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	opt := sim.Options{Years: sweep.YearsBeside(r), Seed: r.Seed, Workers: f.workers.n, Method: sim.Auto, Progress: bar.report()}
	surface, err := sweep.RunPicture(ctx, r.Scenario, opt)
	bar.close()
	switch {
	case errors.Is(err, sweep.ErrNothing):
		return nil, nil
	case err != nil:
		return nil, engineFailure(err)
	}
	return surface, nil
}

// gatherComparison compares the file's investments, if it has any.
func (a *app) gatherComparison(ctx context.Context, f *reportFlags, sc *model.Scenario) (*answer.Comparison, error) {
	bar := newProgress(a.stderr, "comparing", f.quiet)
	opt, err := f.options(2*mostCompared, bar.report())
	if err != nil || len(sc.Investments) == 0 {
		return nil, err
	}
	c, err := compare.RunWithin(ctx, sc, f.budget.limit(), opt)
	bar.close()
	if err != nil {
		return nil, comparisonFailure(ctx, err)
	}
	return &answer.Comparison{Comparison: c}, nil
}

// rendererOf returns what writes the kind of file that a name's ending asks
// for.
func rendererOf(output string) (doc.Renderer, error) {
	switch strings.ToLower(filepath.Ext(output)) {
	case ".html", ".htm":
		return doc.HTML, nil
	case ".md":
		return doc.Markdown, nil
	case ".pdf":
		return doc.PDF, nil
	}
	return nil, badCall("--output: got %q, want a file that ends in .html, .md or .pdf", output)
}

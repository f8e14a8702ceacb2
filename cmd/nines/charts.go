package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"nines/cmd/nines/internal/answer"
	"nines/model"
	"nines/plots"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/sweep"
)

// runCharts are the charts that a run draws.
func runCharts() []string {
	return []string{"promise", "attainment", "phases", "budget", "exceedance", "latency-rollback", "burn-down", "tornado"}
}

// chartFile returns where a chart is drawn.
func chartFile(folder, name string, format plots.Format) string {
	return filepath.Join(folder, name+"."+string(format))
}

// drawable reports why the charts could not be written into a folder.
func (a *app) drawable(folder string, names []string, formats []plots.Format) error {
	for _, name := range names {
		for _, format := range formats {
			if err := standsFree(chartFile(folder, name, format), true); err != nil {
				return err
			}
		}
	}
	at := folder
	if missing := missingFolders(folder); len(missing) > 0 {
		at = filepath.Dir(missing[len(missing)-1])
	}
	if info, err := os.Stat(at); err == nil && !info.IsDir() {
		return unwritten(folder, fmt.Errorf("%s is no folder", at))
	}
	return a.files.probe(at, folder)
}

// draw draws the charts of a result that are asked for into the folder, and
// returns the files' names.
func (a *app) draw(ctx context.Context, f *runFlags, formats []plots.Format, ans *answer.Run) ([]string, error) {
	a.noteSpelling(f.quiet, ans.Result.Scenario, formats...)
	return a.drawAll(ctx, f.quiet, &f.charting, formats, a.drawingsOf(ctx, f, ans))
}

// drawingsOf returns the charts of a result, named as runCharts names them.
func (a *app) drawingsOf(ctx context.Context, f *runFlags, ans *answer.Run) []drawing {
	r := ans.Result
	opt := sim.Options{Seed: r.Seed, Workers: f.workers.n}
	return []drawing{
		plain("promise", func() *plots.Chart { return plots.Promise(r) }),
		plain("attainment", func() *plots.Chart { return plots.AttainmentOver(r, ans.Doubt) }),
		plain("phases", func() *plots.Chart { return plots.Phases(r) }),
		plain("budget", func() *plots.Chart { return plots.Budget(r) }),
		plain("exceedance", func() *plots.Chart { return plots.Exceedance(r) }),
		{"latency-rollback", func() (*plots.Chart, error) {
			bar := newProgress(a.stderr, "sweeping", f.quiet)
			defer bar.close()
			opt := opt
			opt.Years, opt.Method, opt.Progress = sweep.YearsBeside(r), sim.Method(f.method.text), bar.report()
			surface, err := sweepFor(ctx, r.Scenario, opt)
			if err != nil {
				return nil, err
			}
			return plots.LatencyRollback(surface), nil
		}},
		{"burn-down", func() (*plots.Chart, error) {
			if r.Promised().Budget <= 0 {
				return nil, &emptyChart{errors.New("the promise leaves no budget to burn")}
			}
			b, err := sim.Burn(ctx, r, opt)
			if err != nil {
				return nil, err
			}
			return plots.BurnDown(b), nil
		}},
		{"tornado", func() (*plots.Chart, error) {
			s, err := explain.Sensitivities(ctx, r, opt)
			if err == nil && len(s.Inputs) == 0 {
				err = &emptyChart{errors.New("the scenario estimates nothing")}
			}
			if err != nil {
				return nil, err
			}
			return plots.Tornado(s), nil
		}},
	}
}

// sweepFor sweeps for a chart, which is empty where there is nothing to sweep.
func sweepFor(ctx context.Context, sc *model.Scenario, opt sim.Options) (*sweep.Surface, error) {
	surface, err := sweep.RunPicture(ctx, sc, opt)
	if errors.Is(err, sweep.ErrNothing) {
		return nil, &emptyChart{err}
	}
	return surface, err
}

// writeChart draws one chart into the file that was asked for and returns the
// file's name; "" where an interruption leaves no time for it.
func (a *app) writeChart(ctx context.Context, quiet bool, f *picturing, format plots.Format, draw func() *plots.Chart) (string, error) {
	drawn, err := await(ctx, func() (outFile, error) { return render(draw(), format, f.size.Size, f.chart) })
	if ctx.Err() != nil && err != nil {
		a.note(quiet, "the chart is not drawn: %v", err)
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return drawn.path, a.files.write(true, drawn)
}

// noteSpelling says once where names are drawn in other letters than their
// own.
func (a *app) noteSpelling(quiet bool, sc *model.Scenario, formats ...plots.Format) {
	names := []string{sc.Service.Name}
	for _, k := range sc.Risks {
		names = append(names, cmp.Or(k.Title, k.Name))
	}
	for _, c := range sc.Changes {
		names = append(names, cmp.Or(c.Title, c.Name))
	}
	strange := slices.IndexFunc(names, func(s string) bool { return !plots.Drawable(s) })
	if strange < 0 || !slices.ContainsFunc(formats, func(f plots.Format) bool { return f != plots.SVG }) {
		return
	}
	a.note(quiet, "PNG and PDF spell %q with other letters, for want of its own in the font; use svg", names[strange])
}

// render draws a chart into memory.
func render(c *plots.Chart, format plots.Format, size plots.Size, path string) (outFile, error) {
	var b bytes.Buffer
	if err := c.Write(&b, format, size); err != nil {
		return outFile{}, unwritten(path, err)
	}
	return outFile{path: path, data: b.Bytes()}, nil
}

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

// mapYears returns how many years stand behind each point of a map that is
// drawn along with a run: enough for its lines, which are read to a tenth of
// their distance, and fewer for a service with so many outages a year that a
// picture would take minutes. Most of all where no law helps, and every point
// lives all of its outages. The command sweep takes more.
func mapYears(r *sim.Result) int {
	const most, least = 4_000, 200
	incidents := 100_000.0
	if r.Method == sim.Simulate {
		incidents = 30_000
	}
	perYear := float64(r.Incidents) / float64(r.Years)
	return min(r.Years, max(least, int(min(most, incidents/perYear))))
}

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

// draw draws every chart of a result into the folder that was asked for, and
// returns the files' names. Charts that have nothing to show are left out, and
// all are left out of an answer that is itself a part.
func (a *app) draw(ctx context.Context, f *runFlags, formats []plots.Format, ans *answer.Run) ([]string, error) {
	r := ans.Result
	if ctx.Err() != nil {
		a.note(f.quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	charts, err := await(ctx, func() ([]*plots.Chart, error) {
		return []*plots.Chart{plots.Promise(r), plots.AttainmentOver(r, ans.Doubt), plots.Phases(r), plots.Budget(r), plots.Exceedance(r)}, nil
	})
	if err != nil {
		a.note(f.quiet, "charts are not drawn: %v", err)
		return nil, nil
	}
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	opt := sim.Options{Years: mapYears(r), Seed: r.Seed, Workers: f.workers.n, Method: sim.Method(f.method.text), Progress: bar.report()}
	surface, err := await(ctx, func() (*sweep.Surface, error) { return sweep.Run(ctx, r.Scenario, opt) })
	bar.close()
	switch {
	case ctx.Err() != nil:
		a.note(f.quiet, "the chart latency-rollback is left out: interrupted")
	case errors.Is(err, sweep.ErrNothing):
		a.note(f.quiet, "the chart latency-rollback is left out: %v", err)
	case err != nil:
		return nil, engineFailure(err)
	default:
		charts = append(charts, plots.LatencyRollback(surface))
	}
	if r.Promised().Budget > 0 {
		b, err := await(ctx, func() (*sim.BurnDown, error) {
			return sim.Burn(ctx, r, sim.Options{Seed: r.Seed, Workers: f.workers.n})
		})
		switch {
		case ctx.Err() != nil:
			a.note(f.quiet, "the chart burn-down is left out: interrupted")
		case err != nil:
			return nil, engineFailure(err)
		default:
			charts = append(charts, plots.BurnDown(b))
		}
	}
	s, err := await(ctx, func() (*explain.Sensitivity, error) {
		return explain.Sensitivities(ctx, r, sim.Options{Seed: r.Seed, Workers: f.workers.n})
	})
	switch {
	case ctx.Err() != nil:
		a.note(f.quiet, "the chart tornado is left out: interrupted")
	case err != nil:
		return nil, engineFailure(err)
	case len(s.Inputs) == 0:
		a.note(f.quiet, "the chart tornado is left out: the scenario estimates nothing")
	default:
		charts = append(charts, plots.Tornado(s))
	}
	a.noteSpelling(f.quiet, r.Scenario, formats...)
	return a.writeCharts(ctx, f.quiet, &f.charting, charts, formats)
}

// writeCharts writes charts into the folder that was asked for and returns the
// files' names. Charts that are not drawn soon after an interruption are left
// out, all of them.
func (a *app) writeCharts(ctx context.Context, quiet bool, f *charting, charts []*plots.Chart, formats []plots.Format) ([]string, error) {
	files, err := await(ctx, func() (files []outFile, err error) {
		for _, c := range charts {
			for _, format := range formats {
				drawn, err := render(c, format, f.size.Size, chartFile(f.charts, c.Name(), format))
				if err != nil {
					return nil, err
				}
				files = append(files, drawn)
			}
		}
		return files, nil
	})
	if ctx.Err() != nil && err != nil {
		a.note(quiet, "charts are not drawn: %v", err)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := a.files.writeInto(f.charts, files...); err != nil {
		return nil, err
	}
	var names []string
	for _, drawn := range files {
		names = append(names, drawn.path)
	}
	return names, nil
}

// writeChart draws one chart into the file that was asked for and returns the
// file's name; "" where the work is interrupted.
func (a *app) writeChart(ctx context.Context, quiet bool, f *picturing, format plots.Format, draw func() *plots.Chart) (string, error) {
	if ctx.Err() != nil {
		a.note(quiet, "the chart is not drawn: interrupted")
		return "", nil
	}
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

package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"nines/plots"
	"nines/sim"
)

// chartFormats returns the formats that are asked for, each once.
func (f *runFlags) chartFormats() ([]plots.Format, error) {
	var out []plots.Format
	for _, text := range f.formats {
		format, err := plots.ParseFormat(text)
		if err != nil {
			return nil, badCall("--chart-format: %w", err)
		}
		if !slices.Contains(out, format) {
			out = append(out, format)
		}
	}
	switch {
	case len(out) == 0:
		return nil, badCall("--chart-format: want svg, png or pdf")
	case f.charts == "" && !slices.Equal(f.formats, []string{"svg"}):
		return nil, badCall("--chart-format says nothing without --charts DIR")
	}
	return out, nil
}

// mapYears returns how many years stand behind each point of a map that is
// drawn along with a run: enough for its lines, which are read to a tenth of
// their distance, and fewer for a service with so many outages a year that a
// picture would take minutes. The command sweep takes more.
func mapYears(r *sim.Result) int {
	const most, least, incidents = 4_000, 200, 100_000
	perYear := float64(r.Incidents) / float64(r.Years)
	return min(r.Years, max(least, int(min(most, incidents/perYear))))
}

// draw draws every chart of a result into the folder that was asked for, and
// returns the files' names. Charts that have nothing to show are left out, and
// all are left out after an interruption.
func (a *app) draw(ctx context.Context, f *runFlags, formats []plots.Format, r *sim.Result) ([]string, error) {
	const why = "charts are not drawn: interrupted"
	if ctx.Err() != nil {
		a.note(f.quiet, why)
		return nil, nil
	}
	charts := []*plots.Chart{plots.Promise(r), plots.Attainment(r), plots.Phases(r), plots.Exceedance(r)}
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	opt := sim.Options{
		Years: mapYears(r), Seed: r.Seed, Workers: int(f.workers), Progress: bar.report(),
	}
	surface, err := sim.SweepSurface(ctx, r.Scenario, opt)
	bar.close()
	switch {
	case ctx.Err() != nil:
		a.note(f.quiet, why)
		return nil, nil
	case errors.Is(err, sim.ErrNothingToSweep):
		a.note(f.quiet, "the chart latency-rollback is left out: %v", err)
	case err != nil:
		return nil, engineFailure(err)
	default:
		charts = append(charts, plots.LatencyRollback(surface))
	}
	var files []file
	var names []string
	for _, c := range charts {
		for _, format := range formats {
			file, err := render(c, format, filepath.Join(f.charts, c.Name()+"."+string(format)))
			if err != nil {
				return nil, err
			}
			files, names = append(files, file), append(names, file.path)
		}
	}
	if err := writeFiles(true, files...); err != nil {
		return nil, err
	}
	return names, nil
}

// render draws a chart into memory.
func render(c *plots.Chart, format plots.Format, path string) (file, error) {
	var b bytes.Buffer
	if err := c.Write(&b, format, plots.Document); err != nil {
		return file{}, unwritten(path, err)
	}
	return file{path: path, data: b.Bytes()}, nil
}

// formatOf returns the format that a chart's file name asks for.
func formatOf(path string) (plots.Format, error) {
	ending := strings.TrimPrefix(filepath.Ext(path), ".")
	format, err := plots.ParseFormat(ending)
	if err != nil || ending == "" {
		return "", badCall("--chart: got %q, want a file that ends in .svg, .png or .pdf", path)
	}
	return format, nil
}

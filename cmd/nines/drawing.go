package main

import (
	"context"
	"errors"

	"nines/plots"
)

// A drawing is a chart that a command may draw, with the work behind it, which is
// done only for charts that are asked for. A chart that has nothing to show is an
// emptyChart error.
type drawing struct {
	name string
	make func() (*plots.Chart, error)
}

// plain is a drawing that takes no work and never fails.
func plain(name string, chart func() *plots.Chart) drawing {
	return drawing{name, func() (*plots.Chart, error) { return chart(), nil }}
}

// An emptyChart says why a chart has nothing to show.
type emptyChart struct{ why error }

func (e *emptyChart) Error() string { return e.why.Error() }
func (e *emptyChart) Unwrap() error { return e.why }

// drawAll draws those of the drawings that are asked for into the folder and
// returns the files' names. Charts that have nothing to show are left out,
// which is a failure where somebody named them; what is interrupted is left
// out, and so are all charts of an answer that is itself a part.
func (a *app) drawAll(ctx context.Context, quiet bool, f *charting, formats []plots.Format, drawings []drawing) ([]string, error) {
	if ctx.Err() != nil {
		a.note(quiet, "charts are not drawn: interrupted")
		return nil, nil
	}
	var charts []*plots.Chart
	var missing error
	for _, d := range drawings {
		if !f.wants(d.name) {
			continue
		}
		if ctx.Err() != nil {
			a.note(quiet, "the chart %s is left out: interrupted", d.name)
			continue
		}
		chart, err := await(impatient(ctx), d.make)
		empty := (*emptyChart)(nil)
		switch {
		case ctx.Err() != nil:
			a.note(quiet, "the chart %s is left out: interrupted", d.name)
		case errors.As(err, &empty) && f.named():
			missing = badCall("--chart %s: %w", d.name, empty.why)
		case errors.As(err, &empty):
			a.note(quiet, "the chart %s is left out: %v", d.name, empty.why)
		case err != nil:
			return nil, engineFailure(err)
		default:
			charts = append(charts, chart)
		}
	}
	if len(charts) == 0 {
		return nil, missing
	}
	files, err := a.writeCharts(ctx, quiet, f, charts, formats)
	if err == nil {
		err = missing
	}
	return files, err
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

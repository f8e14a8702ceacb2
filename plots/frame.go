package plots

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// frame returns an empty plot in the house style: a thin line below, a light
// horizontal grid, small grey tick labels, no box.
func (p *page) frame() *plot.Plot {
	pl := plot.New()
	pl.BackgroundColor = nil
	pl.TextHandler = p.typeface
	for _, a := range []*plot.Axis{&pl.X, &pl.Y} {
		x, y := a.Tick.Label.XAlign, a.Tick.Label.YAlign
		a.Tick.Label = p.plain(p.tickSize, muted)
		a.Tick.Label.XAlign, a.Tick.Label.YAlign = x, y
		x, y = a.Label.TextStyle.XAlign, a.Label.TextStyle.YAlign
		a.Label.TextStyle = p.plain(p.bodySize, ink)
		a.Label.TextStyle.XAlign, a.Label.TextStyle.YAlign = x, y
		a.Label.Padding = 5 * p.unit
		a.LineStyle = p.line(0.7, rule)
		a.Tick.LineStyle = p.line(0.7, rule)
		a.Tick.Length = 3.5 * p.unit
		a.Padding = 0
	}
	pl.Y.LineStyle.Width = 0
	pl.Y.Tick.LineStyle.Width = 0
	pl.Y.Padding = 1 * p.unit
	return pl
}

// A layer draws one part of a plot.
type layer func(c draw.Canvas, pl *plot.Plot)

// Plot implements plot.Plotter.
func (l layer) Plot(c draw.Canvas, pl *plot.Plot) { l(c, pl) }

var _ plot.Plotter = layer(nil)

// grid draws a light line at each labelled tick of the vertical axis.
func (p *page) grid() layer {
	return func(c draw.Canvas, pl *plot.Plot) {
		_, ty := pl.Transforms(&c)
		for _, t := range pl.Y.Tick.Marker.Ticks(pl.Y.Min, pl.Y.Max) {
			if t.Label != "" {
				p.StrokeLine2(p.line(0.6, faint), c.Min.X, ty(t.Value), c.Max.X, ty(t.Value))
			}
		}
	}
}

// vertical draws a vertical line at x from one height to another.
func (p *page) vertical(x, from, to vg.Length, width vg.Length, c color.Color, dashes ...vg.Length) {
	p.StrokeLine2(p.line(width, c, dashes...), x, from, x, to)
}

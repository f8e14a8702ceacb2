package plots

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
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

// A page is a canvas with a style; its rectangle is what is still free.
type page struct {
	draw.Canvas
	style

	drawn   map[sign]bool // what the body has drawn
	remarks []string      // sentences on what it has no room for
}

// head draws the title and the subtitle and takes their room. A long title
// takes two lines, then smaller type, then more lines.
func (p *page) head(title, subtitle string) {
	t, lines := fitted(p.strong(p.titleSize, ink), p.width(), 2, max(p.titleSize*0.8, p.bodySize), title)
	if len(lines) > 3 {
		t, lines = fitted(t, p.width(), 3, p.bodySize, title)
	}
	y := p.Max.Y - capHeight*t.Font.Size
	for i, l := range lines {
		if i > 0 {
			y -= leading * t.Font.Size
		}
		p.write(t, vg.Point{X: p.Min.X, Y: y}, l)
	}
	s, below := fitted(p.plain(p.subSize, muted), p.width(), 2, p.footSize, subtitle)
	y -= descent*t.Font.Size + 1.45*s.Font.Size
	for i, l := range below {
		if i > 0 {
			y -= leading * s.Font.Size
		}
		p.write(s, vg.Point{X: p.Min.X, Y: y}, l)
	}
	p.Max.Y = y - descent*s.Font.Size
}

// width and height return the free room.
func (p *page) width() vg.Length { return p.Max.X - p.Min.X }

func (p *page) height() vg.Length { return p.Max.Y - p.Min.Y }

// write draws one line of text with its baseline at at.
func (p *page) write(t text.Style, at vg.Point, s string) {
	p.typeface.Write(p.Canvas, t, at, s)
}

// middle draws one line of text so that its capitals stand around at.Y.
func (p *page) middle(t text.Style, at vg.Point, s string) {
	at.Y -= capHeight / 2 * t.Font.Size
	p.write(t, at, s)
}

// disc fills a circle.
func (p *page) disc(at vg.Point, radius vg.Length, c shade) {
	p.SetColor(c)
	p.Fill(circle(at, radius))
}

// dot draws a filled circle with a white rim, which keeps it apart from the
// lines that it stands on.
func (p *page) dot(at vg.Point, radius vg.Length, c shade) {
	p.disc(at, radius+0.9*p.unit, white)
	p.disc(at, radius, c)
}

// polyline strokes a line through points, without those that make no visible
// difference.
func (p *page) polyline(l draw.LineStyle, points []vg.Point) {
	p.StrokeLines(l, thin(points, p.unit/12))
}

// interval fills the band of an interval around a line, which shows where it is
// wider than the line.
func (p *page) interval(c shade, line, band []vg.Point) {
	p.polygon(c, band)
	for i, at := range line {
		low := band[len(band)-1-i]
		if max(band[i].Y-at.Y, at.Y-low.Y) > 1.8*p.unit {
			p.drawn[bandSign] = true
		}
	}
}

// polygon fills the area inside of points.
func (p *page) polygon(c shade, points []vg.Point) {
	p.FillPolygon(c, thin(points, p.unit/12))
}

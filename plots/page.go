package plots

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A page is a canvas with a style; its rectangle is what is still free.
type page struct {
	draw.Canvas
	style
}

// head draws the title and the subtitle and takes their room. A long title
// takes two lines, then smaller type, then three lines, then an ellipsis.
func (p *page) head(title, subtitle string) {
	t := p.strong(p.titleSize, ink)
	lines := balanced(t, p.width(), title)
	if len(lines) > 2 {
		t = p.strong(max(p.titleSize*0.8, p.bodySize), ink)
		lines = balanced(t, p.width(), title)
	}
	lines = p.clip(t, lines, 3)
	y := p.Max.Y - capHeight*t.Font.Size
	for i, l := range lines {
		if i > 0 {
			y -= leading * t.Font.Size
		}
		p.write(t, vg.Point{X: p.Min.X, Y: y}, l)
	}
	s := p.plain(p.subSize, muted)
	y -= descent*t.Font.Size + 1.45*s.Font.Size
	for i, l := range p.clip(s, balanced(s, p.width(), subtitle), 2) {
		if i > 0 {
			y -= leading * s.Font.Size
		}
		p.write(s, vg.Point{X: p.Min.X, Y: y}, l)
	}
	p.Max.Y = y - descent*s.Font.Size
}

// footnote draws the footnote at the bottom and takes its room.
func (p *page) footnote(foot string) {
	t := p.plain(p.footSize, muted)
	lines := p.clip(t, wrap(t, p.width(), foot), 3)
	y := p.Min.Y + descent*t.Font.Size
	for i := len(lines) - 1; i >= 0; i-- {
		p.write(t, vg.Point{X: p.Min.X, Y: y}, lines[i])
		y += leading * t.Font.Size
	}
	p.Min.Y = y - leading*t.Font.Size + capHeight*t.Font.Size
}

// clip cuts lines to a number and to the page's width.
func (p *page) clip(t text.Style, lines []string, most int) []string {
	if len(lines) > most {
		lines = append([]string(nil), lines[:most]...)
		lines[most-1] += " …"
	}
	for i, l := range lines {
		lines[i] = fit(t, p.width(), l)
	}
	return lines
}

// width and height return the free room.
func (p *page) width() vg.Length  { return p.Max.X - p.Min.X }
func (p *page) height() vg.Length { return p.Max.Y - p.Min.Y }

// write draws one line of text with its baseline at at.
func (p *page) write(t text.Style, at vg.Point, s string) {
	p.typeface.write(p.Canvas, t, at, s)
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

// polyline strokes a line through points, without those that nobody sees.
func (p *page) polyline(l draw.LineStyle, points []vg.Point) {
	p.StrokeLines(l, thin(points, p.unit/12))
}

// polygon fills the area inside of points.
func (p *page) polygon(c shade, points []vg.Point) {
	p.FillPolygon(c, thin(points, p.unit/12))
}

// Package plots draws what nines finds: a chart is a sentence, which is its
// title, and a picture that shows it. Promise, Phases and others make a Chart of
// a result, one chart a file (promise.go, phases.go, …); Chart.Write draws it as
// SVG, PNG or PDF.
//
// A chart's layout stands on a page (page.go) in the house style (style.go), its
// axes in ticks.go. A new chart is one file here, its name in the command's list
// (cmd/nines/charts.go), a row of README.md, and a picture in the tests.
package plots

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/model/visible"
	"nines/plots/internal/canvas"
	"nines/plots/words"
)

// A Chart is a finished picture, whatever the format it is written in.
type Chart struct {
	name     string
	title    string // the finding, as a sentence
	subtitle string // the quantity
	foot     footing
	longest  []string // the longest remarks that the body may add, on what has no room

	// body draws what stands between the subtitle and the footnote.
	body func(p *page)
}

// Name returns the chart's name, which is also that of its file: "promise".
func (c *Chart) Name() string { return c.name }

// Title returns the sentence that the chart says.
func (c *Chart) Title() string { return c.title }

// Write draws the chart in a format and a size. The same chart gives the same
// bytes. PNG and PDF are drawn with Liberation Sans; what it has no glyphs
// for is spelled with Latin letters (see Legible).
func (c *Chart) Write(w io.Writer, f Format, s Size) error {
	var on vg.CanvasWriterTo
	width, height := s.extent()
	t := canvas.NewTypeface(canvas.Legible)
	switch f {
	case SVG:
		on, t = canvas.NewSVG(width, height, words.Plain(c.title)), canvas.NewTypeface(visible.Line)
	case PNG:
		on = canvas.NewPNG(width, height, s.dpi())
	case PDF:
		on = canvas.NewPDF(width, height, canvas.Legible(c.title))
	default:
		return fmt.Errorf("unknown chart format %q: want svg, png or pdf", string(f))
	}
	c.draw(on, s, t)
	_, err := on.WriteTo(w)
	return err
}

// draw draws the chart on a canvas of its size.
func (c *Chart) draw(on vg.CanvasSizer, s Size, t canvas.Typeface) {
	p := &page{Canvas: draw.New(on), style: newStyle(s, t), drawn: map[sign]bool{}}
	p.SetColor(white)
	p.Fill(p.Rectangle.Path())
	u := p.unit
	p.Canvas = draw.Crop(p.Canvas, p.margin, -p.margin, p.margin*0.8, -p.margin*0.9)
	p.head(c.title, c.subtitle)
	foot := p.foot(c.foot, c.longest...)
	p.Canvas = draw.Crop(p.Canvas, 0, 0, 8*u, -14*u)
	c.body(p)
	foot()
}

// A Format is a kind of picture file.
type Format string

// The formats: SVG for the web and reports, PNG for documents and slides, PDF
// for print.
const (
	SVG Format = "svg"
	PNG Format = "png"
	PDF Format = "pdf"
)

// ParseFormat reads "svg", "png" or "pdf", in any case, with or without the
// dot of a file's name.
func ParseFormat(s string) (Format, error) {
	f := Format(strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), ".")))
	switch f {
	case SVG, PNG, PDF:
		return f, nil
	}
	return "", fmt.Errorf("unknown chart format %q: want svg, png or pdf", s)
}

// A Size is what a picture is for: it sets the page and the size of the text.
type Size int

// The sizes.
const (
	Document Size = iota // 7 × 4.6 in, for a page of text
	Slide                // 13.3 × 7.5 in, no text smaller than 14 pt
	Phone                // 5 × 4.9 in, for a page as narrow as a hand
)

// Sizes returns the names of the sizes, the usual one first.
func Sizes() []string { return []string{"document", "slide", "phone"} }

// String returns the size's name.
func (s Size) String() string { return Sizes()[s] }

// ParseSize reads "document", "slide" or "phone".
func ParseSize(s string) (Size, error) {
	if i := slices.Index(Sizes(), strings.ToLower(strings.TrimSpace(s))); i >= 0 {
		return Size(i), nil
	}
	return 0, fmt.Errorf("want document, slide or phone")
}

// extent returns the page's width and height.
func (s Size) extent() (w, h vg.Length) {
	switch s {
	case Slide:
		return 13.3 * vg.Inch, 7.5 * vg.Inch
	case Phone:
		return 5 * vg.Inch, 4.9 * vg.Inch
	}
	return 7 * vg.Inch, 4.6 * vg.Inch
}

// dpi returns the resolution of a picture made of points.
func (s Size) dpi() int {
	if s == Slide {
		return 288
	}
	return 144
}

// DrawOn draws the chart on the current page of a PDF document that counts in
// points, its upper left corner at (x, y), and returns its height. Its text is
// text there, and its lines are lines.
func (c *Chart) DrawOn(doc *fpdf.Fpdf, x, y, width float64) (height float64, err error) {
	w, h := Document.extent()
	scale := width / float64(w)
	_, paper := doc.GetPageSize()
	// A document of another unit, or none, would put the chart anywhere.
	if k := doc.GetConversionRatio(); k != 1 {
		return 0, fmt.Errorf("a chart needs a PDF document that counts in points, got units of %g points", k)
	}
	atX, atY := doc.GetXY()
	doc.TransformBegin()
	// fpdf turns its coordinates over only after the transformation, whose
	// origin is thus the lower left corner of the paper.
	doc.Transform(fpdf.TransformMatrix{A: scale, D: scale, E: x, F: paper - y - scale*paper})
	on := canvas.OnPDF(doc, w, h)
	c.draw(on, Document, canvas.NewTypeface(canvas.Legible))
	doc.TransformEnd()
	// The document takes back its own state, of which fpdf knows nothing.
	on.SetLineDash(nil, 0)
	on.SetColor(ink)
	doc.SetXY(atX, atY)
	return scale * float64(h), doc.Error()
}

// Legible returns a text as PNG and PDF show it: Liberation Sans has no glyphs
// for some letters, which are spelled with others.
func Legible(s string) string { return canvas.Legible(s) }

// Drawable reports whether a text stands in PNG and PDF as it is.
func Drawable(s string) bool { return Legible(s) == visible.Line(s) }

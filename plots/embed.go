package plots

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
)

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
	start := pdfState{at: matrix{a: 1, d: -1, f: float64(h)}}
	canvas := &pdfCanvas{doc: doc, w: w, h: h, states: []pdfState{start}, fonts: map[string]bool{}}
	vg.Initialize(canvas)
	c.draw(canvas, Document, typeface{fonts: faces(), spell: legible})
	doc.TransformEnd()
	// The document takes back its own state, of which fpdf knows nothing.
	canvas.SetLineDash(nil, 0)
	canvas.SetColor(ink)
	doc.SetXY(atX, atY)
	return scale * float64(h), doc.Error()
}

// Legible returns a text as PNG and PDF show it: Liberation Sans has no glyphs
// for some letters, which are spelled with others.
func Legible(s string) string { return legible(s) }

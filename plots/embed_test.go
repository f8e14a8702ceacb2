package plots

import (
	"bytes"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// A chart on a page keeps its place and its proportions, and leaves the
// document as it was.
func TestDrawOn(t *testing.T) {
	c := Promise(busy().result(t))
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: 600, Ht: 800}})
	doc.SetCompression(false)
	doc.AddPage()
	doc.SetXY(33, 44)
	height, err := c.DrawOn(doc, 50, 100, 252)
	if err != nil {
		t.Fatal(err)
	}
	if height != 165.6 {
		t.Errorf("a chart of half its width is %g high, want 165.6", height)
	}
	if x, y := doc.GetXY(); x != 33 || y != 44 {
		t.Errorf("the document stands at (%g, %g), want where it was", x, y)
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	// The upper left corner, 800 points above the foot, comes to lie 100
	// below the head: 300 + 0.5 · 800 = 700.
	if want := "0.50000 0.00000 0.00000 0.50000 50.00000 300.00000 cm"; !strings.Contains(b.String(), want) {
		t.Errorf("the page does not hold %q", want)
	}
	inches := fpdf.New("P", "in", "A4", "")
	inches.AddPage()
	if _, err := c.DrawOn(inches, 1, 1, 5); err == nil {
		t.Error("a document that counts in inches was drawn on")
	}
}

package canvas

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// A PDF is a canvas over fpdf with its UTF-8 fonts. The one of
// gonum/plot (v0.17) garbles what is not ASCII, fails on bold and mixes up
// faces. Text always stands upright, as on every chart.
type PDF struct {
	doc    *fpdf.Fpdf
	w, h   vg.Length
	states []pdfState
	fonts  map[string]bool // added to doc
}

// A pdfState is what Push keeps and Pop brings back.
type pdfState struct {
	at         matrix
	color      color.Color
	width      vg.Length
	dashes     []vg.Length
	dashOffset vg.Length
}

// A matrix takes (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

// apply returns where a point comes to lie.
func (m matrix) apply(p vg.Point) (x, y float64) {
	px, py := float64(p.X), float64(p.Y)
	return m.a*px + m.c*py + m.e, m.b*px + m.d*py + m.f
}

// after returns the matrix that does n first and m then.
func (m matrix) after(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

var _ vg.CanvasWriterTo = (*PDF)(nil)

// NewPDF returns a canvas of one page. Its dates are fixed, so that the same
// drawing gives the same bytes.
func NewPDF(w, h vg.Length, title string) *PDF {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: float64(w), Ht: float64(h)}})
	doc.SetCatalogSort(true)
	epoch := time.Unix(0, 0).UTC()
	doc.SetCreationDate(epoch)
	doc.SetModificationDate(epoch)
	doc.SetTitle(title, true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()
	return OnPDF(doc, w, h)
}

// OnPDF returns a canvas on the current page of a document.
func OnPDF(doc *fpdf.Fpdf, w, h vg.Length) *PDF {
	// PDF counts y from the bottom as vg does, but fpdf from the top.
	start := pdfState{at: matrix{a: 1, d: -1, f: float64(h)}, color: color.Black}
	c := &PDF{doc: doc, w: w, h: h, states: []pdfState{start}, fonts: map[string]bool{}}
	vg.Initialize(c)
	return c
}

func (c *PDF) top() *pdfState         { return &c.states[len(c.states)-1] }
func (c *PDF) Size() (w, h vg.Length) { return c.w, c.h }

func (c *PDF) SetLineWidth(w vg.Length) {
	c.top().width = w
	c.doc.SetLineWidth(float64(w))
}

func (c *PDF) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.top().dashes, c.top().dashOffset = pattern, offset
	lengths := make([]float64, len(pattern))
	for i, l := range pattern {
		lengths[i] = float64(l)
	}
	c.doc.SetDashPattern(lengths, float64(offset))
}

func (c *PDF) SetColor(shade color.Color) {
	if shade == nil {
		shade = color.Black
	}
	c.top().color = shade
	n := color.NRGBAModel.Convert(shade).(color.NRGBA)
	r, g, b := int(n.R), int(n.G), int(n.B)
	c.doc.SetFillColor(r, g, b)
	c.doc.SetDrawColor(r, g, b)
	c.doc.SetTextColor(r, g, b)
	c.doc.SetAlpha(float64(n.A)/255, "Normal")
}

func (c *PDF) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	c.top().at = c.top().at.after(matrix{a: cos, b: sin, c: -sin, d: cos})
}

func (c *PDF) Translate(p vg.Point) {
	c.top().at = c.top().at.after(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

func (c *PDF) Scale(x, y float64) {
	c.top().at = c.top().at.after(matrix{a: x, d: y})
}

func (c *PDF) Push() { c.states = append(c.states, *c.top()) }

func (c *PDF) Pop() {
	c.states = c.states[:len(c.states)-1]
	s := *c.top()
	c.SetColor(s.color)
	c.SetLineWidth(s.width)
	c.SetLineDash(s.dashes, s.dashOffset)
}

func (c *PDF) Stroke(p vg.Path) {
	if c.top().width > 0 {
		c.trace(p)
		c.doc.DrawPath("S")
	}
}

func (c *PDF) Fill(p vg.Path) {
	c.trace(p)
	c.doc.DrawPath("f")
}

// trace puts a path into the document.
func (c *PDF) trace(p vg.Path) {
	at := c.top().at
	for i, part := range p {
		x, y := at.apply(part.Pos)
		switch part.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.ArcComp:
			c.arc(part, i == 0)
		case vg.CurveComp:
			x0, y0 := at.apply(part.Control[0])
			if len(part.Control) == 1 {
				c.doc.CurveTo(x0, y0, x, y)
				break
			}
			x1, y1 := at.apply(part.Control[1])
			c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
		case vg.CloseComp:
			c.doc.ClosePath()
		}
	}
}

// arc puts an arc into the document, one cubic curve for each quarter turn at
// most: a handle of 4/3·tan(angle/4) radii is off by 0.03 % of the radius.
func (c *PDF) arc(part vg.PathComp, first bool) {
	at := c.top().at
	// on returns the point at an angle, moved along the tangent by a part
	// of the radius.
	on := func(angle, tangent float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		return at.apply(part.Pos.Add(vg.Point{
			X: part.Radius * vg.Length(cos-tangent*sin),
			Y: part.Radius * vg.Length(sin+tangent*cos),
		}))
	}
	x, y := on(part.Start, 0)
	if first {
		c.doc.MoveTo(x, y)
	} else {
		c.doc.LineTo(x, y)
	}
	n := max(1, int(math.Ceil(math.Abs(part.Angle)/(math.Pi/2)-1e-9)))
	step := part.Angle / float64(n)
	handle := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		from := part.Start + float64(i)*step
		x0, y0 := on(from, handle)
		x1, y1 := on(from+step, -handle)
		x, y := on(from+step, 0)
		c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
	}
}

func (c *PDF) FillString(f font.Face, p vg.Point, s string) {
	name := f.Name()
	if !c.fonts[name] {
		var ttf bytes.Buffer
		if _, err := f.Face.WriteSourceTo(nil, &ttf); err != nil {
			c.doc.SetError(fmt.Errorf("font %s: %w", name, err))
			return
		}
		c.doc.AddUTF8FontFromBytes(name, "", ttf.Bytes())
		c.fonts[name] = true
	}
	c.doc.SetFont(name, "", float64(f.Font.Size))
	x, y := c.top().at.apply(p)
	c.doc.Text(x, y, s)
}

// DrawImage fails: no chart holds an image.
func (c *PDF) DrawImage(vg.Rectangle, image.Image) {
	c.doc.SetErrorf("images are not drawn into PDF")
}

// WriteTo implements io.WriterTo.
func (c *PDF) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	if err := c.doc.Output(&b); err != nil {
		return 0, err
	}
	return b.WriteTo(w)
}

package doc

import (
	"bytes"
	"time"

	"codeberg.org/go-fonts/liberation/liberationmonoregular"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"

	"nines/model/visible"
	"nines/plots"
	"nines/plots/words"
)

// A4 paper in points, and what stays free around the text.
const (
	paperWidth  = 595.28
	paperHeight = 841.89
	paperMargin = 48
	textWidth   = paperWidth - 2*paperMargin
	chartWidth  = 0.84 * textWidth // two charts and what is said of them fit on a page
)

// The shades of the page, as of the charts.
var (
	inkShade    = [3]int{0x22, 0x26, 0x2b}
	mutedShade  = [3]int{0x5f, 0x66, 0x70}
	lineShade   = [3]int{0xdf, 0xe3, 0xe8}
	washShade   = [3]int{0xf5, 0xf7, 0xf9}
	accentShade = [3]int{0x00, 0x72, 0xb2}
)

// A paper writes a page onto sheets of A4.
type paper struct {
	*fpdf.Fpdf
}

// PDF makes one file with vector charts. Its dates are the page's, so that the
// same page gives the same bytes.
func PDF(p *Page, output string) ([]File, error) {
	d := paper{fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: paperWidth, Ht: paperHeight}})}
	d.SetCatalogSort(true)
	at := time.Unix(0, 0).UTC()
	if !p.Date.IsZero() {
		at = p.Date
	}
	d.SetCreationDate(at)
	d.SetModificationDate(at)
	if p.Author != "" {
		d.SetAuthor(visible.Line(p.Author), true)
	}
	d.SetTitle(visible.Line(p.Title), true)
	d.SetCreator("nines", true)
	d.SetLang("en")
	d.AddUTF8FontFromBytes("sans", "", liberationsansregular.TTF)
	d.AddUTF8FontFromBytes("sans", "B", liberationsansbold.TTF)
	d.AddUTF8FontFromBytes("mono", "", liberationmonoregular.TTF)
	d.SetMargins(paperMargin, paperMargin, paperMargin)
	d.SetCellMargin(0)
	d.SetAutoPageBreak(true, paperMargin+10)
	d.SetFooterFunc(func() {
		d.style("", 8, mutedShade)
		d.SetXY(paperMargin, paperHeight-paperMargin+6)
		d.CellFormat(textWidth, 10, plots.Legible(p.Foot), "", 0, "L", false, 0, "")
		d.SetX(paperMargin)
		d.CellFormat(textWidth, 10, words.Trimmed(float64(d.PageNo()), 0), "", 0, "R", false, 0, "")
	})
	d.AddPage()
	d.head(p)
	for _, s := range p.Sections {
		if err := d.section(s); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		return nil, err
	}
	return []File{{Path: output, Data: b.Bytes()}}, nil
}

// style sets the face, its size and its shade.
func (d paper) style(weight string, size float64, shade [3]int) {
	d.SetFont("sans", weight, size)
	d.SetTextColor(shade[0], shade[1], shade[2])
}

// lines breaks a text to a width in the present style.
func (d paper) lines(text string, width float64) []string {
	return d.SplitText(plots.Legible(text), width)
}

// write writes lines from the present place on and goes below them.
func (d paper) write(lines []string, width, leading float64) {
	x := d.GetX()
	for _, l := range lines {
		d.need(leading)
		d.CellFormat(width, leading, l, "", 2, "LM", false, 0, "")
		d.SetX(x)
	}
}

// paragraph writes a text over the full width and leaves some room below it.
func (d paper) paragraph(text string, size, after float64) {
	d.SetX(paperMargin)
	leading := 1.4 * size
	lines := d.lines(text, textWidth)
	d.need(min(float64(len(lines)), 2) * leading) // no line alone at the foot
	d.write(lines, textWidth, leading)
	d.Ln(after)
}

// need begins a new sheet where this one has not so much room.
func (d paper) need(height float64) {
	if d.room() < height {
		d.AddPage()
	}
}

// room returns how much of the sheet is free below the present place.
func (d paper) room() float64 { return paperHeight - paperMargin - 10 - d.GetY() }

// head writes the title, the answer, and what is asked for in columns.
func (d paper) head(p *Page) {
	d.style("B", 10, accentShade)
	d.paragraph(p.Service, 10, 2)
	d.style("B", 20, inkShade)
	by := p.Byline()
	if by == "" {
		d.paragraph(p.Title, 18, 8)
	} else {
		d.paragraph(p.Title, 18, 3)
		d.style("", 9.5, mutedShade)
		d.paragraph(by, 9.5, 9)
	}
	d.style("", 12, inkShade)
	answer := ""
	for _, s := range p.Answer {
		answer += s + " "
	}
	d.paragraph(answer, 12, 12)
	d.asks(p.Asks)
}

// asks writes what is asked for, side by side.
func (d paper) asks(asks []Ask) {
	const gap, pad = 10, 8
	wide := (textWidth - gap*float64(len(asks)-1)) / float64(len(asks))
	top, tallest := d.GetY(), 0.0
	draw := func(a Ask, x float64, paint bool) float64 {
		y := top + pad
		put := func(weight string, size, leading float64, shade [3]int, text string) {
			d.style(weight, size, shade)
			for _, l := range d.lines(text, wide-2*pad) {
				if paint {
					d.Text(x+pad, y+size, l)
				}
				y += leading
			}
			y += 2
		}
		put("B", 8.5, 11, accentShade, a.Label)
		put("B", 11, 14, inkShade, a.Title)
		put("", 9, 12.5, inkShade, a.Text)
		return y + pad - top
	}
	for _, a := range asks {
		tallest = max(tallest, draw(a, 0, false))
	}
	for i, a := range asks {
		x := paperMargin + float64(i)*(wide+gap)
		d.SetFillColor(washShade[0], washShade[1], washShade[2])
		d.Rect(x, top, wide, tallest, "F")
		d.SetFillColor(accentShade[0], accentShade[1], accentShade[2])
		d.Rect(x, top, wide, 2, "F")
		draw(a, x, true)
	}
	d.SetXY(paperMargin, top+tallest+6)
}

// section writes a heading and its blocks.
func (d paper) section(s Section) error {
	below := 60.0
	if s.Blocks[0].Chart != nil {
		below = chartWidth * 0.66 // a heading stays with its chart
	}
	d.need(below + 34)
	d.Ln(12)
	d.rule(paperMargin, d.GetY(), lineShade)
	d.Ln(8)
	d.style("B", 13, inkShade)
	d.paragraph(s.Title, 13, 5)
	for i, b := range s.Blocks {
		if b.Leads && i+1 < len(s.Blocks) && s.Blocks[i+1].Table != nil {
			d.need(40 + d.least(s.Blocks[i+1].Table))
		}
		if err := d.block(b); err != nil {
			return err
		}
	}
	return nil
}

// rule draws a line over the full width.
func (d paper) rule(x, y float64, shade [3]int) {
	d.SetDrawColor(shade[0], shade[1], shade[2])
	d.SetLineWidth(0.6)
	d.Line(x, y, x+textWidth, y)
}

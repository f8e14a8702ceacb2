package doc

import (
	"math"
	"strings"

	"nines/plots"
)

// block writes one block of a section.
func (d paper) block(b Block) error {
	d.style("", 9.5, inkShade)
	switch {
	case b.Text != "":
		d.paragraph(b.Text, 9.5, 6)
	case len(b.Items) > 0:
		d.items(b.Items)
	case b.Chart != nil:
		return d.chart(b.Chart)
	case b.Table != nil:
		d.table(b.Table)
	case b.Command != "":
		d.command(b.Command)
	}
	return nil
}

func (d paper) items(items []string) {
	const indent, leading = 12, 13.3
	for _, item := range items {
		lines := d.lines(item, textWidth-indent)
		d.need(leading * float64(len(lines)))
		d.Text(paperMargin+2, d.GetY()+9.6, "•")
		d.SetX(paperMargin + indent)
		d.write(lines, textWidth-indent, leading)
		d.Ln(3)
	}
	d.SetX(paperMargin)
}

func (d paper) chart(c *plots.Chart) error {
	d.need(chartWidth*0.66 + 6)
	height, err := c.DrawOn(d.Fpdf, paperMargin, d.GetY(), chartWidth)
	d.SetXY(paperMargin, d.GetY()+height+6)
	return err
}

// command writes what is to be copied into a shell. Where it is broken, the
// line goes on: a PDF's reader has no other way to show it whole.
func (d paper) command(text string) {
	const size, pad = 8.5, 7
	d.SetFont("mono", "", size)
	var lines []string
	for _, l := range d.SplitText(plots.Legible(text), textWidth-2*pad) {
		for d.GetStringWidth(l) > textWidth-2*pad { // a word wider than the sheet
			n := int(float64(len(l)) * (textWidth - 2*pad) / d.GetStringWidth(l))
			lines, l = append(lines, l[:n]), l[n:]
		}
		lines = append(lines, l)
	}
	leading := 1.4 * size
	height := leading*float64(len(lines)) + 2*pad
	d.need(height)
	d.SetFillColor(washShade[0], washShade[1], washShade[2])
	d.Rect(paperMargin, d.GetY(), textWidth, height, "F")
	d.SetXY(paperMargin+pad, d.GetY()+pad)
	d.write(lines, textWidth-2*pad, leading)
	d.SetXY(paperMargin, d.GetY()+pad+6)
}

// The look of tables.
const (
	cellSize    = 8.5
	cellLeading = 11
	cellPad     = 3.5
	cellGap     = 10 // between columns
)

// least returns how much of a sheet a table takes at its beginning: all of a
// short one, of others the head and two rows.
func (d paper) least(t *Table) float64 {
	wide, body := d.columns(t), t.Body()
	height := d.height(t.Head(), wide, "")
	whole := 2
	if t.Short() {
		whole = len(body)
	}
	for i := range min(whole, len(body)) {
		height += d.height(body[i], wide, "")
	}
	return min(height, paperHeight/2)
}

// table writes a table; its head stands on every sheet that it takes.
func (d paper) table(t *Table) {
	wide, body := d.columns(t), t.Body()
	d.need(d.least(t))
	d.row(t, t.Head(), wide, "", mutedShade)
	for i, cells := range body {
		weight := ""
		if t.IsStrong(i) {
			weight = "B"
		}
		if d.room() < d.height(cells, wide, weight) {
			d.AddPage()
			d.row(t, t.Head(), wide, "", mutedShade)
		}
		d.row(t, cells, wide, weight, inkShade)
	}
	d.SetXY(paperMargin, d.GetY()+8)
}

// row writes one row and a line below it.
func (d paper) row(t *Table, cells []string, wide []float64, weight string, shade [3]int) {
	height, x, top := d.height(cells, wide, weight), float64(paperMargin), d.GetY()
	d.style(weight, cellSize, shade)
	for i, c := range cells {
		for n, l := range d.cell(c, wide[i]) {
			at := x
			if t.Right(i) {
				at += wide[i] - d.GetStringWidth(l)
			}
			d.Text(at, top+cellPad+float64(n)*cellLeading+cellSize, l)
		}
		x += wide[i] + cellGap
	}
	d.rule(paperMargin, top+height, lineShade)
	d.SetXY(paperMargin, top+height)
}

// height returns how tall a row is.
func (d paper) height(cells []string, wide []float64, weight string) float64 {
	d.style(weight, cellSize, inkShade)
	most := 1
	for i, c := range cells {
		most = max(most, len(d.cell(c, wide[i])))
	}
	return float64(most)*cellLeading + 2*cellPad
}

// cell breaks a cell's text; the hair keeps what was measured on one line.
func (d paper) cell(text string, width float64) []string { return d.lines(text, width+0.01) }

// columns shares the width of the sheet among a table's columns: as much as
// they ask for, or where that is too much, at least their longest words and of
// what remains in proportion.
func (d paper) columns(t *Table) []float64 {
	n := len(t.Head())
	asked, least := make([]float64, n), make([]float64, n)
	d.style("B", cellSize, inkShade)
	for _, row := range append([][]string{t.Head()}, t.Rows...) {
		for i, c := range row {
			text := plots.Legible(c)
			asked[i] = max(asked[i], d.GetStringWidth(text)+1)
			for _, word := range strings.Split(text, " ") {
				least[i] = max(least[i], min(d.GetStringWidth(word)+1, textWidth/2))
			}
		}
	}
	room := textWidth - cellGap*float64(n-1)
	need, extra := sum(asked), 0.0
	for i := range asked {
		extra += asked[i] - least[i]
	}
	over := need - room
	for i := range asked {
		switch {
		case over > 0 && extra > 0:
			asked[i] -= math.Min(1, over/extra) * (asked[i] - least[i])
		case over < 0 && n > 1 && i < n-1:
			asked[i] -= over / float64(n-1) / 2 // some air, not all of it
		}
	}
	return asked
}

// sum adds up widths.
func sum(all []float64) float64 {
	total := 0.0
	for _, x := range all {
		total += x
	}
	return total
}

package plots

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
)

// A heading is a vertical line at an amount of downtime on a logarithmic axis,
// with its name above the plot.
type heading struct {
	name    string
	seconds float64
	shade   shade
	strong  bool
	dashes  []vg.Length
	sign    sign

	x    vg.Length // of the line
	from vg.Length // where the name begins
	row  int       // of the name above the plot, 0 the lowest
	text vg.Rectangle
}

// headings place the names of vertical lines in rows above a plot, so that no name
// covers another one or its line. A sentence says what has no room.
type headings struct {
	page   *page
	step   vg.Length // from row to row
	placed []heading
	beyond []heading
}

// headingRows is how many rows of names stand above a plot at most.
const headingRows = 5

// place finds room for headings on an axis that at maps to the page, from left
// to right. It tries them in the order of their importance, in the middle of
// their lines; then from right to left, which as a staircase of names beside
// their lines has room for most.
func (h *headings) place(all []heading, at func(log float64) vg.Length, left, right vg.Length) {
	var inside, outside []heading
	for _, k := range all {
		k.x = at(math.Log10(k.seconds))
		if k.seconds <= 0 || k.x < left || k.x > right {
			outside = append(outside, k)
			continue
		}
		inside = append(inside, k)
	}
	stairs := slices.Clone(inside)
	slices.SortStableFunc(stairs, func(a, b heading) int { return cmp.Compare(b.x, a.x) })
	for i, try := range []struct {
		order []heading
		hangs []float64
	}{{inside, []float64{-0.5}}, {inside, []float64{-0.5, 0, -1}}, {stairs, []float64{0}}} {
		placed, beyond := h.tryAll(try.order, try.hangs)
		if i == 0 || len(beyond) < len(h.beyond) {
			h.placed, h.beyond = placed, beyond
		}
	}
	h.beyond = append(h.beyond, outside...)
}

// tryAll places headings one by one, their names hanging from their lines by a
// part of their width.
func (h *headings) tryAll(order []heading, hangs []float64) (placed, beyond []heading) {
	for _, k := range order {
		if h.find(&k, placed, hangs) {
			placed = append(placed, k)
		} else {
			beyond = append(beyond, k)
		}
	}
	return placed, beyond
}

// find looks for the lowest row that has room for a name.
func (h *headings) find(k *heading, placed []heading, hangs []float64) bool {
	p := h.page
	width, gap := h.styleOf(k).Width(k.name), 3*p.unit
	for k.row = 0; k.row < headingRows; k.row++ {
		for _, hang := range hangs {
			k.from = min(max(k.x+vg.Length(hang)*width, p.Min.X), p.Max.X-width)
			switch hang {
			case 0:
				k.from = min(k.from, k.x-1.5*p.unit)
			case -1:
				k.from = max(k.from, k.x-width+1.5*p.unit)
			}
			k.text = vg.Rectangle{Min: vg.Point{X: k.from - gap}, Max: vg.Point{X: k.from + width + gap}}
			if !slices.ContainsFunc(placed, func(o heading) bool { return k.collides(&o) }) {
				return true
			}
		}
	}
	return false
}

// styleOf returns the type of a name.
func (h *headings) styleOf(k *heading) text.Style {
	if k.strong {
		return h.page.strong(h.page.tickSize, ink)
	}
	return h.page.plain(h.page.tickSize, muted)
}

// collides reports whether two names lie on another, or one in the way of the
// other's line, which goes up to its own name.
func (k *heading) collides(o *heading) bool {
	within := func(x vg.Length, r vg.Rectangle) bool { return r.Min.X < x && x < r.Max.X }
	switch {
	case k.row == o.row:
		return k.text.Min.X < o.text.Max.X && o.text.Min.X < k.text.Max.X
	case k.row > o.row:
		return within(k.x, o.text)
	}
	return within(o.x, k.text)
}

// height returns the room that the names take.
func (h *headings) height() vg.Length {
	rows := 1
	for _, k := range h.placed {
		rows = max(rows, k.row+1)
	}
	return vg.Length(rows) * h.step
}

// draw draws the lines with their names.
func (h *headings) draw(c draw.Canvas, tx func(float64) vg.Length) {
	p := h.page
	for _, k := range h.placed {
		base := c.Max.Y + 5*p.unit + vg.Length(k.row)*h.step
		p.vertical(tx(math.Log10(k.seconds)), c.Min.Y, base-2.5*p.unit, 1.2, k.shade, k.dashes...)
		if k.sign != "" {
			p.drawn[k.sign] = true
		}
		p.write(h.styleOf(&k), vg.Point{X: k.from, Y: base}, k.name)
	}
}

// leftOut returns the remark on what has no room, if anything has none.
func (h *headings) leftOut() []string {
	if len(h.beyond) == 0 {
		return nil
	}
	return []string{h.sentence()}
}

// sentence spells the amounts of the headings that have no room.
func (h *headings) sentence() string {
	var says []string
	for _, k := range h.beyond {
		if k.seconds <= 0 {
			says = append(says, k.name+" allows nothing")
			continue
		}
		says = append(says, k.name+" is "+words.Duration(k.seconds))
	}
	return "Not in the picture: " + strings.Join(says, "; ") + "."
}

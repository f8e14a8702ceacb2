package plots

import (
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// An isoline is a level as it is drawn.
type isoline struct {
	level
	rings, lines [][]vg.Point
	label        vg.Rectangle
}

// onPage returns lines of a field as lines on the page.
func onPage(spots [][]spot, tx, ty func(float64) vg.Length) [][]vg.Point {
	out := make([][]vg.Point, len(spots))
	for i, line := range spots {
		for _, s := range line {
			out[i] = append(out[i], vg.Point{X: tx(s.x), Y: ty(s.y)})
		}
	}
	return out
}

// along chooses where the label of an iso-line interrupts it: where no other line
// crosses it, and as near as possible to the chart's falling diagonal, so that the
// labels stand in a row. It returns an empty rectangle where there is no room.
func (l *labels) along(isolines []isoline, which int, t text.Style) vg.Rectangle {
	others := &labels{page: l.page, area: grown(l.area, -3*l.page.unit), taken: l.taken, arrows: l.arrows}
	for i, iso := range isolines {
		if i != which {
			others.lines = append(others.lines, iso.lines...)
		}
	}
	e := spansSize([]span{{t, isolines[which].text}})
	half := vg.Point{X: e.X/2 + 2*l.page.unit, Y: e.Y/2 + l.page.unit}
	w, h := l.area.Max.X-l.area.Min.X, l.area.Max.Y-l.area.Min.Y
	var best vg.Rectangle
	score := math.Inf(1)
	for _, line := range isolines[which].lines {
		for k := 1; k < len(line); k++ {
			a, b := line[k-1], line[k]
			steps := 1 + int(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))/float64(3*l.page.unit))
			for n := range steps {
				part := vg.Length(n) / vg.Length(steps)
				at := vg.Point{X: a.X + part*(b.X-a.X), Y: a.Y + part*(b.Y-a.Y)}
				off := math.Abs(float64((at.X-l.area.Min.X)/w - (at.Y-l.area.Min.Y)/h))
				r := vg.Rectangle{Min: at.Sub(half), Max: at.Add(half)}
				if off < score && others.free(r) {
					best, score = r, off
				}
			}
		}
	}
	if !math.IsInf(score, 1) {
		l.taken = append(l.taken, best)
	}
	return best
}

// outside returns the pieces of a line that lie in none of the rectangles.
func outside(line []vg.Point, rects []vg.Rectangle) [][]vg.Point {
	pieces := [][]vg.Point{line}
	for _, r := range rects {
		var left [][]vg.Point
		for _, piece := range pieces {
			left = append(left, without(piece, r)...)
		}
		pieces = left
	}
	return pieces
}

// without returns the pieces of a line that lie outside of a rectangle.
func without(line []vg.Point, r vg.Rectangle) [][]vg.Point {
	var pieces [][]vg.Point
	var piece []vg.Point
	for k := 1; k < len(line); k++ {
		a, b := line[k-1], line[k]
		on := func(t float64) vg.Point {
			return vg.Point{X: a.X + vg.Length(t)*(b.X-a.X), Y: a.Y + vg.Length(t)*(b.Y-a.Y)}
		}
		if len(piece) == 0 {
			piece = append(piece, a)
		}
		from, to := cut(a, b, r)
		if from > to {
			piece = append(piece, b)
			continue
		}
		if from > 0 {
			pieces = append(pieces, append(piece, on(from)))
		}
		piece = nil
		if to < 1 {
			piece = []vg.Point{on(to), b}
		}
	}
	if len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}

// path returns closed rings as one path.
func path(rings [][]vg.Point, tolerance vg.Length) vg.Path {
	var p vg.Path
	for _, ring := range rings {
		ring = thin(append(ring[:len(ring):len(ring)], ring[0]), tolerance)
		p.Move(ring[0])
		for _, pt := range ring[1:] {
			p.Line(pt)
		}
		p.Close()
	}
	return p
}

// centre returns the middle of a rectangle.
func centre(r vg.Rectangle) vg.Point {
	return vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}
}

package plots

import (
	"slices"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// A span is one line of a label.
type span struct {
	style text.Style
	text  string
}

// labels places labels beside what they name so that none lies on another,
// on a line or outside of an area.
type labels struct {
	page  *page
	area  vg.Rectangle
	taken []vg.Rectangle
	lines [][]vg.Point

	// arrows are lines of what is labelled, which stay where other lines give
	// way.
	arrows [][]vg.Point

	// points, if any, are all points that are labelled: a label stands nearer to its
	// own than to any other.
	points []vg.Point
}

// free reports whether a rectangle covers nothing.
func (l *labels) free(r vg.Rectangle) bool {
	if !inside(r, l.area) {
		return false
	}
	r = grown(r, 2*l.page.unit)
	r.Min.X, r.Max.X = r.Min.X-2*l.page.unit, r.Max.X+2*l.page.unit
	if slices.ContainsFunc(l.taken, func(t vg.Rectangle) bool { return overlap(t, r) }) {
		return false
	}
	crossed := func(line []vg.Point) bool { return crosses(line, r) }
	return !slices.ContainsFunc(l.lines, crossed) && !slices.ContainsFunc(l.arrows, crossed)
}

// withoutLines returns the same room without lines, where they run too close:
// they give way.
func (l *labels) withoutLines() *labels {
	free := *l
	free.lines = nil
	return &free
}

// take marks the room around a point as covered.
func (l *labels) take(at vg.Point, radius vg.Length) {
	l.taken = append(l.taken, grown(vg.Rectangle{Min: at, Max: at}, radius))
}

// find looks for room near a point, at the first of the sides that is free and as
// close as possible. A label farther off would seem to name something else.
func (l *labels) find(at vg.Point, gap vg.Length, sides []side, spans []span) (vg.Rectangle, side, bool) {
	return l.findAt(at, gap, nearToFar(), sides, spans)
}

// nearToFar are how many times its gap a label stands off, the best first; closeBy
// are those at which nobody asks what it belongs to.
func nearToFar() []vg.Length { return []vg.Length{1, 1.4, 1.8, 2.4, 3.2} }
func closeBy() []vg.Length   { return nearToFar()[:3] }

// findAt is find at these distances alone.
func (l *labels) findAt(at vg.Point, gap vg.Length, distances []vg.Length, sides []side, spans []span) (vg.Rectangle, side, bool) {
	for _, far := range distances {
		for _, s := range sides {
			if r := s.place(spansSize(spans), at, gap*far); l.free(r) && l.means(r, at) {
				return r, s, true
			}
		}
	}
	return vg.Rectangle{}, side{}, false
}

// means reports whether no other labelled point lies nearer to a label than its own.
func (l *labels) means(r vg.Rectangle, own vg.Point) bool {
	far := apart(r, own)
	return !slices.ContainsFunc(l.points, func(p vg.Point) bool { return p != own && apart(r, p) < far })
}

// beside writes a label near a point and reports whether there was room.
func (l *labels) beside(at vg.Point, gap vg.Length, sides []side, spans ...span) bool {
	r, s, ok := l.find(at, gap, sides, spans)
	if ok {
		l.taken = append(l.taken, r)
		l.write(r, s.align, spans)
	}
	return ok
}

// write writes a label into its rectangle.
func (l *labels) write(r vg.Rectangle, align text.XAlignment, spans []span) {
	x := r.Min.X - vg.Length(align)*(r.Max.X-r.Min.X)
	y := r.Max.Y
	for i, s := range spans {
		if i > 0 {
			y -= (leading - capHeight) * s.style.Font.Size
		}
		y -= capHeight * s.style.Font.Size
		s.style.XAlign = align
		l.page.write(s.style, vg.Point{X: x, Y: y}, s.text)
	}
}

// spansSize returns the extent of a label.
func spansSize(spans []span) vg.Point {
	var e vg.Point
	for i, s := range spans {
		e.X = max(e.X, s.style.Width(s.text))
		e.Y += capHeight * s.style.Font.Size
		if i > 0 {
			e.Y += (leading - capHeight) * s.style.Font.Size
		}
	}
	e.Y += descent * spans[len(spans)-1].style.Font.Size
	return e
}

// A side says where a label stands: to the right (x = 1) or left (-1) of a
// point, above (y = 1) or below (-1), or level with it (0).
type side struct {
	x, y  vg.Length
	align text.XAlignment
}

// The sides of a point.
func east() side      { return side{1, 0, text.XLeft} }
func west() side      { return side{-1, 0, text.XRight} }
func north() side     { return side{0, 1, text.XCenter} }
func south() side     { return side{0, -1, text.XCenter} }
func northEast() side { return side{1, 1, text.XLeft} }
func northWest() side { return side{-1, 1, text.XRight} }
func southEast() side { return side{1, -1, text.XLeft} }
func southWest() side { return side{-1, -1, text.XRight} }

// place returns where a label of a size stands at this side of a point.
func (s side) place(size, at vg.Point, gap vg.Length) vg.Rectangle {
	if s.x != 0 && s.y != 0 {
		gap *= 0.75
	}
	centre := vg.Point{
		X: at.X + s.x*(gap+size.X/2),
		Y: at.Y + s.y*(gap+size.Y/2),
	}
	half := vg.Point{X: size.X / 2, Y: size.Y / 2}
	return vg.Rectangle{Min: centre.Sub(half), Max: centre.Add(half)}
}

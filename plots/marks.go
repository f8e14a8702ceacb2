package plots

import (
	"math"

	"gonum.org/v1/plot/vg"

	"nines/plots/words"
	"nines/sim/stat"
)

// markRadius is that of an investment's point, in units of the page: enough to
// see its colour.
const markRadius = 4.2

// A pointer is the point of a service beside today's, with the arrow that
// leads to it from there, its name and what it attains.
type pointer struct {
	at    vg.Point
	shown bool // it lies in the picture and its name has room
	nines float64
	label vg.Rectangle
	side  side
	spans []span
	gaps  []vg.Rectangle // that no line may cross
}

// placeMarks finds room for the other services that are marked on the surface,
// each with its name and figure. One without room, or outside of the picture,
// is left out.
func (m *latencyMap) placeMarks(l *labels, tx, ty func(float64) vg.Length) []pointer {
	p := l.page
	out := make([]pointer, len(m.surface.Marks))
	l.points = m.points(tx, ty) // no name stands nearer to another's point
	defer func() { l.points = nil }()
	for i, k := range m.surface.Marks {
		at, ok := m.markAt(i, tx, ty)
		if !ok {
			continue
		}
		name := spansOf(p.plain(p.tickSize, ink), 0.3*p.width(), k.Name)
		t := pointer{at: at, nines: stat.Nines(k.Attainable.Value), spans: append(name, span{p.strong(p.tickSize, ink), words.Attainable(k.Attainable)})}
		sides := []side{southWest(), west(), south(), east(), north(), southEast(), northEast(), northWest()}
		gap := (markRadius + 3.5) * p.unit
		if t.label, t.side, ok = l.find(at, gap, sides, t.spans); !ok {
			free := l.withoutLines()
			if t.label, t.side, ok = free.find(at, gap, sides, t.spans); !ok {
				continue
			}
		}
		t.shown = true
		l.taken = append(l.taken, t.label)
		t.gaps = []vg.Rectangle{grown(t.label, 1.5*p.unit)}
		out[i] = t
	}
	return out
}

// markAt returns where a mark stands on the page; false outside of it.
func (m *latencyMap) markAt(i int, tx, ty func(float64) vg.Length) (vg.Point, bool) {
	k := m.surface.Marks[i]
	s := spot{m.surface.X.Position(k.X), m.surface.Y.Position(k.Y)}
	if len(m.X) == 0 || len(m.Y) == 0 || s.x < m.X[0] || s.x > m.X[len(m.X)-1] || s.y < m.Y[0] || s.y > m.Y[len(m.Y)-1] {
		return vg.Point{}, false
	}
	return vg.Point{X: tx(s.x), Y: ty(s.y)}, true
}

// points returns where all that is marked stands, today among it.
func (m *latencyMap) points(tx, ty func(float64) vg.Length) []vg.Point {
	var out []vg.Point
	for i := range m.surface.Marks {
		if at, ok := m.markAt(i, tx, ty); ok {
			out = append(out, at)
		}
	}
	if m.todayInside() {
		out = append(out, vg.Point{X: tx(m.today().x), Y: ty(m.today().y)})
	}
	return out
}

// arrow draws the way from today to the service.
func (t *pointer) arrow(p *page, from vg.Point) {
	dx, dy := float64(t.at.X-from.X), float64(t.at.Y-from.Y)
	far := vg.Length(math.Hypot(dx, dy))
	start, end := 6*p.unit, far-(markRadius+1.5)*p.unit
	head := 6 * p.unit
	if end-start < head {
		return // they stand side by side
	}
	ux, uy := vg.Length(dx)/far, vg.Length(dy)/far
	on := func(along, aside vg.Length) vg.Point {
		return vg.Point{X: from.X + along*ux - aside*uy, Y: from.Y + along*uy + aside*ux}
	}
	p.polyline(p.line(1.1, ink), []vg.Point{on(start, 0), on(end-head/2, 0)})
	p.FillPolygon(ink, []vg.Point{on(end, 0), on(end-head, 0.42*head), on(end-head, -0.42*head)})
}

// draw draws the point in the colour of what the service attains, and its
// name.
func (t *pointer) draw(p *page, l *labels, colour shade) {
	p.disc(t.at, (markRadius+2)*p.unit, white)
	p.disc(t.at, (markRadius+1.1)*p.unit, ink)
	p.disc(t.at, markRadius*p.unit, colour)
	l.write(t.label, t.side.align, t.spans)
}

// colour returns the shade of the band that so many nines lie in.
func colour(isolines []isoline, shades []shade, nines float64) shade {
	c := shades[0]
	for i, iso := range isolines {
		if nines >= iso.nines {
			c = shades[i+1]
		}
	}
	return c
}

package plots

import (
	"gonum.org/v1/plot/vg"

	"nines/plots/words"
)

// A todayMark is today's point with its label.
type todayMark struct {
	at    vg.Point
	label vg.Rectangle
	side  side
	spans []span
	gaps  []vg.Rectangle // that no line may cross
}

// placeToday finds room for today's point and its label; none when today is
// not in the picture.
func (m *latencyMap) placeToday(l *labels, tx, ty func(float64) vg.Length) *todayMark {
	if !m.todayInside() {
		return &todayMark{}
	}
	p := l.page
	t := &todayMark{
		at: vg.Point{X: tx(m.today().x), Y: ty(m.today().y)},
		spans: []span{
			{p.strong(p.bodySize, ink), "today"},
			{p.plain(p.tickSize, ink), words.Attainable(m.surface.TodayAttainable)},
		},
	}
	l.take(t.at, 6*p.unit)
	for i := range m.surface.Marks {
		if at, ok := m.markAt(i, tx, ty); ok {
			l.take(at, 4.5*p.unit)
		}
	}
	sides := []side{northEast(), east(), southWest(), west(), southEast(), northWest(), north(), south()}
	var ok bool
	if t.label, t.side, ok = l.find(t.at, 8*p.unit, sides, t.spans); !ok {
		// Where lines run too close, they give way.
		free := &labels{page: p, area: l.area, taken: l.taken}
		t.label, t.side, _ = free.find(t.at, 8*p.unit, sides, t.spans)
	}
	l.taken = append(l.taken, t.label)
	t.gaps = []vg.Rectangle{grown(t.label, 1.5*p.unit)}
	return t
}

// draw draws today's point and its label.
func (t *todayMark) draw(p *page, l *labels) {
	if t.spans == nil {
		return
	}
	p.dot(t.at, 4*p.unit, ink)
	l.write(t.label, t.side.align, t.spans)
}

// placeMarks finds room for the other services that are marked on the surface,
// each with its name. One without room, or outside of the picture, is left
// out.
func (m *latencyMap) placeMarks(l *labels, tx, ty func(float64) vg.Length) []*todayMark {
	var out []*todayMark
	p := l.page
	l.points = m.points(tx, ty) // no name stands nearer to another's point
	defer func() { l.points = nil }()
	for i, k := range m.surface.Marks {
		at, ok := m.markAt(i, tx, ty)
		if !ok {
			continue
		}
		style := p.plain(p.tickSize, ink)
		t := &todayMark{at: at, spans: spansOf(style, 0.3*p.width(), k.Name)}
		sides := []side{southWest(), west(), south(), east(), north(), southEast(), northEast(), northWest()}
		if t.label, t.side, ok = l.find(at, 6*p.unit, sides, t.spans); !ok {
			free := &labels{page: p, area: l.area, taken: l.taken}
			if t.label, t.side, ok = free.find(at, 6*p.unit, sides, t.spans); !ok {
				continue
			}
		}
		l.taken = append(l.taken, t.label)
		t.gaps = []vg.Rectangle{grown(t.label, 1.5*p.unit)}
		out = append(out, t)
	}
	return out
}

// markAt returns where a mark stands on the page; false outside of it.
func (m *latencyMap) markAt(i int, tx, ty func(float64) vg.Length) (vg.Point, bool) {
	k := m.surface.Marks[i]
	s := spot{position(m.surface.X, k.X), position(m.surface.Y, k.Y)}
	if len(m.x) == 0 || len(m.y) == 0 || s.x < m.x[0] || s.x > m.x[len(m.x)-1] || s.y < m.y[0] || s.y > m.y[len(m.y)-1] {
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

// drawMark draws another service's point and its name.
func (t *todayMark) drawMark(p *page, l *labels) {
	p.dot(t.at, 3.2*p.unit, vermillion)
	l.write(t.label, t.side.align, t.spans)
}

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
			l.take(at, 6*p.unit)
			l.arrows = append(l.arrows, []vg.Point{t.at, at})
		}
	}
	l.points = m.points(tx, ty) // it stands nearer to no other's point
	defer func() { l.points = nil }()
	sides := []side{northEast(), east(), southWest(), west(), southEast(), northWest(), north(), south()}
	// Lines give way before the label stands far off, in another band.
	free := l.withoutLines()
	for _, try := range []struct {
		room *labels
		at   []vg.Length
	}{{l, closeBy()}, {free, closeBy()}, {l, nearToFar()}, {free, nearToFar()}} {
		var ok bool
		if t.label, t.side, ok = try.room.findAt(t.at, 8*p.unit, try.at, sides, t.spans); ok {
			break
		}
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

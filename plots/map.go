package plots

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// draw draws the chart. The vertical axis is named above it, so that no text
// stands upright.
func (m *latencyMap) draw(p *page) {
	u := p.unit
	name := p.plain(p.bodySize, ink)
	p.write(name, vg.Point{X: p.Min.X, Y: p.Max.Y - capHeight*name.Font.Size}, words.Title(m.surface.Y.Label))
	area := draw.Crop(p.Canvas, 0, 0, 0, -1.5*name.Font.Size)

	pl := p.frame()
	pl.X.Label.Text = words.Title(m.surface.X.Label)
	pl.Y.Tick.LineStyle = pl.X.Tick.LineStyle
	tick := p.plain(p.tickSize, muted)
	axes := []struct {
		axis   *plot.Axis
		swept  sweep.Axis
		at     []float64
		length vg.Length
		gap    vg.Length
		extent func(string) vg.Length
	}{
		{&pl.X, m.surface.X, m.X, p.width() - 50*u, 9, func(s string) vg.Length { return tick.Width(s) }},
		{&pl.Y, m.surface.Y, m.Y, p.height() - 55*u, 6, func(string) vg.Length { return tick.Font.Size }},
	}
	for _, a := range axes {
		lo, hi := 0.0, 1.0
		if len(a.at) > 0 {
			lo, hi = a.at[0], a.at[len(a.at)-1]
		}
		ticks := sweptTicks(a.swept, lo, hi, 6)
		if len(a.swept.Shown) == 1 {
			v := a.swept.Position(a.swept.Shown[0])
			ticks = [][]plot.Tick{{{Value: v, Label: words.Reading(a.swept.Kind, a.swept.Shown[0])}}}
			lo, hi = v-0.5, v+0.5
		}
		a.axis.Min, a.axis.Max = lo, hi
		a.axis.Tick.Marker = spacedTicks(ticks, lo, hi, a.length, a.gap*u, a.extent)
	}
	pl.Add(layer(func(c draw.Canvas, pl *plot.Plot) { m.plot(p, c, pl) }))
	pl.Draw(area)
}

// plot draws the bands, the iso-lines and today.
func (m *latencyMap) plot(p *page, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	isolines, l, today, marks := m.place(p, c.Rectangle, tx, ty)
	shades := ylGnBu(len(isolines) + 1)
	if len(isolines) == 0 {
		shades = ylGnBu(3)[1:]
	}
	p.SetColor(shades[0])
	p.Fill(c.Rectangle.Path())
	for i, iso := range isolines {
		p.SetColor(shades[i+1])
		p.Fill(path(iso.rings, p.unit/12))
	}
	gaps := slices.Clone(today.gaps)
	for _, k := range marks {
		gaps = append(gaps, k.gaps...)
	}
	for _, iso := range isolines {
		width := vg.Length(0.8)
		if iso.nines == m.promise.nines {
			width = 2
			if m.frontier != nil {
				width = 3.5
			}
		}
		for _, line := range iso.lines {
			for _, piece := range outside(line, append([]vg.Rectangle{iso.label}, gaps...)) {
				p.polyline(p.line(width, ink), piece)
			}
		}
		p.middle(centred(p.strong(p.bodySize, ink)), centre(iso.label), iso.text)
	}
	if len(isolines) == 0 {
		p.middle(centred(p.strong(p.bodySize*1.2, ink)), centre(c.Rectangle), m.extent())
	}
	for i := range marks {
		if k := &marks[i]; k.shown && m.todayInside() {
			k.arrow(p, today.at)
		}
	}
	for i := range marks {
		if k := &marks[i]; k.shown {
			k.draw(p, l, colour(isolines, shades, k.nines))
		}
	}
	today.draw(p, l)
}

// place chooses the iso-lines of which most can be named, and finds room for
// their labels, for today's and for those of the other services.
func (m *latencyMap) place(p *page, area vg.Rectangle, tx, ty func(float64) vg.Length) ([]isoline, *labels, *todayMark, []pointer) {
	var best []isoline
	l := &labels{page: p, area: area}
	l.take(centre(area), 45*p.unit)
	today := m.placeToday(l, tx, ty)
	marks := m.placeMarks(l, tx, ty)
	for _, levels := range m.choices {
		room := &labels{page: p, area: area}
		var isolines []isoline
		for _, lv := range levels {
			rings, lines := m.above(lv.nines)
			iso := isoline{level: lv, rings: onPage(rings, tx, ty), lines: onPage(lines, tx, ty)}
			if m.frontier != nil && lv.nines == m.promise.nines {
				iso.lines = onPage([][]spot{m.frontier}, tx, ty)
			}
			isolines = append(isolines, iso)
			room.lines = append(room.lines, iso.lines...)
		}
		mark := m.placeToday(room, tx, ty)
		others := m.placeMarks(room, tx, ty)
		for _, asked := range []bool{true, false} { // which must not lack room
			for i := range isolines {
				n := isolines[i].nines
				if asked != (n == m.promise.nines || n == m.goal.nines) {
					continue
				}
				for _, text := range m.namesOf(isolines[i].level) {
					isolines[i].text = text
					isolines[i].label = room.along(isolines, i, p.strong(p.bodySize, ink))
					if isolines[i].label != (vg.Rectangle{}) {
						break
					}
				}
			}
		}
		// A line that cannot be named is not drawn.
		isolines = slices.DeleteFunc(isolines, func(iso isoline) bool { return iso.label == vg.Rectangle{} })
		if len(isolines) > len(best) {
			best, l, today, marks = isolines, room, mark, others
		}
	}
	return best, l, today, marks
}

// namesOf returns what a line may be called, the best first: a frontier tells
// how often the promise is kept on it, where there is room for that.
func (m *latencyMap) namesOf(l level) []string {
	if m.frontier == nil || l.nines != m.promise.nines {
		return []string{l.text}
	}
	sure := m.surface.Scenario.SLO.Confidence
	return []string{l.text + " in " + words.Kept(stat.Certain(sure)), l.text}
}

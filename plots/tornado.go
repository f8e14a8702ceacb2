package plots

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
	"nines/sim/explain"
	"nines/sim/stat"
)

// Tornado draws which assumption matters most: what halving and doubling each
// estimated input does to the attainable SLO, the widest swing first.
func Tornado(s *explain.Sensitivity) *Chart {
	t := newTornado(s)
	return &Chart{
		name:     "tornado",
		title:    t.finding(),
		subtitle: subtitle(s.Scenario, mostKeep(s.Scenario.SLO)+", when one input is halved or doubled"),
		foot: sentences(fmt.Sprintf("%s for each end, seed %d, the same faults for all; shares end at %s; attainable SLO: %s.",
			words.Simulated(s.Years), s.Seed, words.Percent(1, 0), attainableTerms(s.Scenario.SLO))),
		longest: leftOutInputs(t),
		body:    t.draw,
	}
}

// A tornadoChart is what the chart shows.
type tornadoChart struct {
	*explain.Sensitivity
	moving []explain.Input // those that change anything beyond chance
	lo, hi float64         // of the axis, in nines
	top    float64         // where a service that never fails stands

	nameOf     func(path string) string
	less, more shade // of an input's ends
	keys       []tornadoKey
}

// A tornadoKey names a shade of the chart.
type tornadoKey struct {
	shade shade
	says  string
}

// newTornado returns the chart of the inputs that change anything beyond chance.
func newTornado(s *explain.Sensitivity) *tornadoChart {
	t := &tornadoChart{Sensitivity: s, lo: math.Inf(1), hi: math.Inf(-1), less: sky, more: orange, nameOf: words.Input}
	t.keys = []tornadoKey{{sky, "half as much of it"}, {orange, "twice as much"}, {ink, "line: today, " + words.Attainable(s.Today)}}
	for _, in := range s.Inputs {
		if moves(in.Less) || moves(in.More) {
			t.moving = append(t.moving, in)
		}
	}
	perfect := false
	reach := func(a float64) {
		n := stat.Nines(a)
		if math.IsInf(n, 1) {
			perfect = true
			return
		}
		if !math.IsNaN(n) {
			t.lo, t.hi = min(t.lo, n), max(t.hi, n)
		}
	}
	reach(s.Today.Value)
	for _, in := range t.moving {
		reach(in.Less.Attainable.Value)
		reach(in.More.Attainable.Value)
	}
	if t.lo > t.hi {
		t.lo, t.hi = 2, 3
	}
	room := max(0.06*(t.hi-t.lo), 0.01)
	t.lo, t.hi = max(0, t.lo-room), t.hi+room
	t.top = t.hi
	if perfect {
		t.top += 0.18 * (t.hi - t.lo)
	}
	return t
}

// moves reports whether an end differs from today beyond chance.
func moves(e explain.End) bool { return !e.Same && !e.Noise }

// finding names the input with the widest swing.
func (t *tornadoChart) finding() string {
	if len(t.moving) == 0 {
		return "No single assumption changes what can be promised"
	}
	first := t.moving[0]
	worse, better := first.Less.Attainable, first.More.Attainable
	if worse.Value > better.Value {
		worse, better = better, worse
	}
	low, high := words.Attainable(worse), words.Attainable(better)
	if low == high { // closer together than their intervals tell
		return "“" + t.nameOf(first.Path) + "” matters most, and little"
	}
	return fmt.Sprintf("“%s” matters most: from %s to %s", t.nameOf(first.Path), low, high)
}

// draw draws the chart.
func (t *tornadoChart) draw(p *page) {
	u := p.unit
	top := p.Max.Y
	p.Max.Y -= capHeight*p.tickSize + 10*u // of the key
	axis := 2*leading*p.tickSize + 1.6*p.bodySize + 14*u
	rows := t.moving
	var all []string
	for _, in := range rows {
		all = append(all, t.nameOf(in.Path))
	}
	names := p.roomFor(0.4, 1, p.height()-axis, all)
	least := p.leastPitch(names, all)
	most := max(1, int((p.height()-axis)/least))
	left := 0
	if len(rows) > most {
		left = len(rows) - most
		rows = rows[:most]
	}
	t.key(p, top-capHeight*p.tickSize, left)
	pitch := min((p.height()-axis)/vg.Length(max(1, len(rows))), max(40*u, least))
	column := p.column(names, pitch, all[:len(rows)])
	wide := column.width
	tick := p.plain(p.tickSize, muted)

	pl := p.frame()
	pl.X.Min, pl.X.Max = t.lo, t.top
	pl.Y.Min, pl.Y.Max = -0.5, float64(len(rows))-0.5
	pl.Y.Tick.Marker = plot.ConstantTicks{}
	pl.X.Label.Text = "attainable SLO, and the downtime that it allows " + words.PeriodOf(t.Scenario.SLO.Window).Each
	length := p.width() - wide - 20*u
	pl.X.Tick.Marker = t.ticks(p, length, func(s string) vg.Length { return tick.Width(s) })
	pl.Add(layer(func(c draw.Canvas, pl *plot.Plot) {
		tx, _ := pl.Transforms(&c)
		for _, k := range pl.X.Tick.Marker.Ticks(t.lo, t.top) {
			p.vertical(tx(k.Value), c.Min.Y, c.Max.Y, 0.6, faint)
		}
		for n, in := range rows {
			y := c.Max.Y - (vg.Length(n)+0.5)*(c.Max.Y-c.Min.Y)/vg.Length(len(rows))
			t.row(p, in, y, 0.66*pitch, tx)
			column.draw(p, column.style, vg.Point{X: c.Min.X - 6*u, Y: y}, t.nameOf(in.Path))
		}
		now := tx(t.at(t.Today.Value))
		p.vertical(now, c.Min.Y, c.Max.Y, 1.4, ink)
	}))
	area := draw.Crop(p.Canvas, wide+6*u, -6*u, 0, 0)
	if spare := p.height() - axis - pitch*vg.Length(max(1, len(rows))); spare > 0 {
		area = draw.Crop(area, 0, 0, spare, 0)
	}
	pl.Draw(area)
}

// at returns where an availability stands.
func (t *tornadoChart) at(a float64) float64 {
	n := stat.Nines(a)
	if n > t.hi {
		return t.top
	}
	return max(n, t.lo)
}

// ticks returns the ticks of the axis, as fine as it takes for three of them
// on both sides of its middle.
func (t *tornadoChart) ticks(p *page, length vg.Length, extent func(string) vg.Length) plot.ConstantTicks {
	ticks := func(levels []level) plot.ConstantTicks {
		groups := make([][]plot.Tick, 7)
		if t.top > t.hi {
			groups[0] = append(groups[0], plot.Tick{Value: t.top, Label: "100 %\nnone"})
		}
		for _, l := range levels {
			groups[l.rank+1] = append(groups[l.rank+1], plot.Tick{Value: l.nines, Label: l.text + "\n" + words.ShortDuration(l.miss*t.Scenario.SLO.Window.Length)})
		}
		return spacedTicks(groups, t.lo, t.top, length, 9*p.unit, extent)
	}
	var out plot.ConstantTicks
	for rank := range 6 {
		out = ticks(levels(t.lo, t.hi, rank))
		middle := (t.lo + t.top) / 2
		if len(out) >= 3 && out[0].Value < middle && out[len(out)-1].Value > middle {
			return out
		}
	}
	if fine := ticks(fineLevels(t.lo, t.hi)); len(fine) > len(out) {
		return fine
	}
	return out
}

// row draws both ends of an input as bars from today's line.
func (t *tornadoChart) row(p *page, in explain.Input, y, thick vg.Length, tx func(float64) vg.Length) {
	now := tx(t.at(t.Today.Value))
	ends := []struct {
		explain.End
		shade shade
	}{{in.Less, t.less}, {in.More, t.more}}
	// Where both lie on one side, the longer one goes below.
	slices.SortStableFunc(ends, func(a, b struct {
		explain.End
		shade shade
	}) int {
		return int(math.Copysign(1, math.Abs(float64(tx(t.at(b.Attainable.Value))-now))-math.Abs(float64(tx(t.at(a.Attainable.Value))-now))))
	})
	for _, e := range ends {
		if e.Same {
			continue
		}
		x := tx(t.at(e.Attainable.Value))
		p.SetColor(e.shade)
		p.Fill(bar(min(now, x), y-thick/2, max(now, x), y+thick/2))
	}
}

// leftOutInputs is the longest remark on inputs that have no room.
func leftOutInputs(t *tornadoChart) []string {
	if len(t.moving) < 2 {
		return nil
	}
	return []string{"Left out for want of room: " + words.Count(len(t.moving)-1, "more matters less", "more matter less") + "."}
}

// key names the shades and today's line, and tells how many inputs are left
// out.
func (t *tornadoChart) key(p *page, y vg.Length, left int) {
	u := p.unit
	s := p.plain(p.tickSize, ink)
	x := p.Min.X
	side := 0.8 * s.Font.Size
	for _, k := range t.keys {
		p.SetColor(k.shade)
		width := side
		if k.shade == ink {
			width = 1.6 * u
		}
		p.Fill(bar(x, y-0.04*s.Font.Size, x+width, y-0.04*s.Font.Size+side))
		p.write(s, vg.Point{X: x + width + 4*u, Y: y}, k.says)
		x += width + s.Width(k.says) + 14*u
	}
	if more := words.Count(left, "more matters less", "more matter less"); left > 0 && x+s.Width(more) < p.Max.X {
		s.Color = muted
		p.write(right(s), vg.Point{X: p.Max.X, Y: y}, more)
	} else if left > 0 {
		p.remarks = append(p.remarks, "Left out for want of room: "+more+".")
	}
}

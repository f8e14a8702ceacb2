package plots

import (
	"cmp"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
	"nines/sim/stat"
)

// draw draws the chart: what is attained above, what a year costs below.
func (v *investmentChart) draw(p *page) {
	u := p.unit
	lo, hi, dearest := v.span()
	room := 0.16*(hi-lo) + 0.02
	lo, hi = lo-room, hi+1.5*room // for names above
	top := hi                     // where a service that never fails stands
	for _, i := range v.points {
		if i.Attainable.Value >= 1 {
			top = hi + 0.2*(hi-lo)
		}
	}
	upper, lower := p.Canvas, p.Canvas
	if v.HasMoney() {
		split := p.height() * 0.44
		upper = draw.Crop(p.Canvas, 0, 0, split+4*u, 0)
		lower = draw.Crop(p.Canvas, 0, 0, 0, -(p.height() - split))
	}
	tick := p.plain(p.tickSize, muted)
	ups := v.ninesUpwards(lo, hi, top, upper.Max.Y-upper.Min.Y-30*u, p)
	var most float64
	var sums plot.ConstantTicks
	if v.HasMoney() {
		for _, i := range v.points {
			most = max(most, i.total())
		}
		most = max(most*1.3, 1) // for the name of the lowest
		sums = spacedTicks(linear(0, most, niceStep(most/4), words.Thousands), 0, most, lower.Max.Y-lower.Min.Y-55*u, 4*u, func(string) vg.Length { return tick.Font.Size })
	}
	// Both parts begin at the same place, however wide their labels.
	wide, wideSums := widest(tick.Width, ups), widest(tick.Width, sums)
	left := max(0, wideSums-wide)

	pl := p.frame()
	pl.X.Min, pl.X.Max = -0.105*max(dearest, 1), max(dearest, 1)*1.04
	pl.Y.Min, pl.Y.Max = lo, top
	pl.Y.Tick.Marker = ups
	costs := spacedTicks(linear(0, pl.X.Max, niceStep(pl.X.Max/6), words.Thousands), pl.X.Min, pl.X.Max, p.width()-60*u, 8*u, func(s string) vg.Length { return tick.Width(s) })
	if dearest == 0 {
		costs = plot.ConstantTicks{{Value: 0, Label: "0"}}
	}
	pl.X.Tick.Marker = costs
	name := "what the investments cost a year, building spread over their lives" + v.currency()
	// A name that is longer than its axis would push the axis together, and
	// with it one part against the other.
	if label := p.plain(p.bodySize, ink); label.Width(name) > p.width()-max(wide, wideSums)-30*u {
		name = "what the investments cost a year" + v.currency()
	}
	if v.HasMoney() {
		bare := make(plot.ConstantTicks, len(costs))
		for i, t := range costs {
			bare[i] = plot.Tick{Value: t.Value}
		}
		pl.X.Tick.Marker = bare
	} else {
		pl.X.Label.Text = name
	}
	pl.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { v.plotAttained(p, c, pl, top) }))
	pl.Draw(draw.Crop(upper, left, 0, 0, 0))
	if !v.HasMoney() {
		return
	}
	below := p.frame()
	below.X.Min, below.X.Max = pl.X.Min, pl.X.Max
	below.Y.Min, below.Y.Max = 0, most
	below.X.Tick.Marker, below.Y.Tick.Marker = costs, sums
	below.X.Label.Text = name
	below.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { v.plotTotals(p, c, pl) }))
	head := v.totalsHead(p, lower)
	below.Draw(draw.Crop(lower, max(0, wide-wideSums), 0, 0, -head))
}

func (v *investmentChart) currency() string {
	if v.Scenario.Service.Currency == "" {
		return ""
	}
	return ", " + v.Scenario.Service.Currency
}

// widest returns how wide the widest of some ticks' labels is, of which each
// may have two lines.
func widest(width func(string) vg.Length, ticks plot.ConstantTicks) vg.Length {
	most := vg.Length(0)
	for _, t := range ticks {
		most = max(most, width(t.Label))
	}
	return most
}

// ninesUpwards returns the ticks of a vertical nines axis, as fine as it takes
// for three of them that reach over half of it.
func (v *investmentChart) ninesUpwards(lo, hi, top float64, length vg.Length, p *page) plot.ConstantTicks {
	window := v.Scenario.SLO.Window.Length
	ticks := func(levels []level) plot.ConstantTicks {
		groups := make([][]plot.Tick, 7)
		if top > hi {
			groups[0] = append(groups[0], plot.Tick{Value: top, Label: "100 %, none"})
		}
		for _, l := range levels {
			groups[l.rank+1] = append(groups[l.rank+1], plot.Tick{Value: l.nines, Label: l.text + ", " + words.ShortDuration(l.miss*window)})
		}
		return spacedTicks(groups, lo, top, length, 5*p.unit, func(string) vg.Length { return p.tickSize })
	}
	enough := func(t plot.ConstantTicks) bool { return len(t) >= 3 && reach(t, lo, top) > 0.5 }
	var out plot.ConstantTicks
	for rank := range 6 {
		if out = ticks(levels(lo, hi, rank)); enough(out) {
			return out
		}
	}
	if fine := ticks(fineLevels(lo, hi)); len(fine) >= len(out) {
		return fine
	}
	return out
}

// plotAttained draws what each option attains, and the frontier.
func (v *investmentChart) plotAttained(p *page, c draw.Canvas, pl *plot.Plot, top float64) {
	u := p.unit
	tx, ty := pl.Transforms(&c)
	height := func(a float64) vg.Length {
		return ty(min(max(stat.Nines(a), pl.Y.Min), top))
	}
	at := func(i investment) vg.Point {
		return vg.Point{X: tx(i.YearlyCost), Y: height(i.Attainable.Value)}
	}
	l := &labels{page: p, area: c.Rectangle}
	l.area.Max.X = p.Max.X
	steps := v.steps(at, c.Max.X)
	promise := v.Scenario.SLO.Promise.Nines()
	if promise > pl.Y.Min && promise < pl.Y.Max {
		y := ty(promise)
		p.StrokeLine2(p.line(1, muted, 4, 3), c.Min.X, y, c.Max.X, y)
		l.lines = append(l.lines, []vg.Point{{X: c.Min.X, Y: y}, {X: c.Max.X, Y: y}})
	}
	p.polyline(p.line(1.6, blue.over(0.55)), steps)
	l.lines = append(l.lines, steps)
	var all []vg.Point
	for _, i := range v.points {
		from, to := height(i.Attainable.Low), height(i.Attainable.High)
		if to-from > 2*u {
			p.vertical(at(i).X, from, to, 1, v.shadeOf(i))
			p.drawn[barSign] = true
			l.lines = append(l.lines, []vg.Point{{X: at(i).X, Y: from}, {X: at(i).X, Y: to}})
		}
		all = append(all, at(i))
		l.take(at(i), (v.radius(i)+1)*u)
	}
	marked := v.byWeight()
	for n := len(marked) - 1; n >= 0; n-- { // what matters most lies on top
		p.dot(at(marked[n]), v.radius(marked[n])*u, v.shadeOf(marked[n]))
	}
	if promise > pl.Y.Min && promise < pl.Y.Max {
		says := span{p.plain(p.tickSize, muted), "the promise"}
		l.beside(vg.Point{X: c.Min.X, Y: ty(promise)}, 4*u, []side{northEast(), southEast()}, says)
	}
	l.points = all
	for _, i := range marked {
		v.label(p, l, at(i), i)
	}
}

// steps returns the frontier as a staircase: more money buys nothing until it
// is enough for the next option.
func (v *investmentChart) steps(at func(investment) vg.Point, end vg.Length) []vg.Point {
	var out []vg.Point
	for _, i := range v.frontier() {
		next := at(i)
		if n := len(out); n > 0 {
			out = append(out, vg.Point{X: next.X, Y: out[n-1].Y})
		}
		out = append(out, next)
	}
	return append(out, vg.Point{X: end, Y: out[len(out)-1].Y})
}

// shadeOf and radius set apart what matters: what is worth its money, then
// the frontier.
func (v *investmentChart) shadeOf(i investment) shade {
	switch {
	case v.isLowest(i):
		return vermillion
	case i.today:
		return ink
	case i.frontier:
		return blue
	}
	return grey
}

func (v *investmentChart) radius(i investment) vg.Length {
	switch {
	case v.isLowest(i), i.today:
		return 4.2
	case i.frontier:
		return 3.4
	}
	return 2.5
}

func (v *investmentChart) isLowest(i investment) bool {
	return v.lowest >= 0 && v.points[v.lowest].Option == i.Option
}

// byWeight returns the points in the order in which they are named.
func (v *investmentChart) byWeight() []investment {
	weight := func(i investment) int {
		switch {
		case v.isLowest(i), !v.HasMoney() && !i.today && i.Option == &v.Options[0]:
			return 0
		case i.today:
			return 1
		case i.frontier:
			return 2
		}
		return 3
	}
	out := slices.Clone(v.points)
	slices.SortStableFunc(out, func(a, b investment) int { return cmp.Compare(weight(a), weight(b)) })
	return out
}

// label names a point, an investment a line; what has no room stays unnamed.
func (v *investmentChart) label(p *page, l *labels, at vg.Point, i investment) {
	t := p.plain(p.tickSize, ink)
	switch {
	case v.isLowest(i):
		t = p.strong(p.tickSize, vermillion)
	case i.today:
		t = p.strong(p.tickSize, ink)
	case !i.frontier:
		t.Color = muted
	}
	value := span{t, words.Attainable(i.Attainable)}
	var ways [][]span // to say it, the best first
	if i.today {
		ways = [][]span{{{t, "today"}, value}, {{t, "today"}}}
	} else {
		lines, line := v.names(p, t, i)
		ways = [][]span{lines, line}
		if v.isLowest(i) {
			ways = [][]span{append(lines, value), append(line, value), lines, line}
		}
	}
	sides := []side{northWest(), southEast(), north(), east(), south(), northEast(), southWest(), west()}
	if i.today {
		sides = []side{north(), northWest(), west(), south(), southWest(), northEast(), southEast()}
	}
	if !i.frontier { // below the frontier is more room
		sides = []side{southEast(), south(), east(), southWest(), west(), northEast(), north(), northWest()}
	}
	for _, meant := range [][]vg.Point{l.points, nil} {
		if meant == nil && !v.isLowest(i) {
			return // it would name another point; the lowest's colour says whose it is
		}
		for _, says := range ways {
			found := *l
			found.points = meant
			if found.beside(at, 6*p.unit, sides, says...) {
				l.taken = found.taken
				return
			}
		}
	}
}

// names returns the names of an option's investments, each on a line of its own,
// and all joined.
func (v *investmentChart) names(p *page, t text.Style, i investment) (lines, line []span) {
	names := i.Names
	if len(names) > 3 {
		names = append(names[:2:2], words.Thousands(float64(len(i.Names)-2))+" others")
	}
	for n, name := range names {
		if n > 0 {
			name = "+ " + name
		}
		lines = append(lines, spansOf(t, 0.24*p.width(), name)...)
	}
	return lines, spansOf(t, 0.4*p.width(), strings.Join(names, " + "))
}

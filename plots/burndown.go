package plots

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// BurnDown draws when the error budget runs out: what is left of it through
// the window of the promise, as the median and the bands around it, and how
// likely it is spent by each date. The last of these is the answer's figure.
func BurnDown(b *sim.BurnDown) *Chart {
	d := &burnDownChart{BurnDown: b, period: words.PeriodOf(b.Scenario.SLO.Window)}
	terms := "bands: the middle 50, 80 and 95 % of " + d.period.Many
	if d.short() {
		terms += "; dashed: the worst " + d.period.One + " of each year, its median"
	}
	if len(b.Scenario.SLO.Exclusions) > 0 {
		terms += "; what the SLO leaves out is not counted"
	}
	return &Chart{
		name:     "burn-down",
		title:    d.finding(),
		subtitle: subtitle(b.Scenario, "what is left of the "+d.promise()+" error budget of a "+d.period.One+", "+words.Duration(b.Budget)),
		foot:     sentences(fmt.Sprintf("%s, seed %d; line: median; %s; the last chance is that of the answer.", words.Simulated(b.Years), b.Seed, terms)),
		body:     d.draw,
	}
}

// A burnDownChart is what the chart shows.
type burnDownChart struct {
	*sim.BurnDown
	period words.Period
}

func (d *burnDownChart) promise() string { return words.Target(d.Scenario.SLO.Promise) }

// short reports whether a year has several windows.
func (d *burnDownChart) short() bool { return d.Scenario.SLO.Window.Kind != model.YearWindow }

// by returns the last date at or before a part of the window.
func (d *burnDownChart) by(part float64) sim.BurnDownDate {
	last := d.Dates[0]
	for _, at := range d.Dates {
		if at.At <= part*d.length()*(1+1e-9) {
			last = at
		}
	}
	return last
}

func (d *burnDownChart) length() float64 { return d.Scenario.SLO.Window.Length }

// finding says in how many windows the budget runs out, and how soon or, where
// a year has several, in how many years it does in one of them.
func (d *burnDownChart) finding() string {
	end, half := d.by(1).Exhausted, d.by(0.5).Exhausted
	in := func(e stat.Estimate) string { return words.KeptOf(e, d.period.One, d.period.Many) }
	budget := "The " + d.promise() + " budget"
	if d.short() {
		budget = "The " + d.promise() + " budget of a " + d.period.One
	}
	switch {
	case d.Budget <= 0:
		return d.promise() + " leaves no budget to burn"
	case end.Value <= 0:
		return budget + " lasts through every simulated " + d.period.One
	case half.Value >= 0.985:
		return budget + " is spent by the middle of the " + d.period.One + " in " + in(half)
	case d.short():
		return budget + " runs out in " + in(end) + ", in some " + d.period.One + " of " + words.Kept(d.MetAllYear.Complement())
	case half.Value <= 0:
		return budget + " runs out in " + in(end) + ", in none before mid-year"
	}
	return budget + " runs out in " + in(end) + ", by mid-year in " + in(half)
}

// left returns a quantile of what is left at a date, as a part of the budget.
func (d *burnDownChart) left(seconds float64) float64 {
	if d.Budget <= 0 {
		return 0
	}
	return seconds / d.Budget
}

// floor returns where the axis ends: as deep as the median goes and the bad
// years reach, but no deeper than a second budget overspent.
func (d *burnDownChart) floor() float64 {
	end := d.by(1).Left
	least := d.left(end.P2)
	return math.Max(math.Min(least-0.04, -0.12), math.Min(-1, d.left(end.P50)-0.3))
}

// draw draws the chart.
func (d *burnDownChart) draw(p *page) {
	u := p.unit
	pl := p.frame()
	lo := max(d.floor(), -4)
	pl.X.Min, pl.X.Max = 0, d.length()
	pl.Y.Min, pl.Y.Max = lo, 1
	pl.X.Label.Text = "below: the chance that the budget is spent by then"
	tick := p.plain(p.tickSize, muted)
	percents := func(v float64) string { return words.Percent(v, 0) }
	pl.Y.Tick.Marker = spacedTicks(linear(lo, 1, niceStep((1-lo)/6), percents), lo, 1, p.height()-60*u, 6*u, func(string) vg.Length { return tick.Font.Size })
	dates, last := d.dates()
	pl.X.Tick.Marker = dates
	pl.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { d.plot(p, c, pl) }))
	pl.Draw(draw.Crop(p.Canvas, 0, -tick.Width(last)/2, 0, 0))
}

// dates returns the ticks that say how likely the budget is spent by then, and
// the last one's name.
func (d *burnDownChart) dates() (ticks plot.ConstantTicks, last string) {
	names := []string{"3 months", "half the year", "9 months"}
	if d.short() {
		names = names[:2]
		for i := range names {
			names[i] = words.ShortDuration(d.length() * float64(i+1) / 3)
		}
		if d.Scenario.SLO.Window.Kind == model.MonthWindow {
			names = []string{"10 days", "20 days"}
		}
	}
	last = "the " + d.period.One + " ends"
	if d.Scenario.SLO.Window.Kind == model.EveryWindow {
		last = "it ends"
	}
	for i, name := range append(names, last) {
		part := float64(i+1) / float64(len(names)+1)
		ticks = append(ticks, plot.Tick{Value: part * d.length(), Label: name + "\n" + words.Chance(d.by(part).Exhausted)})
	}
	return ticks, last
}

// plot draws the bands, the widest first, the median and the budget's end.
func (d *burnDownChart) plot(p *page, c draw.Canvas, pl *plot.Plot) {
	u := p.unit
	tx, ty := pl.Transforms(&c)
	line := func(of func(sim.Bands) float64) []vg.Point {
		var out []vg.Point
		for _, at := range d.Dates {
			out = append(out, vg.Point{X: tx(at.At), Y: ty(max(d.left(of(at.Left)), pl.Y.Min))})
		}
		return out
	}
	for _, b := range []struct {
		low, high func(sim.Bands) float64
		opacity   float64
	}{
		{func(b sim.Bands) float64 { return b.P2 }, func(b sim.Bands) float64 { return b.P97 }, 0.16},
		{func(b sim.Bands) float64 { return b.P10 }, func(b sim.Bands) float64 { return b.P90 }, 0.32},
		{func(b sim.Bands) float64 { return b.P25 }, func(b sim.Bands) float64 { return b.P75 }, 0.52},
	} {
		low := line(b.low)
		slices.Reverse(low)
		p.polygon(blue.over(b.opacity), append(line(b.high), low...))
	}
	median := line(func(b sim.Bands) float64 { return b.P50 })
	median = untilOut(median, c.Min.Y)
	var worst []vg.Point
	if d.short() {
		for _, at := range d.Dates {
			worst = append(worst, vg.Point{X: tx(at.At), Y: ty(max(d.left(at.Worst), pl.Y.Min))})
		}
		worst = untilOut(worst, c.Min.Y)
		p.polyline(p.line(1.6, ink, 5, 3), worst)
	}
	p.polyline(p.line(2.2, ink), median)
	zero := ty(0)
	p.StrokeLine2(p.line(1.4, vermillion), c.Min.X, zero, c.Max.X, zero)

	l := &labels{page: p, area: c.Rectangle, lines: [][]vg.Point{median, worst, {{X: c.Min.X, Y: zero}, {X: c.Max.X, Y: zero}}}}
	t := p.strong(p.tickSize, vermillion)
	for _, s := range []side{southEast(), northEast()} {
		if l.beside(vg.Point{X: c.Min.X, Y: zero}, 5*u, []side{s}, span{t, "the budget is spent"}) {
			break
		}
	}
	at := median[len(median)*2/3]
	l.beside(at, 5*u, []side{northEast(), southWest(), north(), south()}, span{p.strong(p.tickSize, ink), "a " + d.period.One + " like most"})
	if worst != nil {
		l.beside(worst[len(worst)*2/3], 5*u, []side{southWest(), northEast(), south(), north()}, span{p.strong(p.tickSize, ink), "the worst of a year"})
	}
}

// untilOut returns a line up to where it leaves the picture below.
func untilOut(line []vg.Point, floor vg.Length) []vg.Point {
	for i := 1; i < len(line); i++ {
		if line[i].Y <= floor {
			return line[:i+1]
		}
	}
	return line
}

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
)

// BurnDown draws when the error budget runs out: what is left of it through
// the year, as the median and the bands around it, and how likely it is spent
// by each date.
func BurnDown(b *sim.BurnDown) *Chart {
	d := &burnDown{b}
	foot := fmt.Sprintf("%s, seed %d; line: median; bands: the middle 50, 80 and 95 %% of years; week by week, all downtime counted.",
		Simulated(b.Years), b.Seed)
	if w := b.Scenario.SLO.Window; w.Kind != model.YearWindow {
		foot += " The promise itself counts" + inEvery(w) + "; this adds them up."
	}
	return &Chart{
		name:     "burn-down",
		title:    d.finding(),
		subtitle: subtitle(b.Scenario, "What is left of the year’s error budget of "+d.promise()+", "+Duration(b.Budget)),
		foot:     foot,
		body:     d.draw,
	}
}

// A burnDown is what the chart shows.
type burnDown struct{ *sim.BurnDown }

func (d *burnDown) promise() string { return Percent(d.Scenario.SLO.Promise.Text()) }

// by returns the last date at or before a part of the year.
func (d *burnDown) by(part float64) sim.BurnDownDate {
	last := d.Dates[0]
	for _, at := range d.Dates {
		if at.At <= part*model.Year*(1+1e-9) {
			last = at
		}
	}
	return last
}

// finding says in how many years the budget runs out, and how soon.
func (d *burnDown) finding() string {
	end, half := d.by(1).Exhausted, d.by(0.5).Exhausted
	budget := "The " + d.promise() + " budget"
	if w := d.Scenario.SLO.Window; w.Kind != model.YearWindow {
		budget = "A whole year’s " + d.promise() + " budget"
	}
	switch {
	case d.Budget <= 0:
		return d.promise() + " leaves no budget to burn"
	case end.Value <= 0:
		return budget + " lasts through every simulated year"
	case half.Value <= 0:
		return budget + " runs out in " + Kept(end) + ", in none before mid-year"
	case half.Value >= 0.985:
		return budget + " is spent before mid-year in " + Kept(half)
	}
	return budget + " runs out in " + Kept(end) + ", by mid-year in " + Kept(half)
}

// left returns a quantile of what is left at a date, as a part of the budget.
func (d *burnDown) left(seconds float64) float64 {
	if d.Budget <= 0 {
		return 0
	}
	return seconds / d.Budget
}

// floor returns where the axis ends: as deep as the median goes and the bad
// years reach, but no deeper than a second budget overspent.
func (d *burnDown) floor() float64 {
	end := d.by(1).Left
	least := d.left(end.P2)
	return math.Max(math.Min(least-0.04, -0.12), math.Min(-1, d.left(end.P50)-0.3))
}

// draw draws the chart.
func (d *burnDown) draw(p *page) {
	u := p.unit
	pl := p.frame()
	lo := max(d.floor(), -4)
	pl.X.Min, pl.X.Max = 0, model.Year
	pl.Y.Min, pl.Y.Max = lo, 1
	pl.X.Label.Text = "below: the chance that the budget is spent by then"
	tick := p.plain(p.tickSize, muted)
	percents := func(v float64) string {
		if v < -1e-9 {
			return "−" + words.Trimmed(-100*v, 0) + " %"
		}
		return words.Trimmed(math.Abs(100*v), 0) + " %"
	}
	pl.Y.Tick.Marker = roomy(linear(lo, 1, niceStep((1-lo)/6), percents), lo, 1, p.height()-60*u, 6*u, func(string) vg.Length { return tick.Font.Size })
	var dates []plot.Tick
	for q, name := range []string{"3 months", "half the year", "9 months", "the year ends"} {
		part := float64(q+1) / 4
		dates = append(dates, plot.Tick{Value: part * model.Year, Label: name + "\n" + Chance(d.by(part).Exhausted)})
	}
	pl.X.Tick.Marker = plot.ConstantTicks(dates)
	pl.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { d.plot(p, c, pl) }))
	pl.Draw(draw.Crop(p.Canvas, 0, -tick.Width("the year ends")/2, 0, 0))
}

// plot draws the bands, the widest first, the median and the budget's end.
func (d *burnDown) plot(p *page, c draw.Canvas, pl *plot.Plot) {
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
	for i := range median { // it ends where it leaves the picture
		if median[i].Y <= c.Min.Y && i+1 < len(median) && i > 0 {
			median = median[:i+1]
			break
		}
	}
	p.polyline(p.line(2.2, ink), median)
	zero := ty(0)
	p.StrokeLine2(p.line(1.4, vermillion), c.Min.X, zero, c.Max.X, zero)

	l := &labels{page: p, area: c.Rectangle, lines: [][]vg.Point{median, {{X: c.Min.X, Y: zero}, {X: c.Max.X, Y: zero}}}}
	t := p.strong(p.tickSize, vermillion)
	for _, s := range []side{southEast(), northEast()} {
		if l.beside(vg.Point{X: c.Min.X, Y: zero}, 5*u, []side{s}, span{t, "the budget is spent"}) {
			break
		}
	}
	at := median[len(median)*2/3]
	l.beside(at, 5*u, []side{northEast(), southWest(), north(), south()}, span{p.strong(p.tickSize, ink), "a year like most"})
}

package plots

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
	"nines/sim/compare"
)

// totalsHead names the lower part and its shades, and returns its height.
func (v *investmentChart) totalsHead(p *page, c draw.Canvas) vg.Length {
	u := p.unit
	t := p.plain(p.tickSize, ink)
	x, y := c.Min.X, c.Max.Y-capHeight*t.Font.Size
	says := "A mean year costs in all" + v.currency() + ":"
	p.write(t, vg.Point{X: x, Y: y}, says)
	x += t.Width(says) + 8*u
	side, height := 0.8*t.Font.Size, 1.5*t.Font.Size+6*u
	keys := []struct {
		shade shade
		name  string
	}{{orange, "investments"}, {sky, pricedLosses(v.Priced)}}
	end := x - 14*u
	for _, k := range keys {
		end += side + t.Width(k.name) + 18*u
	}
	if end > p.Max.X { // on a narrow page the key stands below
		line := 1.4 * t.Font.Size
		x, y, height = c.Min.X, y-line, height+line
	}
	for _, k := range keys {
		p.SetColor(k.shade)
		p.Fill(bar(x, y-0.04*t.Font.Size, x+side, y-0.04*t.Font.Size+side))
		p.write(t, vg.Point{X: x + side + 4*u, Y: y}, k.name)
		x += side + t.Width(k.name) + 18*u
	}
	return height
}

// pricedLosses names the losses that have a price: "outages and credits".
// Revenue is what outages themselves cost.
func pricedLosses(p compare.Priced) string {
	var what []string
	if p.Revenue {
		what = append(what, "outages")
	}
	if p.Credits {
		what = append(what, "credits")
	}
	if p.People {
		what = append(what, "people’s time")
	}
	return words.List(what, "and")
}

// plotTotals draws the yearly cost of the options on the frontier and of the lowest,
// in all and by what it is spent on, and marks the lowest point.
func (v *investmentChart) plotTotals(p *page, c draw.Canvas, pl *plot.Plot) {
	u := p.unit
	tx, ty := pl.Transforms(&c)
	var bars []investment
	for _, i := range v.points {
		if i.frontier || v.isLowest(i) {
			bars = append(bars, i)
		}
	}
	thick := 16 * u
	for n := 1; n < len(bars); n++ {
		thick = min(thick, 0.75*(tx(bars[n].YearlyCost)-tx(bars[n-1].YearlyCost)))
	}
	thick = max(thick, 2.5*u)
	l := &labels{page: p, area: c.Rectangle}
	l.area.Max = vg.Point{X: p.Max.X, Y: c.Max.Y + 8*u}
	for _, i := range bars {
		x := tx(i.YearlyCost)
		p.SetColor(orange)
		p.Fill(bar(x-thick/2, ty(0), x+thick/2, ty(i.YearlyCost)))
		p.SetColor(sky)
		p.Fill(bar(x-thick/2, ty(i.YearlyCost), x+thick/2, ty(i.total())))
		l.taken = append(l.taken, vg.Rectangle{Min: vg.Point{X: x - thick/2, Y: ty(0)}, Max: vg.Point{X: x + thick/2, Y: ty(i.total())}})
	}
	if v.lowest < 0 {
		return
	}
	low := v.points[v.lowest]
	at := vg.Point{X: tx(low.YearlyCost), Y: ty(low.total())}
	p.dot(at, 4.2*u, vermillion)
	l.take(at, 5*u)
	spans := []span{
		{p.strong(p.tickSize, vermillion), "lowest: " + words.Thousands(words.Significant(low.total(), 3)) + ", at " + words.Attainable(low.Attainable)},
	}
	l.beside(at, 5*u, []side{north(), northEast(), northWest(), east(), west()}, spans...)
}

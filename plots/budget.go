package plots

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// quarter is the part of an error budget that no single risk should take, by
// the practice of Google's customer reliability engineers ("Know thy enemy:
// how to prioritize and communicate risks", 2018): what takes more leaves too
// little for the rest, and for what nobody thought of.
const quarter = 0.25

// Budget draws what eats the error budget: each risk's mean bad minutes in
// rank order, against the allowance of each target and a quarter of that of
// the promise.
func Budget(r *sim.Result) *Chart {
	b := &allowances{newBreakdown(r), r}
	against := "against what each target allows"
	if r.Scenario.SLO.Window.Kind != model.YearWindow {
		against += " in a whole year"
	}
	return &Chart{
		name:     "budget",
		title:    b.finding(),
		subtitle: subtitle(r.Scenario, "Bad minutes of a mean year, by cause, "+against),
		foot:     footnote(r, "dashed: a quarter of the promise's error budget, which no single risk should exceed (CRE practice); means over all simulated years; logarithmic scale"),
		body:     b.draw,
	}
}

// allowances is what the chart shows.
type allowances struct {
	*breakdown
	result *sim.Result
}

// finding counts the risks that take more than their quarter.
func (b *allowances) finding() string {
	if len(b.rows) == 0 || b.rows[0].total.Value <= 0 {
		return "Nothing eats the error budget"
	}
	if b.budget <= 0 {
		return b.name + " allows no downtime at all"
	}
	over := 0
	for _, row := range b.rows {
		if row.total.Value > quarter*b.budget {
			over++
		}
	}
	budget := "the " + b.name + " budget"
	if w := b.result.Scenario.SLO.Window; w.Kind != model.YearWindow {
		budget = "a whole year’s " + b.name + " budget"
	}
	first, all := "“"+b.rows[0].name+"”", partOf(b.whole.total.Value, b.budget)
	switch {
	case over == 0 && b.whole.total.Value > b.budget:
		return fmt.Sprintf("No cause takes a quarter of %s, but together they take %s", budget, all)
	case over == 0:
		return fmt.Sprintf("No cause takes a quarter of %s; together they take %s", budget, all)
	case len(b.rows) == 1:
		return fmt.Sprintf("%s takes %s of %s", first, partOf(b.rows[0].total.Value, b.budget), budget)
	case over == 1:
		return fmt.Sprintf("%s alone takes %s of %s", first, partOf(b.rows[0].total.Value, b.budget), budget)
	}
	return fmt.Sprintf("%d causes each take over a quarter of %s; %s takes %s", over, budget, first, partOf(b.rows[0].total.Value, b.budget))
}

// partOf spells a part of a budget: "34 %", "2.1 times".
func partOf(x, budget float64) string {
	switch part := x / budget; {
	case math.IsInf(part, 0) || math.IsNaN(part):
		return "more than all"
	case part >= 9.95:
		return words.Thousands(part) + " times"
	case part >= 1.995:
		return words.Trimmed(part, 1) + " times"
	case part < 0.005:
		return "under 1 %"
	default:
		return words.Trimmed(100*part, 0) + " %"
	}
}

// draw draws the chart.
func (b *allowances) draw(p *page) {
	u := p.unit
	lo, hi := b.extent()
	head := 1.5*p.tickSize + 4*u // the targets' names
	axis := p.tickSize + 12*u
	rows := []cause{b.whole}
	rows = append(rows, grouped(b.rows, max(2, int((p.height()-head-axis)/(1.28*p.tickSize))-1))...)
	single := min(len(rows)-1, len(b.rows)) // what follows stands for several
	if single < len(b.rows) {
		single--
	}
	pitch := min((p.height()-head-axis)/vg.Length(len(rows)), 42*u)
	plain := p.plain(min(p.bodySize, max(p.tickSize, pitch*0.6)), ink)
	strong := p.strong(plain.Font.Size, ink)
	name, says := strong.Width(b.whole.name), vg.Length(0)
	for _, row := range rows {
		name = max(name, plain.Width(row.name))
		says = max(says, strong.Width(b.says(row)))
	}
	name = min(name, 0.34*p.width())

	pl := p.frame()
	pl.X.Min, pl.X.Max = lo, hi
	pl.Y.Min, pl.Y.Max = 0, 1
	pl.Y.Tick.Marker = plot.ConstantTicks{}
	tick := p.plain(p.tickSize, muted)
	pl.X.Tick.Marker = roomy(logTimes(lo, hi), lo, hi, p.width()-name-says-24*u, 9*u, func(s string) vg.Length { return tick.Width(s) })
	pl.Add(layer(func(c draw.Canvas, pl *plot.Plot) {
		tx, _ := pl.Transforms(&c)
		b.lines(p, c, tx)
		for n, row := range rows {
			y := c.Max.Y - (vg.Length(n)+0.5)*pitch
			t, s := plain, ink
			if n == 0 {
				t = strong
				p.StrokeLine2(p.line(0.6, faint), p.Min.X, y-pitch/2, p.Max.X, y-pitch/2)
			} else if s = blue; n <= single && row.total.Value > quarter*b.budget {
				s = vermillion
			}
			p.middle(right(t), vg.Point{X: c.Min.X - 7*u, Y: y}, fit(t, name, row.name))
			t.Color = s
			p.middle(right(t), vg.Point{X: p.Max.X, Y: y}, b.says(row))
			if row.total.Value > 0 {
				at := vg.Point{X: tx(math.Log10(row.total.Value)), Y: y}
				p.StrokeLine2(p.line(2.2, s), c.Min.X, y, at.X, y)
				p.dot(at, min(4*u, 0.3*pitch), s)
			}
		}
	}))
	spare := max(0, p.height()-head-axis-pitch*vg.Length(len(rows)))
	pl.Draw(draw.Crop(p.Canvas, name+8*u, -says-12*u, spare, -head))
}

// says spells what a row stands for.
func (b *allowances) says(row cause) string {
	if row.total.Value <= 0 || b.budget <= 0 {
		return row.says()
	}
	return row.says() + ", " + partOf(row.total.Value, b.budget)
}

// extent returns the logarithms of the least and the most that are shown: all
// rows but the least, the promise and the quarter of it, and the targets.
func (b *allowances) extent() (lo, hi float64) {
	values := []float64{b.whole.total.Value, quarter * b.budget, b.budget}
	for _, t := range b.result.Targets {
		values = append(values, t.Target.Budget(model.Year))
	}
	for i, row := range b.rows {
		if i < 8 {
			values = append(values, row.total.Value)
		}
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v > 0 {
			lo, hi = min(lo, math.Log10(v)), max(hi, math.Log10(v))
		}
	}
	if lo > hi {
		return 0, 4
	}
	return max(lo, hi-5) - 0.25, hi + 0.12
}

// lines draws each target's allowance with its name above, and the quarter of
// the promise's. The promise goes first where names lack room; a target that
// cannot be named is not drawn.
func (b *allowances) lines(p *page, c draw.Canvas, tx func(float64) vg.Length) {
	u := p.unit
	l := &labels{page: p, area: vg.Rectangle{Min: vg.Point{X: p.Min.X, Y: c.Max.Y}, Max: vg.Point{X: p.Max.X, Y: p.Max.Y + u}}}
	draw := func(seconds float64, s shade, name string, strong bool, dashes ...vg.Length) {
		at := math.Log10(seconds)
		if seconds <= 0 || tx(at) < c.Min.X || tx(at) > c.Max.X {
			return
		}
		t := p.plain(p.tickSize, muted)
		if strong {
			t = p.strong(p.tickSize, ink)
		}
		named := l.beside(vg.Point{X: tx(at), Y: c.Max.Y}, 5*u, []side{north()}, span{t, name})
		if !named && len(dashes) > 0 {
			l.beside(vg.Point{X: tx(at), Y: c.Max.Y}, 5*u, []side{north()}, span{t, "¼"})
		}
		if named || strong || len(dashes) > 0 {
			p.vertical(tx(at), c.Min.Y, c.Max.Y+2*u, 1.2, s, dashes...)
		}
	}
	draw(b.budget, muted, b.name, true)
	draw(quarter*b.budget, muted, "a quarter", false, 3, 2.5)
	for _, t := range b.result.Targets {
		if !isPromise(b.result, t) {
			draw(t.Target.Budget(model.Year), rule, Percent(t.Target.Text()), false)
		}
	}
}

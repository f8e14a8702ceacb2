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
	note := b.leaveOut()
	against := "against what each target allows"
	if r.Scenario.SLO.Window.Kind != model.YearWindow {
		against += " in a whole year"
	}
	return &Chart{
		name:     "budget",
		title:    b.finding(),
		subtitle: subtitle(r.Scenario, "bad minutes of a mean year, by cause, "+against),
		foot:     footnote(r, "means over all simulated years; logarithmic scale"+note).where(quarterSign, "dashed: a quarter of the promise’s error budget, which no single risk should exceed (CRE practice)"),
		longest:  []string{(&headings{beyond: b.marks()}).sentence()},
		body:     b.draw,
	}
}

// allowances is what the chart shows.
type allowances struct {
	*breakdown
	result *sim.Result
}

// leaveOut removes the causes that the SLO leaves out as a whole, which the answer
// does not count, and says so.
func (b *allowances) leaveOut() (note string) {
	slo := b.result.Scenario.SLO
	if len(slo.Exclusions) == 0 {
		return ""
	}
	risks, changes, part := map[string]bool{}, map[string]bool{}, false
	for _, x := range slo.Exclusions {
		switch {
		case !math.IsInf(x.AtMost, 1):
			part = true
		case x.Risk != nil:
			risks[x.Risk.Name] = true
		case x.Change != nil:
			changes[x.Change.Name] = true
		}
	}
	b.rows = slices.DeleteFunc(b.rows, func(row cause) bool {
		out := risks[row.Risk] || changes[row.Change]
		if out {
			t := &b.whole.Downtime
			t.Value, t.Low, t.High = max(0, t.Value-row.Downtime.Value), max(0, t.Low-row.Downtime.Value), max(0, t.High-row.Downtime.Value)
		}
		return out
	})
	if len(risks)+len(changes) > 0 {
		note = "; without what the SLO leaves out"
	}
	if part {
		note += "; what it leaves out in part is counted whole"
	}
	return note
}

// finding counts the risks that take more than their quarter.
func (b *allowances) finding() string {
	if len(b.rows) == 0 || b.rows[0].Downtime.Value <= 0 {
		return "Nothing eats the error budget"
	}
	if b.budget <= 0 {
		return b.name + " allows no downtime at all"
	}
	over := 0
	for _, row := range b.rows {
		if row.Downtime.Value > quarter*b.budget {
			over++
		}
	}
	budget := "the " + b.name + " budget"
	if w := b.result.Scenario.SLO.Window; w.Kind != model.YearWindow {
		budget = "a whole year’s " + b.name + " budget"
	}
	first, all := "“"+b.rows[0].name+"”", words.PartOf(b.whole.Downtime.Value/b.budget)
	switch {
	case over == 0 && b.whole.Downtime.Value > b.budget:
		return fmt.Sprintf("No cause takes a quarter of %s, but together they take %s", budget, all)
	case over == 0:
		return fmt.Sprintf("No cause takes a quarter of %s; together they take %s", budget, all)
	case len(b.rows) == 1:
		return fmt.Sprintf("%s takes %s of %s", first, words.PartOf(b.rows[0].Downtime.Value/b.budget), budget)
	case over == 1:
		return fmt.Sprintf("%s alone takes %s of %s", first, words.PartOf(b.rows[0].Downtime.Value/b.budget), budget)
	}
	return fmt.Sprintf("%d causes each take over a quarter of %s; %s takes %s", over, budget, first, words.PartOf(b.rows[0].Downtime.Value/b.budget))
}

// draw draws the chart.
func (b *allowances) draw(p *page) {
	u := p.unit
	lo, hi := b.extent()
	axis := p.tickSize + 12*u
	room := p.roomFor(0.34, 3, p.height()-axis-4*leading*p.tickSize, namesOfCauses(b.rows))
	least := p.leastPitch(room, namesOfCauses(b.rows))
	says := vg.Length(0)
	for _, row := range append([]cause{b.whole}, b.rows...) {
		says = max(says, p.strong(p.bodySize, ink).Width(b.says(row)))
	}
	heads := &headings{page: p, step: leading * p.tickSize}
	tight := (p.height() - axis - headingRows*heads.step) / vg.Length(len(b.rows)+1)
	column := p.column(room, min(tight, max(42*u, least)), append(namesOfCauses(b.rows), b.whole.name))
	left, right := p.Min.X+max(column.width, p.strong(column.style.Font.Size, ink).Width(b.whole.name))+8*u, p.Max.X-says-12*u
	heads.place(b.marks(), func(v float64) vg.Length { return left + vg.Length((v-lo)/(hi-lo))*(right-left) }, left, right)
	p.remarks = append(p.remarks, heads.leftOut()...)
	head := heads.height() + 6*u

	rows := []cause{b.whole}
	rows = append(rows, grouped(b.rows, max(2, int((p.height()-head-axis)/least)-1))...)
	single := min(len(rows)-1, len(b.rows)) // what follows stands for several
	if single < len(b.rows) {
		single--
	}
	pitch := min((p.height()-head-axis)/vg.Length(len(rows)), max(42*u, least))

	pl := p.frame()
	pl.X.Min, pl.X.Max = lo, hi
	pl.Y.Min, pl.Y.Max = 0, 1
	pl.Y.Tick.Marker = plot.ConstantTicks{}
	tick := p.plain(p.tickSize, muted)
	pl.X.Tick.Marker = spacedTicks(logTimes(lo, hi), lo, hi, right-left, 9*u, func(s string) vg.Length { return tick.Width(s) })
	pl.Add(layer(func(c draw.Canvas, pl *plot.Plot) {
		tx, _ := pl.Transforms(&c)
		heads.draw(c, tx)
		for n, row := range rows {
			b.row(p, column, row, vg.Point{X: c.Min.X, Y: c.Max.Y - (vg.Length(n)+0.5)*pitch}, pitch, n, single, tx)
		}
	}))
	spare := max(0, p.height()-head-axis-pitch*vg.Length(len(rows)))
	pl.Draw(draw.Crop(p.Canvas, left-p.Min.X, right-p.Max.X, spare, -head))
}

// row draws a cause at a height: its name, its line and what it stands for.
// Those from 1 to single are single causes, which may exceed their quarter.
func (b *allowances) row(p *page, column names, row cause, at vg.Point, pitch vg.Length, n, single int, tx func(float64) vg.Length) {
	u := p.unit
	t, s := column.style, ink
	switch {
	case n == 0:
		t = p.strong(t.Font.Size, ink)
		p.StrokeLine2(p.line(0.6, faint), p.Min.X, at.Y-pitch/2, p.Max.X, at.Y-pitch/2)
	case n <= single && row.Downtime.Value > quarter*b.budget:
		s = vermillion
	default:
		s = blue
	}
	column.draw(p, t, vg.Point{X: at.X - 7*u, Y: at.Y}, row.name)
	t.Color = s
	p.middle(right(t), vg.Point{X: p.Max.X, Y: at.Y}, b.says(row))
	if row.Downtime.Value > 0 {
		end := max(tx(math.Log10(row.Downtime.Value)), at.X)
		p.StrokeLine2(p.line(2.2, s), at.X, at.Y, end, at.Y)
		p.dot(vg.Point{X: end, Y: at.Y}, min(4*u, 0.3*pitch), s)
	}
}

// marks returns the allowance of each target and the quarter of the promise's,
// the most important first.
func (b *allowances) marks() []heading {
	out := []heading{{name: b.name, seconds: b.budget, shade: muted, strong: true}}
	if b.budget > 0 {
		out = append(out, heading{name: "a quarter", seconds: quarter * b.budget, shade: muted, dashes: []vg.Length{3, 2.5}, sign: quarterSign})
	}
	for _, t := range b.result.Targets {
		if !b.result.IsPromise(t) {
			out = append(out, heading{name: words.Target(t.Target), seconds: t.Target.Budget(model.Year), shade: rule})
		}
	}
	return out
}

// says spells what a row stands for.
func (b *allowances) says(row cause) string {
	if row.Downtime.Value <= 0 || b.budget <= 0 {
		return row.says()
	}
	return row.says() + ", " + words.PartOf(row.Downtime.Value/b.budget)
}

// extent returns the logarithms of the least and the most that are shown: all
// rows but the least, the promise and the quarter of it, and the targets.
func (b *allowances) extent() (lo, hi float64) {
	values := []float64{b.whole.Downtime.Value, quarter * b.budget, b.budget}
	for _, t := range b.result.Targets {
		values = append(values, t.Target.Budget(model.Year))
	}
	for i, row := range b.rows {
		if i < 8 {
			values = append(values, row.Downtime.Value)
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

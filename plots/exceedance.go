package plots

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// Exceedance draws how bad a year can be: the probability that a year's
// downtime exceeds x, both axes logarithmic, with the budgets of the targets.
func Exceedance(r *sim.Result) *Chart {
	e := newExceedance(r)
	return &Chart{
		name:     "exceedance",
		title:    e.finding(),
		subtitle: subtitle(r.Scenario, "chance that a year has more than this much downtime"),
		foot:     footnote(r, "exceedance probability of yearly downtime; vertical lines: what a target allows in a whole year").where(bandSign, "band: 95 % interval"),
		body:     e.draw,
	}
}

// An exceedanceChart is what the chart shows.
type exceedanceChart struct {
	result  *sim.Result
	budgets []budgetMark

	lo, hi float64 // log10 of seconds
	floor  float64 // log10 of the least probability shown
	curve  []mark  // over log10 of seconds
}

// A budgetMark is what a target allows in a year.
type budgetMark struct {
	name  string
	at    float64 // log10 of seconds
	asked bool
}

// newExceedance follows the curve from the shortest downtime that matters to
// the worst year seen.
func newExceedance(r *sim.Result) *exceedanceChart {
	e := &exceedanceChart{result: r, lo: math.Inf(1), hi: math.Inf(-1)}
	for _, t := range r.Targets {
		if t.Target.Miss() == 0 {
			continue
		}
		m := budgetMark{words.Target(t.Target), math.Log10(t.Target.Budget(model.Year)), r.IsPromise(t)}
		e.budgets = append(e.budgets, m)
		e.lo, e.hi = min(e.lo, m.at), max(e.hi, m.at)
	}
	years := float64(max(r.Years, 10))
	e.floor = -min(math.Floor(math.Log10(years)+1e-9), 6)
	if r.Downtime.Len() > 0 && r.Downtime.Max() > 0 {
		// Below this the curve is all but flat.
		for _, p := range []float64{0.01, 0.1, 0.5, 0.9, 0.99, 1} {
			if q := r.Downtime.Quantile(p).Value; q > 0 {
				e.lo = min(e.lo, math.Log10(q))
				break
			}
		}
		e.hi = max(e.hi, math.Log10(r.Downtime.Max()))
	}
	if math.IsInf(e.lo, 0) {
		e.lo, e.hi = 0, math.Log10(model.Year)
	}
	e.lo, e.hi = e.lo-0.15, e.hi+0.15
	if e.hi < e.lo+1.5 {
		middle := (e.lo + e.hi) / 2
		e.lo, e.hi = middle-0.75, middle+0.75
	}
	chances := func(xs []float64) []stat.Estimate {
		seconds := make([]float64, len(xs))
		for i, x := range xs {
			seconds[i] = math.Pow(10, x)
		}
		return r.Exceedance(seconds)
	}
	e.curve = trace(chances, e.lo, e.hi, 0.02, func(c stat.Estimate) float64 { return e.height(c.Value) })
	return e
}

// height returns log10 of a probability, but no less than the least shown.
func (e *exceedanceChart) height(p float64) float64 {
	if !(p > 0) {
		return e.floor
	}
	return max(e.floor, math.Log10(p))
}

// finding says how bad a bad year is.
func (e *exceedanceChart) finding() string {
	d := e.result.Downtime
	if d.Len() == 0 || d.Max() <= 0 {
		return "No simulated year had any downtime"
	}
	if e.result.AlwaysDown() {
		return "The service is always down"
	}
	if always := d.Max(); always-d.Min() <= 1e-9*always && d.Len() > 1 {
		return "Every year is down for " + words.Duration(always)
	}
	var found []string
	for _, q := range []struct {
		p           float64
		first, then string
	}{{0.95, "One year in 20 is down for ", ""}, {0.99, "One year in 100 is down for ", "one in 100 for "}} {
		v := e.result.DowntimeQuantile(q.p)
		if v.Value <= 0 || math.IsInf(v.Low, 0) || math.IsInf(v.High, 0) {
			continue
		}
		says := q.first
		if len(found) > 0 {
			says = q.then
		}
		found = append(found, says+"about "+words.AboutDuration(v)+" or more")
	}
	switch {
	case len(found) > 0:
		return strings.Join(found, ", ")
	case d.Len() == 1:
		return "The one simulated year was down for " + words.Duration(d.Max())
	}
	return "The worst of " + words.Thousands(float64(d.Len())) + " years was down for " + words.Duration(d.Max())
}

// draw draws the chart. The targets stand above the plot, at their budgets.
func (e *exceedanceChart) draw(p *page) {
	u := p.unit
	length := p.width() - 60*u
	head := p.strong(p.bodySize, ink)
	rows := 1
	for i := 1; i < len(e.budgets); i++ {
		if vg.Length(e.budgets[i-1].at-e.budgets[i].at)/vg.Length(e.hi-e.lo)*length < head.Width(e.budgets[i].name)+10*u {
			rows = 2
		}
	}
	room := vg.Length(rows)*leading*head.Font.Size + 9*u
	pl := p.frame()
	pl.X.Min, pl.X.Max = e.lo, e.hi
	pl.Y.Min, pl.Y.Max = e.floor, 0
	pl.X.Label.Text = "downtime in a year"
	t := p.plain(p.tickSize, muted)
	pl.X.Tick.Marker = spacedTicks(logTimes(e.lo, e.hi), e.lo, e.hi, length, 9*u, func(s string) vg.Length { return t.Width(s) })
	pl.Y.Tick.Marker = e.probabilityTicks()
	pl.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { e.plot(p, c, pl) }))
	pl.Draw(draw.Crop(p.Canvas, 0, 0, 0, -room))
}

// probabilityTicks returns a tick for each power of ten.
func (e *exceedanceChart) probabilityTicks() plot.ConstantTicks {
	ticks := plot.ConstantTicks{{Value: 0, Label: "every year"}}
	for k := 1.0; k <= -e.floor; k++ {
		ticks = append(ticks, plot.Tick{Value: -k, Label: "1 in " + words.Thousands(math.Pow(10, k))})
	}
	return ticks
}

// plot draws the budgets and the curve.
func (e *exceedanceChart) plot(p *page, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	shown := e.curve
	for i, m := range shown {
		if e.height(m.Value) <= e.floor { // rarer than any year that was simulated
			shown = shown[:i+1]
			break
		}
	}
	line, band := outline(shown, tx, ty, e.height)
	p.interval(blue.over(0.22), line, band)
	e.markBudgets(p, c, tx)
	p.polyline(p.line(2, blue), line)

	l := &labels{page: p, area: c.Rectangle, lines: [][]vg.Point{line, band}}
	for _, b := range e.budgets {
		l.lines = append(l.lines, []vg.Point{{X: tx(b.at), Y: c.Min.Y}, {X: tx(b.at), Y: c.Max.Y}})
	}
	d := e.result.Downtime
	if d.Len() == 0 || d.Max() <= 0 {
		e.markNothing(p, c, tx)
		return
	}
	for _, q := range []struct {
		p    float64
		name string
	}{{0.5, "middle year"}, {0.95, "bad year (1 in 20)"}, {0.99, "1 in 100"}} {
		v := e.result.DowntimeQuantile(q.p)
		if v.Value <= 0 || math.IsInf(v.High, 0) || math.IsInf(v.Low, 0) || math.Log10(v.Value) < e.lo {
			continue
		}
		at := vg.Point{X: tx(math.Log10(v.Value)), Y: ty(math.Log10(1 - q.p))}
		l.take(at, 4*p.unit)
		if l.beside(at, 8*p.unit, []side{northEast(), southWest(), east(), west(), south(), north(), southEast(), northWest()},
			span{p.strong(p.bodySize, blue), words.AboutDuration(v)}, span{p.plain(p.tickSize, muted), q.name}) {
			p.dot(at, 3.4*p.unit, blue)
		}
	}
}

// markNothing says that there is no curve, where there is most room between
// the budgets.
func (e *exceedanceChart) markNothing(p *page, c draw.Canvas, tx func(float64) vg.Length) {
	edges := []vg.Length{c.Min.X, c.Max.X}
	for _, b := range e.budgets {
		edges = append(edges, tx(b.at))
	}
	slices.Sort(edges)
	at, widest := c.Center(), vg.Length(0)
	for i := 1; i < len(edges); i++ {
		if gap := edges[i] - edges[i-1]; gap > widest {
			at.X, widest = (edges[i]+edges[i-1])/2, gap
		}
	}
	t := centred(p.strong(p.bodySize, blue))
	for _, says := range []string{"no downtime in " + words.Thousands(float64(e.result.Years)) + " years", "no downtime"} {
		if t.Width(says) < widest-8*p.unit {
			p.middle(t, at, says)
			return
		}
	}
}

// markBudgets draws the budgets as lines and their targets above the plot, in
// two rows where they stand close.
func (e *exceedanceChart) markBudgets(p *page, c draw.Canvas, tx func(float64) vg.Length) {
	u := p.unit
	t := centred(p.strong(p.bodySize, muted))
	ends := [2]vg.Length{c.Min.X - 1000, c.Min.X - 1000} // of the rows' texts
	for i := len(e.budgets) - 1; i >= 0; i-- {
		b := e.budgets[i] // from the left
		x := tx(b.at)
		width, dash := vg.Length(0.9), []vg.Length{4, 3}
		t.Color = muted
		if b.asked {
			t.Color, width, dash = ink, 1.3, nil
		}
		half := t.Width(b.name) / 2
		row := 0
		if x-half < ends[0]+6*u {
			row = 1
		}
		top := c.Max.Y + 8*u + vg.Length(row)*leading*t.Font.Size
		p.vertical(x, c.Min.Y, top-3*u, width, t.Color, dash...)
		if x-half < ends[row]+6*u {
			continue // no room; the line stays
		}
		ends[row] = x + half
		p.write(t, vg.Point{X: x, Y: top}, b.name)
	}
}

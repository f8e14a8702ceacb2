package plots

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/worlds"
)

// Attainment draws which target can be promised: the probability that a year
// meets a target against the target, on a nines axis.
func Attainment(r *sim.Result) *Chart {
	a := newAttainment(r)
	return &Chart{
		name:     "attainment",
		title:    a.finding(),
		subtitle: subtitle(r.Scenario, "chance that a year meets the target"+inEvery(r.Scenario.SLO.Window)+", for every target"),
		foot:     footnote(r, "attainable SLO: "+attainableTerms(r.Scenario.SLO)+", cut downwards").where(bandSign, "band: 95 % interval"),
		body:     a.draw,
	}
}

// AttainmentOver is Attainment with where the attainable SLO and the promise lie in nine
// worlds of ten, given what is not known; Attainment where that is nil.
func AttainmentOver(r *sim.Result, d *worlds.Doubt) *Chart {
	if d == nil {
		return Attainment(r)
	}
	a := newAttainment(r)
	a.doubt = d
	c := Attainment(r)
	c.foot, c.body = c.foot.where("", "brackets: nine worlds of ten, given what is not known"), a.draw
	return c
}

// An attainmentChart is what the chart shows.
type attainmentChart struct {
	result     *sim.Result
	confidence float64
	window     model.Window
	best       stat.Estimate // the attainable SLO

	lo, hi float64 // of the axis, in nines
	end    float64 // where a service without downtime stands; hi when none is drawn
	never  float64 // the probability of a year without downtime
	curve  []mark  // over nines

	doubt *worlds.Doubt // nil where all is known

	then  *attainmentLine // with investments of these names; nil without
	names []string
}

// newAttainment follows the curve over as many nines as it takes.
func newAttainment(r *sim.Result) *attainmentChart {
	a := &attainmentChart{result: r, confidence: r.Scenario.SLO.Confidence, window: r.Scenario.SLO.Window, best: r.AttainableAllYear}
	a.never = r.Attainment([]float64{1})[0].Value
	a.lo, a.hi = a.extent()
	a.end = a.hi
	if a.never > 0.01 || math.IsInf(a.strictest(), 1) {
		a.end += 0.16 * (a.hi - a.lo)
	}
	a.curve = trace(a.chances, a.lo, a.hi, 0.004, func(e stat.Estimate) float64 { return e.Value })
	return a
}

// chances returns the probability that a year has so many nines.
func (a *attainmentChart) chances(xs []float64) []stat.Estimate {
	targets := make([]float64, len(xs))
	for i, x := range xs {
		targets[i] = availability(x)
	}
	return a.result.Attainment(targets)
}

// strictest returns the strictest target in nines.
func (a *attainmentChart) strictest() float64 {
	most := 0.0
	for _, t := range a.result.Targets {
		most = max(most, t.Target.Nines())
	}
	return most
}

// extent returns the part of the axis where anything happens, and the targets.
func (a *attainmentChart) extent() (lo, hi float64) {
	const step, most = 0.1, 10.0
	var xs []float64
	for x := 0.0; x <= most; x += step {
		xs = append(xs, x)
	}
	chances := a.chances(xs)
	lo, hi = most, 0
	for i, e := range chances {
		if e.Value > 0.995 && i+1 < len(xs) && chances[i+1].Value <= 0.995 {
			lo = xs[i]
		}
		if e.Value > a.never+0.015 {
			hi = xs[min(i+1, len(xs)-1)]
		}
	}
	if chances[0].Value <= 0.995 {
		lo = 0
	}
	for _, t := range a.result.Targets {
		n := t.Target.Nines()
		lo = min(lo, n)
		if !math.IsInf(n, 0) {
			hi = max(hi, n)
		}
	}
	if hi < lo+1 {
		hi = lo + 1
	}
	return lo - 0.15, hi + 0.22
}

// finding says what most years reach and what of it can be promised.
func (a *attainmentChart) finding() string {
	years := words.Sentence(words.MostYears(a.confidence))
	stay, pass := " stay above ", " pass without any downtime"
	if words.OneYear(a.confidence) {
		stay, pass = " stays above ", " passes without any downtime"
	}
	title := years + stay + words.Attainable(a.best) + inEvery(a.window)
	if a.best.Value >= 1 && a.best.Low >= 1 {
		title = years + pass
	}
	if a.result.AlwaysDown() {
		title = "The service is always down"
	} else if !a.best.Bracketed() {
		are := " are too few"
		if a.result.Years == 1 {
			are = " is too few"
		}
		return words.Simulated(a.result.Years) + are + " to tell what " + words.MostYears(a.confidence) + " reach"
	}
	safe, ok := a.result.CanPromise()
	switch n := len(a.result.Targets); {
	case n == 0:
		return title
	case !ok && n == 1:
		return title + "; " + verdictClause(a.result, a.result.Targets[0])
	case !ok:
		return title + ", so no target is safe"
	}
	return title + ", so " + words.Target(safe.Target) + " is safe"
}

// draw draws the chart.
func (a *attainmentChart) draw(p *page) {
	length := p.width() - 34*p.unit
	pl := p.frame()
	pl.X.Min, pl.X.Max = a.lo, a.end
	pl.Y.Min, pl.Y.Max = 0, 1
	pl.X.Label.Text = "target, and the downtime that it allows " + words.PeriodOf(a.window).Each
	pl.X.Tick.Marker = p.ninesTicks(a.lo, a.hi, a.end, length, a.window.Length)
	pl.Y.Tick.Marker = a.chanceTicks()
	pl.Add(p.grid(), layer(func(c draw.Canvas, pl *plot.Plot) { a.plot(p, c, pl) }))
	pl.Draw(draw.Crop(p.Canvas, 0, 0, 0, -a.headroom(p)))
}

// headroom is the room above the plot for the names of targets that are met in
// nearly every year.
func (a *attainmentChart) headroom(p *page) vg.Length { return leading*p.bodySize + 6*p.unit }

// chanceTicks returns the quarters and the confidence that was asked for.
func (a *attainmentChart) chanceTicks() plot.ConstantTicks {
	ticks := plot.ConstantTicks{}
	for _, v := range []float64{0, 0.25, 0.5, 0.75, 1} {
		if v == a.confidence || math.Abs(v-a.confidence) > 0.07 {
			ticks = append(ticks, plot.Tick{Value: v, Label: words.Percent(v, 0)})
		}
	}
	if math.Mod(a.confidence, 0.25) != 0 {
		ticks = append(ticks, plot.Tick{Value: a.confidence, Label: words.Ratio(a.confidence)})
	}
	return ticks
}

// plot draws the curve, the targets and the attainable SLO.
func (a *attainmentChart) plot(p *page, c draw.Canvas, pl *plot.Plot) {
	u := p.unit
	tx, ty := pl.Transforms(&c)
	line, band := outline(a.curve, tx, ty, func(v float64) float64 { return v })
	p.interval(blue.over(0.22), line, band)
	other := a.drawThen(p, c, tx, ty)
	asked := ty(a.confidence)
	p.StrokeLine2(p.line(0.9, muted, 4, 3), c.Min.X, asked, c.Max.X, asked)

	l := &labels{page: p, area: vg.Rectangle{Min: c.Min, Max: c.Max.Add(vg.Point{Y: a.headroom(p)})}, lines: [][]vg.Point{line, {{X: c.Min.X, Y: asked}, {X: c.Max.X, Y: asked}}}}
	l.lines = append(l.lines, []vg.Point{{X: c.Min.X, Y: c.Min.Y}, {X: c.Max.X, Y: c.Min.Y}})
	if other != nil {
		l.lines = append(l.lines, other)
	}
	for _, t := range a.result.Targets {
		at := a.place(t.Target, t.MetAllYear, tx, ty)
		if a.result.IsPromise(t) {
			p.vertical(at.X, c.Min.Y, at.Y, 1, muted)
			l.lines = append(l.lines, []vg.Point{{X: at.X, Y: c.Min.Y}, at})
		}
		l.take(at, 4.5*u)
	}
	p.polyline(p.line(2, blue), line)
	if a.end > a.hi {
		y := ty(a.never)
		p.StrokeLine2(p.line(2, blue, 1.5, 2.5), line[len(line)-1].X, line[len(line)-1].Y, c.Max.X, y)
		l.lines = append(l.lines, []vg.Point{line[len(line)-1], {X: c.Max.X, Y: y}})
		p.dot(vg.Point{X: c.Max.X, Y: y}, 3*u, blue)
		l.take(vg.Point{X: c.Max.X, Y: y}, 4*u)
	}
	a.bracket(p, c, tx, ty)
	a.markBest(p, l, c, tx, asked)
	a.markTargets(p, l, true, tx, ty)
	a.nameLines(p, l, other, line)
	a.markTargets(p, l, false, tx, ty)
}

// bracket draws where nine worlds of ten lie: horizontally, for what can be promised;
// vertically, for how often the promise is kept. What is not known is no error of
// simulation, so it has brackets and not a band.
func (a *attainmentChart) bracket(p *page, c draw.Canvas, tx, ty func(float64) vg.Length) {
	if a.doubt == nil {
		return
	}
	tick, style := 4*p.unit, p.line(1.6, purple)
	within := func(x float64) vg.Length { return tx(min(max(stat.Nines(x), a.lo), a.hi)) }
	from, to, y := within(a.doubt.Attainable.Low.Value), within(a.doubt.Attainable.High.Value), ty(a.confidence)
	p.StrokeLine2(style, from, y, to, y)
	for _, x := range []vg.Length{from, to} {
		p.StrokeLine2(style, x, y-tick, x, y+tick)
	}
	x := a.result.Scenario.SLO.Promise.Nines()
	if x < a.lo || x > a.hi {
		return
	}
	at, low, high := tx(x), ty(a.doubt.Met.Low.Value), ty(a.doubt.Met.High.Value)
	p.StrokeLine2(style, at, low, at, high)
	for _, y := range []vg.Length{low, high} {
		p.StrokeLine2(style, at-tick, y, at+tick, y)
	}
}

// place returns where a target's dot stands.
func (a *attainmentChart) place(t model.Target, met stat.Estimate, tx, ty func(float64) vg.Length) vg.Point {
	x := t.Nines()
	if x > a.hi {
		x = a.end
	}
	return vg.Point{X: tx(x), Y: ty(met.Value)}
}

// markBest marks the attainable SLO at the confidence that was asked for.
func (a *attainmentChart) markBest(p *page, l *labels, c draw.Canvas, tx func(float64) vg.Length, asked vg.Length) {
	n := stat.Nines(a.best.Value)
	if n > a.hi {
		n = a.end
	}
	if !a.best.Bracketed() || n < a.lo {
		return
	}
	at := vg.Point{X: tx(n), Y: asked}
	p.dot(at, 4.2*p.unit, vermillion)
	l.take(at, 5*p.unit)
	spans := []span{
		{p.strong(p.bodySize*1.15, vermillion), words.Attainable(a.best)},
		{p.plain(p.tickSize, ink), words.MostYears(a.confidence)},
	}
	if a.best.Value < 1 {
		says := words.AboutDuration(allowance(a.best, a.window)) + " of downtime"
		if a.window.Kind != model.YearWindow {
			says += " " + words.PeriodOf(a.window).Each
		}
		spans = append(spans, span{p.plain(p.tickSize, muted), says})
	}
	for ; len(spans) > 0; spans = spans[:len(spans)-1] {
		if l.beside(at, 8*p.unit, []side{southWest(), northEast(), southEast(), northWest(), south()}, spans...) {
			return
		}
	}
}

// allowance returns the downtime in seconds that an availability leaves in a
// window.
func allowance(e stat.Estimate, w model.Window) stat.Estimate {
	return e.Complement().Scaled(w.Length)
}

// markTargets marks the targets on the curve: the promise, or the others.
func (a *attainmentChart) markTargets(p *page, l *labels, asked bool, tx, ty func(float64) vg.Length) {
	for _, t := range a.result.Targets {
		if a.result.IsPromise(t) != asked {
			continue
		}
		at := a.place(t.Target, t.MetAllYear, tx, ty)
		p.dot(at, 3.4*p.unit, ink)
		spans := []span{{p.strong(p.bodySize, ink), words.Target(t.Target)}}
		switch {
		case asked && t.MetAllYear.Value >= 0.985:
			spans[0].text += ", the promise"
		case asked:
			spans = append(spans, span{p.plain(p.tickSize, ink), "the promise"})
		}
		switch {
		case t.Verdict == sim.Impossible:
			spans = append(spans, span{p.plain(p.tickSize, muted), "impossible"})
		case t.MetAllYear.Value < 0.985:
			spans = append(spans, span{p.plain(p.tickSize, muted), words.Kept(t.MetAllYear)})
		}
		sides := []side{southWest(), southEast(), northEast(), northWest(), south(), north()}
		switch {
		case t.MetAllYear.Value >= 0.985:
			sides = []side{north(), northWest(), northEast(), southWest(), southEast(), south()}
		case t.MetAllYear.Value < 0.5:
			sides = []side{northEast(), northWest(), north(), southEast(), southWest()}
		}
		for ; len(spans) > 0; spans = spans[:len(spans)-1] {
			if l.beside(at, 7*p.unit, sides, spans...) {
				break
			}
		}
	}
}

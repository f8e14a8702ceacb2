package plots

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// AttainmentWith draws which target can be promised today and, as a second
// line, with investments of these names.
func AttainmentWith(today, then *sim.Result, names []string) *Chart {
	a, b := newAttainment(today), newAttainment(then)
	a.lo, a.hi = min(a.lo, b.lo), max(a.hi, b.hi)
	a.end = a.hi
	if a.never > 0.01 || b.never > 0.01 || math.IsInf(a.strictest(), 1) {
		a.end += 0.16 * (a.hi - a.lo)
	}
	value := func(e stat.Estimate) float64 { return e.Value }
	a.curve = trace(a.chances, a.lo, a.hi, 0.004, value)
	a.then, a.names = &attainmentLine{trace(b.chances, a.lo, a.hi, 0.004, value), b.never, b.best}, names
	return &Chart{
		name:     "attainment",
		title:    attainmentChange(a, b, names),
		subtitle: subtitle(today.Scenario, "chance that a year meets the target"+inEvery(today.Scenario.SLO.Window)+", for every target"),
		foot:     footnote(today, "attainable SLO: "+attainableTerms(today.Scenario.SLO)+", cut downwards").where(bandSign, "bands: 95 % intervals"),
		body:     a.draw,
	}
}

// attainmentChange says what most years reach then and now.
func attainmentChange(now, then *attainmentChart, names []string) string {
	years, is, was := words.MostYears(now.confidence), words.Attainable(then.best), words.Attainable(now.best)
	every := inEvery(now.window)
	switch {
	case !now.best.Bracketed() || !then.best.Bracketed():
		return now.finding()
	case is == was:
		return "With " + words.List(names, "and") + " " + years + " stay above " + is + every + ", as today"
	}
	return "With " + words.List(names, "and") + " " + years + " stay above " + is + every + ", today above " + was
}

// An attainmentLine is what becomes of the service with investments.
type attainmentLine struct {
	curve []mark
	never float64
	best  stat.Estimate
}

// drawThen draws the line with the investments and returns it; nil without.
func (a *attainmentChart) drawThen(p *page, c draw.Canvas, tx, ty func(float64) vg.Length) []vg.Point {
	if a.then == nil {
		return nil
	}
	line, band := outline(a.then.curve, tx, ty, func(v float64) float64 { return v })
	p.interval(orange.over(0.25), line, band)
	if a.end > a.hi {
		end := vg.Point{X: c.Max.X, Y: ty(a.then.never)}
		p.StrokeLine2(p.line(2, orange, 1.5, 2.5), line[len(line)-1].X, line[len(line)-1].Y, end.X, end.Y)
		line = append(line, end)
		p.polyline(p.line(2, orange), line[:len(line)-1])
		return line
	}
	p.polyline(p.line(2, orange), line)
	return line
}

// nameLines names both lines where each stands at about two thirds of the
// height.
func (a *attainmentChart) nameLines(p *page, l *labels, then, now []vg.Point) {
	if a.then == nil {
		return
	}
	name := func(line []vg.Point, says string, s shade, sides ...side) {
		for _, part := range []vg.Length{0.55, 0.35, 0.7, 0.2} {
			y := l.area.Min.Y + part*(l.area.Max.Y-l.area.Min.Y)
			for _, at := range line {
				if at.Y <= y {
					if l.beside(at, 5*p.unit, sides, spansOf(p.strong(p.tickSize, s), 0.4*p.width(), says)...) {
						return
					}
					break
				}
			}
		}
	}
	name(then, strings.Join(a.names, " + "), ink, northEast(), east(), west(), southWest())
	name(now, "today", blue, southWest(), west(), northEast(), east())
}

package plots

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"nines/model"
	"nines/sim"
)

// Promise draws what may be signed: a row for each target with what it
// allows, in how many of ten years it is kept, the verdict in words and, where
// the scenario tells, what a bad year costs.
func Promise(r *sim.Result) *Chart {
	foot, rows := "", promiseRows(r, "")
	if rows.priced() {
		foot = "; " + badYearTerms(r)
	}
	return &Chart{
		name:     "promise",
		title:    promiseFinding(r),
		subtitle: subtitle(r.Scenario, "How often each promise is kept"+keptAllYear(r)),
		foot:     footnote(r, safeTerms(r)+foot),
		body:     func(p *page) { p.promiseTable(rows, "allows "+allows(r)) },
	}
}

// PromiseWith draws what may be signed today and with investments of these
// names, side by side.
func PromiseWith(today, then *sim.Result, names []string) *Chart {
	var rows promiseTable
	before, after := promiseRows(today, "today"), promiseRows(then, "then")
	for i := range before {
		rows = append(rows, before[i], after[i])
		rows[len(rows)-1].target = ""
	}
	foot := "then: with " + listed(names) + "; " + safeTerms(today)
	if rows.priced() {
		foot += "; " + badYearTerms(today)
	}
	return &Chart{
		name:     "promise",
		title:    promiseChange(today, then, names),
		subtitle: subtitle(today.Scenario, "How often each promise is kept"+keptAllYear(today)+", today and with "+listed(names)),
		foot:     footnote(today, foot),
		body:     func(p *page) { p.promiseTable(rows, "allows "+allows(today)) },
	}
}

// promiseChange says which target becomes safe, or what becomes of the
// promise.
func promiseChange(today, then *sim.Result, names []string) string {
	was, safeNow := safest(today)
	is, safeThen := safest(then)
	with := "With " + listed(names) + " "
	if safeThen && (!safeNow || is.Target.Miss() < was.Target.Miss()) {
		return with + Percent(is.Target.Text()) + " becomes safe"
	}
	for i, t := range then.Targets {
		if isPromise(then, t) && i < len(today.Targets) {
			return with + Percent(t.Target.Text()) + " is kept in " + Kept(t.MetAllYear) + ", today in " + Kept(today.Targets[i].MetAllYear)
		}
	}
	return promiseFinding(then)
}

// safeTerms says when a promise counts as safe.
func safeTerms(r *sim.Result) string {
	return "a promise is safe when the 95 % interval of its probability lies above the " +
		trimmed(100*r.Scenario.SLO.Confidence, 4) + " % asked for"
}

// promiseRows returns a row for each target.
func promiseRows(r *sim.Result, when string) promiseTable {
	var rows promiseTable
	for _, t := range r.Targets {
		row := promiseRow{
			target:  Percent(t.Target.Text()),
			allows:  Duration(t.Budget),
			kept:    Kept(t.MetAllYear),
			verdict: string(t.Verdict),
			part:    t.MetAllYear.Value,
			asked:   isPromise(r, t),
			shade:   vermillion,
			when:    when,
			costs:   badYear(r, t.Target),
		}
		switch t.Verdict {
		case sim.Yes:
			row.shade = blue
		case sim.TooClose:
			row.shade = ink
		case sim.Impossible:
			row.kept = "no year"
		}
		rows = append(rows, row)
	}
	return rows
}

// A promiseTable is the rows of the chart.
type promiseTable []promiseRow

// priced reports whether any row tells what a bad year costs.
func (t promiseTable) priced() bool {
	return slices.ContainsFunc(t, func(r promiseRow) bool { return r.costs != "" })
}

// compared reports whether a target has more rows than one.
func (t promiseTable) compared() bool {
	return slices.ContainsFunc(t, func(r promiseRow) bool { return r.when != "" })
}

// badYear spells what a bad year costs with a target promised; "" where the
// scenario names no money.
func badYear(r *sim.Result, t model.Target) string {
	cost, ok := r.BadYear(t)
	if !ok || math.IsNaN(cost.Value) {
		return ""
	}
	return strings.TrimSpace(Thousands(roundedLike(cost)) + " " + r.Scenario.Service.Currency)
}

// badYearTerms says what a bad year is.
func badYearTerms(r *sim.Result) string {
	what := "lost revenue"
	if len(r.Agreements) > 0 {
		what = "credits"
		if r.Scenario.Service.RevenuePerHour > 0 {
			what = "lost revenue and credits"
		}
	}
	return "a bad year: " + what + " that one year in 20 exceeds"
}

// roundedLike rounds an amount to the digits that its interval supports.
func roundedLike(e sim.Estimate) float64 {
	half := (e.High - e.Low) / 2
	if !(half > 0) || math.IsInf(half, 0) {
		return rounded3(e.Value)
	}
	step := math.Pow(10, math.Floor(math.Log10(half)))
	return rounded3(math.Round(e.Value/step) * step)
}

// A promiseRow is one target as the chart shows it.
type promiseRow struct {
	target, allows, kept, verdict string

	when  string  // "today"; "" where there is one row a target
	costs string  // of a bad year; may be empty
	part  float64 // of the years in which it is kept
	asked bool    // it is the promise in question
	shade shade   // of the verdict
}

// promiseTable draws the rows.
func (p *page) promiseTable(rows promiseTable, allowsHead string) {
	u := p.unit
	head := p.plain(p.tickSize, muted)
	body := p.plain(p.bodySize*1.1, ink)
	bold := p.strong(p.bodySize*1.1, ink)
	gap, asks := vg.Length(20), "can it be promised?"
	if rows.priced() || rows.compared() { // more columns
		body.Font.Size, bold.Font.Size = p.bodySize*0.97, p.bodySize*0.97
		gap, asks = 11, "verdict"
		rows = slices.Clone(rows)
		for i := range rows {
			if rows[i].verdict == string(sim.TooClose) {
				rows[i].verdict = "too close"
			}
		}
	}

	// Columns are as wide as their texts; the dots take what is left.
	pad := 8 * u
	var target, allowed, kept, verdict vg.Length
	allowed, verdict = head.Width(allowsHead), head.Width(asks)
	for _, r := range rows {
		target = max(target, bold.Width(r.target))
		allowed = max(allowed, body.Width(r.allows))
		kept = max(kept, body.Width(r.kept))
		verdict = max(verdict, bold.Width(r.verdict))
	}
	target = max(target, head.Width("the promise"))
	const costsHead = "a bad year costs"
	costs := vg.Length(0)
	if rows.priced() {
		costs = head.Width(costsHead)
		for _, r := range rows {
			costs = max(costs, body.Width(r.costs))
		}
		costs += gap * u
	}
	when := vg.Length(0)
	for _, r := range rows {
		if r.when != "" {
			when = max(when, body.Width(r.when)+10*u)
		}
	}
	spare := p.width() - 2*pad - target - allowed - kept - verdict - costs - when - 3*gap*u - 10*u
	pitch := min(max(spare/10, 5*u), 24*u)
	extra := max(0, (spare-10*pitch)/3) // spread evenly
	xTarget := p.Min.X + pad
	xAllowed := xTarget + target + gap*u + extra
	xWhen := xAllowed + allowed + gap*u + extra
	xDots := xWhen + when
	xKept := xDots + 10*pitch + 10*u
	xVerdict := xKept + kept + gap*u + extra

	y := p.Max.Y - p.tickSize
	p.write(head, vg.Point{X: xTarget, Y: y}, "promise")
	p.write(right(head), vg.Point{X: xAllowed + allowed, Y: y}, allowsHead)
	p.write(head, vg.Point{X: xDots, Y: y}, "kept in")
	p.write(head, vg.Point{X: xVerdict, Y: y}, asks)
	if costs > 0 {
		p.write(right(head), vg.Point{X: p.Max.X - pad, Y: y}, costsHead)
	}
	y -= 8 * u

	height := min((y-p.Min.Y)/vg.Length(max(1, len(rows))), 58*u)
	radius := min(pitch*0.39, height*0.36)
	for i, r := range rows {
		top := y - vg.Length(i)*height
		mid := top - height/2
		if r.asked {
			p.SetColor(tint)
			p.Fill(bar(p.Min.X, top-height, p.Max.X, top))
		}
		if r.target != "" {
			p.StrokeLine2(p.line(0.6, faint), p.Min.X, top, p.Max.X, top)
		}
		name := mid
		if tag := p.plain(p.footSize, muted); r.asked && r.target != "" && height > 2.8*p.bodySize {
			name += 0.5 * tag.Font.Size
			p.middle(tag, vg.Point{X: xTarget, Y: mid - 0.85*tag.Font.Size}, "the promise")
		}
		if r.target != "" {
			p.middle(bold, vg.Point{X: xTarget, Y: name}, r.target)
			p.middle(right(body), vg.Point{X: xAllowed + allowed, Y: mid}, r.allows)
		}
		if r.when != "" {
			p.middle(body, vg.Point{X: xWhen, Y: mid}, r.when)
		}
		if r.costs != "" {
			p.middle(right(body), vg.Point{X: p.Max.X - pad, Y: mid}, r.costs)
		}
		p.decade(vg.Point{X: xDots + pitch/2, Y: mid}, pitch, radius, r.part)
		p.middle(body, vg.Point{X: xKept, Y: mid}, r.kept)
		says := bold
		says.Color = r.shade
		p.middle(says, vg.Point{X: xVerdict, Y: mid}, r.verdict)
	}
	end := y - vg.Length(len(rows))*height
	p.StrokeLine2(p.line(0.6, faint), p.Min.X, end, p.Max.X, end)
}

// decade draws ten dots of which a part is filled.
func (p *page) decade(at vg.Point, pitch, radius vg.Length, part float64) {
	for i := range 10 {
		centre := vg.Point{X: at.X + vg.Length(i)*pitch, Y: at.Y}
		filled := min(max(10*part-float64(i), 0), 1)
		p.disc(centre, radius, white)
		p.SetLineStyle(p.line(0.8, rule))
		p.Stroke(circle(centre, radius-0.4*p.unit))
		p.SetColor(blue)
		switch {
		case filled > 0.995:
			p.Fill(circle(centre, radius))
		case filled > 0.005:
			p.Fill(segment(centre, radius, filled))
		}
	}
}

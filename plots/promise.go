package plots

import (
	"gonum.org/v1/plot/vg"

	"nines/sim"
)

// Promise draws what may be signed: a row for each target with what it
// allows, in how many of ten years it is kept, and the verdict in words.
func Promise(r *sim.Result) *Chart {
	var rows []promiseRow
	for _, t := range r.Targets {
		row := promiseRow{
			target:  Percent(t.Target.Text()),
			allows:  Duration(t.Budget),
			kept:    Kept(t.MetAllYear),
			verdict: string(t.Verdict),
			part:    t.MetAllYear.Value,
			asked:   isPromise(r, t),
			shade:   vermillion,
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
	confidence := r.Scenario.SLO.Confidence
	return &Chart{
		name:     "promise",
		title:    promiseFinding(r),
		subtitle: subtitle(r.Scenario, "How often each promise is kept"+keptAllYear(r)),
		foot: footnote(r, "a promise is safe when the 95 % interval of its probability lies above the "+
			trimmed(100*confidence, 4)+" % asked for"),
		body: func(p *page) { p.promiseTable(rows, "allows "+allows(r)) },
	}
}

// A promiseRow is one target as the chart shows it.
type promiseRow struct {
	target, allows, kept, verdict string

	part  float64 // of the years in which it is kept
	asked bool    // it is the promise in question
	shade shade   // of the verdict
}

// promiseTable draws the rows.
func (p *page) promiseTable(rows []promiseRow, allowsHead string) {
	u := p.unit
	head := p.plain(p.tickSize, muted)
	body := p.plain(p.bodySize*1.1, ink)
	bold := p.strong(p.bodySize*1.1, ink)

	// Columns are as wide as their texts; the dots take what is left.
	const gap = 20
	pad := 8 * u
	verdictHead := "can it be promised?"
	var target, allowed, kept, verdict vg.Length
	measure := func() {
		target, kept = head.Width("the promise"), 0
		allowed, verdict = head.Width(allowsHead), head.Width(verdictHead)
		for _, r := range rows {
			target = max(target, bold.Width(r.target))
			allowed = max(allowed, body.Width(r.allows))
			kept = max(kept, body.Width(r.kept))
			verdict = max(verdict, bold.Width(r.verdict))
		}
	}
	measure()
	spare := p.width() - 2*pad - target - allowed - kept - verdict - 3*gap*u - 10*u
	pitch := min(max(spare/10, 8*u), 24*u)
	between := gap*u + max(0, (spare-10*pitch)/3) // spread evenly
	afterDots, lift := 10*pitch+10*u, vg.Length(0)
	stacked := spare < 10*pitch*0.6
	if stacked { // on a narrow page the words stand below the dots
		verdictHead = "verdict"
		body, bold = p.plain(p.bodySize, ink), p.strong(p.bodySize, ink)
		measure()
		between = min(gap*u, max(5*u, (p.width()-2*pad-target-allowed-kept-verdict)/3))
		pitch = min(kept/10, 12*u)
		afterDots, lift = 0, 0.75*body.Font.Size
	}
	xTarget := p.Min.X + pad
	xAllowed := xTarget + target + between
	xDots := xAllowed + allowed + between
	xKept := xDots + afterDots
	xVerdict := xKept + kept + between

	y := p.Max.Y - p.tickSize
	p.write(head, vg.Point{X: xTarget, Y: y}, "promise")
	p.write(right(head), vg.Point{X: xAllowed + allowed, Y: y}, allowsHead)
	p.write(head, vg.Point{X: xDots, Y: y}, "kept in")
	p.write(head, vg.Point{X: xVerdict, Y: y}, verdictHead)
	y -= 8 * u

	height := min((y-p.Min.Y)/vg.Length(max(1, len(rows))), 58*u)
	radius := min(pitch*0.39, height*0.36)
	if stacked {
		radius = min(radius, height*0.18)
	}
	for i, r := range rows {
		top := y - vg.Length(i)*height
		mid := top - height/2
		if r.asked {
			p.SetColor(tint)
			p.Fill(bar(p.Min.X, top-height, p.Max.X, top))
		}
		p.StrokeLine2(p.line(0.6, faint), p.Min.X, top, p.Max.X, top)
		name := mid
		if tag := p.plain(p.footSize, muted); r.asked && height > 2.8*p.bodySize {
			name += 0.5 * tag.Font.Size
			p.middle(tag, vg.Point{X: xTarget, Y: mid - 0.85*tag.Font.Size}, "the promise")
		}
		p.middle(bold, vg.Point{X: xTarget, Y: name}, r.target)
		p.middle(right(body), vg.Point{X: xAllowed + allowed, Y: mid}, r.allows)
		p.decade(vg.Point{X: xDots + pitch/2, Y: mid + lift}, pitch, radius, r.part)
		p.middle(body, vg.Point{X: xKept, Y: mid - lift}, r.kept)
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

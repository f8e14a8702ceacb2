package plots

import (
	"slices"

	"gonum.org/v1/plot/vg"
)

// A promiseTable is the rows of the chart.
type promiseTable []promiseRow

// A promiseRow is one target as the chart shows it.
type promiseRow struct {
	target, allows, kept, verdict string

	when  string  // "today"; "" where there is one row a target
	costs string  // of a bad year; may be empty
	part  float64 // of the years in which it is kept
	asked bool    // it is the promise in question
	shade shade   // of the verdict
}

// priced reports whether any row tells what a bad year costs.
func (t promiseTable) priced() bool {
	return slices.ContainsFunc(t, func(r promiseRow) bool { return r.costs != "" })
}

// commonCost returns what a bad year costs where every row, of several, says
// the same: that is said once.
func (t promiseTable) commonCost() (cost string, same bool) {
	if len(t) < 2 || t[0].costs == "" {
		return "", false
	}
	other := func(r promiseRow) bool { return r.costs != t[0].costs }
	return t[0].costs, !slices.ContainsFunc(t, other)
}

// withoutCosts returns the rows without what a bad year costs.
func (t promiseTable) withoutCosts() promiseTable {
	out := slices.Clone(t)
	for i := range out {
		out[i].costs = ""
	}
	return out
}

// compared reports whether each target has two rows: today's and then's.
func (t promiseTable) compared() bool {
	return slices.ContainsFunc(t, func(r promiseRow) bool { return r.when != "" })
}

// promiseTable draws the rows; what a target allows counts per so long.
func (p *page) promiseTable(rows promiseTable, per string) {
	l := p.layPromises(rows, per)
	if rows.priced() && !l.priced {
		p.write(p.plain(p.footSize, muted), vg.Point{X: p.Min.X, Y: p.Min.Y}, "Left out for want of room: what a bad year costs.")
	}
	p.promiseHeads(l)
	top := l.top
	for i, r := range rows {
		if r.asked {
			p.SetColor(tint)
			p.Fill(bar(p.Min.X, top-l.height, p.Max.X, top))
		}
		first := !l.paired || i%2 == 0
		if first {
			p.StrokeLine2(p.line(0.6, faint), p.Min.X, top, p.Max.X, top)
		}
		p.promiseRow(l, r, top-l.height/2)
		top -= l.height
	}
	// The shade of a pair's second row must not lie on what stands across both.
	for i, r := range rows {
		if !l.paired || i%2 == 0 {
			p.promiseName(l, r, l.top-vg.Length(i)*l.height, per)
		}
	}
	p.StrokeLine2(p.line(0.6, faint), p.Min.X, top, p.Max.X, top)
}

// promiseHeads names the columns.
func (p *page) promiseHeads(l *promiseLayout) {
	y := l.top + 8*p.unit
	second := y // of a column that stands below another one
	if l.stacked && l.priced {
		y += leading * l.head.Font.Size
	}
	p.write(l.head, vg.Point{X: l.target, Y: y}, "promise")
	if !l.paired {
		p.write(right(l.head), vg.Point{X: l.allowed, Y: y}, l.allowsHead)
	}
	p.write(l.head, vg.Point{X: l.kept0(), Y: y}, "kept in")
	p.write(l.head, vg.Point{X: l.verdict, Y: y}, l.verdictHead)
	switch {
	case l.priced && l.stacked:
		p.write(l.head, vg.Point{X: l.verdict, Y: second}, costsHead)
	case l.priced:
		p.write(right(l.head), vg.Point{X: l.costs, Y: y}, costsHead)
	}
}

// promiseRow draws what a row tells beside its name.
func (p *page) promiseRow(l *promiseLayout, r promiseRow, mid vg.Length) {
	upper, lower := mid, mid
	if l.stacked {
		upper, lower = mid+0.75*l.body.Font.Size, mid-0.75*l.body.Font.Size
	}
	if !l.paired {
		p.middle(right(l.body), vg.Point{X: l.allowed, Y: mid}, r.allows)
	} else {
		p.middle(l.body, vg.Point{X: l.when, Y: mid}, r.when)
	}
	if l.pitch > 0 {
		radius := min(l.pitch*0.39, l.height*0.36)
		if l.stacked {
			radius = min(radius, l.height*0.18)
		}
		p.decade(vg.Point{X: l.dots + l.pitch/2, Y: upper}, l.pitch, radius, r.part)
	}
	p.middle(l.body, vg.Point{X: l.kept, Y: lower}, r.kept)
	says := l.bold
	says.Color = r.shade
	switch {
	case !l.priced || r.costs == "":
		p.middle(says, vg.Point{X: l.verdict, Y: mid}, l.verdictOf(r))
	case l.stacked:
		p.middle(says, vg.Point{X: l.verdict, Y: upper}, l.verdictOf(r))
		p.middle(l.body, vg.Point{X: l.verdict, Y: lower}, r.costs)
	default:
		p.middle(says, vg.Point{X: l.verdict, Y: mid}, l.verdictOf(r))
		p.middle(right(l.body), vg.Point{X: l.costs, Y: mid}, r.costs)
	}
}

// promiseName draws a target in the first column, across both rows of a pair
// with what it allows, and marks the promise in question.
func (p *page) promiseName(l *promiseLayout, r promiseRow, top vg.Length, per string) {
	tag := p.plain(p.footSize, muted)
	height, small := l.height, []string{}
	if l.paired {
		height, small = 2*l.height, append(small, r.allows+" "+per)
		tag.Font.Size = min(tag.Font.Size, l.body.Font.Size)
	}
	if r.asked && height > 1.2*l.bold.Font.Size+1.3*vg.Length(1+len(small))*tag.Font.Size {
		small = append([]string{"the promise"}, small...)
	}
	lines := vg.Length(len(small))
	y := top - height/2 + 0.65*lines*tag.Font.Size
	step := 0.6*l.bold.Font.Size + 0.75*tag.Font.Size
	if lines > 0 {
		y -= 0.1 * l.bold.Font.Size
	}
	if l.paired && height < 1.2*l.bold.Font.Size+1.3*lines*tag.Font.Size { // each to its row
		y, step = top-l.height/2, l.height
	}
	p.middle(l.bold, vg.Point{X: l.target, Y: y}, r.target)
	y -= step
	for _, says := range small {
		p.middle(tag, vg.Point{X: l.target, Y: y}, says)
		y -= 1.3 * tag.Font.Size
	}
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

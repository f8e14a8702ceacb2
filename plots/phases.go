package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"

	"nines/model"
	"nines/sim"
)

// Phases draws where the downtime goes: a bar for each risk and each change,
// stacked by phase, and one for the whole with the budget of the promise.
func Phases(r *sim.Result) *Chart {
	b := newBreakdown(r)
	return &Chart{
		name:     "phases",
		title:    b.finding(),
		subtitle: subtitle(r.Scenario, "Downtime of a mean year, by cause and by what the time is spent on"),
		foot:     footnote(r, "means over all simulated years; where causes overlap, the time is shared among them"),
		body:     b.draw,
	}
}

// A breakdown is what the chart shows. Times are seconds a year.
type breakdown struct {
	rows   []cause // the largest first
	whole  cause
	budget float64 // of the promise
	name   string  // of the promise
}

// A cause is one bar.
type cause struct {
	name   string
	total  sim.Estimate
	phases [sim.NumPhases]float64

	unwatched float64 // the part of detection that waits for no alarm
}

// newBreakdown sorts the causes.
func newBreakdown(r *sim.Result) *breakdown {
	b := &breakdown{
		budget: r.Scenario.SLO.Promise.Budget(model.Year),
		name:   Percent(r.Scenario.SLO.Promise.Text()),
	}
	for _, k := range r.Risks {
		row := cause{name: cmp.Or(k.Title, k.Name), total: k.Downtime, phases: k.Phases}
		if Unwatched(r.Scenario, k.Name) {
			row.unwatched = k.Phases[sim.Detect]
		}
		b.rows = append(b.rows, row)
	}
	for _, c := range r.Changes {
		if c.Downtime.Value > 0 {
			row := cause{name: cmp.Or(c.Title, c.Name) + " (planned)", total: c.Downtime}
			row.phases[sim.Planned] = c.Downtime.Value
			b.rows = append(b.rows, row)
		}
	}
	slices.SortStableFunc(b.rows, func(x, y cause) int { return cmp.Compare(y.total.Value, x.total.Value) })
	b.whole = cause{name: "All causes", total: r.MeanDowntime()}
	if math.IsNaN(b.whole.total.Value) { // no year was simulated
		b.whole.total = sim.Estimate{}
	}
	sum := 0.0
	for _, row := range b.rows {
		b.whole.unwatched += row.unwatched
		for ph, s := range row.phases {
			b.whole.phases[ph] += s
			sum += s
		}
	}
	// Where outages overlap the whole is less than the sum of its causes.
	for ph := range b.whole.phases {
		if sum > 0 {
			b.whole.phases[ph] *= b.whole.total.Value / sum
		}
	}
	if sum > 0 {
		b.whole.unwatched *= b.whole.total.Value / sum
	}
	return b
}

// Waiting is what the time of an outage is spent on that no alarm tells of: it
// ends by itself.
const Waiting = "waiting for it to end"

// Unwatched reports whether a risk has no alarm.
func Unwatched(sc *model.Scenario, risk string) bool {
	for _, k := range sc.Risks {
		if k.Name == risk {
			return len(k.Alarms) == 0
		}
	}
	return false
}

// doing says what a cause's time in a phase is spent on.
func (c cause) doing(ph sim.Phase) string {
	switch part := c.unwatched / max(c.phases[sim.Detect], 1e-9); {
	case ph != sim.Detect || part < 0.005:
		return Doing(ph)
	case part > 0.995:
		return Waiting
	}
	return Doing(ph) + " or " + Waiting
}

// Doing says what the time of a phase is spent on.
func Doing(ph sim.Phase) string {
	switch ph {
	case sim.Detect:
		return "detecting"
	case sim.Acknowledge:
		return "waiting for somebody"
	case sim.Diagnose:
		return "diagnosing"
	case sim.Recover:
		return "recovering"
	case sim.Exposure:
		return "exposed before a gate"
	}
	return "planned work"
}

// phaseShade returns the shade of a phase. Neighbours differ in lightness.
func phaseShade(ph sim.Phase) shade {
	return [...]shade{blue, sky, orange, green, purple, grey}[ph]
}

// finding names the largest cause and what its time is spent on.
func (b *breakdown) finding() string {
	if len(b.rows) == 0 || b.rows[0].total.Value <= 0 {
		return "No simulated year had any downtime"
	}
	first, sum := b.rows[0], 0.0
	for _, row := range b.rows {
		sum += row.total.Value
	}
	long := sim.Phase(0)
	for ph := range sim.NumPhases {
		if first.phases[ph] > first.phases[long] {
			long = ph
		}
	}
	share := first.total.Value / sum
	title := first.name
	if long == sim.Planned {
		title = "Planned work"
		share = b.whole.phases[sim.Planned] / max(b.whole.total.Value, 1e-9)
	} else if len(b.rows) > 1 {
		title = "“" + first.name + "”"
	}
	switch {
	case len(b.rows) == 1 && long == sim.Planned:
		title = "All downtime is planned work"
	case len(b.rows) == 1:
		title = fmt.Sprintf("All downtime comes from “%s”", first.name)
	case share > 0.995:
		title += " takes all but all of the downtime"
	default:
		title += fmt.Sprintf(" takes %.0f %% of the downtime", 100*share)
	}
	if long == sim.Planned {
		return title
	}
	if part := first.phases[long] / max(first.total.Value, 1e-9); part > 0.5 {
		title += ", most of it " + first.doing(long)
	} else {
		title += ", above all " + first.doing(long)
	}
	return title
}

// draw draws the chart: the key, the whole, then the causes as far as there
// is room.
func (b *breakdown) draw(p *page) {
	u := p.unit
	p.key(b.whole)
	room := p.height() - p.tickSize - 4*u // the budget's name stands below
	least := 1.28 * p.tickSize
	rows := grouped(b.rows, max(2, int(room/least)-2))
	pitch := min(room/(vg.Length(len(rows))+1.6), 34*u)

	plain := p.plain(min(p.bodySize, max(p.tickSize, pitch*0.6)), ink)
	strong := p.strong(plain.Font.Size, ink)
	name, total := strong.Width(b.whole.name), strong.Width(b.whole.says())
	most := b.whole.total.Value
	for _, row := range rows {
		name = max(name, plain.Width(row.name))
		total = max(total, plain.Width(row.says()))
		most = max(most, row.total.Value)
	}
	x0 := p.Min.X + min(name, 0.36*p.width()) + 8*u
	s := bars{page: p, x0: x0, thick: pitch * 0.68, scale: float64(p.Max.X-total-8*u-x0) / max(most, 1e-9)}
	// The budget belongs into the picture unless it would crush the bars.
	shown := b.budget > 0 && b.budget <= 2.5*most
	if shown {
		s.scale = min(s.scale, float64(p.Max.X-x0-20*u)/b.budget)
	}

	y := p.Max.Y - pitch/2
	bottom := y - pitch*1.5 - pitch*vg.Length(len(rows)-1) - pitch/2
	s.draw(b.whole, strong, y)
	y -= pitch * 1.5
	p.StrokeLine2(p.line(0.6, faint), p.Min.X, y+pitch*0.72, p.Max.X, y+pitch*0.72)
	for _, row := range rows {
		s.draw(row, plain, y)
		y -= pitch
	}
	p.vertical(x0, bottom, p.Max.Y, 0.7, rule)
	b.markBudget(&s, shown, bottom)
}

// markBudget draws the budget of the promise as a line, which gives way to
// the totals, with its name below; or, where it lies far off, its name in the
// corner.
func (b *breakdown) markBudget(s *bars, shown bool, bottom vg.Length) {
	p := s.page
	says := "budget of " + b.name + ": " + Duration(b.budget) + " a year"
	t := p.strong(p.tickSize, vermillion)
	y := bottom - p.tickSize
	if !shown {
		p.write(right(t), vg.Point{X: p.Max.X, Y: y}, says+", off to the right")
		return
	}
	x := s.x0 + vg.Length(b.budget*s.scale)
	for _, piece := range outside([]vg.Point{{X: x, Y: bottom}, {X: x, Y: p.Max.Y}}, s.totals) {
		p.StrokeLines(p.line(1.3, vermillion), piece)
	}
	half := t.Width(says) / 2
	p.write(centred(t), vg.Point{X: min(max(x, p.Min.X+half), p.Max.X-half), Y: y}, says)
}

// bars draws causes as bars of one scale.
type bars struct {
	page      *page
	x0, thick vg.Length
	scale     float64        // points a second
	totals    []vg.Rectangle // where the totals stand
}

// draw draws one cause around a height: its name, its phases and its total.
func (s *bars) draw(row cause, t text.Style, y vg.Length) {
	p, u := s.page, s.page.unit
	p.middle(right(t), vg.Point{X: s.x0 - 7*u, Y: y}, fit(t, s.x0-7*u-p.Min.X, row.name))
	x := s.x0
	for ph, seconds := range row.phases {
		end := x + vg.Length(seconds*s.scale)
		if end > x {
			p.SetColor(phaseShade(sim.Phase(ph)))
			p.Fill(bar(x, y-s.thick/2, end, y+s.thick/2))
		}
		if end > x && x > s.x0 && end-x > 2*u {
			p.vertical(x, y-s.thick/2, y+s.thick/2, 0.8, white)
		}
		x = end
	}
	at := vg.Point{X: x + 6*u, Y: y}
	p.middle(t, at, row.says())
	s.totals = append(s.totals, grown(box(t, at.Sub(vg.Point{Y: capHeight / 2 * t.Font.Size}), row.says()), 2.5*u))
}

// says spells what a bar stands for.
func (c cause) says() string {
	if c.total.Value <= 0 {
		return "none"
	}
	return AboutDuration(c.total)
}

// key draws the names of a cause's phases behind their shades and takes their
// room.
func (p *page) key(c cause) {
	u := p.unit
	t := p.plain(p.tickSize, ink)
	x, y := p.Min.X, p.Max.Y-capHeight*t.Font.Size
	side := 0.8 * t.Font.Size
	for ph, s := range c.phases {
		if s <= 0 {
			continue
		}
		says := c.doing(sim.Phase(ph))
		width := side + 4*u + t.Width(says)
		if x > p.Min.X && x+width > p.Max.X {
			x, y = p.Min.X, y-leading*1.1*t.Font.Size
		}
		p.SetColor(phaseShade(sim.Phase(ph)))
		p.Fill(bar(x, y-0.04*t.Font.Size, x+side, y-0.04*t.Font.Size+side))
		p.write(t, vg.Point{X: x + side + 4*u, Y: y}, says)
		x += width + 9*u
	}
	p.Max.Y = y - 10*u
}

// grouped returns at most n causes, the smallest put together as one.
func grouped(rows []cause, n int) []cause {
	if len(rows) <= n {
		return rows
	}
	kept := slices.Clone(rows[:n-1])
	rest := cause{name: fmt.Sprintf("%d others", len(rows)-n+1)}
	for _, row := range rows[n-1:] {
		rest.total.Value += row.total.Value
		rest.total.Low += row.total.Low
		rest.total.High += row.total.High
		for ph, s := range row.phases {
			rest.phases[ph] += s
		}
	}
	return append(kept, rest)
}

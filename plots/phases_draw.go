package plots

import (
	"nines/plots/words"
	"nines/sim"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// draw draws the chart: the key, the whole, then the causes as far as there
// is room.
func (b *breakdown) draw(p *page) {
	u := p.unit
	p.key(b.whole)
	room := p.height() - p.tickSize - 4*u // the budget's name stands below
	names := p.roomFor(0.36, 4, room, namesOfCauses(b.rows))
	least := p.leastPitch(names, namesOfCauses(b.rows))
	rows := grouped(b.rows, max(2, int(room/least)-2))
	pitch := min(room/(vg.Length(len(rows))+1.6), max(34*u, least))

	column := p.column(names, pitch, namesOfCauses(rows))
	plain, strong := column.style, p.strong(column.style.Font.Size, ink)
	name, total := max(column.width, strong.Width(b.whole.name)), strong.Width(b.whole.says())
	most := b.whole.Downtime.Value
	for _, row := range rows {
		total = max(total, plain.Width(row.says()))
		most = max(most, row.Downtime.Value)
	}
	x0 := p.Min.X + name + 8*u
	s := bars{page: p, names: column, x0: x0, thick: pitch * 0.68, scale: float64(p.Max.X-total-8*u-x0) / max(most, 1e-9)}
	// The budget is shown unless it would make the bars too short.
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
	says := "budget of " + b.name + ": " + words.Duration(b.budget) + " a year"
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
	names     names
	x0, thick vg.Length
	scale     float64        // points a second
	totals    []vg.Rectangle // where the totals stand
}

// draw draws one cause around a height: its name, its phases and its total.
func (s *bars) draw(row cause, t text.Style, y vg.Length) {
	p, u := s.page, s.page.unit
	s.names.draw(p, t, vg.Point{X: s.x0 - 7*u, Y: y}, row.name)
	x := s.x0
	for ph, seconds := range row.Phases {
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
	if c.Downtime.Value <= 0 {
		return "none"
	}
	return words.AboutDuration(c.Downtime)
}

// key draws the names of a cause's phases behind their shades and takes their
// room.
func (p *page) key(c cause) {
	u := p.unit
	t := p.plain(p.tickSize, ink)
	x, y := p.Min.X, p.Max.Y-capHeight*t.Font.Size
	side := 0.8 * t.Font.Size
	for ph, s := range c.Phases {
		if s <= 0 {
			continue
		}
		says := words.Phase(sim.Phase(ph))
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

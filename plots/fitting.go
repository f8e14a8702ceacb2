package plots

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// Names come from the scenario and may be as long as anybody likes. They are
// broken into lines, in smaller type if need be, and never cut.

// broken breaks a text into lines of at most a width, between words and, where
// a word alone is wider, within it.
func broken(t text.Style, width vg.Length, s string) []string {
	var lines []string
	for _, line := range balanced(t, width, s) {
		runes := []rune(line)
		for len(runes) > 1 && t.Width(string(runes)) > width {
			n := len(runes) - 1
			for n > 1 && t.Width(string(runes[:n])) > width {
				n--
			}
			for back := n; back > n/2; back-- { // rather behind a hyphen
				if runes[back-1] == '-' || runes[back-1] == '/' {
					n = back
					break
				}
			}
			lines, runes = append(lines, string(runes[:n])), runes[n:]
		}
		lines = append(lines, string(runes))
	}
	return lines
}

// fitted returns a text in lines that fill at most a width and so many lines,
// in the largest type that does, no smaller than least; where even that does
// not do, in as many lines as it takes.
func fitted(t text.Style, width vg.Length, most int, least vg.Length, s string) (text.Style, []string) {
	for {
		lines := broken(t, width, s)
		if len(lines) <= most || t.Font.Size <= least {
			return t, lines
		}
		t.Font.Size = max(least, 0.95*t.Font.Size)
	}
}

// names are the names of a chart's rows, at its left edge.
type names struct {
	room, width vg.Length // what they may take, and what they do
	lines       int       // of the longest
	style       text.Style
}

// namesOf measures the names of rows, which may take so much of the width.
func namesOf(t text.Style, room vg.Length, all []string) names {
	n := names{room: room, style: t, lines: 1}
	for _, s := range all {
		lines := broken(t, room, s)
		n.lines = max(n.lines, len(lines))
		for _, l := range lines {
			n.width = max(n.width, t.Width(l))
		}
	}
	return n
}

// height returns the least height of a row for its name.
func (n names) height() vg.Length {
	return (1.28 + leading*vg.Length(n.lines-1)) * n.style.Font.Size
}

// leastPitch returns how close rows of these names may stand.
func (p *page) leastPitch(room vg.Length, all []string) vg.Length {
	return namesOf(p.plain(p.tickSize, ink), room, all).height()
}

// roomFor returns how much of the width names may take: a part of it, or as
// much more, up to a half, as lets at least so many rows stand in a height.
func (p *page) roomFor(part vg.Length, rows int, height vg.Length, all []string) vg.Length {
	for ; part < 0.5 && vg.Length(rows)*p.leastPitch(part*p.width(), all) > height; part += 0.04 {
	}
	return part * p.width()
}

// column measures the names of rows that stand so far apart, in type as large
// as that allows.
func (p *page) column(room, pitch vg.Length, all []string) names {
	if n := namesOf(p.plain(min(p.bodySize, max(p.tickSize, pitch*0.6)), ink), room, all); n.height() <= pitch {
		return n
	}
	return namesOf(p.plain(p.tickSize, ink), room, all)
}

// draw draws a name to the left of a point, around its height.
func (n names) draw(p *page, t text.Style, at vg.Point, s string) {
	lines := broken(t, n.room, s)
	at.Y += leading * t.Font.Size * vg.Length(len(lines)-1) / 2
	for _, l := range lines {
		p.middle(right(t), at, l)
		at.Y -= leading * t.Font.Size
	}
}

// namesOfCauses returns the names of rows.
func namesOfCauses(rows []cause) []string {
	var out []string
	for _, row := range rows {
		out = append(out, row.name)
	}
	return out
}

// spansOf returns a name as the lines of a label.
func spansOf(t text.Style, width vg.Length, s string) []span {
	var out []span
	for _, l := range broken(t, width, s) {
		out = append(out, span{t, l})
	}
	return out
}

package plots

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// A footing is the text below a chart: what it rests on, what its signs mean, what
// was assumed. It explains no sign that is not drawn.
type footing struct {
	terms   []term
	more    []string // sentences
	assumed []string
}

// A term explains something; a sign only where that is drawn.
type term struct {
	says string
	of   sign // "" for what is always told
}

// A sign is a mark that a chart draws only where it has something to show.
type sign string

const (
	bandSign    sign = "band"    // of an interval around a curve
	barSign     sign = "bar"     // of an interval at a point
	quarterSign sign = "quarter" // of the budget
)

// sentences returns a footing that is always the same.
func sentences(says string) footing { return footing{more: []string{says}} }

// where adds a term that explains a sign.
func (f footing) where(m sign, says string) footing {
	f.terms = append(f.terms[:len(f.terms):len(f.terms)], term{says, m})
	return f
}

// footnote tells the years, the seed, technical names and what was assumed.
func footnote(r *sim.Result, says string) footing {
	years := words.Simulated(r.Years)
	if r.Partial() {
		years = "interrupted, " + words.Counted(r)
	}
	return footing{
		terms:   []term{{says: fmt.Sprintf("%s, seed %d", years, r.Seed)}, {says: says}},
		assumed: assumptions(r.Scenario),
	}
}

// text spells a footing with the first of what was assumed, and with remarks
// on what the page has no room for.
func (f footing) text(drawn func(sign) bool, assumed int, remarks []string) string {
	var terms []string
	for _, t := range f.terms {
		if t.of == "" || drawn(t.of) {
			terms = append(terms, t.says)
		}
	}
	var out []string
	if len(terms) > 0 {
		out = append(out, strings.Join(terms, "; ")+".")
	}
	out = append(append(out, f.more...), remarks...)
	switch left := len(f.assumed) - assumed; {
	case len(f.assumed) == 0:
	case assumed == 0:
		out = append(out, words.Count(left, "value is", "values are")+" assumed; “nines check” names "+words.Plural(left, "it", "them")+".")
	case left > 0:
		out = append(out, "Assumed: "+strings.Join(f.assumed[:assumed], "; ")+"; and "+words.Thousands(float64(left))+" more, which “nines check” names.")
	default:
		out = append(out, "Assumed: "+strings.Join(f.assumed, "; ")+".")
	}
	return strings.Join(out, " ")
}

// footLines is how many lines a footing takes at most for what was assumed.
const footLines = 3

// foot reserves the room of a footing at the bottom of the page and returns a
// function that draws it, to be called when everything else is drawn. It names as
// many assumptions as there is room for; the rest of the text is complete.
func (p *page) foot(f footing, longest ...string) (draw func()) {
	t := p.plain(p.footSize, muted)
	all := func(sign) bool { return true }
	assumed := len(f.assumed)
	for ; assumed > 0; assumed-- {
		if len(wrap(t, p.width(), f.text(all, assumed, longest))) <= footLines {
			break
		}
	}
	bottom, step := p.Min.Y+descent*t.Font.Size, leading*t.Font.Size
	n := len(wrap(t, p.width(), f.text(all, assumed, longest)))
	p.Min.Y = bottom + vg.Length(n-1)*step + capHeight*t.Font.Size
	left, width := p.Min.X, p.width()
	return func() {
		lines := wrap(t, width, f.text(func(m sign) bool { return p.drawn[m] }, assumed, p.remarks))
		for i, l := range lines {
			p.write(t, vg.Point{X: left, Y: bottom + vg.Length(len(lines)-1-i)*step}, l)
		}
	}
}

// assumptions returns what a scenario assumes, as clauses.
func assumptions(sc *model.Scenario) []string {
	out := make([]string, len(sc.Assumed))
	for i, a := range sc.Assumed {
		out[i] = a.String()
	}
	return out
}

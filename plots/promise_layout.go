package plots

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"

	"nines/sim"
)

// costsHead names the column of what a bad year costs.
const costsHead = "a bad year costs"

// A promiseLayout is how the table of promises stands on a page: where its
// columns begin and how large its rows and its texts are.
type promiseLayout struct {
	promiseForm
	paired     bool // today and then, a target across both
	allowsHead string

	head, body, bold text.Style

	top, height vg.Length // of the first row; of each row
	pitch       vg.Length // from dot to dot; 0 without dots

	// Where columns begin; those of numbers, allowed and costs, end there.
	target, allowed, when, dots, kept, verdict, costs vg.Length
}

// A promiseForm is one way to set the table.
type promiseForm struct {
	size, gap   vg.Length // of the text, in body sizes; between columns, in units
	least       vg.Length // that a dot takes, in units; 0 without dots
	stacked     bool      // words stand below the dots, costs below the verdict
	priced      bool      // with what a bad year costs
	short       bool      // verdicts in few words
	verdictHead string
}

// promiseForms are the ways to set the table, the best first. The last ones leave
// out what has no room: the dots say no more than the words do.
func promiseForms(priced bool) []promiseForm {
	const asks = "can it be promised?"
	return []promiseForm{
		{size: 1.1, gap: 20, least: 10, priced: priced, verdictHead: asks},
		{size: 0.97, gap: 14, least: 6, priced: priced, short: true, verdictHead: "verdict"},
		{size: 1, gap: 7, least: 6, priced: priced, stacked: true, verdictHead: "verdict"},
		{size: 1, gap: 5, least: 6, priced: priced, stacked: true, short: true, verdictHead: "verdict"},
		{size: 0.97, gap: 6, least: 4.5, short: true, verdictHead: "verdict"},
		{size: 0.97, gap: 6, short: true, verdictHead: "verdict"},
	}
}

// kept0 returns where the column of how often a promise is kept begins.
func (l *promiseLayout) kept0() vg.Length {
	if l.pitch > 0 {
		return l.dots
	}
	return l.kept
}

// verdictOf spells a row's verdict.
func (l *promiseLayout) verdictOf(r promiseRow) string {
	if l.short && r.verdict == string(sim.TooClose) {
		return "too close"
	}
	return r.verdict
}

// layPromises returns the best form of the table that the page has room for.
func (p *page) layPromises(rows promiseTable, per string) *promiseLayout {
	forms := promiseForms(rows.priced())
	for _, f := range forms[:len(forms)-1] {
		if l, ok := p.layPromisesAs(f, rows, per); ok {
			return l
		}
	}
	l, _ := p.layPromisesAs(forms[len(forms)-1], rows, per)
	return l
}

// layPromisesAs sets the table in one form; false when it lacks room for that.
func (p *page) layPromisesAs(f promiseForm, rows promiseTable, per string) (l *promiseLayout, ok bool) {
	u := p.unit
	l = &promiseLayout{promiseForm: f, paired: rows.compared(), allowsHead: "allows " + per}
	l.head = p.plain(p.tickSize, muted)
	l.top = p.Max.Y - p.tickSize - 8*u
	bottom := p.Min.Y
	if f.stacked && f.priced { // the head has two lines
		l.top -= leading * p.tickSize
	}
	if rows.priced() && !f.priced { // it is said below
		bottom += 1.6 * p.footSize
	}
	l.height = min((l.top-bottom)/vg.Length(max(1, len(rows))), 58*u)
	lines := vg.Length(1)
	if f.stacked {
		lines = 2.5
	}
	size := min(f.size*p.bodySize, max(p.footSize, 0.85*l.height/lines))
	l.body, l.bold = p.plain(size, ink), p.strong(size, ink)

	w := l.measure(p, rows, per)
	const pad = 8
	room := p.width() - 2*pad*u
	gaps := vg.Length(3)
	for _, optional := range []vg.Length{w.when, w.costs} {
		if optional > 0 {
			gaps++
		}
	}
	if l.paired { // what a target allows stands below its name
		gaps--
	}
	spare := room - w.target - w.allowed - w.when - w.kept - w.verdict - w.costs - gaps*f.gap*u
	ok = l.height*1.02 >= lines*size
	switch {
	case f.stacked:
		l.pitch = min(w.kept/10, 12*u)
	case f.least > 0:
		spare -= 10 * u // between the dots and the words
		l.pitch = min(spare/10, 24*u)
		ok = ok && l.pitch >= f.least*u
		spare -= 10 * l.pitch
	}
	ok = ok && spare >= -0.01*u
	between := f.gap*u + min(max(0, spare)/gaps, 40*u) // spread evenly

	l.target = p.Min.X + pad*u
	l.allowed = l.target + w.target // where it ends
	if !l.paired {
		l.allowed += between + w.allowed
	}
	l.dots = l.allowed + between
	if w.when > 0 {
		l.when = l.dots
		l.dots += w.when + between
	}
	l.kept = l.dots
	if !f.stacked && l.pitch > 0 {
		l.kept += 10*l.pitch + 10*u
	}
	l.verdict = l.kept + w.kept + between
	l.costs = p.Max.X - pad*u
	return l, ok
}

// promiseWidths are the widths of the columns: those of their widest texts; 0
// for a column that does not exist or has no room of its own.
type promiseWidths struct {
	target, allowed, when, kept, verdict, costs vg.Length
}

// measure returns how wide the columns are in a layout's letters.
func (l *promiseLayout) measure(p *page, rows promiseTable, per string) promiseWidths {
	tag := p.plain(min(p.footSize, l.body.Font.Size), muted)
	w := promiseWidths{target: tag.Width("the promise"), verdict: l.head.Width(l.verdictHead), kept: l.head.Width("kept in")}
	if !l.paired {
		w.allowed = l.head.Width(l.allowsHead)
	}
	for _, r := range rows {
		w.target = max(w.target, l.bold.Width(r.target))
		w.kept = max(w.kept, l.body.Width(r.kept))
		w.verdict = max(w.verdict, l.bold.Width(l.verdictOf(r)))
		w.when = max(w.when, l.body.Width(r.when))
		if l.priced {
			w.costs = max(w.costs, l.body.Width(r.costs))
		}
		if l.paired {
			w.target = max(w.target, tag.Width(r.allows+" "+per))
		} else {
			w.allowed = max(w.allowed, l.body.Width(r.allows))
		}
	}
	if !l.priced {
		return w
	}
	w.costs = max(w.costs, l.head.Width(costsHead))
	if l.stacked {
		w.verdict, w.costs = max(w.verdict, w.costs), 0
	}
	return w
}

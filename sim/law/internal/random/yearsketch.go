package random

import (
	"math"

	"nines/model"
	"nines/sim/law/internal/measure"
)

// A YearSketch is the law of the worst window of a year in one cell of a
// surface: what Windows.All says, as far as a quantile and a budget are
// concerned. Downtimes are those of a year that is as bad as its worst window
// all along, so that they stand on the same scale as where the year itself is
// the window.
type YearSketch struct {
	all   func(within []float64) float64 // the probability, from that of each kind
	kinds []*windowDraft
	reach float64 // part of a window that the lattices reach
}

// A windowDraft is the law in the making of the windows of a kind.
type windowDraft struct {
	*draft
	length float64 // seconds
}

// NewYearSketch returns the sketch of a year in which all is the probability
// that every window keeps, of those that windows of each kind do.
func NewYearSketch(all func(within []float64) float64) *YearSketch { return &YearSketch{all: all} }

// Add adds a kind of windows with the downtime of one and its length in seconds.
func (k *YearSketch) Add(downtime Quantity, length float64) {
	k.kinds = append(k.kinds, &windowDraft{newDraft(downtime), length})
}

// SketchAll finds a step that serves windows of all kinds: one for all, so that
// what an incident costs is transformed once. budget is a part of a window.
func (r *Reader) SketchAll(k *YearSketch, p, budget float64) {
	var m Moments
	for _, d := range k.kinds {
		if of := d.of.Moments(); of.First >= m.First {
			m = of
		}
	}
	// The worst of many windows lies further out than one alone.
	r.start(Moments{1, m.First, m.second + 3*m.variance()})
	for _, d := range k.kinds {
		d.tell(r.last)
	}
	for range 40 {
		k.read(r)
		lattice, top := k.top()
		if !lattice {
			return
		}
		target := k.quantile(p)
		if target == 0 || budget > target && budget <= 3*target {
			target = budget
		}
		if r.move(k.maxDowntime(target), top) {
			continue
		}
		if r.last = k.maxDowntime(target); budget > 0 && budget < target {
			r.last = k.maxDowntime(budget)
		}
		again := false
		for _, d := range k.kinds {
			again = d.tell(r.last) || again
		}
		if !again {
			break
		}
	}
	if budget > k.reach {
		k.readFar(r, budget)
	}
}

// read reads all kinds on the lattices of the present step.
func (k *YearSketch) read(r *Reader) {
	k.reach = math.Inf(1)
	for _, d := range k.kinds {
		if d.settle(r.allow); d.lattice {
			d.near = r.read(d.of, d.apart)
			k.reach = math.Min(k.reach, (d.near.top+d.shift)/d.length)
		}
	}
}

// top returns how far the lattices reach, and whether there are any.
func (k *YearSketch) top() (lattice bool, top float64) {
	for _, d := range k.kinds {
		if d.lattice {
			lattice, top = true, d.near.top
		}
	}
	return lattice, top
}

// maxDowntime returns the most seconds beyond what is certain that windows of any
// kind have within a part of their length.
func (k *YearSketch) maxDowntime(u float64) float64 {
	most := math.Inf(-1)
	for _, d := range k.kinds {
		if d.lattice {
			most = math.Max(most, u*d.length-d.shift)
		}
	}
	return most
}

// readFar reads the kinds that matter at a budget beyond the lattices.
func (k *YearSketch) readFar(r *Reader, budget float64) {
	home := r.level
	for _, d := range k.kinds {
		m := d.of.Moments()
		at := budget*d.length - d.shift
		if far := at - m.First; d.lattice && at > d.near.top && m.variance() > beyondAll*far*far {
			r.level = r.levelOf(at)
			l := r.read(d.of, d.apart)
			d.far = &l
		}
	}
	r.level = home
}

// CDF returns the probability that no window is down for more than its part of
// x seconds a year.
func (k *YearSketch) CDF(x float64) float64 { return k.within(x / model.Year) }

func (k *YearSketch) within(u float64) float64 {
	within := make([]float64, len(k.kinds))
	for i, d := range k.kinds {
		within[i] = d.CDF(u * d.length)
	}
	return k.all(within)
}

// Quantile returns the least downtime x in seconds a year with CDF(x) >= p;
// +Inf beyond what the sketch was made for.
func (k *YearSketch) Quantile(p float64) float64 { return k.quantile(p) * model.Year }

func (k *YearSketch) quantile(p float64) float64 {
	const rounding = 1e-12
	p = math.Min(p, 1) - rounding
	lo, hi := 0.0, k.reach
	if math.IsInf(hi, 1) { // known lengths alone
		for hi = 1e-9; k.within(hi) < p && hi < 1e9; hi *= 2 {
		}
	}
	if k.within(0) >= p {
		return 0
	}
	if k.within(hi) < p {
		return math.Inf(1)
	}
	return measure.Bisect(lo, hi, 1e-13, func(x float64) bool { return k.within(x) >= p })
}

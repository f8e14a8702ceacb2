package law

import (
	"math"
	"slices"

	"nines/model"
)

// A YearSketch is the law of the worst window of a year in one cell of a
// surface: what Windows.All says, as far as a quantile and a budget are
// concerned. Downtimes are those of a year that is as bad as its worst window
// all along, so that they stand on the same scale as where the year itself is
// the window.
type YearSketch struct {
	*frame
	kinds []*draft
	reach float64 // part of a window that the lattices reach
}

// Worst returns the law of the worst of the windows between edges (seconds from
// the year's start, ascending), as far as the quantile at p and the given
// budget (seconds a year) are concerned. A model that it cannot do is an
// *Unsupported error. When the context ends first its error is returned.
func (w *Walk) Worst(sc *model.Scenario, edges []float64, p, budget float64) (k *YearSketch, err error) {
	w.allow = w.allowance()
	defer w.allow.contain(&err)
	f, err := w.frameOf(sc, edges)
	if err != nil {
		return nil, err
	}
	b := w.builder(sc, 0)
	b.whole, b.longest, b.costs = true, f.longest(), map[costKey]costing{}
	k = &YearSketch{frame: f}
	for _, of := range f.kinds {
		q, err := b.windowOf(f, of)
		if err != nil {
			return nil, err
		}
		k.kinds = append(k.kinds, newDraft(q.whole))
	}
	w.allow.on(allRisks(sc))
	w.sketchAll(k, p, budget/model.Year)
	return k, w.ctx.Err()
}

// sketchAll finds a step that serves windows of all kinds: one for all, so that
// what an incident costs is transformed once. budget is a part of a window.
func (w *Walk) sketchAll(k *YearSketch, p, budget float64) {
	var m moments
	for _, d := range k.kinds {
		if of := d.of.moments(); of.first >= m.first {
			m = of
		}
	}
	// The worst of many windows lies further out than one alone.
	w.begin(moments{1, m.first, m.second + 3*m.variance()})
	for _, d := range k.kinds {
		d.tell(w.last)
	}
	for range 40 {
		k.read(w)
		lattice, top := k.top()
		if !lattice {
			return
		}
		target := k.quantile(p)
		if target == 0 || budget > target && budget <= 3*target {
			target = budget
		}
		if w.move(k.furthest(target), top) {
			continue
		}
		if w.last = k.furthest(target); budget > 0 && budget < target {
			w.last = k.furthest(budget)
		}
		again := false
		for _, d := range k.kinds {
			again = d.tell(w.last) || again
		}
		if !again {
			break
		}
	}
	if budget > k.reach {
		k.readFar(w, budget)
	}
}

// read reads all kinds on the lattices of the present step.
func (k *YearSketch) read(w *Walk) {
	k.reach = math.Inf(1)
	for i, d := range k.kinds {
		if d.settle(w.allow); d.lattice {
			d.near = w.read(d.of, d.apart)
			k.reach = math.Min(k.reach, (d.near.top+d.shift)/k.frame.kinds[i].length)
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

// furthest returns the most seconds beyond what is certain that windows of any
// kind have within a part of their length.
func (k *YearSketch) furthest(u float64) float64 {
	most := math.Inf(-1)
	for i, d := range k.kinds {
		if d.lattice {
			most = math.Max(most, u*k.frame.kinds[i].length-d.shift)
		}
	}
	return most
}

// readFar reads the kinds that matter at a budget beyond the lattices.
func (k *YearSketch) readFar(w *Walk, budget float64) {
	home := w.level
	for i, d := range k.kinds {
		m := d.of.moments()
		at := budget*k.frame.kinds[i].length - d.shift
		if far := at - m.first; d.lattice && at > d.near.top && m.variance() > beyondAll*far*far {
			w.level = w.levelOf(at)
			l := w.read(d.of, d.apart)
			d.far = &l
		}
	}
	w.level = home
}

// CDF returns the probability that no window is down for more than its part of
// x seconds a year.
func (k *YearSketch) CDF(x float64) float64 { return k.within(x / model.Year) }

func (k *YearSketch) within(u float64) float64 {
	within := make([]float64, len(k.kinds))
	for i, d := range k.kinds {
		within[i] = d.CDF(u * k.frame.kinds[i].length)
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
	return bisect(lo, hi, 1e-13, func(x float64) bool { return k.within(x) >= p })
}

// A framing is a frame and what of a scenario it depends on.
type framing struct {
	*frame
	edges   []float64
	periods []timing
}

type timing struct {
	period   float64
	calendar *model.Calendar
	costs    bool
}

// frameOf returns the frame of a scenario: that of the cell before, where the
// changes have the same times.
func (w *Walk) frameOf(sc *model.Scenario, edges []float64) (*frame, error) {
	var periods []timing
	var changes []*model.Change
	for _, c := range sc.Changes {
		t := timing{c.Period, c.Calendar, costs(sc, c)}
		if periods = append(periods, t); t.costs {
			changes = append(changes, c)
		}
	}
	if w.framing == nil || !slices.Equal(w.framing.periods, periods) || !slices.Equal(w.framing.edges, edges) {
		f, err := newFrame(w.allow, sc, edges)
		if err != nil {
			return nil, err
		}
		w.framing = &framing{f, edges, periods}
	}
	own := *w.framing.frame
	own.changes = changes // the cell's own
	return &own, nil
}

package law

import (
	"slices"

	"nines/model"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/random"
)

// A YearSketch is the law of the worst window of a year in one cell of a
// surface, as far as it was asked for.
type YearSketch = random.YearSketch

// Worst returns the law of the worst of the windows between edges (seconds from
// the year's start, ascending), as far as the quantile at p and the given
// budget (seconds a year) are concerned. A model that it cannot do is an
// *Unsupported error. When the context ends first its error is returned.
func (w *Walk) Worst(sc *model.Scenario, edges []float64, p, budget float64) (k *YearSketch, err error) {
	al := w.begin()
	defer al.Contain(&err)
	f, err := w.frameOf(sc, edges, al)
	if err != nil {
		return nil, err
	}
	b := w.builder(sc, 0, al)
	b.whole, b.longest, b.costs = true, f.longest(), map[costKey]incidentCost{}
	k = random.NewYearSketch(f.all)
	for _, of := range f.kinds {
		q, err := b.windowOf(f, of)
		if err != nil {
			return nil, err
		}
		k.Add(q.Whole, of.length)
	}
	al.On(allRisks(sc))
	w.reader.SketchAll(k, p, budget/model.Year)
	return k, w.ctx.Err()
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
func (w *Walk) frameOf(sc *model.Scenario, edges []float64, al *effort.Allowance) (*frame, error) {
	var periods []timing
	var changes []*model.Change
	for _, c := range sc.Changes {
		t := timing{c.Period, c.Calendar, costs(sc, c)}
		if periods = append(periods, t); t.costs {
			changes = append(changes, c)
		}
	}
	if w.framing == nil || !slices.Equal(w.framing.periods, periods) || !slices.Equal(w.framing.edges, edges) {
		f, err := newFrame(al, sc, edges)
		if err != nil {
			return nil, err
		}
		w.framing = &framing{f, edges, periods}
	}
	own := *w.framing.frame
	own.changes = changes // the cell's own
	return &own, nil
}

package sim

import (
	"context"
	"errors"
	"math"

	"nines/model"
	"nines/sim/law"
)

// A sweep is what a surface is to be filled with: the scenario compiled as it
// is, and at every value of each axis.
type sweep struct {
	axes   *model.Sweep
	base   *plan
	xs, ys []*plan
	how    []separation // where the axes change parts of lives that add up
	adds   bool         // they do
}

// at returns the scenario of a cell.
func (w *sweep) at(i, j int) (*model.Scenario, error) {
	if w.axes.X.Kind == model.FactorValue && w.axes.Y.Kind == model.FactorValue && w.axes.X.Path != w.axes.Y.Path {
		// Factors stand beside what the file says; nothing is read anew.
		sc := *w.base.scenario
		for _, s := range []*model.Scenario{w.xs[i].scenario, w.ys[j].scenario} {
			if s.DetectFactor != w.base.scenario.DetectFactor {
				sc.DetectFactor = s.DetectFactor
			}
			if s.RecoverFactor != w.base.scenario.RecoverFactor {
				sc.RecoverFactor = s.RecoverFactor
			}
		}
		return &sc, nil
	}
	return w.base.scenario.With(w.axes.X.Patch(w.axes.X.Values[i]), w.axes.Y.Patch(w.axes.Y.Values[j]))
}

// A noLaw error says why a surface has to be simulated.
type noLaw string

// Error implements error.
func (n noLaw) Error() string { return string(n) }

// A cellLaw is the law of the plain sum in one cell, to be asked about its SLO.
type cellLaw struct {
	*law.Sketch
	slo model.Objective
}

// The error that laws may have, by what halving the lattice's step changes in
// five cells: of the unavailability, of it in parts, and of the probability
// that the promise is kept. The years that tell of overlap know far less.
const (
	lawTolerance    = 1.5e-6
	lawRelative     = 1e-3
	lawMetTolerance = 2e-4
	mostRefinements = 3
)

// A lawError bounds what laws are off by.
type lawError struct{ unavailability, met float64 }

// fillByLaw fills the surface from the laws of the cells' plain sums, and from
// what the simulated years tell of overlap. A sweep that it cannot do is a
// noLaw error.
func (s *Surface) fillByLaw(ctx context.Context, w *sweep, opt Options) error {
	if w.base.edges != nil {
		return noLaw("the exact law is used for windows of a year")
	}
	cells, off, err := w.laws(ctx, opt)
	if err != nil {
		return err
	}
	o := &overlap{exact: true}
	if opt.Method != Exact {
		if o, err = newOverlap(ctx, w, cells, off, opt); err != nil {
			return err
		}
	}
	each(ctx, len(w.ys), opt.workers(), func() func(int) {
		return func(j int) {
			for i := range w.xs {
				s.Attainable[j][i], s.Met[j][i] = o.judge(cells[j][i], i, j, off)
			}
		}
	})
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	if w.adds && lengthens(w.axes.X) && lengthens(w.axes.Y) {
		s.descend()
	}
	return nil
}

// laws returns the law of every cell.
func (w *sweep) laws(ctx context.Context, opt Options) ([][]cellLaw, lawError, error) {
	surface, off, err := w.fineEnough()
	if err != nil {
		return nil, off, err
	}
	cells := make([][]cellLaw, len(w.ys))
	errs := make([]error, len(w.ys))
	progress := counter(opt.Progress, len(w.ys))
	each(ctx, len(w.ys), opt.workers(), func() func(int) {
		return func(j int) {
			walk := surface.Walk() // each row anew: who walks it makes no difference
			defer walk.Close()
			cells[j] = make([]cellLaw, len(w.xs))
			for i := range w.xs {
				if cells[j][i], errs[j] = w.cell(walk, i, j); errs[j] != nil || ctx.Err() != nil {
					return
				}
			}
			progress()
		}
	})
	if ctx.Err() != nil {
		return nil, off, ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return nil, off, err
		}
	}
	return cells, off, nil
}

// cell returns the law of one cell.
func (w *sweep) cell(walk *law.Walk, i, j int) (cellLaw, error) {
	sc, err := w.at(i, j)
	if err != nil {
		return cellLaw{}, err
	}
	return lawOf(walk, sc)
}

// lawOf returns the law of a scenario as far as its SLO is concerned.
func lawOf(walk *law.Walk, sc *model.Scenario) (cellLaw, error) {
	k, err := walk.Law(sc, sc.SLO.Confidence, sc.SLO.Promise.Budget(model.Year))
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		return cellLaw{}, noLaw(err.Error())
	}
	return cellLaw{k, sc.SLO}, err
}

// fineEnough returns a surface that is exact enough at the corners and in the
// middle of the map.
func (w *sweep) fineEnough() (*law.Surface, lawError, error) {
	surface := law.NewSurface(model.Year)
	var off lawError
	now, err := w.probe(surface)
	for n := 0; err == nil; n++ {
		finer := surface.Finer()
		var better []cellLaw
		if better, err = w.probe(finer); err != nil {
			break
		}
		good := true
		off = lawError{}
		for i, c := range now {
			u := c.Quantile(c.slo.Confidence) / model.Year
			du := math.Abs(u - better[i].Quantile(c.slo.Confidence)/model.Year)
			budget := c.slo.Promise.Budget(model.Year)
			dp := math.Abs(c.CDF(budget) - better[i].CDF(budget))
			off.unavailability, off.met = math.Max(off.unavailability, du), math.Max(off.met, dp)
			good = good && du <= math.Min(lawTolerance, lawRelative*u) && dp <= lawMetTolerance
		}
		if good || n == mostRefinements {
			return surface, off, nil
		}
		surface, now = finer, better
	}
	return nil, off, err
}

// todayByLaw finds what can be promised today as a run does.
func (s *Surface) todayByLaw(ctx context.Context, w *sweep, opt Options) error {
	surface := law.NewSurface(model.Year).Finer()
	walk := surface.Walk()
	defer walk.Close()
	c, err := lawOf(walk, s.Scenario)
	if err != nil {
		return err
	}
	n := node{full: make([]float64, opt.Years), sum: make([]float64, opt.Years)}
	if s.Method != Exact {
		each(ctx, (opt.Years+chunkYears-1)/chunkYears, opt.workers(), func() func(int) {
			return func(block int) {
				liveYears(w.base, n, block*chunkYears, min(opt.Years, (block+1)*chunkYears))
			}
		})
		if ctx.Err() != nil {
			return ErrInterrupted
		}
	}
	years := strata{
		law:  func(x float64) (p, bound float64) { return c.CDF(x), lawTolerance },
		full: NewSample(n.full), sum: NewSample(n.sum), tie: tie, most: model.Year,
		only: true, among: 1, beside: 1, alone: s.Method == Exact,
	}
	s.TodayAttainable = availability(years.quantile(c.slo.Confidence), model.Year)
	return nil
}

// probe returns the laws of five cells.
func (w *sweep) probe(surface *law.Surface) ([]cellLaw, error) {
	walk := surface.Walk()
	defer walk.Close()
	var out []cellLaw
	for _, at := range fiveCells(len(w.xs), len(w.ys)) {
		c, err := w.cell(walk, at[0], at[1])
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// fiveCells returns the corners of a map and its middle.
func fiveCells(nx, ny int) [][2]int {
	return [][2]int{{0, 0}, {nx - 1, 0}, {nx / 2, ny / 2}, {0, ny - 1}, {nx - 1, ny - 1}}
}

// lengthens reports whether outages last longer at greater values of an axis
// that changes nothing but how long they last.
func lengthens(a model.Axis) bool {
	return a.Kind == model.FactorValue || a.Kind == model.DurationValue
}

// descend lets no cell be better than one where everything is faster. What
// the years tell of overlap is known in part of the cells only, and might
// have it otherwise by less than its error.
func (s *Surface) descend() {
	for _, g := range [][][]Estimate{s.Attainable, s.Met} {
		for j := range g {
			for i := range g[j] {
				e := &g[j][i]
				if i > 0 {
					e.Value = math.Min(e.Value, g[j][i-1].Value)
				}
				if j > 0 {
					e.Value = math.Min(e.Value, g[j-1][i].Value)
				}
				e.Low = math.Min(e.Low, e.Value)
			}
		}
	}
}

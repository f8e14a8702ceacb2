package sweep

import (
	"context"
	"errors"
	"math"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
)

// A Grid is the scenario compiled as it is, and at every value of each axis.
type Grid struct {
	axes   *model.Sweep
	base   *engine.Plan
	xs, ys []*engine.Plan
	how    []separation // where the axes change parts of lives that add up
	adds   bool         // they do
}

// at returns the scenario of a cell.
func (w *Grid) at(i, j int) (*model.Scenario, error) {
	if w.axes.X.Kind == model.FactorValue && w.axes.Y.Kind == model.FactorValue && w.axes.X.Path != w.axes.Y.Path {
		// Factors stand beside what the file says; nothing is read anew.
		sc := *w.base.Scenario
		for _, s := range []*model.Scenario{w.xs[i].Scenario, w.ys[j].Scenario} {
			if s.DetectFactor != w.base.Scenario.DetectFactor {
				sc.DetectFactor = s.DetectFactor
			}
			if s.RecoverFactor != w.base.Scenario.RecoverFactor {
				sc.RecoverFactor = s.RecoverFactor
			}
		}
		return &sc, nil
	}
	return file.With(w.base.Scenario, file.At(w.axes.X, w.axes.X.Values[i]), file.At(w.axes.Y, w.axes.Y.Values[j]))
}

// A CellLaw is the law of the plain sum in one cell, to be asked about its SLO.
// Where windows are shorter than a year it is that of a year which is as bad
// all along as the worst of its windows.
type CellLaw struct {
	DowntimeLaw
	slo model.Objective
}

// A DowntimeLaw is the law of seconds a year.
type DowntimeLaw interface {
	CDF(x float64) float64
	Quantile(p float64) float64
}

// The errors that laws may have, as finer lattices show in nine cells: of the
// unavailability, absolute and relative, and of the probability that the promise is
// kept. The simulated years that measure overlap are far less exact.
const (
	lawTolerance    = 5e-7
	lawRelative     = 1e-3 // where it is small
	lawLarge        = 1e-5 // where it is large, which only much overlap makes it
	lawMetTolerance = 2e-4
	mostRefinements = 3
	mostSolved      = 6   // laws in laws that nine cells may take
	mostProbeWork   = 1e9 // in the law's units, that nine cells may take
	mostMapWork     = 4e9 // the same for all cells

	// Beyond these, cells of windows are better simulated: in a short one a
	// single outage of nearly known cost decides, where a year adds up many.
	weakWindows    = 2e-5
	weakWindowsMet = 1e-3
)

// A LawError bounds what laws are off by.
type LawError struct{ unavailability, Met float64 }

// fillByLaw finds what can be promised today and fills the surface from the laws
// of the cells' plain sums, and from what the simulated years tell of overlap. A
// sweep that it cannot do is a NoLaw error.
func (s *Surface) fillByLaw(ctx context.Context, w *Grid, opt sim.Options) error {
	surface, off, err := w.FineEnough(ctx, len(w.ys), len(w.xs), engine.Cores(opt.Workers))
	if err != nil {
		return err
	}
	s.Method = opt.Method
	if err := s.todayByLaw(ctx, w, opt); err != nil {
		return err
	}
	cells, err := w.laws(ctx, surface, opt)
	o := &overlap{exact: true}
	if err == nil && opt.Method != sim.Exact {
		o, err = newOverlap(ctx, w, cells, off, opt)
	}
	if err != nil && ctx.Err() != nil {
		s.judgeByLaw(cells, off)
		return sim.ErrInterrupted
	}
	if err != nil {
		return err
	}
	engine.Each(ctx, len(w.ys), engine.Cores(opt.Workers), func() func(int) {
		return func(j int) {
			for i := range w.xs {
				s.Attainable[j][i], s.Met[j][i] = o.judge(cells[j][i], i, j, off)
			}
		}
	})
	if ctx.Err() != nil {
		return sim.ErrInterrupted
	}
	if w.adds && lengthens(w.axes.X) && lengthens(w.axes.Y) {
		s.descend()
	}
	return nil
}

// laws returns the law of every cell; of an interrupted sweep rows are missing.
func (w *Grid) laws(ctx context.Context, surface *law.Surface, opt sim.Options) ([][]CellLaw, error) {
	cells := make([][]CellLaw, len(w.ys))
	errs := make([]error, len(w.ys))
	progress := engine.Progress(opt.Progress, len(w.ys))
	order := spreadOrder(len(w.ys))
	engine.Each(ctx, len(w.ys), engine.Cores(opt.Workers), func() func(int) {
		return func(n int) {
			j := order[n]
			walk := surface.Walk(ctx) // each row anew: who walks it makes no difference
			defer walk.Close()
			row := make([]CellLaw, len(w.xs))
			for i := range w.xs {
				if row[i], errs[j] = w.cell(walk, i, j); errs[j] != nil || ctx.Err() != nil {
					return
				}
			}
			cells[j] = row
			progress()
		}
	})
	if ctx.Err() != nil {
		return cells, sim.ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// cell returns the law of one cell.
func (w *Grid) cell(walk *law.Walk, i, j int) (CellLaw, error) {
	sc, err := w.at(i, j)
	if err != nil {
		return CellLaw{}, err
	}
	return LawOf(walk, sc)
}

// LawOf returns the law of a scenario as far as its SLO is concerned.
func LawOf(walk *law.Walk, sc *model.Scenario) (CellLaw, error) {
	var k DowntimeLaw
	var err error
	if edges := engine.WindowEdges(sc); edges != nil {
		k, err = walk.Worst(sc, edges, sc.SLO.Confidence, sc.SLO.Promise.Budget(model.Year))
	} else {
		k, err = walk.Law(sc, sc.SLO.Confidence, sc.SLO.Promise.Budget(model.Year))
	}
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		return CellLaw{}, &NoLaw{Reason: NoPart, Part: unsupported}
	}
	return CellLaw{k, sc.SLO}, engine.Interrupted(err)
}

// FineEnough returns a surface that is exact enough at nine cells, the corners
// among them, and what it is off by there; rows and columns are the cells that
// it is to serve. Two finer surfaces say so: where outages are nearly alike,
// what one step leaves out the next may leave out too.
func (w *Grid) FineEnough(ctx context.Context, rows, columns, workers int) (*law.Surface, LawError, error) {
	surfaces := []*law.Surface{law.NewSurface(model.Year)}
	var probes [][]CellLaw
	for n := 0; ; n++ {
		for len(probes) < n+3 {
			last := surfaces[len(surfaces)-1]
			p, err := w.probe(ctx, last, workers)
			if err != nil {
				return nil, LawError{}, err
			}
			if last.Solved() > mostSolved {
				return nil, LawError{}, because(CellsEndApart)
			}
			if cells, common := last.Work(); cells+common > mostProbeWork {
				return nil, LawError{}, because(TooManyCells)
			}
			surfaces, probes = append(surfaces, last.Finer()), append(probes, p)
		}
		// What cells have in common, most of them have with those of their
		// row or column.
		cells, common := surfaces[n].Work()
		if cells*float64(rows*columns)/9+common*float64(max(rows, columns))/3 > mostMapWork {
			return nil, LawError{}, because(TooManyCells)
		}
		off, good := errorOf(probes[n], probes[n+1], probes[n+2])
		if !good && n < mostRefinements {
			continue
		}
		if w.base.Edges != nil && (off.unavailability > weakWindows || off.Met > weakWindowsMet) {
			return nil, off, because(WindowsTooSharp)
		}
		return surfaces[n], off, nil
	}
}

// errorOf returns what laws are off by, as finer ones of the same cells tell,
// and whether that is little enough.
func errorOf(laws []CellLaw, finer ...[]CellLaw) (off LawError, good bool) {
	good = true
	for i, c := range laws {
		budget := c.slo.Promise.Budget(model.Year)
		x, p := c.Quantile(c.slo.Confidence)/model.Year, c.CDF(budget)
		for _, f := range finer {
			du := math.Abs(x - f[i].Quantile(c.slo.Confidence)/model.Year)
			dp := math.Abs(p - f[i].CDF(budget))
			off.unavailability, off.Met = math.Max(off.unavailability, du), math.Max(off.Met, dp)
			good = good && du <= math.Min(math.Max(lawTolerance, lawLarge*x), lawRelative*x) && dp <= lawMetTolerance
		}
	}
	return off, good
}

// probe returns the laws of nine cells.
func (w *Grid) probe(ctx context.Context, surface *law.Surface, workers int) ([]CellLaw, error) {
	columns, rows := SpreadIndexes(len(w.xs), 3), SpreadIndexes(len(w.ys), 3)
	out := make([]CellLaw, len(columns)*len(rows))
	errs := make([]error, len(rows))
	engine.Each(ctx, len(rows), workers, func() func(int) {
		return func(row int) {
			walk := surface.Walk(ctx)
			defer walk.Close()
			for n, i := range columns {
				if out[row*len(columns)+n], errs[row] = w.cell(walk, i, rows[row]); errs[row] != nil {
					return
				}
			}
		}
	})
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// todayByLaw finds what can be promised today as a run does.
func (s *Surface) todayByLaw(ctx context.Context, w *Grid, opt sim.Options) error {
	if w.base.Edges != nil {
		return s.todayByRun(ctx, s.Method, opt)
	}
	surface := law.NewSurface(model.Year).Finer()
	walk := surface.Walk(ctx)
	defer walk.Close()
	c, err := LawOf(walk, s.Scenario)
	if none := (*NoLaw)(nil); errors.As(err, &none) {
		return s.todayByRun(ctx, sim.Simulate, opt)
	}
	if err != nil {
		return err
	}
	n := node{full: make([]float64, opt.Years), sum: make([]float64, opt.Years)}
	if s.Method != sim.Exact {
		engine.Each(ctx, (opt.Years+engine.ChunkYears-1)/engine.ChunkYears, engine.Cores(opt.Workers), func() func(int) {
			return func(block int) {
				liveYears(ctx, w.base, n, block*engine.ChunkYears, min(opt.Years, (block+1)*engine.ChunkYears))
			}
		})
		if ctx.Err() != nil {
			return sim.ErrInterrupted
		}
	}
	years := control.Strata{
		Law:  func(x float64) (p, bound float64) { return c.CDF(x), lawTolerance },
		Full: stat.NewSample(n.full), Sum: stat.NewSample(n.sum), Tie: stat.Tie, Most: model.Year,
		Only: true, Among: 1, Beside: 1, Alone: s.Method == sim.Exact,
	}
	s.TodayAttainable = stat.Availability(years.Quantile(c.slo.Confidence), model.Year)
	return nil
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

// descend makes no cell better than one where everything is faster. Overlap is
// measured in some of the cells only, and its error could make one so.
func (s *Surface) descend() {
	for _, g := range [][][]stat.Estimate{s.Attainable, s.Met} {
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

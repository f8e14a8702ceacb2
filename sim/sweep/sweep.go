// Package sweep maps what can be promised over two quantities of a scenario, such
// as how soon an alarm fires and how fast a rollback is (Run).
//
// sim/solve finds the line at which a promise turns on the same plane, and asks
// it of the same laws: for solve alone Grid, LawOf, LawError, MeanTimes,
// FewestMisses and LeastStill are exported. Their arguments belong to packages
// within sim, so that other programs cannot call them.
package sweep

import (
	"context"
	"errors"
	"math"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// DefaultYears is how many years stand behind each cell unless told.
const DefaultYears = 10_000

// YearsBeside returns how many years stand behind each cell of a map that is
// drawn beside a run: enough for its lines, which are read to a tenth of their
// distance, and fewer for a service with so many outages a year that a picture
// would take minutes. They are fewest where no law helps, and every cell lives
// all of its outages.
func YearsBeside(r *sim.Result) int {
	const most, least = 4_000, 200
	incidents := 100_000.0
	if r.Method == sim.Simulate {
		incidents = 30_000
	}
	perYear := float64(r.Incidents) / float64(r.Years)
	return min(r.Years, max(least, int(min(most, incidents/perYear))))
}

// ErrNothing says that the default axes do nothing for a scenario.
var ErrNothing = errors.New("nothing to sweep: no alarm or no recovery of this scenario takes any time; name what to sweep in a [sweep] section")

// Run computes the attainable SLO over the two quantities that the
// scenario sweeps, or over the whole times to detect and to recover where it
// names none. All cells meet the same faults (common random numbers), so the
// surface is as monotone as the model itself. When the context ends early it
// returns the columns and rows that are known until then; the surface's Partial
// is true. Where there are none the error is sim.ErrInterrupted.
func Run(ctx context.Context, sc *model.Scenario, opt sim.Options) (*Surface, error) {
	return cellsOf(ctx, sc, opt, everyCell{})
}

// asked says which cells of a surface are needed, where each is simulated by
// itself.
type asked interface {
	// fill simulates these cells, and fills the others from them.
	fill(ctx context.Context, s *Surface, w *Grid, opt sim.Options) error
}

// everyCell asks for all cells.
type everyCell struct{}

// fill implements asked.
func (everyCell) fill(ctx context.Context, s *Surface, w *Grid, opt sim.Options) error {
	return s.fillByCell(ctx, w, allCells(len(w.xs), len(w.ys)), opt)
}

// cellsOf is Run for the cells that are asked for.
func cellsOf(ctx context.Context, sc *model.Scenario, opt sim.Options, cells asked) (*Surface, error) {
	told := opt.Years > 0
	if !told {
		opt.Years = DefaultYears
	}
	axes := sc.Sweep
	if axes == nil {
		axes = defaultSweep()
	}
	s := &Surface{Scenario: sc, Years: opt.Years, Seed: opt.Seed}
	w, err := NewGrid(sc, axes, opt.Seed)
	if err != nil {
		return nil, err
	}
	means := MeanTimes(ctx, w.base)
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	if s.X, err = newSurfaceAxis(sc, axes.X, means); err != nil {
		return nil, err
	}
	if s.Y, err = newSurfaceAxis(sc, axes.Y, means); err != nil {
		return nil, err
	}
	s.locateToday(means)
	s.Attainable, s.Met = newCells(len(w.ys), len(w.xs)), newCells(len(w.ys), len(w.xs))
	s.known = newMask(len(w.xs), len(w.ys))
	if err = s.fill(ctx, w, opt, told, cells); err != nil && ctx.Err() != nil && s.keepKnown() {
		err = nil
	}
	return s, err
}

// NewGrid compiles the scenario along both axes.
func NewGrid(sc *model.Scenario, axes *model.Sweep, seed uint64) (*Grid, error) {
	w := &Grid{axes: axes, base: engine.NewPlan(sc, seed)}
	var err error
	if w.xs, err = axisPlans(sc, axes.X, seed); err != nil {
		return nil, err
	}
	if w.ys, err = axisPlans(sc, axes.Y, seed); err != nil {
		return nil, err
	}
	w.how, w.adds = separate(w.base, w.xs, w.ys)
	return w, nil
}

// The most incidents of all cells together, where nobody asked for a number of
// years: read off a tape, and simulated cell by cell.
const (
	tapeIncidents = 2.5e8
	cellIncidents = 5e7
)

// affordable returns how many years a cell is simulated alone for.
func (w *Grid) affordable() int {
	incidents := cellIncidents
	if w.adds {
		incidents = tapeIncidents
	}
	years := incidents / (w.base.Load() * float64(len(w.xs)*len(w.ys)))
	return int(min(DefaultYears, max(engine.LeastYears, years)))
}

// fill fills the surface, and finds what can be promised today, by the method
// asked for: with auto, by the law where there is one. Without it, and unless told
// how many years to simulate, it takes fewer where each holds many incidents.
func (s *Surface) fill(ctx context.Context, w *Grid, opt sim.Options, told bool, cells asked) error {
	if opt.Method == sim.Auto || opt.Method == sim.Exact {
		err := s.fillByLaw(ctx, w, opt)
		switch {
		case err == nil:
			return nil
		case !errors.As(err, &s.NoLaw) || opt.Method == sim.Exact:
			return err
		}
	}
	s.Method = sim.Simulate
	if !told {
		opt.Years = w.affordable()
		s.Years = opt.Years
	}
	if err := s.todayByRun(ctx, sim.Simulate, opt); err != nil {
		return err
	}
	if w.adds {
		return s.fillByTape(ctx, &tapePlan{base: w.base, xs: w.xs, ys: w.ys, how: w.how}, opt)
	}
	return cells.fill(ctx, s, w, opt)
}

// defaultSweep varies the whole time until the alarm and the whole time from the
// alarm to the end, from a tenth to ten times what they are.
func defaultSweep() *model.Sweep {
	const points = usualPoints
	factors := make([]float64, points)
	for i := range factors {
		factors[i] = math.Pow(10, 2*float64(i)/(points-1)-1)
	}
	axis := func(path string) model.Axis {
		return model.Axis{Path: path, Kind: model.FactorValue, Values: factors, Log: true}
	}
	return &model.Sweep{X: axis(model.DetectPath), Y: axis(model.RecoverPath)}
}

// axisPlans compiles the scenario at every value of an axis.
func axisPlans(sc *model.Scenario, a model.Axis, seed uint64) ([]*engine.Plan, error) {
	plans := make([]*engine.Plan, len(a.Values))
	for i, v := range a.Values {
		at, err := file.With(sc, file.At(a, v))
		if err != nil {
			return nil, err
		}
		plans[i] = engine.NewPlan(at, seed)
	}
	return plans, nil
}

// newCells returns the cells of a map, empty.
func newCells(rows, columns int) [][]stat.Estimate {
	g := make([][]stat.Estimate, rows)
	for i := range g {
		g[i] = make([]stat.Estimate, columns)
	}
	return g
}

// fillByCell simulates cells, given as (x, y), one by one as far as they differ:
// the way for sweeps that change which faults there are, or one part of an
// incident's life along both axes. Cells are taken some at a time, which keeps
// the memory small; what those have in common is lived once. The rows' order is
// that of an answer that may be interrupted.
func (s *Surface) fillByCell(ctx context.Context, w *Grid, cells [][2]int, opt sim.Options) error {
	const together = 41
	batches := (len(cells) + together - 1) / together
	progress := engine.Progress(opt.Progress, batches*engine.ChunksOf(opt.Years))
	for batch := range slices.Chunk(spread(cells), together) {
		plans := make([]*engine.Plan, len(batch))
		for n, at := range batch {
			sc, err := w.at(at[0], at[1])
			if err != nil {
				return err
			}
			plans[n] = engine.NewPlan(sc, opt.Seed)
		}
		found, err := engine.Accounts(ctx, plans, opt.Years, engine.Cores(opt.Workers), progress)
		if err != nil {
			return err
		}
		for n, at := range batch {
			found[n].Judge()
			s.Attainable[at[1]][at[0]], s.Met[at[1]][at[0]] = found[n].Side.Attainable, found[n].Side.Met
			s.known[at[1]][at[0]] = true
		}
	}
	return nil
}

// allCells returns every cell of a map, as (x, y), row by row.
func allCells(nx, ny int) [][2]int {
	out := make([][2]int, 0, nx*ny)
	for j := range ny {
		for i := range nx {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}
